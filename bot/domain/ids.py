"""Identifiers; released ones never change their meaning."""

from enum import StrEnum
from typing import NewType

UserId = NewType("UserId", int)
"""The person's private chat with the bot."""
DialogueId = NewType("DialogueId", int)
ScriptId = NewType("ScriptId", str)
QuestionId = NewType("QuestionId", str)
OptionId = NewType("OptionId", str)
PatternId = NewType("PatternId", str)
"""P01 and so on."""
TestId = NewType("TestId", str)
"""T01 and so on."""
FindingId = NewType("FindingId", str)
"""What a self-test can show: the id of its question, or one an option names."""
FlagId = NewType("FlagId", str)
"""A red flag (R01), a screening reason or a condition (PREGNANT)."""
ExerciseId = NewType("ExerciseId", str)
MuscleId = NewType("MuscleId", str)
Movement = NewType("Movement", str)
"""A tag such as `kneeling` that a condition may close."""
Equipment = NewType("Equipment", str)
Region = NewType("Region", str)
"""A place that may hurt: `neck`, `low_back`, `knee`."""


class Side(StrEnum):
    """The person's own left or right, never the viewer's."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def other(self) -> "Side":
        """The opposite side; `both` is its own opposite."""
        return {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}.get(self, self)
