"""After a red the place is loaded less and by nothing new; what cannot be easier waits."""

from dataclasses import replace

from bot.domain.ids import ExerciseId, Region
from bot.domain.training import eligibility
from bot.domain.training.exercise import STRENGTH
from bot.domain.training.plan import plan
from bot.domain.training.progression import Programme
from bot.domain.training.replay import current_state
from bot.domain.training.rest import LEFT_OUT, NOTHING_NEW
from bot.domain.training.routine import Routine
from bot.domain.training.trainee import Trainee
from bot.domain.training.workout import CardState, Pains
from tests.domain.training.builders import CATALOG, MONDAY, done, finding, on, trained, trainee

KNEE = Region("knee")
RED_DAY = 23
BEFORE = trained(trainee(finding("P07"), minutes=20), RED_DAY)
"""Three weeks of training the legs."""


def loads_knee(id: ExerciseId) -> bool:
    """Whether an exercise is strength work that moves the knee."""
    exercise = CATALOG.exercises[id]
    return exercise.phase in STRENGTH and id in CATALOG.plan_rules.areas[KNEE].moved_by


def levels(who: Trainee) -> dict[ExerciseId, int]:
    """Return how far up each exercise stands."""
    index = eligibility.index_of(CATALOG)
    everything = frozenset(CATALOG.exercises)
    programme = Programme(index, CATALOG.plan_rules, everything, MONDAY)
    state = current_state(who.history, programme)
    return {practice.exercise: standing.level for practice, standing in state.standings.items()}


def red_of_knee(who: Trainee, day: int) -> tuple[Trainee, Routine]:
    """Return the person after a red of the knee, and that day's routine."""
    routine = plan(who, on(day), CATALOG)
    workout = done(routine, Pains(during=6, region=KNEE))
    return replace(who, history=(*who.history, workout)), routine


def test_what_loads_the_place_steps_down_though_it_was_not_done_that_day() -> None:
    after, routine = red_of_knee(BEFORE, RED_DAY)
    today = {item.exercise for item in routine.items}
    then, now = levels(BEFORE), levels(after)
    elsewhere = [id for id in then if loads_knee(id) and id not in today and then[id] > 0]
    assert elsewhere
    assert all(now[id] < then[id] for id in elsewhere)


def test_nothing_new_loads_the_place_for_two_weeks() -> None:
    first = 16
    who, _ = red_of_knee(trained(trainee(finding("P01"), minutes=20), first), first)
    known = {item.exercise for workout in who.history for item in workout.routine.items}
    easier = {CATALOG.exercises[id].easier for id in known}
    met: set[ExerciseId] = set()
    for number in range(first + 1, first + 1 + NOTHING_NEW.days):
        routine = plan(who, on(number), CATALOG)
        if routine.items:
            met |= {item.exercise for item in routine.items}
            who = replace(who, history=(*who.history, done(routine)))
    assert not {id for id in met - known if loads_knee(id)} - easier


def test_what_hurt_at_the_bottom_of_its_ladder_is_left_out_for_a_week() -> None:
    who = trainee(finding("P07"), minutes=20)
    routine = plan(who, MONDAY, CATALOG)
    card = next(
        n
        for n, item in enumerate(routine.items)
        if item.phase in STRENGTH and CATALOG.exercises[item.exercise].easier is None
    )
    hurt = routine.items[card].exercise
    workout = done(routine, Pains(during=5)).noted(card, state=CardState.HURT, pain=5)
    who = replace(who, history=(workout,))
    for number in range(1, LEFT_OUT.days + 1):
        routine = plan(who, on(number), CATALOG)
        assert not {hurt, CATALOG.exercises[hurt].harder} & {i.exercise for i in routine.items}
        if routine.items:
            who = replace(who, history=(*who.history, done(routine)))
