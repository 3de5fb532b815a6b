"""What was too much comes back with less, and nothing grows until a routine has gone well."""

from dataclasses import replace

from bot.domain.training.exercise_index import index_exercises
from bot.domain.training.plan import plan
from bot.domain.training.progression import UPWARD
from bot.domain.training.review_changes import changes_of
from bot.domain.training.routine import Prescription, Routine
from bot.domain.training.too_much import note_too_much
from bot.domain.training.trainee import Trainee
from bot.domain.training.workout import Workout
from tests.domain.training.builders import CATALOG, done, on, reasons, trained, trainee

DAY = 9
INDEX = index_exercises(CATALOG.exercises)


def partly(routine: Routine, number: int) -> Workout:
    """Only so many were done, and the rest was too much."""
    workout = replace(Workout.of(routine).report(number), effort=8)
    return note_too_much(workout, too_much=True)


def after(who: Trainee, workout: Workout) -> Trainee:
    return replace(who, history=(*who.history, workout))


def somebody(minutes: int = 20) -> tuple[Trainee, Routine]:
    who = trained(trainee(minutes=minutes), DAY)
    return who, plan(who, on(DAY), CATALOG)


def whole(item: Prescription) -> int:
    return item.sets * ((item.reps or 1) * (item.hold_s or 1))


def test_what_was_left_because_it_was_too_much_comes_back_with_less_or_easier() -> None:
    who, routine = somebody()
    who = after(who, partly(routine, 2))
    left, met = routine.items[2:], 0
    for day in range(DAY + 1, DAY + 8):
        later = plan(who, on(day), CATALOG)
        for item in later.items:
            for one in left:
                easier = INDEX.neighbour(one.exercise, harder=False)
                if item.exercise == one.exercise:
                    assert whole(item) < whole(one)
                    met += 1
                met += item.exercise == easier
        who = after(who, partly(later, 0)) if later.items else who
    assert met


def test_after_too_much_no_routine_is_longer_until_one_has_gone_well() -> None:
    who, routine = somebody()
    who = after(who, partly(routine, 2))
    longest = routine
    for day in range(DAY + 1, DAY + 6):
        later = plan(who, on(day), CATALOG)
        if not later.items:
            continue
        assert later.seconds <= max(longest.seconds, 300)
        assert len(later.items) <= max(len(longest.items), 3)
        longest = later
        who = after(who, partly(later, 1))


def test_after_too_much_nothing_is_told_to_grow_the_next_day() -> None:
    grew = 0
    for last in range(2, 20):
        who = trained(trainee(minutes=20), last)
        routine = plan(who, on(last), CATALOG)
        if not routine.items:
            continue
        well = after(who, done(routine))
        hard = after(who, partly(routine, 2))
        grew += bool(reasons(plan(well, on(last + 1), CATALOG)) & {*UPWARD})
        assert not reasons(plan(hard, on(last + 1), CATALOG)) & {*UPWARD}
    assert grew


def test_where_everything_was_done_and_was_too_much_all_of_it_is_easier() -> None:
    _, routine = somebody()
    workout = partly(routine, len(routine.items))
    assert all(card.felt == "too_much" for card in workout.cards)
    corrected = note_too_much(workout, too_much=False)
    assert all(card.felt is None for card in corrected.cards)


def test_the_week_says_that_a_routine_was_too_much() -> None:
    _, routine = somebody()
    [change] = changes_of([partly(routine, 2)], ("too_much",), closed=False)
    assert change.cause == "too_much"
