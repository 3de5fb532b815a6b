"""The acts of typed words and their slots; which of them change something."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

REPORT = ("done", "partly", "skipped", "pain", "effort", "better", "worse")
CARD = (
    *("card_done", "card_skip", "card_easier", "card_harder", "card_swap", "card_hurts"),
    *("card_show", "card_timer", "card_stop"),
)
DAY = (
    *("start", "later", "not_today", "shorter", "longer", "without", "with", "place", "tired"),
    *("ill", "swap_all", "never", "focus", "only", "now"),
)
SETTING = (
    *("set_time", "set_days", "set_minutes", "set_zone", "set_quiet", "fewer_messages"),
    *("set_equipment", "set_language", "set_units", "set"),
)
LIFE = (
    *("pause", "resume", "stop", "erase", "export", "summary", "progress", "profile", "reassess"),
    *("settings", "undo", "correct"),
)
QUESTION = (
    *("ask_why", "ask_how", "ask_what", "ask_safe", "ask_how_long", "ask_sore", "ask_next"),
    *("ask_found", "ask_who", "ask_human", "ask_side", "ask_data", "ask", "help"),
)
NEWS = ("news",)
TALK = (
    *("ask_all", "skip_question", "yes", "no", "not_sure", "back", "answer", "thanks", "greet"),
    *("praise", "complain", "chat"),
)
PLEASANTRIES = ("thanks", "greet", "praise", "complain", "chat")
"""Acts that are answered kindly and need nothing."""
ACTS = (*REPORT, *CARD, *DAY, *SETTING, *LIFE, *QUESTION, *NEWS, *TALK)
"""Every act, in the order of the contract."""
CHANGING = frozenset(
    (
        *(*REPORT, *CARD, *DAY, *SETTING, *NEWS, "pause", "resume", "stop", "erase", "reassess"),
        *("undo", "correct", "yes", "no", "not_sure", "answer", "skip_question", "back"),
    )
) - {"card_show", "card_timer"}
"""Acts that change something; all others only show or say something."""
ANYWHERE = frozenset(
    (*SETTING, *QUESTION, "pause", "export", "summary", "profile", "later", "never", "without")
)
"""Acts whose words mean the same whatever is on the screen."""
LOSING = frozenset(("stop", "erase", "pause", "not_today", "card_stop", "undo"))
"""Acts that lose something: they need plain words."""
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""Days as acts name them, Monday first."""
REGIONS = (
    *("neck", "upper_back", "shoulder", "upper_arm", "elbow", "wrist", "low_back", "hip", "knee"),
    *("thigh", "calf", "ankle", "foot", "head"),
)
"""Places of the body that an act can name."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that a text means, and what it tells about it.

    Slots hold plain JSON values; one that the words do not tell is missing.
    """

    name: str
    slots: Mapping[str, Any] = field(default_factory=dict)

    def get(self, slot: str) -> Any:
        """Return a slot's value; None where the words do not tell it."""
        return self.slots.get(slot)

    def every(self, slot: str) -> list[Any]:
        """Return all values of a slot that may hold one or several."""
        value = self.slots.get(slot)
        return value if isinstance(value, list) else [] if value is None else [value]

    @property
    def changes(self) -> bool:
        """Whether it changes anything."""
        return self.name in CHANGING


@dataclass(frozen=True, slots=True)
class HeardFlag:
    """A warning sign heard in a text."""

    id: str
    refer: str
    about: str = "self"
    """`self`, or `unclear` when it may be of another person or time."""
    when: str = "now"
    """Within what time something should be done: now, today, soon."""
    doubted: bool = False
    """Whether only words of medicine spoke of it, so that it is asked about first."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a text means."""

    acts: tuple[Act, ...] = ()
    flag: HeardFlag | None = None
    asks_back: str | None = None
    """What is missing or doubtful; with `reading` and `confirm` nothing is to be done yet."""
    confidence: float = 0.0
    readings: tuple[Act, ...] = ()
    """With `reading` and `confirm`: the likeliest meanings, to choose from by buttons."""
