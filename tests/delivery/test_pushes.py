"""Pushes against a strict sandbox: on time, once, at the agreed pace, whatever Telegram answers."""

import asyncio
from datetime import timedelta

import pytest

from bot.app.context import Context
from bot.app.push import content, dispatch
from bot.db.promises import Promise
from bot.domain.delivery import Delivery
from bot.domain.ids import UserId
from bot.domain.outcome import Outcome
from bot.views.screen import Screen
from bot.views.texts import Html
from telegram_sandbox.faults import Fault
from tests.delivery.chat import Chat
from tests.delivery.conftest import Stage, both
from tests.delivery.crowd import until


@both
async def test_everybody_gets_one_push_at_the_pace_and_is_promised_the_next(stage: Stage) -> None:
    people = await stage.crowd(40)
    stage.sandbox.strict_pace = True
    async with stage.pushing(rate=29):
        await stage.settled({("sent", 1): 40})
    assert stage.watch.arrived() == dict.fromkeys(people, 1)
    assert await stage.promised() == 40


async def test_a_chat_that_has_to_wait_does_not_hold_the_others(stage: Stage) -> None:
    slow, *others = await stage.crowd(12)
    stage.sandbox.faults.add(Fault("too_many", 1, "sendMessage", slow, 60))
    async with stage.pushing():
        await stage.settled({("sent", 1): 11, ("promised", 0): 1})
    assert stage.watch.arrived() == dict.fromkeys(others, 1)
    async with stage.deps.transaction() as store:
        (waiting,) = await store.deliveries.open_of(slow)
        assert await store.deliveries.claim(stage.deps.now(), 12, dispatch.LEASE) == []
    assert waiting.due < stage.deps.now()  # what was promised is still what it is measured by


async def test_blocked_and_vanished_people_are_not_sent_to_again(stage: Stage) -> None:
    people = await stage.crowd(6)
    stage.sandbox.chats.people[people[0]].blocked = True
    stage.sandbox.chats.people[people[1]].deactivated = True
    async with stage.pushing():
        await stage.settled({("sent", 1): 4, ("closed", 1): 2})
    async with stage.deps.transaction() as store:
        held = await store.people.hold_all(people)
        still = [id for id in people if await store.deliveries.upcoming(id)]
    assert [id for id in people if not held[id].reachable] == people[:2]
    assert still == people[2:]


async def test_what_telegram_never_takes_is_recorded_and_the_next_day_promised(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await stage.crowd(1)
    monkeypatch.setattr("bot.telegram.pushing.view", lambda *_: Screen(Html("<b>never closed")))
    async with stage.pushing():
        await stage.settled({("failed", 1): 1})
    assert len(stage.watch.sends) == 1
    assert await stage.promised() == 1


async def test_after_an_answer_that_never_came_the_second_try_makes_no_sound(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.push_errors.RETRY", timedelta(seconds=0.1))
    late, refused = await stage.crowd(2)
    stage.sandbox.faults.add(Fault("reset_after", 1, "sendMessage", late))
    stage.sandbox.faults.add(Fault("500", 1, "sendMessage", refused))
    async with stage.pushing():
        await until(lambda: stage.watch.arrived() == {late: 2, refused: 1})
    silent = [message.silent for message in stage.sandbox.messages.of(late) if message.from_bot]
    assert silent == [False, True]
    assert not stage.sandbox.messages.of(refused)[-1].silent


async def test_a_rush_begins_early_by_half_of_its_lateness(stage: Stage) -> None:
    await stage.crowd(40, timedelta(seconds=30))
    assert stage.sandbox.move is not None
    stage.sandbox.move(timedelta(seconds=27))  # 40 at 10 a second: 2 seconds early
    assert await dispatch.due(stage.deps, 10, 10) == []
    stage.sandbox.move(timedelta(seconds=1.5))
    assert len(await dispatch.due(stage.deps, 10, 10)) == 10


@both
async def test_told_to_stop_it_gives_back_what_it_has_not_begun(stage: Stage) -> None:
    people = await stage.crowd(20)
    async with stage.pushing(rate=10):
        await until(lambda: len(stage.watch.sends) >= 3)
    before = len(stage.watch.sends)
    states = await stage.routines()
    assert states == {("sent", 1): before, ("promised", 0): 20 - before}
    async with stage.pushing(rate=30):
        await stage.settled({("sent", 1): 20})
    assert stage.watch.arrived() == dict.fromkeys(people, 1)
    assert not any(message.silent for message in stage.sandbox.messages.all())


async def promised(stage: Stage, person: UserId, kind: str) -> Delivery:
    """What follows a push is promised a moment after it was sent."""
    for _ in range(250):
        async with stage.deps.transaction() as store:
            for delivery in await store.deliveries.open_of(person):
                if delivery.kind == kind:
                    return delivery
        await asyncio.sleep(0.02)
    raise AssertionError(f"no {kind} was promised")


async def test_two_messages_into_one_chat_are_a_second_apart(stage: Stage) -> None:
    (person,) = await stage.crowd(1)
    async with stage.pushing():
        await until(lambda: len(stage.watch.sends) >= 1)
        nudge = await promised(stage, person, "nudge")
        async with stage.deps.transaction() as store:
            await store.deliveries.promise(
                Promise(person, nudge.kind, nudge.slot, stage.deps.now(), nudge.expires, 3)
            )
        await until(lambda: len(stage.watch.sends) >= 2)
    (first, _), (second, _) = stage.watch.sends
    assert second - first >= 1


async def test_one_broken_person_does_not_stop_the_others(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = await stage.crowd(9)
    outcome = content.outcome

    async def broken(context: Context, delivery: Delivery) -> Outcome | None:
        if delivery.person == people[4]:
            raise RuntimeError("a bug")
        return await outcome(context, delivery)

    monkeypatch.setattr(content, "outcome", broken)
    async with stage.pushing():
        await stage.settled({("sent", 1): 8, ("failed", 1): 1})
    assert people[4] not in stage.watch.arrived()
    assert await stage.promised() == 9


async def test_a_jump_of_the_clock_sends_nothing_twice(stage: Stage) -> None:
    people = await stage.crowd(20)
    async with stage.pushing(rate=10):
        await until(lambda: len(stage.watch.sends) >= 2)
        assert stage.sandbox.move is not None
        stage.sandbox.move(timedelta(minutes=10))
        await until(lambda: len(stage.watch.arrived()) >= 20)
        for _ in range(600):  # some may have been claimed once more, and passed over
            if {state for state, _ in await stage.routines()} == {"sent"}:
                break
            await asyncio.sleep(0.05)
    assert stage.watch.arrived() == dict.fromkeys(people, 1)


@both
async def test_replies_take_their_places_out_of_the_same_budget(stage: Stage) -> None:
    """Telegram counts both, and whoever writes comes first."""
    await stage.crowd(20)
    assert len(await dispatch.due(stage.deps, 10, 10, replies=4)) == 6
    assert await dispatch.due(stage.deps, 10, 10, replies=4) == []


async def test_whatever_is_said_in_reply_is_told_to_whoever_paces_the_pushes(stage: Stage) -> None:
    sends: list[int] = []
    async with stage.responding(sends.append) as responder:
        chat = await Chat.join(stage, responder)
        await chat.goes("/help", "/privacy")
        assert sum(sends) == len(chat.seen().messages())
