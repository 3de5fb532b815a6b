"""Hear beside a report of some exercises that the rest was too much."""

from collections.abc import Sequence

from bot.domain.acts import Act
from bot.understanding import body
from bot.understanding.scope import Scope

SOME = frozenset(("partly", "done", "skipped"))
ELSEWHERE = frozenset(("effort", "tired", "shorter", "pain"))
"""What "too much" is said of where it stands beside one of these."""
TOO = "too"


def with_effort(acts: Sequence[Act], scope: Scope) -> tuple[Act, ...]:
    """Add how hard it was where a report says so in the same breath: "did 2, the rest was too
    much"."""
    names = {act.name for act in acts}
    if not names & SOME or names & ELSEWHERE:
        return tuple(acts)
    too = any(
        spot.value == "hard" and TOO in (scope.text(spot.start - 1), scope.text(spot.start))
        for spot in scope.spots("efforts")
    )
    hard = too and body.effort(scope).get("feel") == "hard"
    return (*acts, Act("effort", {"feel": "hard"})) if hard else tuple(acts)
