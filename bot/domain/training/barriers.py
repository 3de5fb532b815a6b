"""What gets in the way of training, and what changes at once for each barrier."""

from dataclasses import dataclass, field
from typing import Any

from bot.domain.ids import Equipment
from bot.domain.training.routine import Circumstances
from bot.domain.training.trainee import SHORTEST

BARRIERS = (
    "time",
    "forgot",
    "pain",
    "tired",
    "boring",
    "no_place",
    "not_sure",
    "travel",
    "ill",
    "no_result",
)
"""What gets in the way, the commonest first. Source: Nelligan 2019, clinical model, adherence."""
AT_ONCE = 7
"""Those that are offered first."""
OTHERS = "other"
"""Asks for the rest of them."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """What is done at once about a barrier."""

    preferences: dict[str, Any] = field(default_factory=dict)
    """Fields of the preferences with their new values."""
    today: Circumstances | None = None
    """How today's routine is reshaped, where it is still to be done."""


REMEDIES = {
    "time": Remedy({"minutes": SHORTEST}, Circumstances(minutes=SHORTEST)),
    "tired": Remedy(today=Circumstances(tired=True)),
    "no_place": Remedy({"place": "office"}, Circumstances(place="office")),
    "travel": Remedy(today=Circumstances(equipment=frozenset[Equipment]())),
    "not_sure": Remedy({"pictures": True}),
}
"""By barrier; for the others there is advice in words, or a question."""
