"""What rested after pain comes back shorter once, says so, and is whole again after that."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.ids import ExerciseId, MuscleId, Region
from bot.domain.training.dosage import Item
from bot.domain.training.dose import Dose
from bot.domain.training.eligibility import index_of
from bot.domain.training.plan import plan
from bot.domain.training.relief import Relief, relieved
from bot.domain.training.routine import Circumstances, Prescription, Routine
from bot.domain.training.selection import Choice
from bot.domain.training.sore_places import sore_places
from bot.domain.training.trainee import Trainee
from bot.domain.training.workout import CardState, Pains, PlacePain
from tests.domain.training.builders import CATALOG, MONDAY, done, finding, on, reasons, trainee

THIGH, KNEE = Region("thigh"), Region("knee")
SORE = trainee(finding("P15"), minutes=20)
"""Short hamstrings: their stretch comes on every day."""


def amount(item: Prescription) -> int:
    """Return the repetitions or the seconds of all sets."""
    hold = max(item.side_hold_s or (item.hold_s or 1,))
    return item.sets * (item.reps or 1) * hold


def muscles_of(item: Prescription) -> set[MuscleId]:
    """Return what an exercise works: one that fits many works the muscle it is done for."""
    exercise = CATALOG.exercises[item.exercise]
    return {item.why.muscle} if exercise.any_tight else {*exercise.muscles}


def of_thigh(routine: Routine) -> dict[str, int]:
    """Return what works the back of the thigh, with how much of it there is."""
    hamstrings = next(iter(CATALOG.patterns[SORE.profile.drivers[0].pattern].tight))
    return {
        str(item.exercise): amount(item) for item in routine.items if hamstrings in muscles_of(item)
    }


def hurt_on_monday(who: Trainee) -> Trainee:
    """Return the person after a first day on which the stretch hurt and was left out."""
    routine = plan(who, MONDAY, CATALOG)
    workout = done(routine, Pains(during=5, region=THIGH))
    card = next(n for n, i in enumerate(routine.items) if str(i.exercise) in of_thigh(routine))
    workout = workout.noted(card, state=CardState.HURT, pain=5, region=THIGH)
    return replace(who, history=(workout,))


def lived(who: Trainee, until: date) -> Trainee:
    """Return the person after doing every routine up to a day."""
    day = who.history[-1].day
    while (day := date.fromordinal(day.toordinal() + 1)) < until:
        routine = plan(who, day, CATALOG)
        if routine.items:
            who = replace(who, history=(*who.history, done(routine)))
    return who


def first_day_with_thigh(who: Trainee, after: int) -> int:
    """Return the first day from one on whose routine works the thigh."""
    for number in range(after, after + 10):
        if of_thigh(plan(lived(who, on(number)), on(number), CATALOG)):
            return number
    raise AssertionError("it never came back")


def test_nothing_for_the_place_comes_within_two_days() -> None:
    who = hurt_on_monday(SORE)
    assert all(of_thigh(plan(lived(who, on(n)), on(n), CATALOG)) == {} for n in (1, 2))


def test_what_rested_comes_back_shorter_once_and_says_so() -> None:
    who = hurt_on_monday(SORE)
    back = first_day_with_thigh(who, 3)
    unhurt = lived(replace(SORE, history=(done(plan(SORE, MONDAY, CATALOG)),)), on(back))
    usual = of_thigh(plan(unhurt, on(back), CATALOG))
    routine = plan(lived(who, on(back)), on(back), CATALOG)
    shorter = of_thigh(routine)
    assert shorter
    assert sum(shorter.values()) < sum(usual.values())
    assert all(shorter[id] < usual[id] for id in shorter.keys() & usual.keys())
    assert "back" in reasons(routine)


def test_it_comes_back_halfway_the_second_time_and_says_nothing() -> None:
    who = hurt_on_monday(SORE)
    back = first_day_with_thigh(who, 3)
    first = plan(lived(who, on(back)), on(back), CATALOG)
    again = first_day_with_thigh(who, back + 1)
    second = plan(lived(who, on(again)), on(again), CATALOG)
    both = of_thigh(first).keys() & of_thigh(second).keys()
    assert both
    for id in both:
        assert of_thigh(first)[id] < of_thigh(second)[id] < 2 * of_thigh(first)[id]
    named = {str(c.exercise) for c in second.changes if c.reason.key == "change.back_one"}
    assert not named & both


@pytest.mark.parametrize(
    ("whole", "second"),
    [
        (Dose(sets=1, reps=None, hold_s=30), Dose(sets=1, reps=None, hold_s=20)),
        (Dose(sets=2, reps=None, hold_s=40), Dose(sets=2, reps=None, hold_s=30)),
        (Dose(sets=1, reps=10, hold_s=None), Dose(sets=1, reps=7, hold_s=None)),
        (Dose(sets=3, reps=12, hold_s=None), Dose(sets=2, reps=9, hold_s=None)),
    ],
)
def test_the_second_time_is_half_as_much_again_as_the_first(whole: Dose, second: Dose) -> None:
    placed = index_of(CATALOG).placed[ExerciseId("hamstring_chair")]
    item = Item(Choice(placed, None, placed.exercise.muscles[0]), whole, None)
    [halfway], _ = relieved([item], Relief(halfway=frozenset({placed.exercise.id})), 3600)
    assert halfway.dose == second


def test_only_what_is_shorter_is_said_to_come_back_shorter() -> None:
    met = 0
    for number in range(3, 12):
        routine = plan(lived(hurt_on_monday(SORE), on(number)), on(number), CATALOG)
        working = of_thigh(routine).keys()
        for change in routine.changes:
            if change.reason.key == "change.back_one":
                met += 1
                assert change.exercise in {i.exercise for i in routine.items}
                assert change.places == (THIGH,)
        assert "back" not in reasons(routine) or working
    assert met


@pytest.mark.parametrize("place", [KNEE, THIGH])
def test_a_place_told_in_words_rests_as_long_and_comes_back_as_carefully(place: Region) -> None:
    sore_today = replace(SORE, today=Circumstances(hurting=frozenset({place})))
    who = replace(SORE, history=(done(plan(sore_today, MONDAY, CATALOG), Pains()),))
    area = CATALOG.plan_rules.areas[place]
    for number in (1, 2):
        routine = plan(lived(who, on(number)), on(number), CATALOG)
        used = {m for i in routine.items for m in CATALOG.exercises[i.exercise].muscles}
        assert used.isdisjoint(area.muscles), number
    back = first_day_with_thigh(who, 3)
    assert "back" in reasons(plan(lived(who, on(back)), on(back), CATALOG))


def test_a_place_whose_level_turned_out_small_does_not_rest() -> None:
    sore_today = replace(SORE, today=Circumstances(hurting=frozenset({KNEE})))
    pains = Pains(before=2, places=(PlacePain(KNEE, 2),))
    who = replace(SORE, history=(done(plan(sore_today, MONDAY, CATALOG), pains),))
    routine = plan(who, on(2), CATALOG)
    assert not {"resting", "back"} & reasons(routine)
    assert of_thigh(routine)


def test_a_place_is_asked_about_until_it_is_told_better_after_its_rest() -> None:
    sore_today = replace(SORE, today=Circumstances(hurting=frozenset({KNEE})))
    first = done(plan(sore_today, MONDAY, CATALOG), Pains())

    def asked(day: int, level: int | None) -> bool:
        pains = Pains(places=(PlacePain(KNEE, level),))
        later = done(plan(SORE, on(day), CATALOG), pains)
        return any(one.region == KNEE for one in sore_places([first, later], on(day + 1)))

    assert asked(1, 0), "it still rests, and was not worked"
    assert asked(3, None)
    assert asked(3, 4)
    assert not asked(3, 3)
    assert sore_places([first], on(15)) == (), "a fortnight is over"
