"""A text of the content together with the key its translations are found under."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """English words and their key, as in `question.sitting.ask`."""

    key: str
    english: str
