"""What the weekly review tells, and the one thing that comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.ids import Region
from bot.domain.training.minutes import minutes_done
from bot.domain.training.pain import reports, worst
from bot.domain.training.pain_in_session import hurting_places, places_without_level
from bot.domain.training.pain_trend import STEP, week_median
from bot.domain.training.progress import Week
from bot.domain.training.review_changes import Made, changes_of
from bot.domain.training.workout import CardState, Workout

WEEK = timedelta(days=7)
MUCH = 4
"""Pain of a routine that is no longer green by itself. Source: clinical model, pain rules."""
REAL_CHANGE = 3
"""Points that a single activity must change by. Source: Stratford 1995."""


class NextThing(StrEnum):
    """The one thing for next week."""

    MEASURE = "measure"
    SPARE = "spare"
    """Say at once what hurts."""
    BARRIER = "barrier"
    """Say what got in the way."""
    FEWER = "fewer"
    """Three messages a week are offered."""
    TELL_PAIN = "tell_pain"
    """Say how it felt, as nothing of it was told."""
    GO_ON = "go_on"


@dataclass(frozen=True, slots=True)
class PainDay:
    """The worst pain that was told of one day; None where no level was told, a place alone where
    only that was."""

    day: date
    level: int | None = None
    region: Region | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """How hard the person finds an everyday thing of their own, the first time and this week."""

    words: str
    latest: float
    first: float | None = None
    """None where this was the first time."""

    @property
    def change(self) -> str:
        """How it changed, as its words are called: first, better, same or worse."""
        if self.first is None:
            return "first"
        if abs(self.first - self.latest) < REAL_CHANGE:
            return "same"
        return "better" if self.latest < self.first else "worse"


@dataclass(frozen=True, slots=True)
class AlsoKnown:
    """What a review tells beside the workouts."""

    activity: Activity | None = None
    has_closures: bool = False
    """Something was closed this week, as a clinician advised."""
    is_measure_due: bool = False
    may_offer_fewer: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """Seven days, and what is said of them."""

    week: Week
    days: tuple[PainDay, ...]
    """The oldest first."""
    pain: float | None
    """Of a typical day: the median of at least three reports."""
    pain_before: float | None
    """That of the week before."""
    changes: tuple[Made, ...]
    """What was changed because of the person, the most telling first."""
    minutes: int
    """Of all that was done, as its routines were announced."""
    next_thing: NextThing
    is_ahead: bool = False
    """Whether today's routine is still to be done."""
    activity: Activity | None = None
    has_unmeasured_pain: bool = False
    """Whether a place was told to hurt and nobody knows how much: then none hurt most."""

    @property
    def reported(self) -> tuple[PainDay, ...]:
        """Return the days with a level of pain, also where it was 0."""
        return tuple(day for day in self.days if day.level is not None)

    @property
    def worst(self) -> PainDay | None:
        """The worst day that was told of; the later of two that were alike."""
        return max(self.reported, key=lambda one: (one.level or 0, one.day), default=None)

    @property
    def hurt_nowhere(self) -> bool:
        """Whether every day that was told of was without pain."""
        return all(not day.level and not (day.level is None and day.region) for day in self.days)

    @property
    def latest(self) -> PainDay | None:
        """The last day that was told of."""
        return self.reported[-1] if self.reported else None


def review(
    history: Sequence[Workout], week: Week, order: Sequence[str], also: AlsoKnown, *, ahead: bool
) -> Review:
    """Return the review of a week.

    Args:
        history: oldest first, without the first exercise of all.
        week: the seven days.
        order: what was changed, the most telling first.
        ahead: whether the routine of the last day is still to be done.
    """
    daily_pains = reports(history)
    recent = [w for w in history if week.first <= w.day <= week.last]
    days = tuple(_pain_of(recent, week.first + timedelta(days=n)) for n in range(7))
    pain, before = (week_median(daily_pains, week.last - WEEK * n) for n in range(2))
    hurt = any((one.level or 0) >= MUCH for one in days) or any(
        card.state is CardState.HURT for w in recent for card in w.cards
    )
    rises = pain is not None and before is not None and pain - before >= STEP
    return Review(
        week=week,
        days=days,
        pain=pain,
        pain_before=before,
        changes=changes_of(recent, order, closed=also.has_closures),
        minutes=sum(minutes_done(w) for w in recent),
        next_thing=_next_thing(week, days, also, hurts=hurt or rises),
        is_ahead=ahead,
        activity=also.activity,
        has_unmeasured_pain=any(places_without_level(w) for w in recent),
    )


def _next_thing(week: Week, days: Sequence[PainDay], also: AlsoKnown, *, hurts: bool) -> NextThing:
    if hurts:
        return NextThing.SPARE
    if week.kept and also.may_offer_fewer:
        return NextThing.FEWER
    if also.is_measure_due and week.done:
        return NextThing.MEASURE
    if not week.kept and week.planned:
        return NextThing.BARRIER
    if week.done and all(day.level is None for day in days):
        return NextThing.TELL_PAIN
    return NextThing.GO_ON


def _pain_of(recent: Sequence[Workout], day: date) -> PainDay:
    workout = next((w for w in recent if w.day == day), None)
    if workout is None:
        return PainDay(day)
    hurt = [card for card in workout.cards if card.region and card.state is CardState.HURT]
    region = workout.pains.region or (hurt[-1].region if hurt else None)
    levels: list[tuple[int, Region | None]] = [
        (one.level, one.region) for one in workout.pains.places if one.level is not None
    ]
    if (session := worst(workout)) is not None:
        levels.append((session, region))
    hurting = hurting_places(workout)
    if hurting and not any(level for level, _ in levels):
        return PainDay(day, None, min(hurting))
    level, place = max(levels, key=lambda pair: pair[0], default=(None, None))
    return PainDay(day, level, place)
