"""What a person never wants again, and what a clinician closed: kept, said back, taken back."""

from datetime import date

from bot.app.scene import Scene
from bot.domain.ids import Movement, Region
from bot.domain.outcome import Outcome
from bot.domain.outcome.caution import Closed, Reopened
from bot.domain.safety.closure import Closure
from bot.understanding.meaning import PhysioSays

CLOSED, REOPENED = "closed", "reopened"
"""Kinds of events: a clinician closed something, and that was taken back."""


async def close(scene: Scene, told: PhysioSays) -> list[Outcome]:
    """Leave out what a clinician said to leave out, from now until that day."""
    closure = Closure(told.movements, told.region, told.until, told.who)
    detail: dict[str, str | list[str]] = {
        "movements": [str(m) for m in sorted(told.movements)],
        "region": str(told.region or ""),
        "until": told.until.isoformat() if told.until else "",
        "who": told.who,
    }
    await scene.store.events.add(scene.person.id, CLOSED, detail, scene.now)
    return [Closed(closure, len(await _all(scene)) - 1)]


async def reopen(scene: Scene, number: int) -> list[Outcome]:
    """It was a mistake, or is over."""
    known = await _all(scene)
    if number in range(len(known)):
        await scene.store.events.add(scene.person.id, REOPENED, {"number": number}, scene.now)
    return [Reopened()]


async def standing(scene: Scene) -> tuple[Closure, ...]:
    """What is closed today; what has run out is gone by itself."""
    events = await scene.store.events.all(scene.person.id)
    lifted = {e.detail["number"] for e in events if e.kind == REOPENED}
    known = enumerate(e.detail for e in events if e.kind == CLOSED)
    found = [
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
    return tuple(c for c in found if c.until is None or scene.today < c.until)


async def _all(scene: Scene) -> list[object]:
    events = await scene.store.events.all(scene.person.id)
    return [e for e in events if e.kind == CLOSED]


def _list(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []
