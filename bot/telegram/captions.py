"""How long words may be where they do not stand alone."""

import re
from html import unescape

LONGEST_CAPTION = 1024
"""Code points under a picture, after its tags are taken away."""
LONGEST_TOAST = 200
"""Code points of a notice at a tap."""


def fits(html: str) -> bool:
    """Whether a picture can have these words under it."""
    return len(plain(html)) <= LONGEST_CAPTION


def toast(html: str) -> str:
    """The words alone: a notice at a tap takes no formatting."""
    return plain(html)[:LONGEST_TOAST]


def plain(html: str) -> str:
    """Words without their tags."""
    return unescape(re.sub(r"<[^>]+>", "", html))
