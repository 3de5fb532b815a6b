"""A workout: its cards, when it is under way or over, and what was reported about it."""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from bot.domain.errors import NotAsked
from bot.domain.ids import Region, Side
from bot.domain.training.routine import Prescription, Routine


class CardState(StrEnum):
    """What became of one exercise of the routine."""

    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"
    HURT = "hurt"


class WorkoutState(StrEnum):
    """How far the day's routine has come."""

    PLANNED = "planned"
    UNDER_WAY = "begun"
    ENDED = "ended"
    """Done, in part or not at all, or declined: see `Ending`."""


class Ending(StrEnum):
    """How the day's routine came to its end."""

    DONE = "done"
    PART = "part"
    NONE = "none"
    """Tried or asked about, nothing done."""
    NOT_TODAY = "not_today"
    """Declined, without any guilt."""


@dataclass(frozen=True, slots=True)
class Work:
    """What was really done on one side in one go."""

    side: Side
    reps: int | None = None
    seconds: int | None = None
    load: str | None = None
    """As the person says it: "6 kg", "green band"."""


@dataclass(frozen=True, slots=True)
class Card:
    """One exercise of the workout."""

    state: CardState = CardState.OPEN
    felt: str | None = None
    """`easier` or `harder`: what the person asked for; or that it was too much, told afterwards."""
    work: tuple[Work, ...] = ()
    bout: int = 0
    """Sets and sides done so far, counted in the order they are done."""
    load: str | None = None
    """What it is done with, told before the numbers."""
    pain: int | None = None
    """0-10, told of this exercise."""
    region: Region | None = None
    """Where it hurt in it."""
    pain_asked: str | None = None
    """The place that it is asked how much hurts, empty while it is asked where; None: not asked."""


class PainMoment(StrEnum):
    """When it hurt, seen from the workout."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    MORNING = "morning"
    """The morning after."""


@dataclass(frozen=True, slots=True)
class PlacePain:
    """What one place was told to hurt, before a session; the level is None where it was skipped."""

    region: Region
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Pains:
    """Pain 0-10 at its moments; None: not told."""

    before: int | None = None
    during: int | None = None
    after: int | None = None
    morning: int | None = None
    """The next morning."""
    region: Region | None = None
    side: Side | None = None
    sharp: bool = False
    """Sharp, catching or electric."""
    places: tuple[PlacePain, ...] = ()
    """Each place that was asked about before the session; `before` is the worst of them."""

    def at(self, pain: PlacePain) -> "Pains":
        """Return them with what one place hurts before the session."""
        others = tuple(one for one in self.places if one.region != pain.region)
        return replace(self, places=(*others, pain))


@dataclass(frozen=True, slots=True)
class Report:
    """What a person reports of a workout; None and False where nothing was said."""

    done: int | None = None
    all: bool = False
    none: bool = False
    pain: int | None = None
    region: Region | None = None
    side: Side | None = None
    sharp: bool = False
    effort: int | None = None
    moment: PainMoment | None = None
    """When it hurt, if they said so."""
    after: int | None = None
    """Pain afterwards, where it was told besides."""
    too_much: bool = False
    """Whether what was left of it was too much."""
    exercise_done: bool = False
    """Whether the open exercise is done as well: "done, left shoulder 4"."""

    @property
    def only_pain(self) -> bool:
        """Whether the report says nothing of what was done."""
        nothing = self.done is None and self.effort is None
        return self.pain is not None and nothing and not self.all and not self.none


@dataclass(frozen=True, slots=True)
class Workout:
    """One local day's routine and what became of it; one per person and day."""

    day: date
    routine: Routine
    cards: tuple[Card, ...]
    begun: bool = False
    """Whether any of it was ever tried; stays when the workout ends."""
    ending: Ending | None = None
    pains: Pains = field(default_factory=Pains)
    effort: int | None = None
    """RPE 0-10."""

    @classmethod
    def of(cls, routine: Routine) -> "Workout":
        """Return a workout that has not begun."""
        return cls(routine.day, routine, tuple(Card() for _ in routine.items))

    @property
    def state(self) -> WorkoutState:
        """Return how far it has come; one that ended may be begun again."""
        if self.ending is not None:
            return WorkoutState.ENDED
        return WorkoutState.UNDER_WAY if self.begun else WorkoutState.PLANNED

    @property
    def current(self) -> int | None:
        """The index of the first open card; None when there is none."""
        return next((n for n, c in enumerate(self.cards) if c.state is CardState.OPEN), None)

    @property
    def asks_pain(self) -> bool:
        """Whether the open card has asked where it hurts, or how much."""
        return self.current is not None and self.cards[self.current].pain_asked is not None

    @property
    def next_exercise(self) -> str:
        """The exercise of that card; empty where there is none."""
        return "" if self.current is None else str(self.routine.items[self.current].exercise)

    @property
    def done(self) -> int:
        """How many exercises were done."""
        return [c.state for c in self.cards].count(CardState.DONE)

    @property
    def counts(self) -> bool:
        """Whether the plan learns from it: from the first exercise of all only where it hurt."""
        hurt = any(card.state is CardState.HURT for card in self.cards)
        return hurt or self.pains.during is not None or not self.routine.introduction

    def is_at_card(self, today: date) -> bool:
        """Return whether one of its cards is open on that day."""
        under_way = self.state is WorkoutState.UNDER_WAY and self.current is not None
        return under_way and self.day == today

    def is_introduction(self, today: date) -> bool:
        """Return whether it is the first exercise of all, waiting to be done on that day."""
        return self.day == today and self.routine.introduction and self.ending is None

    def begin(self) -> "Workout":
        """Begin it; a workout that was declined or ended opens again."""
        return replace(self, begun=True, ending=None)

    def mark(self, card: int, state: CardState) -> "Workout":
        """Settle one card; the same again changes nothing.

        Raises:
            NotAsked: there is no such card, or it is not its turn yet.
        """
        if card not in range(len(self.cards)):
            raise NotAsked(card=card)
        if self.cards[card].state is state:
            return self
        if self.cards[card].state is CardState.OPEN and card != self.current:
            raise NotAsked(card=card)
        changed = replace(self.noted(card, state=state), begun=True)
        return changed.end() if changed.current is None else changed

    def noted(self, card: int, **what: Any) -> "Workout":
        """Note something on one card."""
        cards = list(self.cards)
        cards[card] = replace(cards[card], **what)
        return replace(self, cards=tuple(cards))

    def put(self, card: int, item: Prescription, felt: str | None = None) -> "Workout":
        """Put another exercise on an open card.

        Raises:
            NotAsked: the card is not open.
        """
        if card not in range(len(self.cards)) or self.cards[card].state is not CardState.OPEN:
            raise NotAsked(card=card)
        items = list(self.routine.items)
        seconds = self.routine.seconds - items[card].seconds + item.seconds
        items[card] = item
        routine = replace(self.routine, items=tuple(items), seconds=seconds)
        return replace(self, routine=routine).noted(
            card, felt=felt, bout=0, work=(), load=None, pain_asked=None
        )

    def replanned(self, routine: Routine) -> "Workout":
        """Replace what is still open by another routine; what is settled stays, and counts."""
        settled = [
            (item, card)
            for item, card in zip(self.routine.items, self.cards, strict=True)
            if card.state is not CardState.OPEN
        ]
        over = {item.exercise for item, _ in settled}
        rest = [item for item in routine.items if item.exercise not in over]
        spent = sum(item.seconds for item, _ in settled)
        items = (*(item for item, _ in settled), *rest)
        cards = (*(card for _, card in settled), *(Card() for _ in rest))
        whole = replace(routine, items=items, seconds=routine.seconds + spent)
        changed = replace(self, routine=whole, cards=cards)
        return changed.end() if items and changed.current is None else changed

    def end(self) -> "Workout":
        """End it for today; what was done counts."""
        if self.done == len(self.cards):
            return replace(self, ending=Ending.DONE)
        return replace(self, ending=Ending.PART if self.done else Ending.NONE)

    def decline(self) -> "Workout":
        """Decline it for today."""
        return replace(self, ending=Ending.NOT_TODAY)

    def report(self, done: int) -> "Workout":
        """Report after the fact that `done` of the exercises were done, the first ones unless cards
        say more; what hurt and was left out counts last.

        Raises:
            NotAsked: more than there are.
        """
        if done not in range(len(self.cards) + 1):
            raise NotAsked(done=done)
        cards = list(self.cards)
        places = range(len(cards))
        before = [n for n in places if cards[n].state is CardState.DONE]
        others = sorted(set(places) - set(before), key=lambda n: cards[n].state is CardState.HURT)
        for n in others[: max(0, done - len(before))]:
            cards[n] = replace(cards[n], state=CardState.DONE)
        for n in before[: max(0, len(before) - done)]:
            cards[n] = replace(cards[n], state=CardState.SKIPPED)
        return replace(self, cards=tuple(cards), begun=True).end()
