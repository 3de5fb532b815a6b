"""With the first routine somebody hears what the conditions that they told change."""

from bot.app.training.trainee import trainee
from bot.domain.outcome.pushed import RoutineDue
from bot.domain.training import eligibility
from tests.app.talker import CATALOG, NOTHING_WRONG, Talker

PRESSURE = {
    **NOTHING_WRONG,
    "card_health": "some",
    "health_which": frozenset({"pressure"}),
    "chest_month": "no",
    "pressure_treated": "yes",
    "pressure_reading": "under_160",
}
ARTHRITIS = {
    **NOTHING_WRONG,
    "card_body": "some",
    "body_which": frozenset({"arthritis"}),
    "injury_worse": "no",
}
WORSE = {**ARTHRITIS, "injury_worse": "yes", "injury_region": frozenset({"knee"})}


async def test_high_blood_pressure_is_told_with_what_it_closes(me: Talker) -> None:
    await me.settle_in(PRESSURE)
    await me.next_push()
    assert "Because of high blood pressure I leave out" in me.words()
    assert "long holds with tensed muscles" in me.words()


async def test_only_what_really_falls_away_is_told(me: Talker) -> None:
    await me.settle_in(PRESSURE)
    [due] = [one for one in await me.next_push() if isinstance(one, RoutineDue)]
    async with me.transaction() as store:
        who = await trainee(await me.context(store))
    assert who is not None
    open_now = eligibility.always(who, CATALOG)
    assert due.kept_to is not None
    assert due.kept_to.movements
    for movement in due.kept_to.movements:
        fallen = [e for e in CATALOG.exercises.values() if movement in e.closed_by]
        assert fallen
        assert not open_now & {exercise.id for exercise in fallen}


async def test_arthritis_that_exercise_does_not_make_worse_is_told_to_close_nothing(
    me: Talker,
) -> None:
    await me.settle_in(ARTHRITIS)
    await me.next_push()
    assert "I leave none of them out" in me.words()


async def test_a_joint_that_exercise_makes_worse_is_told_to_be_left_alone(me: Talker) -> None:
    await me.settle_in(WORSE)
    await me.next_push()
    assert "I leave your knee alone" in me.words()
    assert "none of them" not in me.words()


async def test_it_is_told_once_and_to_nobody_without_a_condition(me: Talker) -> None:
    await me.settle_in(PRESSURE)
    await me.next_push()
    await me.say("done")
    await me.next_push()
    assert "high blood pressure" not in me.words()


async def test_who_told_nothing_hears_nothing_of_it(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    assert "Because of" not in me.words()
    assert "joints" not in me.words()
