"""Find questions of how often to exercise behind other questions: "can I do this every day?"."""

from bot.domain.acts import QUESTION, REPORT, Act, Understanding
from bot.understanding.scope import Scope

EVERY_DAY, MANY_A_DAY = "rest_days", "twice_a_day"
"""Written answers to them."""
SURE = 0.9
"""How sure one can be of a question told by its very words."""
LONGEST = 16
"""Tokens of the longest message that asks nothing else."""
GIVES_WAY = frozenset(
    (
        *("ask", "ask_safe", "ask_how", "ask_how_long", "ask_next", "ask_what", "ask_why"),
        *("summary", "progress"),
    )
)
"""Acts that such a question is mistaken for."""


def frequency_asked(scope: Scope) -> str | None:
    """Return the written answer to a question of how often, or None where none is asked."""
    phrase, patterns = scope.phrase(scope.words), scope.vocabulary.patterns
    if len(scope.words) > LONGEST or patterns["how_often_not"].search(phrase):
        return None
    if not patterns["how_often"].search(phrase):
        return None
    return MANY_A_DAY if patterns["many_a_day"].search(phrase) else EVERY_DAY


def with_frequency(understanding: Understanding, topic: str) -> Understanding:
    """Return what is meant where it is asked how often; what changes something stands beside."""
    bare = (act for act in understanding.acts if act.slots or act.name not in REPORT)
    rest = tuple(act for act in bare if act.name not in GIVES_WAY)
    safe = any(act.name == "ask_safe" for act in understanding.acts)
    if safe or any(act.name in QUESTION or act.changes for act in rest):
        return understanding
    return Understanding((Act("ask", {"topic": topic}),), understanding.flag, None, SURE)
