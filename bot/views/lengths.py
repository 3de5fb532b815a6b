"""Lengths as the person measures: what is kept in centimetres, told in inches."""

import re
from collections.abc import Callable

from bot.domain.ruler import CM_PER_INCH

_NUMBER = r"(\d+(?:[.,]\d+)?)"


def in_inches(words: str, cm: str, inches: tuple[str, str], number: Callable[[float], str]) -> str:
    """Words of the content with their centimetres as inches: "5 to 8 cm", "how many cm".

    Args:
        cm: what the language calls a centimetre.
        inches: what it calls one inch, and inches.
        number: how it writes a number.
    """

    one, many = inches

    def converted(found: re.Match[str]) -> str:
        first, between, last = found[1], found[2], found[3]
        told = _told(first, number) + (f"{between}{_told(last, number)}" if last else "")
        return f"{told} {one if told == '1' else many}"

    unit = rf"{re.escape(cm)}\b"
    words = re.sub(rf"{_NUMBER}(?:(\s?[^\d.,]{{1,4}}\s?){_NUMBER})?\s?{unit}", converted, words)
    return re.sub(rf"\b{unit}", many, words)


def renamed(words: str, unit: str, thing: str) -> str:
    """A question with another unit: "how many hand spans"; what has a number keeps its own."""
    return re.sub(rf"(?<!\d\s)(?<!\d)\b{re.escape(unit)}\b", thing, words, count=1)


def _told(centimetres: str, number: Callable[[float], str]) -> str:
    return number(float(centimetres.replace(",", ".")) / CM_PER_INCH)
