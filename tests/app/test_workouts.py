"""The guided workout: one card that moves on, steps up and down, counted, and left at any time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.catalog import DeliveryKind
from bot.domain.ids import ExerciseId, Side
from bot.domain.intent import CardVerb, Command, OnCard
from bot.domain.outcome.reply import Refused
from bot.domain.outcome.workout import CardShown, TimerMoment, WorkoutEnded
from bot.domain.training.sets import sets_of, timed
from bot.domain.training.workout import CardState, Workout
from tests.app.talker import CATALOG, Talker, kinds


async def card(me: Talker) -> CardShown:
    """The card that is shown now."""
    [shown] = me.outcomes
    assert isinstance(shown, CardShown)
    return shown


async def begun(me: Talker, **chosen: object) -> Workout:
    """The first routine, on its first card."""
    await me.settle_in(**chosen)  # type: ignore[arg-type]
    await me.next_push()
    await me.say("[Start]")
    return (await card(me)).workout


async def test_an_easier_one_takes_the_place_now_and_the_plan_remembers_who_asked(
    me: Talker,
) -> None:
    workout = await begun(me)
    for number, item in enumerate(workout.routine.items):
        await me.say("[Easier]")
        if kinds(me.outcomes) == ["CardShown"]:
            changed = (await card(me)).workout
            now = changed.routine.items[number]
            assert (now.exercise, now.reps, now.hold_s) != (item.exercise, item.reps, item.hold_s)
            assert changed.cards[number].felt == "easier"
            assert "easier" in me.words()
        else:
            assert isinstance(me.outcomes[0], Refused)
        await me.say("[Done]")


async def test_easier_then_harder_comes_back_to_where_it_was(me: Talker) -> None:
    workout = await begun(me)
    stepped = None
    for number, item in enumerate(workout.routine.items):
        await me.say("[Easier]")
        if kinds(me.outcomes) == ["CardShown"]:
            now = (await card(me)).workout.routine.items[number]
            if now.exercise != item.exercise:
                stepped = number
                assert now.instead_of == item.exercise
                await me.say("[Harder]")
                back = (await card(me)).workout
                assert back.routine.items[number].exercise == item.exercise
                assert back.cards[number].felt is None
        await me.say("[Done]")
    assert stepped is not None


async def test_a_swap_keeps_the_phase_and_the_target_and_offers_never_again(me: Talker) -> None:
    workout = await begun(me)
    before = workout.routine.items[0]
    await me.say("[Swap]")
    now = (await card(me)).workout.routine.items[0]
    assert now.exercise != before.exercise
    assert (now.phase, now.why) == (before.phase, before.why)
    await me.say("[Never again]")
    assert kinds(me.outcomes)[0] == "NeverNoted"
    assert before.exercise in (await me.person()).preferences.never
    await me.say("[Undo]")
    assert before.exercise not in (await me.person()).preferences.never


@pytest.mark.parametrize("command", ["never", "allow"])
async def test_an_exercise_nobody_knows_is_neither_closed_nor_opened(
    me: Talker, command: str
) -> None:
    await me.settle_in()
    await me.do(Command(command, "gone_since_last_release"))
    assert kinds(me.outcomes) == ["NotUnderstood"]
    assert (await me.person()).preferences.never == frozenset()


async def test_a_button_of_a_superseded_plan_shows_where_things_stand(me: Talker) -> None:
    workout = await begun(me)
    stale = OnCard(workout.day, 0, CardVerb.DONE, "no_such_exercise")
    await me.do(stale)
    shown = await card(me)
    assert shown.card == 0
    assert shown.workout.cards[0].state is CardState.OPEN


async def test_done_records_what_was_planned_on_each_side(me: Talker) -> None:
    workout = await begun(me)
    await me.say("[Done]")
    kept = await me.workout()
    assert kept is not None
    item = workout.routine.items[0]
    assert len(kept.cards[0].work) == (2 if item.side_first else 1)
    assert {w.reps for w in kept.cards[0].work} == {item.reps}


async def test_less_is_told_in_two_taps_and_the_weaker_side_counts(me: Talker) -> None:
    workout = await begun(me)
    place = next(n for n, i in enumerate(workout.routine.items) if i.reps is not None)
    await me.say(*["[Done]"] * place)
    item = workout.routine.items[place]
    assert item.reps is not None
    await me.say("[I did less]", f"[{item.reps - 2}]")
    kept = await me.workout()
    assert kept is not None
    assert min(w.reps or 0 for w in kept.cards[place].work) == item.reps - 2
    assert kept.cards[place].state is CardState.DONE


async def test_the_counter_goes_through_sets_and_sides_and_then_on(me: Talker) -> None:
    workout = await begun(me, minutes=30)
    counted = [n for n, i in enumerate(workout.routine.items) if len(sets_of(i)) > 1]
    place = counted[0]
    await me.say(*["[Done]"] * place)
    item = workout.routine.items[place]
    for n in range(1, len(sets_of(item))):
        await me.do(OnCard(workout.day, place, CardVerb.NEXT, str(item.exercise)))
        assert (await card(me)).workout.cards[place].bout == n
    await me.do(OnCard(workout.day, place, CardVerb.NEXT, str(item.exercise)))
    kept = await me.workout()
    assert kept is not None
    assert kept.cards[place].state is CardState.DONE


async def test_an_extra_set_of_the_weaker_side_is_counted_and_said(me: Talker) -> None:
    workout = await begun(me, minutes=30)
    place = next(n for n, i in enumerate(workout.routine.items) if i.side_first)
    item = replace(workout.routine.items[place], extra_set=workout.routine.items[place].side_first)
    items = (*workout.routine.items[:place], item, *workout.routine.items[place + 1 :])
    extra = replace(workout, routine=replace(workout.routine, items=items))
    async with me.transaction() as store:
        await store.workouts.save(me.id, extra)
    await me.say(*["[Done]"] * place)
    for _ in range(2 * item.sets):
        await me.do(OnCard(workout.day, place, CardVerb.NEXT, str(item.exercise)))
    assert "One extra set" in me.words()
    await me.do(OnCard(workout.day, place, CardVerb.NEXT, str(item.exercise)))
    kept = await me.workout()
    assert kept is not None
    assert kept.cards[place].state is CardState.DONE


async def test_a_timer_tells_start_change_and_end_in_at_most_four_edits(me: Talker) -> None:
    workout = await begun(me)
    place = next(n for n, i in enumerate(workout.routine.items) if timed(i))
    await me.say(*["[Done]"] * place)
    item = workout.routine.items[place]
    await me.say("[Timer]")
    edits = [await card(me)]
    while (due := await me.next_due()) is not None and due - me.clock() < timedelta(minutes=3):
        await me.next_push()
        edits.append(await card(me))
    moments = [edit.timing.moment for edit in edits if edit.timing]
    change = [TimerMoment.CHANGE] if item.side_first else []
    assert moments == [TimerMoment.START, *change, TimerMoment.END]
    assert len(edits) <= 4
    assert edits[-1].workout.cards[place].bout == (2 if item.side_first else 1)


async def test_a_stretch_with_a_press_is_told_part_by_part_on_each_side(me: Talker) -> None:
    workout = await begun(me)
    strap = ExerciseId("hamstring_strap")
    place = next(n for n, i in enumerate(workout.routine.items) if i.exercise == strap)
    item = replace(
        workout.routine.items[place],
        hold_s=30,
        side_hold_s=None,
        side_first=Side.RIGHT,
        contract=True,
    )
    items = (*workout.routine.items[:place], item, *workout.routine.items[place + 1 :])
    pressed = replace(workout, routine=replace(workout.routine, items=items))
    async with me.transaction() as store:
        await store.workouts.save(me.id, pressed)
    await me.say(*["[Done]"] * place)
    await me.say("[Timer]")
    began, moments = me.clock(), [(TimerMoment.START, 0)]
    while (due := await me.next_due()) is not None and due - me.clock() < timedelta(minutes=3):
        await me.next_push()
        timing = (await card(me)).timing
        assert timing is not None
        moments.append((timing.moment, int((due - began).total_seconds())))
        if timing.moment is TimerMoment.PRESS:
            assert "into the towel or band" in me.words()
    ready, change = 3, 15
    second = ready + 46 + change
    assert moments == [
        (TimerMoment.START, 0),
        (TimerMoment.PRESS, ready + 10),
        (TimerMoment.EASE, ready + 16),
        (TimerMoment.CHANGE, ready + 46),
        (TimerMoment.PRESS, second + 10),
        (TimerMoment.EASE, second + 16),
        (TimerMoment.END, second + 46),
    ]


async def test_a_timer_of_a_card_that_is_over_says_nothing(me: Talker) -> None:
    workout = await begun(me)
    place = next(n for n, i in enumerate(workout.routine.items) if timed(i))
    await me.say(*["[Done]"] * place)
    await me.say("[Timer]", "[Done]")
    async with me.transaction() as store:
        waiting = await store.deliveries.open_of(me.id)
    assert DeliveryKind.TIMER not in {one.kind for one in waiting}


async def test_a_workout_left_in_the_middle_goes_on_where_it_was(me: Talker) -> None:
    await begun(me)
    await me.say("[Done]")
    me.clock.move(timedelta(hours=2))
    await me.say("/today")
    assert (await card(me)).card == 1


async def test_the_last_card_sums_up_each_exercise(me: Talker) -> None:
    workout = await begun(me)
    await me.say("[Skip]", *["[Done]"] * (len(workout.cards) - 1))
    ended = me.outcomes[0]
    assert isinstance(ended, WorkoutEnded)
    marks = me.words()
    assert marks.count("✓") == len(workout.cards) - 1
    assert marks.count("–") >= 1


async def test_an_exercise_named_is_never_asked_again(me: Talker) -> None:
    workout = await begun(me)
    gone = workout.routine.items[1].exercise
    name = CATALOG.exercises[gone].name.english
    await me.say(f"never again {name}")
    kept = await me.workout()
    assert kept is not None
    assert gone not in {item.exercise for item in kept.routine.items}
    assert ExerciseId(gone) in (await me.person()).preferences.never
