"""Steps up and down the ladders, blocks with gates, recovery, graduation."""

from dataclasses import replace

import pytest

from bot.domain.assessment.measured import MeasuredMuscle, State
from bot.domain.assessment.profile import Conclusion, Profile
from bot.domain.ids import ExerciseId, MuscleId, PatternId, Side
from bot.domain.training.dose_ladder import TOO_HARD, Rung
from bot.domain.training.exercise import Phase
from bot.domain.training.exercise_index import index_exercises
from bot.domain.training.pain import Colour
from bot.domain.training.periodization import block_of, deload
from bot.domain.training.plan import plan
from bot.domain.training.progression import Programme
from bot.domain.training.replay import current_state
from bot.domain.training.retest import Recheck, graduated, leading, recheck_on
from bot.domain.training.routine import Block, Prescription, Routine, Why
from bot.domain.training.training_state import Entry
from bot.domain.training.workout import CardState, Pains, Work, Workout
from tests.domain.training.builders import (
    CATALOG,
    MONDAY,
    done,
    finding,
    on,
    profile,
    reasons,
    trained,
    trainee,
)

INDEX = index_exercises(CATALOG.exercises)
EVERYTHING = frozenset(CATALOG.exercises)
ALL = Programme(INDEX, CATALOG.plan_rules, EVERYTHING, on(-60))
RAISE = ExerciseId("heel_taps")


def session(day: int, exercise: str = RAISE, **changes: object) -> Workout:
    placed = CATALOG.exercises[ExerciseId(exercise)]
    item = Prescription(
        exercise=placed.id,
        phase=placed.phase,
        side_first=Side.LEFT if placed.one_sided else None,
        sets=1,
        reps=10,
        hold_s=None,
        why=Why(PatternId("P01"), placed.muscles[0], None),
        seconds=155,
    )
    workout = done(Routine(on(day), (item,), 155, 10, Block.BUILD))
    return replace(workout, **changes)  # type: ignore[arg-type]


def stand(*history: Workout, day: int | None = None) -> tuple[int, str, set[str]]:
    """(level, the exercise that stands there, reasons told)."""
    now = current_state(history, ALL, None if day is None else on(day))
    here = now.current(RAISE, EVERYTHING)
    assert here is not None
    return now.standing(here).level, here, {reason for reason, _ in now.moves}


def test_two_good_sessions_in_a_row_lead_one_step_up() -> None:
    assert stand(session(0)) == (0, RAISE, set())
    assert stand(session(0), session(2)) == (1, RAISE, {"more_reps"})
    assert stand(session(0), session(2), session(4)) == (1, RAISE, set())


def test_the_steps_are_repetitions_then_a_set_then_tempo_then_the_harder_variant() -> None:
    changes = []
    history: list[Workout] = []
    for number in range(12):
        history.append(session(2 * number))
        changes += sorted(stand(*history)[2])
    assert changes == ["more_reps", "more_reps", "more_reps", "another_set", "slower", "harder"]
    assert stand(*history)[1] == CATALOG.exercises[RAISE].harder


def test_in_the_first_block_no_harder_variant_comes_by_itself() -> None:
    who = trained(trainee(finding("P01"), minutes=20), 14)
    assert {w.routine.block for w in who.history} == {Block.CALM}
    assert not any("harder" in reasons(w.routine) for w in who.history)


def test_an_effort_above_seven_is_no_good_session() -> None:
    assert stand(session(0), session(2, effort=8))[0] == 0


def test_in_the_first_four_weeks_an_exercise_changes_once_a_week() -> None:
    history = [session(n) for n in range(0, 8, 2)]
    early = current_state(history, replace(ALL, started=on(0)))
    late = current_state(history, ALL)
    assert (early.standing(RAISE).level, late.standing(RAISE).level) == (1, 2)


def test_amber_leads_one_step_down_and_red_two() -> None:
    up = [session(2 * n) for n in range(6)]
    assert stand(*up)[0] == 3
    assert stand(*up, session(12, pains=Pains(during=4)))[0] == 2
    assert stand(*up, session(12, pains=Pains(during=7)))[0] == 1


def test_below_the_first_step_comes_the_easier_variant() -> None:
    level, here, changes = stand(session(0, pains=Pains(during=4)))
    assert (level, here, changes) == (0, CATALOG.exercises[RAISE].easier, {"easier_amber"})


@pytest.mark.parametrize("pains", [Pains(during=5), Pains(during=8)])
def test_a_step_down_is_told_only_where_there_is_one(pains: Pains) -> None:
    bottom = "chin_tuck"
    assert CATALOG.exercises[ExerciseId(bottom)].easier is None
    assert current_state([session(0, bottom, pains=pains)], ALL).moves == ()


def dose_of(exercise: str, *history: Workout) -> Rung:
    level = current_state(history, ALL).standing(ExerciseId(exercise)).level
    return INDEX.placed[ExerciseId(exercise)].rung(level)


def too_hard(day: int, exercise: str) -> Workout:
    """A session in which an exercise without an easier one was too hard."""
    workout = session(day, exercise)
    return replace(workout, cards=tuple(replace(card, felt="easier") for card in workout.cards))


@pytest.mark.parametrize("id", ["chin_tuck", "calf_straight"])
def test_what_was_too_hard_and_has_nothing_easier_comes_back_with_less(id: str) -> None:
    exercise = ExerciseId(id)
    assert CATALOG.exercises[exercise].easier is None
    first = INDEX.placed[exercise].rungs[0]
    less = dose_of(id, too_hard(0, id))
    assert (less.reps or 0, less.hold_s or 0) < (first.reps or 0, first.hold_s or 0)
    assert dose_of(id, too_hard(0, id), session(2, id)) == less
    twice = [too_hard(0, id), *(session(day, id) for day in (2, 9))]
    assert dose_of(id, *twice) == first


def test_what_was_too_hard_comes_back_with_no_more_than_was_done() -> None:
    workout = too_hard(0, "calf_straight")
    eased = replace(workout.routine.items[0], reps=None, hold_s=10)
    short = replace(workout, routine=replace(workout.routine, items=(eased,)))
    assert current_state([short], ALL).standing(eased.exercise).cap == 10


def test_what_was_too_hard_and_left_out_is_easier_too() -> None:
    first, second = session(0), too_hard(0, "calf_straight")
    items = (*first.routine.items, *second.routine.items)
    skipped = replace(second.cards[0], state=CardState.SKIPPED)
    routine = replace(first.routine, items=items)
    workout = replace(first, routine=routine, cards=(first.cards[0], skipped))
    assert current_state([workout], ALL).standing(ExerciseId("calf_straight")).level == TOO_HARD


def test_after_amber_two_sessions_do_not_count_for_a_step() -> None:
    up = [session(0), session(2), session(4, pains=Pains(during=4))]
    after = [session(6), session(8)]
    assert stand(*up)[0] == 0
    assert stand(*up, *after)[0] == 0
    assert stand(*up, *after, session(10))[0] == 0
    assert stand(*up, *after, session(10), session(12))[0] == 1


@pytest.mark.parametrize(("away", "level"), [(6, 3), (7, 2), (20, 2), (21, 1)])
def test_days_away_cost_one_step_or_two(away: int, level: int) -> None:
    up = [session(2 * n) for n in range(6)]
    assert stand(*up, day=10 + away + 1)[0] == level


def test_the_weaker_side_sets_the_repetitions_of_both() -> None:
    cards = session(0).cards
    fewer = replace(cards[0], work=(Work(Side.LEFT, 7), Work(Side.RIGHT, 10)))
    now = current_state([session(0), session(2, cards=(fewer,))], ALL)
    assert (now.standing(RAISE).level, now.standing(RAISE).cap) == (0, 7)
    assert [reason for reason, _ in now.moves] == ["weaker_side"]


def stepped_up(day: int, **changes: object) -> Workout:
    """A session in which the harder exercise was asked for and done in the place of another."""
    harder = CATALOG.exercises[RAISE].harder
    assert harder is not None
    workout = session(day, harder, **changes)
    [item], [card] = workout.routine.items, workout.cards
    routine = replace(workout.routine, items=(replace(item, instead_of=RAISE),))
    return replace(workout, routine=routine, cards=(replace(card, felt="harder"),))


def test_a_harder_exercise_that_was_asked_for_stays_once_it_went_well() -> None:
    assert stand(stepped_up(0))[1] == CATALOG.exercises[RAISE].harder
    assert current_state([stepped_up(0)], ALL).moves == ()


@pytest.mark.parametrize("changes", [{"effort": 9}, {"pains": Pains(during=5)}])
def test_a_harder_exercise_that_went_badly_does_not_stay(changes: dict[str, object]) -> None:
    assert stand(stepped_up(0, **changes))[1] != CATALOG.exercises[RAISE].harder


def test_too_easy_twice_jumps_to_the_harder_variant() -> None:
    felt = replace(session(0).cards[0], felt="harder")
    standing = stand(session(0, cards=(felt,)), session(2, cards=(felt,)))
    assert standing == (0, CATALOG.exercises[RAISE].harder, {"too_easy"})


def test_what_was_replaced_moves_nothing_when_it_is_done_again() -> None:
    replaced = [session(2 * n) for n in range(12)]
    again = [*replaced, *(session(24 + 2 * n) for n in range(4))]
    assert stand(*again)[:2] == stand(*replaced)[:2]


def test_easier_is_done_at_once() -> None:
    up = [session(0), session(2)]
    felt = replace(session(0).cards[0], felt="easier")
    assert stand(*up, session(4, cards=(felt,))) == (0, RAISE, {"easier_asked"})


def test_a_closed_variant_is_never_stepped_to() -> None:
    harder = CATALOG.exercises[RAISE].harder
    allowed = EVERYTHING - {harder}
    history = [session(2 * n) for n in range(20)]
    now = current_state(history, replace(ALL, allowed=allowed))
    assert now.current(RAISE, allowed) == RAISE


def entries(weeks: int, share: float = 1.0, colour: Colour = Colour.GREEN) -> list[Entry]:
    days = [7 * w + d for w in range(weeks) for d in (0, 2, 4)]
    return [
        Entry(on(day), n < len(days) * share, colour, 1, 6, easier=False, light=False)
        for n, day in enumerate(days)
    ]


@pytest.mark.parametrize(
    ("week", "block"),
    [(0, "A"), (1, "A"), (2, "B"), (5, "B"), (6, "C"), (9, "C"), (10, "D"), (20, "D")],
)
def test_the_blocks_follow_each_other_when_all_goes_well(week: int, block: str) -> None:
    assert block_of(on(7 * week), MONDAY, entries(20)) == (Block(block), False)


@pytest.mark.parametrize(
    "log", [entries(2, share=0.5), entries(2, colour=Colour.AMBER), entries(2, colour=Colour.RED)]
)
def test_the_first_block_waits_for_four_of_six_sessions_without_pain(log: list[Entry]) -> None:
    assert block_of(on(14), MONDAY, log) == (Block.CALM, True)


def test_every_sixth_week_recovers_with_half_the_sets() -> None:
    weeks = [w for w in range(1, 18) if deload(on(7 * w), MONDAY, Block.BUILD, [])]
    assert weeks == [5, 11, 17]
    who = trained(trainee(finding("P01"), minutes=30), 35)
    full, eased = who.history[-1].routine, plan(who, on(35), CATALOG)
    assert eased.eased
    assert "deload_planned" in reasons(eased)
    assert max(i.sets for i in eased.items) < max(i.sets for i in full.items)


def test_an_effort_two_points_higher_for_the_same_work_asks_for_recovery() -> None:
    log = [replace(e, effort=6) for e in entries(3)]
    tired = [*log[:-2], *(replace(e, effort=8) for e in log[-2:])]
    assert deload(on(20), MONDAY, Block.BUILD, log) is None
    assert deload(on(20), MONDAY, Block.BUILD, tired) == "signs"


def test_three_weeks_without_a_step_bring_another_exercise_for_the_muscle() -> None:
    who = trainee(finding("P01"), minutes=20, days=frozenset({0, 2, 4}))
    for number in range(40):
        routine = plan(who, on(number), CATALOG)
        if routine.items:
            who = replace(who, history=(*who.history, done(routine, effort=8)))
    stuck = [w for w in who.history if "stuck" in reasons(w.routine)]
    assert stuck
    assert (stuck[0].day - MONDAY).days >= 21


@pytest.mark.parametrize(
    ("day", "block", "due"),
    [
        (0, "A", None),
        (13, "A", None),
        (14, "B", Recheck.MINI),
        (28, "B", Recheck.FULL),
        (84, "C", Recheck.HABITS),
        (112, "D", Recheck.FULL),
        (98, "D", None),
    ],
)
def test_days_of_re_tests(day: int, block: str, due: Recheck | None) -> None:
    assert recheck_on(on(day), MONDAY, Block(block)) is due


def test_a_pattern_goes_to_keeping_after_two_normal_re_tests() -> None:
    first, normal = profile(finding("P01"), finding("P03")), profile(finding("P03"))
    assert graduated([first, normal], CATALOG.patterns) == frozenset()
    assert graduated([first, normal, normal], CATALOG.patterns) == {"P01"}
    kept, keeping = leading([first, normal, normal], CATALOG.patterns)
    assert keeping == {"P01"}
    assert [f.pattern for f in kept.drivers] == ["P03", "P01"]


def test_a_pattern_is_not_normal_while_one_of_its_muscles_measures_short_or_weak() -> None:
    first, normal = profile(finding("P08")), profile()
    calf = MeasuredMuscle(MuscleId("soleus"), State.SHORT, Side.LEFT)
    nearly = replace(normal, muscles=(calf,))
    assert graduated([first, nearly, normal], CATALOG.patterns) == frozenset()
    assert graduated([first, nearly, normal, normal], CATALOG.patterns) == {"P08"}
    long = replace(normal, muscles=(replace(calf, state=State.LONG),))
    assert graduated([first, long, normal], CATALOG.patterns) == {"P08"}


def test_one_normal_re_test_keeps_a_pattern_and_a_re_test_without_answers_counts_not() -> None:
    first, normal = profile(finding("P01")), profile()
    kept, keeping = leading([first, normal], CATALOG.patterns)
    assert ([f.pattern for f in kept.drivers], keeping) == (["P01"], frozenset())
    unknown = Profile(Conclusion.NOT_ENOUGH, ())
    assert graduated([first, normal, unknown], CATALOG.patterns) == frozenset()


def test_when_all_patterns_are_kept_the_programme_only_keeps() -> None:
    who = replace(trainee(finding("P01"), minutes=20), keeping=frozenset({PatternId("P01")}))
    routine = plan(who, on(28), CATALOG)
    assert routine.block is Block.KEEP
    light = plan(trained(who, 29), on(29), CATALOG)
    assert sum(i.phase is Phase.LENGTHEN for i in light.items) == 1


def test_the_side_that_held_for_less_sets_the_seconds_of_both() -> None:
    who = trainee(finding("P08"), minutes=20, history=())
    routine = plan(who, MONDAY, CATALOG)
    number = next(
        n for n, i in enumerate(routine.items) if i.side_first and i.reps is None and i.hold_s
    )
    item = routine.items[number]
    workout = done(routine)
    fewer = (Work(Side.LEFT, seconds=12), Work(Side.RIGHT, seconds=item.hold_s))
    workout = workout.noted(number, work=fewer)
    now = current_state((workout,), replace(ALL, started=MONDAY))
    assert now.standing(item.exercise).cap == 12
    following = plan(replace(who, history=(workout,)), on(2), CATALOG)
    again = next(i for i in following.items if i.exercise == item.exercise)
    assert (again.hold_s or 0) <= 12
