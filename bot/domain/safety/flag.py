"""A flag: an answer that changes what the bot may do, and who should look first."""

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.ids import FlagId, Movement
from bot.domain.phrase import Phrase
from bot.domain.talk.condition import Condition


class Refer(StrEnum):
    """Who should look first."""

    NONE = "none"
    CLINICIAN_FIRST = "clinician_first"
    CRISIS = "crisis"
    """A human to talk to; no lock, but no exercise for two days."""
    URGENT = "urgent"

    @property
    def severity(self) -> int:
        """Return which of two goes before the other: the higher."""
        return _SEVERITY.index(self)


_SEVERITY = (Refer.NONE, Refer.CLINICIAN_FIRST, Refer.CRISIS, Refer.URGENT)


class FlagKind(StrEnum):
    """A red flag is heard in every message; a screening reason is asked; a condition closes
    movements."""

    RED = "red"
    SCREEN = "screen"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class Flag:
    """When it is raised, who should look first, what it closes."""

    id: FlagId
    kind: FlagKind
    name: Phrase
    """What the person told, in their words: "new numbness between the legs"."""
    when: Condition
    refer: Refer
    closes: frozenset[Movement]
    no_plan: bool = False
    """No exercise at all while it stands, whatever a clinician said (under 18)."""
    advice: Phrase | None = None
    """What to do now (urgent), or what is watched (conditions); `{emergency}` in it is the number
    to call."""
    police: bool = False
    """Whether the police may be needed, and not an ambulance alone."""
    doubted: bool = False
    """Whether the words may mean something else, so that a crisis is asked about first."""

    @property
    def is_crisis(self) -> bool:
        """Whether words of a crisis leave no doubt."""
        return self.refer is Refer.CRISIS and not self.doubted

    @property
    def calls(self) -> bool:
        """Whether its advice says which number to call."""
        return self.advice is not None and "{emergency}" in self.advice.english

    def in_doubt(self) -> "Flag":
        """Return the flag as one that is asked about before it is answered."""
        return replace(self, doubted=True)

    def urgent(self) -> "Flag":
        """Return the flag as one that needs help now: severe, or happening this moment."""
        return replace(self, refer=Refer.URGENT)
