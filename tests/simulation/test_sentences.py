"""Over simulated years no sentence tells a change that its plan does not bear out."""

from collections import Counter
from collections.abc import Sequence
from random import Random

import pytest

from bot.domain.training.exercise import Practice
from bot.domain.training.plan_rules import Reason
from bot.domain.training.routine import Change, Prescription, Routine
from bot.domain.training.trainee import Trainee
from bot.domain.training.workout import Workout
from bot.simulation import life
from bot.simulation.talking import scripts
from bot.simulation.tally import Tally
from bot.simulation.truth import World, person
from bot.simulation.watching import Watch
from bot.simulation.wishes import Wishing
from tests.content import real_catalog

PEOPLE, WEEKS = 10, 52
Told = tuple[Routine, Trainee]
GROWS = (Reason.MORE_REPS, Reason.LONGER_HOLD, Reason.ANOTHER_SET, Reason.SLOWER, Reason.HEAVIER)
pytestmark = pytest.mark.slow

NEW = (Reason.HARDER, Reason.TOO_EASY, Reason.STUCK)
LESS = (Reason.HALVED, Reason.DELOAD_PLANNED, Reason.DELOAD_SIGNS)


@pytest.fixture(scope="module")
def years() -> list[Told]:
    """Every routine of these people, with what was known when it was planned."""
    catalog, seen = real_catalog(), list[Told]()
    stage = life.Stage(catalog, Wishing(catalog), scripts(catalog))
    hold = Watch.hold

    def keep(self: Watch, routine: Routine, trainee: Trainee) -> None:
        seen.append((routine, trainee))
        hold(self, routine, trainee)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Watch, "hold", keep)
        for number in range(PEOPLE):
            life.live(person(Random(f"52:{number}"), catalog, World.HARD), WEEKS, stage, Tally())
    return seen


def named(routine: Routine) -> list[tuple[Reason, Change]]:
    return [(Reason(c.reason.key.removeprefix("change.")), c) for c in routine.changes]


def of(change: Change) -> Practice | None:
    return None if change.exercise is None else Practice(change.exercise, change.muscle)


def last(history: Sequence[Workout], practice: Practice) -> Prescription | None:
    done = (w for w in reversed(history) if w.done)
    return next((i for w in done for i in w.routine.items if i.is_of(practice)), None)


def amount(reason: Reason, item: Prescription) -> float:
    match reason:
        case Reason.MORE_REPS:
            return item.reps or 0
        case Reason.LONGER_HOLD:
            return max(item.side_hold_s or (item.hold_s or 0,))
        case Reason.ANOTHER_SET:
            return item.sets
        case Reason.SLOWER:
            return item.slow
        case _:
            return item.heavier


def test_an_exercise_that_is_named_stands_in_the_plan(years: list[Told]) -> None:
    for routine, _ in years:
        for reason, change in named(routine):
            practice = of(change)
            stands = practice is None or any(i.is_of(practice) for i in routine.items)
            assert stands, (routine.day, reason)


def test_what_is_told_to_grow_has_grown(years: list[Told]) -> None:
    met: Counter[Reason] = Counter()
    for routine, trainee in years:
        for reason, change in named(routine):
            practice = of(change)
            before = None if practice is None else last(trainee.history, practice)
            if reason in GROWS and practice is not None and before is not None:
                met[reason] += 1
                now = next(i for i in routine.items if i.is_of(practice))
                assert amount(reason, now) > amount(reason, before), (routine.day, reason, now)
    assert {Reason.MORE_REPS, Reason.HEAVIER} <= met.keys()


def test_what_is_told_to_be_new_was_not_in_the_last_routine(years: list[Told]) -> None:
    met = 0
    for routine, trainee in years:
        done = [w for w in trainee.history if w.done][-1:]
        before = {i.exercise for w in done for i in w.routine.items}
        for reason, change in named(routine):
            if reason in NEW:
                met += 1
                assert change.exercise not in before, (routine.day, reason, change.exercise)
    assert met


def test_an_easier_day_asks_for_no_more_sets_of_anything(years: list[Told]) -> None:
    met = 0
    for routine, trainee in years:
        if any(reason in LESS for reason, _ in named(routine)):
            met += 1
            for item in routine.items:
                before = last(trainee.history, Practice(item.exercise))
                assert before is None or item.sets <= before.sets, (routine.day, item, before)
    assert met


def test_a_sentence_of_a_new_part_comes_with_another_part(years: list[Told]) -> None:
    of_a_part = {Reason.BLOCK_BUILD, Reason.BLOCK_INTEGRATE, Reason.BLOCK_KEEP}
    met = 0
    for routine, trainee in years:
        done = [w for w in trainee.history if w.done]
        if done and any(reason in of_a_part for reason, _ in named(routine)):
            met += 1
            assert routine.block is not done[-1].routine.block
    assert met
