"""Who turns 18 is written to by itself, and asked anew."""

from datetime import date, datetime, time

from bot.app.promised import promise_of
from bot.app.scene import Scene
from bot.db.deliveries import Promise
from bot.domain.catalog import DeliveryKind
from bot.domain.ids import QuestionId
from bot.domain.safety.age import OF_AGE, UNDER_AGE, grown_on
from bot.domain.safety.flag import Refer
from bot.domain.safety.screen import Screening
from bot.domain.schedule import instant, local_day

AGE, ADULT_ON = QuestionId("age"), QuestionId("adult_on")
SOMEWHERE_AWAKE = time(14)
"""In UTC, where no zone is known yet: morning in America, evening in the east of Asia."""


async def day_of_age(scene: Scene) -> date | None:
    """The day on which somebody locked for their age is old enough; None for anybody else."""
    lock = scene.person.lock
    if lock is None or lock.refer is not Refer.CLINICIAN_FIRST:
        return None
    ages = await scene.store.dialogues.history(scene.person.id, AGE)
    if not ages:
        return None
    at, age = ages[-1]
    if not isinstance(age, (int, float)) or age >= OF_AGE:
        return None
    days = await scene.store.dialogues.history(scene.person.id, ADULT_ON)
    told = _date(days[-1][1]) if days and days[-1][0] >= at else None
    return grown_on(age, told, local_day(at, scene.zone))


async def reached(scene: Scene) -> bool:
    """Whether the day has come that a lock waited for."""
    day = await day_of_age(scene)
    return day is not None and day <= scene.today


async def birthday(scene: Scene) -> Promise | None:
    """The message of that day."""
    day = await day_of_age(scene)
    if day is None:
        return None
    at = scene.person.preferences.push_at or SOMEWHERE_AWAKE
    due: datetime = max(instant(day, at, scene.zone), scene.now)
    return promise_of(scene, DeliveryKind.BIRTHDAY, day.isoformat(), due)


async def lift(scene: Scene, screening: Screening) -> bool:
    """Take off a lock that was put on for the age alone, where the age is another now."""
    lock = scene.person.lock
    if lock is None or set(lock.flags) != {UNDER_AGE}:
        return False
    if any(flag.id == UNDER_AGE for flag in screening.flags):
        return False
    await scene.keep(lock=None)
    return True


def _date(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
