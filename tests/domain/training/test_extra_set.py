"""One set more for the weaker side: when, on which side, and what yields first."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import PatternId, Region, Side
from bot.domain.training.audio_cues import LEAD_S, score
from bot.domain.training.exercise import STRENGTH
from bot.domain.training.plan import plan
from bot.domain.training.plan_rules import Reason
from bot.domain.training.routine import Circumstances, Prescription, Routine
from bot.domain.training.sets import sets_of
from bot.domain.training.trainee import Trainee
from bot.domain.training.workout import Pains, Workout
from tests.domain.training.builders import CATALOG, MONDAY, finding, trained, trainee
from tests.domain.training.test_plan_properties import FEW, lived

LEG = PatternId("P18")
QUIET = Pains(before=0, during=0, morning=0)


def behind(pains: Pains = QUIET, *, minutes: int = 30, days: int = 30) -> Trainee:
    """Somebody in the fifth week whose left side stays behind."""
    who = trainee(finding("P18", Side.LEFT), minutes=minutes)
    who = trained(who, days, dict.fromkeys(range(days), pains))
    return replace(who, lagging=frozenset({(LEG, Side.LEFT)}))


def strength_day(who: Trainee) -> Routine:
    last = who.history[-1].day
    days = (plan(who, last + timedelta(days=n), CATALOG) for n in range(1, 15))
    return next(r for r in days if any(i.phase in STRENGTH for i in r.items) and not r.eased)


def extras(routine: Routine) -> list[Prescription]:
    return [i for i in routine.items if i.extra_set is not None]


def test_the_weaker_side_does_one_set_more_and_is_told_why() -> None:
    routine = strength_day(behind())
    items = extras(routine)
    assert items
    for item in items:
        sides = [b.side for b in sets_of(item)]
        assert sides.count(Side.LEFT) == item.sets + 1
        assert sides.count(Side.RIGHT) == item.sets
        assert sides[0] is sides[-1] is Side.LEFT
        assert score([item]).seconds == LEAD_S + item.seconds + 2
    change = CATALOG.plan_rules.change(Reason.EXTRA_SET, items[0].exercise)
    assert change in routine.changes


def test_the_reason_is_told_once() -> None:
    who = behind()
    first = strength_day(who)
    done = replace(Workout.of(first).report(len(first.items)), pains=QUIET)
    again = strength_day(replace(who, history=(*who.history, done)))
    known = {i.exercise for i in extras(first)}
    explained = {c.exercise for c in again.changes if c.reason == _reason()}
    assert not explained & known


def _reason() -> object:
    return CATALOG.plan_rules.change(Reason.EXTRA_SET).reason


@pytest.mark.parametrize(
    "pains",
    [
        Pains(),
        Pains(before=0, during=1),
        Pains(during=0, morning=1, side=Side.RIGHT),
        Pains(during=2, side=Side.BOTH),
    ],
    ids=["nothing told", "without a side", "the stronger side", "both sides"],
)
def test_nobody_does_more_who_may_hurt_on_the_stronger_side(pains: Pains) -> None:
    assert not extras(strength_day(behind(pains)))


def test_pain_of_the_weaker_side_alone_is_none_of_the_stronger() -> None:
    assert extras(strength_day(behind(Pains(during=1, side=Side.LEFT))))


def test_what_hurts_or_heals_today_takes_the_extra_set_away() -> None:
    who = behind()
    neck = frozenset({Region("neck")})
    assert not extras(strength_day(replace(who, healing=neck)))
    assert not extras(strength_day(replace(who, today=Circumstances(hurting=neck))))


def test_a_gap_of_the_other_side_gives_nothing() -> None:
    who = replace(behind(), lagging=frozenset({(LEG, Side.RIGHT)}))
    assert not extras(strength_day(who))


@given(lived(), st.sampled_from([Side.LEFT, Side.RIGHT]), st.booleans())
@FEW
def test_the_extra_set_never_costs_the_minutes_or_an_exercise(
    life: tuple[Trainee, list[Workout]], side: Side, quiet: bool
) -> None:
    who, history = life
    if quiet:
        who = replace(who, history=tuple(replace(w, pains=QUIET) for w in history))
    gaps = frozenset((f.pattern, side) for f in who.profile.drivers)
    day = (history[-1].day if history else MONDAY) + timedelta(days=1)
    usual, more = plan(who, day, CATALOG), plan(replace(who, lagging=gaps), day, CATALOG)
    assert more.seconds <= more.minutes * 60
    assert [i.exercise for i in more.items] == [i.exercise for i in usual.items]
    for item in extras(more):
        assert item.phase in STRENGTH
        assert item.extra_set is item.side_first is side
        assert not more.eased
