"""Every act, with every slot missing and with all of them, goes through the real use cases."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest

from bot.app.acting import act_on
from bot.app.route import dispatch
from bot.app.situation import standing
from bot.app.typed_intents import choice_of
from bot.domain.acts import ACTS, Act
from bot.domain.intent import OnRoutine, RoutineVerb
from bot.domain.outcome.pushed import RoutineDue
from bot.views.screens import view
from tests.app.talker import CATALOG, ENGLISH, Talker

FULL: dict[str, dict[str, Any]] = {
    "done": {"done": 2, "of": 4, "but": [1, 9]},
    "partly": {"done": 9, "skipped": 9},
    "pain": {"level": 10, "region": "calf", "side": "both", "moment": "morning", "sharp": True},
    "effort": {"level": 7, "feel": "hard"},
    "card_done": {"reps": 12, "seconds": 30, "side": "left", "load": "5 kg"},
    "card_hurts": {"level": 4, "region": "upper_arm", "side": "right"},
    "later": {"minutes": 30, "time": "18:00", "day": "2027-03-09"},
    "shorter": {"minutes": 1},
    "longer": {"minutes": 90},
    "without": {"equipment": ["band", "none", "mat"]},
    "with": {"equipment": "mat"},
    "place": {"place": "moon"},
    "never": {"exercise": "planks"},
    "focus": {"region": "thigh", "side": "both"},
    "only": {"what": "stretch"},
    "set_time": {"time": "23:59"},
    "set_days": {"days": ["monday", "someday"]},
    "set_minutes": {"minutes": 1000},
    "set_zone": {"place": "leeds"},
    "set_quiet": {"from": "22:00"},
    "set_equipment": {"equipment": ["chair", "mat", "band"]},
    "set_language": {"language": "es"},
    "set_units": {"units": "in"},
    "set": {"name": "review_day", "value": "someday"},
    "pause": {"until": "2027-03-20", "days": 400},
    "correct": {"what": "level", "level": 3, "side": "left", "region": "head"},
    "news": {"kind": "clinician_forbids", "detail": "lifting"},
    "answer": {"value": {"left": 1}},
}


class Over(Exception):
    """Rolls the transaction back."""


async def begun(me: Talker) -> None:
    await me.next_push()
    await me.say("[Start]")


async def reported(me: Talker) -> None:
    await me.next_push()
    await me.say("i did all of them")


async def nothing(me: Talker) -> None:
    """Set up, and no more."""


async def asked(me: Talker) -> None:
    await me.say("/assess")


async def setting(me: Talker) -> None:
    await me.say("/settings push_at")


async def alarmed(me: Talker) -> None:
    await me.say("i have chest pain")


async def locked(me: Talker) -> None:
    await me.say("i have chest pain", "yes")


async def checked(me: Talker) -> None:
    [due] = await me.next_push()
    assert isinstance(due, RoutineDue)
    await me.do(OnRoutine(due.workout.day, RoutineVerb.REPORT))
    assert await situation_of(me) == "checkin"


async def morning(me: Talker) -> None:
    await me.next_push()
    await me.say("done, low back 3")
    me.clock.move(timedelta(hours=14))
    assert await situation_of(me) == "morning"


async def resting(me: Talker) -> None:
    await morning(me)
    await me.say("0")
    assert await situation_of(me) == "rest_day"


async def setting_up(me: Talker) -> None:
    await me.settle_in(push_at=None)
    await me.say("/settings", "[Minutes]", "[07:00]", "Kyiv")
    assert await situation_of(me) == "setup"


async def situation_of(me: Talker) -> str:
    """What is on the screen, as typed words are read."""
    async with me.transaction() as store:
        return (await standing(await me.context(store))).text_context.situation


OPEN = [nothing, begun, reported, asked, setting, setting_up, checked, morning, resting]
LOCKING = [alarmed, locked]


@pytest.mark.parametrize("reach", [*OPEN, *LOCKING])
async def test_every_act_goes_through(
    me: Talker, reach: Callable[[Talker], Awaitable[None]]
) -> None:
    await me.settle_in()
    await reach(me)
    for name in ACTS:
        for slots in ({}, FULL[name]) if name in FULL else ({},):
            with suppress(Over):
                async with me.transaction() as store:
                    context = await me.context(store)
                    stand = await standing(context)
                    act = Act(name, slots)
                    outcomes = await act_on(context, (act,), stand, dispatch)
                    assert all(view(outcome, ENGLISH, CATALOG) for outcome in outcomes)
                    assert choice_of(act, stand)[1]
                    raise Over
