"""A written answer and a term of the glossary."""

from dataclasses import dataclass
from typing import NewType

from bot.domain.ids import FlagId
from bot.domain.phrase import Phrase

TopicId = NewType("TopicId", str)
"""What a frequent question is about: `running`, `shoes`."""
TermId = NewType("TermId", str)
"""A term of the glossary: `routine`, `likely`."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A frequent question and its answer."""

    id: TopicId
    title: Phrase
    """What stands on its button."""
    answer: Phrase
    near: tuple[TopicId, ...]
    """Topics that are offered beside it."""
    flag: FlagId | None = None
    """The condition that it is about."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word that the bot uses, explained."""

    id: TermId
    names: tuple[str, ...]
    """How people call it, lower case; the first is the usual one."""
    meaning: Phrase
    flag: FlagId | None = None
    """The condition that it is."""
