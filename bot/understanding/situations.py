"""The situations of `understand`, as `content/examples/situations.yaml` describes them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.understanding.context import Exercise, Option, Shape, TextContext

SITUATIONS = (
    *("idle", "routine", "card", "checkin", "after", "rest_day", "safety", "scale", "number"),
    *("sides", "choice", "setup", "settings", "flag", "consent", "complaint", "time", "zone"),
    *("ticks", "morning", "locked"),
)
"""Every situation, in the order of the contract."""


@dataclass(frozen=True, slots=True)
class Situations:
    """All situations, on one example day."""

    contexts: Mapping[str, TextContext]
    zone: ZoneInfo
    now: datetime

    @classmethod
    def of(cls, file: Mapping[str, Any], names: Mapping[str, str]) -> "Situations":
        """Build the situations from the content of the file.

        Args:
            names: exercise id -> its name.

        Raises:
            ValueError: a situation is missing or unknown, or an exercise or shape is.
        """
        screens = file.get("situations", {})
        if odd := set(screens) ^ set(SITUATIONS):
            raise ValueError(f"situations: missing or unknown: {', '.join(sorted(odd))}")
        exercises = file.get("exercises", [])
        if odd := set(exercises) - set(names):
            raise ValueError(f"exercises: unknown: {', '.join(sorted(odd))}")
        zone = ZoneInfo(str(file.get("zone")))
        instant = datetime.fromisoformat(str(file.get("now")))
        today = tuple(Exercise(id, names[id]) for id in exercises)
        contexts = {
            name: replace(
                _context(name, screen, today, instant.astimezone(zone)),
                minutes=int(file.get("minutes", 10)),
            )
            for name, screen in screens.items()
        }
        return cls(contexts, zone, instant)


def _context(
    name: str, screen: Mapping[str, Any], today: tuple[Exercise, ...], now: datetime
) -> TextContext:
    return TextContext(
        situation=name,
        now=now,
        shape=Shape(screen.get("shape", "nothing")),
        options=tuple(
            Option(o["id"], o["text"], tuple(o.get("examples", ())))
            for o in screen.get("options", ())
        ),
        low=float(screen.get("low", 0)),
        high=float(screen.get("high", 10)),
        unit=screen.get("unit", ""),
        exercises=today,
        card=int(screen["card"]) if "card" in screen else None,
    )
