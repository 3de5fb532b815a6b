"""A fault in the joins, the ladders or the closed movements is found before anybody meets it."""

from dataclasses import replace

from bot.catalog.reach import household, problems
from bot.domain.catalog import Catalog
from bot.domain.ids import Equipment, ExerciseId, FlagId, Movement, MuscleId
from bot.domain.safety.flag import Flag
from bot.domain.training.exercise import Exercise
from tests.content import real_catalog

CATALOG = real_catalog()


def _with(*changed: Exercise) -> Catalog:
    return replace(CATALOG, exercises={**CATALOG.exercises, **{e.id: e for e in changed}})


def _exercise(id: str) -> Exercise:
    return CATALOG.exercises[ExerciseId(id)]


def test_the_exercises_of_this_release_have_no_fault() -> None:
    assert list(problems(CATALOG)) == []


def test_a_ladder_that_goes_round_is_found() -> None:
    loop = replace(_exercise("clasp_behind"), harder=ExerciseId("chest_opener_sit"))
    assert [p for p in problems(_with(loop)) if "goes round" in p] != []


def test_an_exercise_that_closes_itself_out_of_every_ladder_is_found() -> None:
    own = ExerciseId("heel_raise")
    closed = replace(_exercise(own), easier=own, harder=own)
    assert "exercises: a ladder goes round: heel_raise < heel_raise" in problems(_with(closed))


def test_a_step_of_another_muscle_or_phase_is_found() -> None:
    astray = replace(_exercise("tib_raise"), harder=ExerciseId("neck_lift"))
    stretch = replace(_exercise("heel_raise"), easier=ExerciseId("calf_straight"))
    assert [*problems(_with(astray, stretch))] == [
        "exercises/heel_raise.yaml: calf_straight is a step of another phase or main muscle",
        "exercises/tib_raise.yaml: neck_lift is a step of another phase or main muscle",
    ]


def test_an_exercise_that_serves_no_pattern_is_found() -> None:
    idle = replace(_exercise("seated_march"), muscles=(MuscleId("neck_rotators"),))
    assert "exercises/seated_march.yaml: serves no pattern" in problems(_with(idle))


def test_a_pattern_left_without_strength_under_one_condition_is_found() -> None:
    tag = Movement("squeezing")
    closed = [
        replace(e, closed_by=e.closed_by | {tag})
        for e in CATALOG.exercises.values()
        if "rhomboids" in e.muscles
    ]
    flag: Flag = replace(
        CATALOG.flags[FlagId("WRIST_PAIN")], id=FlagId("RIB"), closes=frozenset({tag})
    )
    catalog = replace(_with(*closed), flags={**CATALOG.flags, flag.id: flag})
    assert list(problems(catalog)) == [
        "imbalances/P13-push-pull.yaml: no activate under RIB",
        "imbalances/P13-push-pull.yaml: no integrate under RIB",
    ]


def test_a_household_has_a_chair_but_no_cable() -> None:
    assert Equipment("chair") in household(CATALOG)
    assert Equipment("cable") not in household(CATALOG)
