"""Where a person stands when they write: the situation that typed words are read against."""

from dataclasses import dataclass, replace
from datetime import date

from bot.app import dialogues
from bot.app.context import CHECKIN, SAFETY, SETUP, Context
from bot.app.training import routine
from bot.domain.acts import WEEK
from bot.domain.complaint import PLACE
from bot.domain.ids import Equipment, Movement, Region
from bot.domain.safety.closure import Closure
from bot.domain.safety.flag import Flag
from bot.domain.talk.dialogue import Dialogue
from bot.domain.talk.question import Kind, Question
from bot.domain.training.pain import morning_due
from bot.domain.training.workout import Ending, Workout
from bot.understanding.context import Exercise, Option, Shape, TextContext

SHAPES = {
    Kind.CHOICE: Shape.OPTION,
    Kind.SEVERAL: Shape.TICKS,
    Kind.SCALE: Shape.LEVEL,
    Kind.NUMBER: Shape.NUMBER,
    Kind.SIDES: Shape.SIDES,
    Kind.TIME: Shape.TIME,
    Kind.DATE: Shape.DAY,
    Kind.TEXT: Shape.WORDS,
    Kind.ZONE: Shape.PLACE,
}
SITUATIONS = {
    Kind.CHOICE: "choice",
    Kind.SEVERAL: "ticks",
    Kind.SCALE: "scale",
    Kind.NUMBER: "number",
    Kind.SIDES: "sides",
    Kind.TIME: "time",
    Kind.DATE: "choice",
    Kind.TEXT: "idle",
    Kind.ZONE: "zone",
}
GROUPED = frozenset(("none", "some"))
"""Options of a question that asks of a whole list: none of these, some of these."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is open when words come."""

    text_context: TextContext
    dialogue: Dialogue | None
    workout: Workout | None
    flag: Flag | None
    words: str = ""
    """What is being read; empty where something else is."""
    reminders: str | None = None
    """`on` or `off`, where these words are about reminders."""
    of_one_side: bool = False
    """Whether these words speak of a side."""
    closed: Closure | None = None
    """What a clinician closed, by these words."""
    owned: frozenset[Equipment] = frozenset()
    """The person's equipment."""
    evening: date | None = None
    """Yesterday, while its routine is still open for an hour past midnight."""

    @property
    def day(self) -> date:
        """The day whose routine words are about."""
        return self.evening or self.text_context.today

    @property
    def at_card(self) -> bool:
        """Whether a card of the day's workout is open and nothing else is asked."""
        workout = self.workout
        return workout is not None and workout.is_at_card(self.day)

    @property
    def question(self) -> Question | None:
        """The question that is being asked."""
        return self.dialogue.current if self.dialogue is not None else None


async def standing(context: Context) -> Standing:
    """Return where the person stands."""
    if not context.person.consented:
        text_context = TextContext(
            "consent", now=context.now.astimezone(context.zone), shape=Shape.YES_NO
        )
        return Standing(text_context, None, None, None)
    dialogue = await dialogues.current(context)
    workout = await routine.latest(context)
    day = routine.day_meant(context, workout)
    flag = await context.unexplained()
    question = dialogue.current if dialogue is not None else None
    if flag is not None:
        situation, shape = "flag", Shape.YES_NO
    else:
        situation, shape = _day(context, workout, day)
    days = context.person.preferences.days
    today = workout if workout is not None and workout.day == day else None
    text_context = TextContext(
        situation,
        now=context.now.astimezone(context.zone),
        shape=shape,
        exercises=_exercises(context, workout),
        card=today.current + 1 if today is not None and today.current is not None else None,
        minutes=context.person.preferences.minutes,
        days=tuple(WEEK[day] for day in sorted(days)),
        language=context.person.language,
    )
    if dialogue is not None and question is not None and flag is None:
        text_context = asking(context, text_context, dialogue, question)
    owned = context.person.preferences.equipment
    evening = None if day == context.today else day
    return Standing(text_context, dialogue, workout, flag, owned=owned, evening=evening)


def asking(
    context: Context, text_context: TextContext, dialogue: Dialogue, question: Question
) -> TextContext:
    """Return the context in which a question of a dialogue is asked."""
    situation, shape = _asked(dialogue, question)
    return replace(
        text_context,
        situation=situation,
        shape=shape,
        options=_options(context, question),
        low=question.low,
        high=question.high,
        unit=question.unit,
    )


def _asked(dialogue: Dialogue, question: Question) -> tuple[str, Shape]:
    ids = {str(option.id) for option in question.options}
    if question.id == PLACE:
        return "complaint", Shape.OPTION
    if dialogue.script.id == SETUP and question.id == "minutes":
        return "setup", Shape.MINUTES
    if dialogue.script.id == CHECKIN and question.id != "effort":
        return "checkin", SHAPES[question.kind]
    if ids >= GROUPED and question.kind is Kind.CHOICE:
        return "safety", Shape.NONE_SOME
    if dialogue.script.id == SAFETY and question.kind is Kind.CHOICE:
        return "choice", Shape.OPTION
    return SITUATIONS[question.kind], SHAPES[question.kind]


def _day(context: Context, workout: Workout | None, day: date) -> tuple[str, Shape]:
    """Return what stands there when no question is open."""
    if context.person.lock is not None:
        return "locked", Shape.NOTHING
    if workout is None:
        return "idle", Shape.NOTHING
    if workout.is_at_card(day) or workout.is_introduction(day):
        return "card", Shape.NOTHING
    if workout.day != day:
        return ("morning", Shape.LEVEL) if morning_due(workout) else ("rest_day", Shape.NOTHING)
    if workout.ending not in (None, Ending.NOT_TODAY):
        return "after", Shape.NOTHING
    return "routine", Shape.NOTHING


def _options(context: Context, question: Question) -> tuple[Option, ...]:
    translated = context.catalog.words.get(context.person.language, {})
    return tuple(
        Option(
            str(option.id),
            str(translated.get(option.text.key, option.text.english)),
            option.examples if option.number is None else (*option.examples, str(option.number)),
        )
        for option in question.options
    )


def _exercises(context: Context, workout: Workout | None) -> tuple[Exercise, ...]:
    if workout is None:
        return ()
    known = context.catalog.exercises
    return tuple(
        Exercise(str(item.exercise), known[item.exercise].name.english)
        for item in workout.routine.items
        if item.exercise in known
    )


def closure_in(context: Context, words: str) -> Closure | None:
    """Return what a clinician closed, if words tell it."""
    understander = context.deps.understander(context.person.language)
    text_context = TextContext(now=context.now.astimezone(context.zone))
    allowance = understander.closed(words, text_context)
    if not allowance.movements and allowance.region is None:
        return None
    region = Region(allowance.region) if allowance.region is not None else None
    return Closure(
        frozenset(map(Movement, allowance.movements)), region, allowance.until, allowance.who
    )
