"""A question: its kind, which answers it takes, and how many stand at a time."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.errors import (
    BotError,
    NotADate,
    NotAnAnswer,
    NotAnOption,
    NotANumber,
    NotAPlace,
    NotATime,
    NothingChosen,
    OutOfRange,
    TooLong,
)
from bot.domain.ids import FindingId, OptionId, QuestionId, Side, TestId
from bot.domain.phrase import Phrase
from bot.domain.talk.answers import NOT_SURE, SKIPPED, Answers, Sides, Value
from bot.domain.talk.condition import ALWAYS, NEVER, Condition
from bot.domain.talk.measure import Level, Measure
from bot.domain.talk.phone import Phone

LONGEST_TEXT = 200
"""Code points kept of a free text; an anchor sentence is far shorter."""
MOST_AT_ONCE = 7
"""Options of a list that are shown at a time, beside "none of these" or the way to the others."""
MOST_CHOICES = 8
"""Options of one answer that are shown without a second part."""
LOW_NUMBERS = 6
"""Numbers of a longer scale that are shown at first, and then one button for those above."""


class Kind(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"
    SEVERAL = "several"
    SCALE = "scale"
    NUMBER = "number"
    SIDES = "sides"
    TIME = "time"
    DATE = "date"
    TEXT = "text"
    ZONE = "zone"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer offered as a button."""

    id: OptionId
    text: Phrase
    because: Phrase | None = None
    """The rest of "because you ...", when this answer is a reason."""
    level: Level | None = None
    """What the answer means as a test result."""
    finding: FindingId | None = None
    """What it is a result of; the question's own id if None."""
    side: Side | None = None
    alone: bool = False
    """Of several: choosing it unchooses the others ("none of these")."""
    leak: float | None = None
    """A sign or a sore place: how often it is told by people without any of its causes."""
    examples: tuple[str, ...] = ()
    """Other ways people type it, in English."""
    unless: Condition = NEVER
    """When it cannot apply, so that it is not offered."""
    number: int | None = None
    """Of a place: its number in the picture of the body."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of what a question asks about."""

    text: Phrase
    unless: Condition = NEVER
    """When it cannot apply, so that it is not shown."""


@dataclass(frozen=True, slots=True)
class Card:
    """The self-test a question belongs to, as the person sees it."""

    test: TestId
    name: Phrase
    why: Phrase
    steps: tuple[Phrase, ...]
    caution: Phrase | None = None


def _nearest_first(options: Sequence[Option], own: Set[str]) -> list[Option]:
    """Return options in the order of their distance in the list from those chosen before."""
    known = [n for n, option in enumerate(options) if option.id in own]
    away = [min((abs(n - place) for place in known), default=0) for n in range(len(options))]
    return [options[n] for n in sorted(range(len(options)), key=away.__getitem__)]


@dataclass(frozen=True, slots=True)
class Question:
    """One thing the bot asks."""

    id: QuestionId
    ask: Phrase
    kind: Kind = Kind.CHOICE
    options: tuple[Option, ...] = ()
    when: Condition = ALWAYS
    unless: Condition = NEVER
    """When it cannot apply or is answered already in other words."""
    note: Phrase | None = None
    at_once: Phrase | None = None
    """What to do first if it is so now, with {emergency} for the number to call."""
    first_of: QuestionId | None = None
    """An earlier question: the options that it was answered with come first, then those that stand
    nearest to them in the list."""
    items: tuple[Item, ...] = ()
    """What is asked about, one to a line."""
    unit: str = ""
    low: float = 0
    high: float = 10
    between: tuple[int, int] | None = None
    """For options that are numbers: any whole number from here to there may be typed as well."""
    opens_at: float | None = None
    """The lowest number of a scale that is shown at first; None for its lowest of all."""
    measure: Measure | None = None
    because: Phrase | None = None
    """For numbers: the rest of "because ...", with {value}, {side} and {usual}."""
    because_sides: Phrase | None = None
    """The same when the difference between the sides is the reason; {usual} is the other side's."""
    label: Phrase | None = None
    """What its number is called where a test has several; None: by the test's name."""
    counted: Phrase | None = None
    """What is counted for it, where its number is a quotient."""
    finding: FindingId | None = None
    """What its number is a result of; the question's own id if None."""
    opposite: "Question | None" = None
    """The same number read the other way: what is not deep may be flat."""
    phone: Phone | None = None
    """Never asked: the measuring page answers it in place of others of its test."""
    card: Card | None = None
    not_sure: bool = False
    """Offers "Not sure"."""
    skip: bool = False
    """Offers "Skip" (for a test: "Can't do this now")."""
    once: bool = False
    """Not asked where an earlier script was told the answer."""
    unasked: bool = False
    """Not asked in its script, but it counts where it was told; /settings asks some of these."""

    def parts(self, answers: Answers) -> tuple[tuple[Option, ...], ...]:
        """Return the options in parts that fit on a screen, "none of these" aside."""
        offered = [o for o in self.options if not o.alone and not o.unless.holds(answers)]
        own = answers.get(self.first_of) if self.first_of is not None else None
        if isinstance(own, frozenset):
            offered = _nearest_first(offered, own)
        room = MOST_AT_ONCE if self.kind is Kind.SEVERAL else MOST_CHOICES
        count = 1 if len(offered) <= room else -(-len(offered) // MOST_AT_ONCE)
        size = max(1, -(-len(offered) // count))
        return tuple(tuple(offered[n : n + size]) for n in range(0, len(offered), size)) or ((),)

    def scale_parts(self) -> tuple[range, ...]:
        """Return the numbers of a scale in the order of their parts: the usual ones, the others."""
        low, end = int(self.low), int(self.high) + 1
        if end - low <= MOST_CHOICES:
            return (range(low, end),)
        if self.opens_at is not None:
            return range(int(self.opens_at), end), range(low, int(self.opens_at))
        return range(low, low + LOW_NUMBERS), range(low + LOW_NUMBERS, end)

    def count_parts(self, answers: Answers) -> int:
        """Return in how many parts its options or numbers are shown."""
        return len(self.scale_parts() if self.kind is Kind.SCALE else self.parts(answers))

    @property
    def examples(self) -> tuple[float, float]:
        """Return two whole numbers from the lower part of the range, where most answers lie."""
        wide = self.high - self.low
        return float(round(self.low + wide * 0.25)), float(round(self.low + wide * 0.3))

    @property
    def expectation(self) -> BotError:
        """Return the refusal that says what is expected instead, with an example."""
        low, high = float(self.low), float(self.high)
        one, other = self.examples
        middle = float(round(low + (high - low) * 0.4))
        of_test = "_test" if self.card is not None and self.not_sure else ""
        match self.kind:
            case Kind.NUMBER | Kind.SCALE:
                return NotANumber(
                    reason=f"range{of_test}", low=low, high=high, unit=self.unit, example=middle
                )
            case Kind.SIDES:
                return NotANumber(reason=f"sides{of_test}", unit=self.unit, left=one, right=other)
            case Kind.TIME:
                return NotATime()
            case Kind.DATE:
                return NotADate()
            case Kind.ZONE:
                return NotAPlace()
            case Kind.TEXT:
                return NotAnAnswer()
            case Kind.CHOICE | Kind.SEVERAL:
                return NotAnOption()

    def option(self, chosen: str) -> Option | None:
        """Return the option of that id, if the question has it."""
        return next((o for o in self.options if o.id == chosen), None)

    def nearest(self, number: float) -> str | None:
        """Return the answer nearest to a number, where the options are numbers."""
        if self.between is not None:
            low, high = self.between
            return str(round(min(max(number, low), high)))
        numbered = [str(o.id) for o in self.options if str(o.id).isdecimal()]
        return min(numbered, key=lambda one: (abs(int(one) - number), int(one)), default=None)

    def check(self, value: Value) -> None:
        """Accept an answer or say what is wrong with it.

        Raises:
            NotAnOption, NotANumber, OutOfRange, NotATime, NotADate, TooLong, NothingChosen.
        """
        if (value == NOT_SURE and self.not_sure) or (value == SKIPPED and self.skip):
            return
        match self.kind, value:
            case Kind.CHOICE, str():
                self._check_option(value)
            case Kind.SEVERAL, frozenset():
                if not value:
                    raise NothingChosen(question=self.id)
                for chosen in value - ({NOT_SURE} if self.not_sure else set()):
                    self._check_option(chosen)
            case ((Kind.SCALE | Kind.NUMBER), (float() | int())):
                self._check_number(float(value))
            case Kind.SIDES, Sides(float() | int() as left, float() | int() as right):
                self._check_number(float(left))
                self._check_number(float(right))
            case Kind.TIME, str():
                if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
                    raise NotATime(question=self.id)
            case Kind.DATE, str():
                _check_date(value, self.id)
            case ((Kind.TEXT | Kind.ZONE), str()):
                if len(value) > LONGEST_TEXT:
                    raise TooLong(question=self.id, most=LONGEST_TEXT)
            case ((Kind.SCALE | Kind.NUMBER | Kind.SIDES), _):
                raise NotANumber(question=self.id)
            case _:
                raise NotAnOption(question=self.id)

    def _check_option(self, chosen: str) -> None:
        if self.option(chosen) is None and not self._is_between(chosen):
            raise NotAnOption(question=self.id)

    def _is_between(self, chosen: str) -> bool:
        if self.between is None or not chosen.isdecimal():
            return False
        return self.between[0] <= int(chosen) <= self.between[1]

    def _check_number(self, number: float) -> None:
        if not self.low <= number <= self.high:
            raise OutOfRange(
                question=self.id, value=number, low=self.low, high=self.high, unit=self.unit
            )
        if self.kind is Kind.SCALE and number != int(number):
            raise NotAnOption(question=self.id)


def _check_date(value: str, question: QuestionId) -> None:
    try:
        date.fromisoformat(value)
    except ValueError as error:
        raise NotADate(question=question) from error
