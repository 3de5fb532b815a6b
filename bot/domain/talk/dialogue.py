"""Which question comes next, and what an answer, a correction or going back makes of the others."""

from dataclasses import dataclass, field, replace
from itertools import takewhile

from bot.domain.errors import AlreadyAnswered, NotAnOption, NotAsked, NothingBefore, NothingChosen
from bot.domain.ids import DialogueId, QuestionId, Side
from bot.domain.talk.answers import NOT_SURE, Answers, Sides, Value
from bot.domain.talk.question import Kind, Option, Question
from bot.domain.talk.script import Script

PART = "part:"
"""Begins the mark of a finished part in the draft of a list; no option can be called so."""
OF_PART, NEXT = "~", "next"
"""In a button: which part it belongs to (`none~1`), so that a second tap finishes no other part."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """One run of a script by one person; its position is computed and never stored."""

    id: DialogueId
    script: Script
    answers: Answers
    draft: Value | None = None
    """The part of the current answer told so far: options ticked, one side's number.

    Of a list that is shown in parts it also holds a mark for each part that was finished.
    """
    known: Answers = field(default_factory=dict)
    """Answers of earlier scripts that conditions and batteries may look at."""
    _path: list[Question] = field(init=False, repr=False, compare=False, default_factory=list)
    """Found when it is first asked for; a dialogue never changes."""

    @property
    def current(self) -> Question | None:
        """The first question on the path without an answer; None when all are answered."""
        return next((q for q in self.path if q.id not in self.answers), None)

    @property
    def path(self) -> list[Question]:
        """The questions that apply, in order, as far as the answers tell."""
        if not self._path:
            answers = {**self.known, **self.answers}
            self._path.extend(q for q in self.script.path(answers) if self._on_path(q))
        return self._path

    @property
    def before(self) -> list[QuestionId]:
        """The questions answered before the current one, without what the bot answered by itself;
        later ones may be answered too."""
        answered = takewhile(lambda q: q.id in self.answers, self.path)
        return [q.id for q in answered if self.script.alone or not q.unasked]

    @property
    def given(self) -> Answers:
        """The answers that count: those whose question is on the path."""
        on_path = (q.id for q in self.path)
        return {id: self.answers[id] for id in on_path if id in self.answers}

    @property
    def ticked(self) -> frozenset[str]:
        """The options of the current list that are ticked."""
        draft = self.draft if isinstance(self.draft, frozenset) else frozenset[str]()
        return frozenset(one for one in draft if not one.startswith(PART))

    @property
    def part(self) -> tuple[Option, ...]:
        """The options of the current list that are shown now, "none of these" aside."""
        question = self.current
        if question is None:
            return ()
        parts = question.parts({**self.known, **self.answers})
        return parts[min(self.parts_done, len(parts) - 1)]

    @property
    def last_part(self) -> bool:
        """Whether nothing of the current list is left to show."""
        question = self.current
        answers = {**self.known, **self.answers}
        return question is None or self.parts_done >= question.count_parts(answers) - 1

    @property
    def parts_done(self) -> int:
        """How many parts of the current list are finished."""
        draft = self.draft if isinstance(self.draft, frozenset) else frozenset[str]()
        return sum(one.startswith(PART) for one in draft)

    def answer(self, question: QuestionId, value: Value) -> "Dialogue":
        """Return the dialogue with one more answer; the same answer again changes nothing.

        Who is not sure of a list keeps what is ticked in it: they are not sure of the rest.

        Raises:
            NotAsked: `question` is not on the path, or further ahead than the current one.
            AlreadyAnswered: `question` has a different answer.
            BotError: what `Question.check` says of the value.
        """
        if value == NOT_SURE and self.ticked and question not in self.given:
            value = self.ticked | {NOT_SURE}
        if question in self.given:
            if value in (self.answers[question], _doubt(self.answers[question])):
                return self
            asked = self.script.question(question)
            assert asked is not None
            asked.check(value)
            raise AlreadyAnswered(question=question, value=value)
        self._asked(question).check(value)
        return replace(self, answers={**self.answers, question: value}, draft=None)

    def change(self, question: QuestionId, value: Value) -> "Dialogue":
        """Return the dialogue with another answer to a question already answered.

        Later answers are kept; those that leave the path no longer count.

        Raises:
            NotAsked: `question` has no answer on the path.
            BotError: what `Question.check` says of the value.
        """
        asked = self.script.question(question)
        if asked is None or question not in self.given:
            raise NotAsked(question=question)
        asked.check(value)
        return replace(self, answers={**self.answers, question: value})

    def toggle(self, question: QuestionId, option: str) -> "Dialogue":
        """Tick or untick one of several options; an option that stands alone unticks the others.

        Args:
            option: `+neck` ticks it and `-neck` unticks it, however it stands; `neck` turns it.

        Raises:
            NotAsked, NotAnOption.
        """
        asked = self._asked(question)
        option, _, part = option.partition(OF_PART)
        if part and part != str(self.parts_done):
            return self
        if option == NEXT:
            return self.finish_ticking(question)
        sign, option = (option[0], option[1:]) if option[:1] in ("+", "-") else ("", option)
        chosen = asked.option(option)
        if asked.kind is not Kind.SEVERAL or chosen is None:
            raise NotAnOption(question=question)
        draft = self.draft if isinstance(self.draft, frozenset) else frozenset[str]()
        if chosen.alone:
            return self._none_of_part(question, option)
        if sign == ("+" if option in draft else "-"):
            return self
        alone = {o.id for o in asked.options if o.alone}
        return replace(self, draft=(draft ^ {option}) - alone)

    @property
    def by_phone(self) -> Question | None:
        """Return the question that the measuring page may answer in place of part of this test."""
        asked = self.current
        if asked is None or asked.card is None:
            return None
        for question in self.script.questions:
            if question.phone is not None and question.card == asked.card:
                answered = {question.id, *question.phone.instead_of} & self.answers.keys()
                return None if answered else question
        return None

    def answer_by_phone(self, question: QuestionId, value: Value) -> "Dialogue":
        """Return the dialogue with the reading of the measuring page.

        Raises:
            NotAsked: the page is not offered, or for another question.
            BotError: what `Question.check` says of the value.
        """
        asked = self.by_phone
        if asked is None or asked.id != question:
            raise NotAsked(question=question)
        asked.check(value)
        return replace(self, answers={**self.answers, question: value}, draft=None)

    def finish_ticking(self, question: QuestionId) -> "Dialogue":
        """Go to the next part of the list, or take the ticked options as the answer.

        Raises:
            NotAsked, NothingChosen.
        """
        asked = self._asked(question)
        if not self.last_part:
            return self._next_part()
        if self.ticked:
            return self.answer(question, self.ticked)
        none = next((o.id for o in asked.options if o.alone), None)
        if none is None or not self.parts_done:
            raise NothingChosen(question=question)
        return self.answer(question, frozenset({none}))

    def name_options(self, question: QuestionId, options: frozenset[str]) -> "Dialogue":
        """Tick options that were named in words and finish the part of the list that is shown.

        Raises:
            NotAsked, BotError: what `Question.check` says of them.
        """
        asked = self._asked(question)
        asked.check(options)
        alone = next((o.id for o in asked.options if o.alone and o.id in options), None)
        if alone is not None:
            return self._none_of_part(question, alone)
        return replace(self, draft=self.ticked | self._marks() | options).finish_ticking(question)

    def _none_of_part(self, question: QuestionId, none: str) -> "Dialogue":
        """Tick none of the options shown: go to the next part, or end the list."""
        others = self.ticked - {o.id for o in self.part}
        if not self.last_part:
            return replace(self, draft=others | self._marks())._next_part()
        return self.answer(question, others or frozenset({none}))

    def _next_part(self) -> "Dialogue":
        mark = f"{PART}{self.parts_done + 1}"
        return replace(self, draft=self.ticked | self._marks() | {mark})

    def _marks(self) -> frozenset[str]:
        return frozenset(f"{PART}{n + 1}" for n in range(self.parts_done))

    def _on_path(self, question: Question) -> bool:
        """Whether this script asks the question, as no earlier script knows the answer."""
        if question.id in self.answers:
            return True
        if question.unasked and not self.script.alone:
            return False
        return not (question.once and question.id in self.known)

    def measure(self, question: QuestionId, side: Side, number: float) -> "Dialogue":
        """Keep one side's number; the second one completes the answer.

        Raises:
            NotAsked, OutOfRange.
        """
        asked = self._asked(question)
        asked.check(Sides(number, number))
        draft = self.draft if isinstance(self.draft, Sides) else Sides()
        sides = replace(draft, left=number) if side is Side.LEFT else replace(draft, right=number)
        if sides.complete:
            return self.answer(question, sides)
        return replace(self, draft=sides)

    def back(self) -> "Dialogue":
        """Return the dialogue before its last answer, or with its list begun again.

        Raises:
            NothingBefore: nothing has been answered.
        """
        if self.parts_done:
            return replace(self, draft=None)
        answered = self.before
        if not answered:
            raise NothingBefore()
        kept = {id: value for id, value in self.answers.items() if id != answered[-1]}
        return replace(self, answers=kept, draft=None)

    def _asked(self, question: QuestionId) -> Question:
        asked = self.current
        if asked is None or asked.id != question:
            raise NotAsked(question=question)
        return asked


def _doubt(answer: Value) -> Value | None:
    """Return `not sure` where it was said of the rest of a list."""
    return NOT_SURE if isinstance(answer, frozenset) and NOT_SURE in answer else None
