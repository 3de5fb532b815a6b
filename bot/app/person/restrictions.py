"""Keep which movements a clinician closed, and lift the lock of who has come of age."""

from datetime import date

from bot.app.context import Context
from bot.domain.event import EventKind
from bot.domain.ids import Movement, Region
from bot.domain.outcome import Outcome
from bot.domain.outcome.caution import Closed, Reopened
from bot.domain.safety.age import UNDER_AGE
from bot.domain.safety.closure import Closure
from bot.domain.safety.screening import Screening


async def close(context: Context, closure: Closure) -> list[Outcome]:
    """Close what a clinician said to leave out, from now until that day."""
    detail: dict[str, str | list[str]] = {
        "movements": [str(m) for m in sorted(closure.movements)],
        "region": str(closure.region or ""),
        "until": closure.until.isoformat() if closure.until else "",
        "who": closure.who,
    }
    await context.log(EventKind.MOVEMENT_CLOSED, detail)
    return [Closed(closure, len(await _all(context)) - 1)]


async def reopen(context: Context, number: int) -> list[Outcome]:
    """Reopen one closed restriction."""
    known = await _all(context)
    if number in range(len(known)):
        await context.log(EventKind.MOVEMENT_REOPENED, {"number": number})
    return [Reopened()]


async def standing(context: Context) -> tuple[Closure, ...]:
    """Return the restrictions that are closed today; expired ones are left out."""
    events = await context.events()
    lifted = {e.detail["number"] for e in events if e.kind is EventKind.MOVEMENT_REOPENED}
    known = enumerate(e.detail for e in events if e.kind is EventKind.MOVEMENT_CLOSED)
    closures = [
        Closure(
            frozenset(Movement(m) for m in _list(detail["movements"])),
            Region(str(detail["region"])) if detail["region"] else None,
            date.fromisoformat(str(detail["until"])) if detail["until"] else None,
            str(detail["who"]),
            number,
        )
        for number, detail in known
        if number not in lifted
    ]
    return tuple(c for c in closures if c.until is None or context.today < c.until)


async def _all(context: Context) -> list[object]:
    events = await context.events()
    return [e for e in events if e.kind is EventKind.MOVEMENT_CLOSED]


def _list(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


async def has_come_of_age(context: Context) -> bool:
    """Whether somebody locked for their age is 18 by now."""
    day = await context.day_of_age()
    return day is not None and day <= context.today


async def lift_age_lock(context: Context, screening: Screening) -> bool:
    """Remove a lock that was set for the age alone, where the age has been corrected."""
    lock = context.person.lock
    if lock is None or set(lock.flags) != {UNDER_AGE}:
        return False
    if any(flag.id == UNDER_AGE for flag in screening.flags):
        return False
    await context.keep(lock=None)
    return True
