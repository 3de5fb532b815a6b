"""A flag: an answer that changes what the bot may do."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.ids import FlagId, Movement
from bot.domain.phrase import Phrase
from bot.domain.safety.hearing import NO_WORDS, Hearing
from bot.domain.talk.answers import Answers
from bot.domain.talk.condition import NEVER, Condition


class Refer(StrEnum):
    """Who should look first."""

    NONE = "none"
    CLINICIAN_FIRST = "clinician_first"
    URGENT = "urgent"


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
    """What to do now (urgent), or what is watched (conditions)."""
    heard: tuple[str, ...] = ()
    """English patterns of words in free text that raise it; other languages list theirs in their
    locale."""
    known: Condition = NEVER
    """Answers that make more words alarming: bleeding, to who is pregnant."""
    heard_of_known: tuple[str, ...] = ()
    """Patterns that raise it besides, where the answers are such."""
    hearing: Hearing = NO_WORDS
    """The small words that the patterns are heard with."""

    def patterns(self, answers: Answers) -> tuple[str, ...]:
        """What raises it when somebody with these answers writes it."""
        more = self.heard_of_known if self.known.holds(answers) else ()
        return self.heard + more
