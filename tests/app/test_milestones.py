"""Milestones are few and true: the first session, the first week that was kept, every fourth."""

from datetime import date, timedelta

import pytest

from bot.domain.outcome.workout import MilestoneReached
from bot.domain.training.milestone import Milestone, milestone
from bot.domain.training.progress import Week
from tests.app.talker import Talker, kinds
from tests.app.test_echo import reply_to

MONDAY = date(2026, 11, 2)


def weeks(*done: int, planned: int = 5) -> list[Week]:
    """So many sessions in each."""
    return [Week(MONDAY + timedelta(days=7 * n), d, planned) for n, d in enumerate(done)]


@pytest.mark.parametrize(
    ("done", "reached"),
    [
        ((2,), None),
        ((3,), Milestone.WEEK),
        ((4,), None),
        ((3, 3), None),
        ((0, 3), Milestone.WEEK),
        ((3, 3, 3, 3), Milestone.WEEK),
        ((3, 0, 3, 3, 3), Milestone.WEEK),
        ((3, 3, 3, 3, 1), None),
    ],
)
def test_a_week_is_told_when_it_reaches_its_target_and_not_every_time(
    done: tuple[int, ...], reached: Milestone | None
) -> None:
    assert milestone(sum(done), weeks(*done)) is reached


async def test_the_first_session_is_told_with_its_last_card_before_how_it_felt(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("[Start]")
    while kinds(me.outcomes) == ["CardShown"]:
        await me.say("[Done]")
    assert kinds(me.outcomes) == ["WorkoutEnded", "MilestoneReached", "Asking"]
    await me.say("done")
    assert "MilestoneReached" not in kinds(me.outcomes)


async def test_it_is_told_once_even_when_done_is_taken_back_and_told_again(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    outcomes, _, undo = await reply_to(me, "done")
    assert any(isinstance(one, MilestoneReached) for one in outcomes)
    assert undo is not None
    await me.do(undo)
    outcomes, _, _ = await reply_to(me, "done")
    assert not any(isinstance(one, MilestoneReached) for one in outcomes)


async def test_nothing_is_celebrated_where_something_hurt(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("[Start]", "[It hurts]", "[Somewhere else]", "[6]", "[Leave it out]")
    while kinds(me.outcomes) == ["CardShown"]:
        await me.say("[Done]")
    assert "MilestoneReached" not in kinds(me.outcomes)
