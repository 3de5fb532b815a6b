"""What a text means: acts with their slots, a warning sign, and what to ask back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.acts import Act, HeardFlag, Understanding
from bot.domain.errors import BotError
from bot.domain.safety.age import OF_AGE
from bot.understanding import body
from bot.understanding.acts_meant import CLOSE, acts_meant
from bot.understanding.age import age_told
from bot.understanding.answers import Answer, answer
from bot.understanding.body import Closed, closed_by_clinician
from bot.understanding.clauses import clauses
from bot.understanding.complaint import Complaint, read_complaint
from bot.understanding.context import Shape, TextContext
from bot.understanding.contradiction import contradiction
from bot.understanding.fill import fill
from bot.understanding.frequency import frequency_asked, with_frequency
from bot.understanding.language import Language
from bot.understanding.news_told import NEWS, news_flag
from bot.understanding.overdone import with_effort
from bot.understanding.questions import is_question
from bot.understanding.refused_values import Refusal, refusal
from bot.understanding.scope import Scope, scope_of
from bot.understanding.setting_words import switch
from bot.understanding.settle import settle
from bot.understanding.slot_filling import fill_slots
from bot.understanding.story import passages
from bot.understanding.ticks import options_ticked
from bot.understanding.timing import coming_day
from bot.understanding.tokens import Token, tokens

Ear = Callable[[str, TextContext], HeardFlag | None]
"""Listens for warning signs in a whole text."""
UNASKED = ("idle", "routine", "after", "rest_day")
"""Situations in which no number was asked for."""
UNASKED_OF = ("flag", "consent")
"""Situations in which nobody asks how often to exercise."""
UNSURE = 0.5
"""How sure one can be of words that mean two things."""
SIGNS = frozenset(("-", "+", ".", ",", "?", "!"))
"""What numbers alone mean nothing with."""
GIVEN = frozenset((Shape.LEVEL, Shape.MINUTES, Shape.TIME, Shape.OPTION))
"""Shapes of answers that a story around them may hold others of."""
LISTING = frozenset((Shape.NONE_SOME, Shape.OPTION, Shape.TICKS))
"""Shapes of questions that list what may be."""
TIMELESS = ("morning", "safety")
"""Situations in which no duration is asked for, so that one is about the routine."""
MOST_AROUND = 2
"""Words around a duration that is told for itself."""
TELLING = frozenset(("i", "im", "ive", "my", "me", "am", "had", "have", "got", "just", "now"))
"""Words by which somebody tells of themselves."""
MOST_NAMED = 4
"""Words of the longest name of such a thing."""
LONGEST = 4096
"""Characters of the longest message."""


def deaf(text: str, context: TextContext) -> HeardFlag | None:
    """Hear nothing: the ear of whoever listens for no warning sign."""
    return None


@dataclass(frozen=True)
class Understander:
    """Understands one language."""

    language: Language
    ear: Ear = deaf

    def understand(self, text: str, context: TextContext) -> Understanding:
        """Return what a text means in its context."""
        words = tokens(text[:LONGEST].strip())
        flag = self.ear(text[:LONGEST], context) or self._too_young(text)
        if flag == NEWS and _names_an_option(words, context):
            flag = None  # "arthritis", where a safety question asks for it
        if not words:
            return Understanding(flag=flag)
        if context.forwarded:
            return Understanding(flag=_about_somebody(flag), asks_back="about" if flag else None)
        scope = self._scope(words, context)
        if _is_duration(scope):
            if context.situation == "checkin":
                return Understanding(flag=flag, asks_back="level")
            if context.situation in TIMELESS:
                context = replace(context, situation="routine", shape=Shape.NOTHING)
        parts = clauses(words, self.language.vocabulary.listed)
        decision = acts_meant(self.language, scope, parts, context)
        read = self._answered(scope, parts, context)
        if read is not None and is_question(words):
            read = replace(read, whole=False)
        if (number := _bare_number(scope, context)) is not None:
            return replace(number, flag=flag)
        understanding = settle(decision, fill_slots(decision, scope, parts, context), read, context)
        if context.situation == "complaint" and len(words) > CLOSE:
            understanding = _with_level(understanding, scope)
        if readings := contradiction(scope, understanding.acts, context):
            return Understanding((), flag, "reading", UNSURE, readings)
        own = {c.act: c.clause for c in decision.meant} if len(words) > CLOSE else {}
        understanding = _possible(
            understanding, self._refusal(scope, parts, understanding.acts, own, context)
        )
        acts = self._with_topics(with_effort(understanding.acts, scope), text)
        if (topic := frequency_asked(scope)) is not None and context.situation not in UNASKED_OF:
            understanding = with_frequency(replace(understanding, acts=acts), topic)
            acts = understanding.acts
        return replace(understanding, flag=flag or news_flag(acts), acts=acts)

    def _answered(
        self, scope: Scope, parts: Sequence[tuple[Token, ...]], context: TextContext
    ) -> Answer | None:
        """Return what a text answers; a long one by the clauses that give a value."""
        read = answer(scope, context)
        if len(scope.words) <= CLOSE or len(parts) == 1 or context.shape not in GIVEN:
            return read
        for words in passages(scope.words, parts, self.language.vocabulary):
            by_passage = answer(self._scope(words, context), context)
            if by_passage is not None and by_passage.value is not None:
                return replace(
                    by_passage, whole=by_passage.whole and len(words) == len(scope.words)
                )
        return read

    def _refusal(
        self,
        scope: Scope,
        parts: Sequence[tuple[Token, ...]],
        acts: Sequence[Act],
        clause_of: Mapping[str, int],
        context: TextContext,
    ) -> Refusal | None:
        """Return what cannot be in a text; in a long one each act is held against its clause."""
        if not clause_of or len(parts) == 1:
            return refusal(scope, acts, context)
        for act in acts:
            clause = clause_of.get(act.name, -1)
            clause_scope = self._scope(parts[clause], context) if clause >= 0 else scope
            if (wrong := refusal(clause_scope, [act], context)) is not None:
                return wrong
        return None

    def refused(self, text: str, acts: Sequence[Act], context: TextContext) -> BotError | None:
        """Return what cannot be in a text that means these acts, if anything."""
        wrong = refusal(self._scope(tokens(text[:LONGEST].strip()), context), acts, context)
        return wrong.error if wrong is not None else None

    def _too_young(self, text: str) -> HeardFlag | None:
        """Return the news that a writer is under age, whose safety question is asked again."""
        age = self.age(text)
        return NEWS if age is not None and age < OF_AGE else None

    def closed(self, text: str, context: TextContext) -> Closed:
        """Return what a clinician closed, as a text tells it."""
        return closed_by_clinician(self._scope(tokens(text[:LONGEST]), context))

    def complaint(self, text: str, context: TextContext) -> Complaint | None:
        """Return what brings somebody here, as a text tells it; None when it tells nothing."""
        return read_complaint(self._scope(tokens(text[:LONGEST]), context))

    def ticked(self, text: str, context: TextContext) -> list[str]:
        """Return the options of the open list that a text names."""
        return options_ticked(self._scope(tokens(text[:LONGEST]), context), context.options)

    def reminders(self, text: str) -> str | None:
        """Return `on` or `off` where a text is about reminders, else None."""
        words = tokens(text[:LONGEST])
        if not self.language.vocabulary.spots("reminders", words):
            return None
        return switch([word.text for word in words])

    def coming_day(self, text: str, context: TextContext) -> tuple[date, bool] | None:
        """Return the coming day that a text names, and whether it is denied."""
        return coming_day(self._scope(tokens(text[:LONGEST]), context))

    def how_often(self, text: str, context: TextContext) -> str | None:
        """Return the written answer to a question of how often, where one is asked."""
        return frequency_asked(self._scope(tokens(text[:LONGEST].strip()), context))

    def age(self, text: str) -> int | None:
        """Return how old the writer says they are, if they do."""
        return age_told(tokens(text[:LONGEST]), self.language.vocabulary)

    def ruler(self, text: str) -> str | None:
        """Return what lengths shall be measured with: an id, empty without a ruler, or None."""
        rulers = self.language.vocabulary.spots("rulers", tokens(text[:LONGEST]))
        return None if not rulers else "" if rulers[0].value == "missing" else rulers[0].value

    def filled(self, name: str, text: str, context: TextContext) -> list[Act]:
        """Return an act that is known to be meant, with what the words tell about it."""
        return fill(name, self._scope(tokens(text[:LONGEST]), context), context)

    def _with_topics(self, acts: tuple[Act, ...], text: str) -> tuple[Act, ...]:
        """Tell which written answer a question means."""
        if not any(act.name == "ask" for act in acts):
            return acts
        topic = self.language.topics.find(text).topic
        slots = {} if topic is None else {"topic": topic}
        return tuple(Act("ask", slots) if act.name == "ask" else act for act in acts)

    def _scope(self, words: Sequence[Token], context: TextContext) -> Scope:
        return scope_of(tuple(words), self.language.vocabulary, context.today)


def _is_duration(scope: Scope) -> bool:
    """Whether a text is hardly more than a number of minutes or hours: "only 5 min today"."""
    if len(scope.amounts) != 1 or scope.has("pain_words") or scope.has("complaint_words"):
        return False
    [amount] = scope.amounts
    others = len(scope.words) - (amount.end - amount.start)
    return amount.minutes is not None and others <= MOST_AROUND


def _names_an_option(words: Sequence[Token], context: TextContext) -> bool:
    """Whether so few words name a thing that a question lists, and nobody tells of themselves."""
    telling = {word.text for word in words} & TELLING
    return context.shape in LISTING and len(words) <= MOST_NAMED and not telling


def _bare_number(scope: Scope, context: TextContext) -> Understanding | None:
    """Ask what a small number alone means where none was asked for: exercises done, or pain.

    Other numbers and signs alone mean nothing there.
    """
    signs = [word.text for word in scope.words if word.number is None]
    if context.situation not in UNASKED or not set(signs) <= SIGNS:
        return None
    number = scope.words[0].number if len(scope.words) == 1 else None
    if number is None:
        return Understanding()
    if number > 10:
        return Understanding()
    if number != int(number):
        return Understanding()
    done = [Act("done", {"done": int(number)})] if number else []
    return Understanding((), None, "reading", UNSURE, (*done, Act("pain", {"level": int(number)})))


def _possible(understanding: Understanding, wrong: Refusal | None) -> Understanding:
    """Leave out the acts that hang on something that cannot be, and ask for it."""
    if wrong is None:
        return understanding
    kept = tuple(act for act in understanding.acts if act.name not in wrong.acts)
    asked = "time" if "later" in wrong.acts else "level" if "pain" in wrong.acts else "which"
    return replace(understanding, acts=kept, asks_back=asked)


def _with_level(understanding: Understanding, scope: Scope) -> Understanding:
    """Add how much the place hurts that brings somebody here, where they tell it beside."""
    place = next((act.get("value") for act in understanding.acts if act.name == "answer"), None)
    slots = body.pains(scope, loose=len(scope.amounts) == 1)[0]
    if (
        not isinstance(place, dict)
        or "level" not in slots
        or any(a.name == "pain" for a in understanding.acts)
    ):
        return understanding
    pain = Act("pain", {"level": slots["level"], **place})
    return replace(understanding, acts=(pain, *understanding.acts))


def _about_somebody(flag: HeardFlag | None) -> HeardFlag | None:
    return replace(flag, about="unclear") if flag else None
