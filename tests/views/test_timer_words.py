"""The timer says what is to be done: a stretch is held, a massage moves."""

from dataclasses import replace

import pytest

from bot.domain.ids import Side
from bot.domain.outcome.workout import CardShown, TimerMoment, Timing
from bot.domain.training.exercise import Phase
from bot.domain.training.plan import plan
from bot.domain.training.workout import Workout
from bot.views.screens import view
from bot.views.texts import Texts
from tests.domain.training.builders import CATALOG, MONDAY, finding, trainee

ENGLISH = Texts("en", CATALOG.words)


@pytest.mark.parametrize(("phase", "holds"), [(Phase.INHIBIT, False), (Phase.LENGTHEN, True)])
@pytest.mark.parametrize("moment", [TimerMoment.START, TimerMoment.CHANGE, TimerMoment.END])
def test_only_what_is_held_is_called_a_hold(
    moment: TimerMoment, phase: Phase, *, holds: bool
) -> None:
    routine = plan(trainee(finding("P01"), minutes=20), MONDAY, CATALOG)
    item = replace(routine.items[0], phase=phase, reps=None, hold_s=30)
    workout = Workout.of(replace(routine, items=(item,)))
    shown = CardShown(workout, 0, timing=Timing(moment, Side.LEFT, 30))
    timer = next(
        part
        for part in view(shown, ENGLISH, CATALOG).text.split("\n")
        if "30 s." in part or "beginning in" in part or "Breathe, and go on" in part
    )
    assert ("hold" in timer) is holds
