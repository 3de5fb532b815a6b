"""Which exercise a name in a text means."""

from collections.abc import Mapping

from bot.domain.ids import ExerciseId

SURE = 88
"""How alike, of 100, the name and the best matching piece of the text have to be."""


def named(words: str, names: Mapping[ExerciseId, str]) -> ExerciseId | None:
    """The exercise whose whole name stands in the words, the longest name first."""
    from rapidfuzz import fuzz

    text = words.casefold()
    for id, name in sorted(names.items(), key=lambda one: (-len(one[1]), one[0])):
        if len(name) <= len(text) and fuzz.partial_ratio(name.casefold(), text) >= SURE:
            return id
    return None
