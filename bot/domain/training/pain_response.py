"""What pain reports ask for: go on, easier, rest, safety questions, or a clinician."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from operator import attrgetter

from bot.domain.ids import Region
from bot.domain.safety.flag import Refer
from bot.domain.training.pain import (
    AGAIN_WITHIN,
    AT_REST,
    REST,
    Colour,
    coloured,
    reports,
    worst,
)
from bot.domain.training.pain_trend import Trend, trend
from bot.domain.training.plan_rules import PlanRules, Reason
from bot.domain.training.routine import Change
from bot.domain.training.sore_places import sore_after_rest
from bot.domain.training.workout import Workout

AMBERS = 3
"""So many in a week halve the volume and ask the safety questions."""
_day = attrgetter("day")
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_ADHERENCE_OVER = timedelta(days=28)
_LOOKED_BACK = 2 * AGAIN_WITHIN
"""Reds count for two weeks, and so do the start levels before them."""


class Advice(StrEnum):
    """What to do next."""

    GO_ON = "go_on"
    EASIER = "easier"
    REST_AREA = "rest_area"
    STOP = "stop"
    CHANGE_PLAN = "change_plan"


@dataclass(frozen=True, slots=True)
class PainResponse:
    """What follows from the reports; the next plan draws the same conclusions by itself."""

    colour: Colour
    advice: Advice
    rescreen: bool = False
    """The red-flag questions are to be asked again before the next session."""
    refer: Refer = Refer.NONE
    new_place: Region | None = None
    """A place that never hurt before: ask about it before the next push."""
    summary: bool = False
    """Offer the one-page summary for a clinician."""
    changes: tuple[Change, ...] = ()


def judge(
    history: Sequence[Workout],
    day: date,
    plan_rules: PlanRules,
    known: Collection[Region] = (),
    usual: int = 0,
) -> PainResponse:
    """Return what the reports up to and including `day` ask for.

    Args:
        history: Workouts, oldest first.
        guide: The words for the reasons.
        known: Places that hurt before training began.
        usual: The usual level told at the beginning.
    """
    so_far = history[: bisect_right(history, day, key=_day)]
    lately = _since(so_far, day - _LOOKED_BACK)
    if not lately:
        return PainResponse(Colour.GREEN, Advice.GO_ON)
    past = list(coloured(lately, min(lately[-1].day, day - AGAIN_WITHIN), usual))
    last, current = past[-1]
    reds = sum(c is Colour.RED and day - w.day <= AGAIN_WITHIN for w, c in past)
    ambers = sum(c is Colour.AMBER and day - w.day < _WEEK for w, c in past)
    over = trend(reports(_telling(so_far, day)), day, _adherence(so_far, day))
    signs = _Signs(last, current, over, reds, ambers, sore_after_rest(lately, usual))
    reasons = _reasons(signs)
    red = current is Colour.RED
    first_red_again = red and reds > 1
    refer = first_red_again or over.leap or over.no_fall_long
    place = _new_place(so_far, current, known)
    if place is not None:
        reasons.append(Reason.NEW_PLACE)
    return PainResponse(
        colour=current,
        advice=_advice(signs),
        rescreen=red or signs.at_rest or over.rising or ambers >= AMBERS or bool(signs.after_rest),
        refer=Refer.CLINICIAN_FIRST if refer else Refer.NONE,
        new_place=place,
        summary=over.no_fall,
        changes=tuple(
            replace(
                plan_rules.change(r, levels=_levels(r, over)),
                places=_places(r, signs),
                until=last.day + REST if r is Reason.RED else None,
            )
            for r in reasons
        ),
    )


@dataclass(frozen=True, slots=True)
class _Signs:
    """What the reports of the last weeks add up to."""

    last: Workout
    colour: Colour
    """Of the last workout."""
    trend: Trend
    reds: int
    """In the last two weeks."""
    ambers: int
    """In the last seven days."""
    after_rest: tuple[Region, ...]
    """Places that rested and still hurt too much before this session."""

    @property
    def at_rest(self) -> bool:
        """Whether it hurts without any training, so much that it has to be looked at."""
        return max(self.last.pains.before or 0, self.last.pains.morning or 0) >= AT_REST


def _reasons(signs: _Signs) -> list[Reason]:
    current, over, at_rest = signs.colour, signs.trend, signs.at_rest
    reds, ambers = signs.reds, signs.ambers
    asked = {
        Reason.AT_REST: at_rest,
        Reason.STILL_SORE: bool(signs.after_rest) and current is not Colour.RED and not at_rest,
        Reason.SECOND_RED: current is Colour.RED and reds > 1,
        Reason.RED: current is Colour.RED and reds == 1 and not at_rest,
        Reason.AMBERS: ambers >= AMBERS,
        Reason.NEXT_LIGHTER: current is Colour.AMBER and ambers < AMBERS,
        Reason.PAIN_LEAP: over.leap,
        Reason.PAIN_UP: over.rising and not over.leap,
        Reason.NO_FALL_LONG: over.no_fall_long,
        Reason.NO_FALL: over.no_fall and not over.no_fall_long,
        Reason.PAIN_DOWN: over.better,
    }
    return [reason for reason, holds in asked.items() if holds]


def _places(reason: Reason, signs: _Signs) -> tuple[Region, ...]:
    """Return the place that hurt too much, where a reason says that it rests."""
    if reason is Reason.STILL_SORE:
        return signs.after_rest
    region = signs.last.pains.region
    return (region,) if reason is Reason.RED and region is not None else ()


def _levels(reason: Reason, over: Trend) -> tuple[float, float] | None:
    """Return the pain of a typical day then and now, where a reason compares two weeks."""
    then = over.before if reason is Reason.PAIN_LEAP else over.first
    if reason not in (Reason.PAIN_LEAP, Reason.PAIN_DOWN) or then is None or over.latest is None:
        return None
    return then, over.latest


def _advice(signs: _Signs) -> Advice:
    current, over = signs.colour, signs.trend
    if signs.at_rest:
        return Advice.STOP
    if current is Colour.RED or signs.after_rest:
        return Advice.REST_AREA
    if over.no_fall:
        return Advice.CHANGE_PLAN
    return Advice.EASIER if current is Colour.AMBER or over.rising else Advice.GO_ON


def _telling(history: Sequence[Workout], day: date) -> Sequence[Workout]:
    """Return the workouts that a trend looks at: the week of the first report, and the last
    three."""
    first = next((w.day for w in history if worst(w) is not None), day)
    begun = history[: bisect_left(history, first + _WEEK, key=_day)]
    return [*begun, *_since(history[len(begun) :], day - 3 * _WEEK + _DAY)]


def _since(history: Sequence[Workout], day: date) -> Sequence[Workout]:
    return history[bisect_left(history, day, key=_day) :]


def _adherence(history: Sequence[Workout], day: date) -> float:
    planned = _since(history, day - _ADHERENCE_OVER + _DAY)
    return sum(w.done > 0 for w in planned) / len(planned) if planned else 0.0


def _new_place(
    history: Sequence[Workout], current: Colour, known: Collection[Region]
) -> Region | None:
    *earlier, last = history
    place = last.pains.region
    if place is None or current is Colour.GREEN or place in known:
        return None
    return None if any(w.pains.region == place for w in earlier) else place
