"""Which safety questions news about the body opens again."""

from collections.abc import Sequence

from bot.domain.acts import Act, HeardFlag

NEWS = HeardFlag("screen", "screen", when="soon")
"""News about the body: the safety questions it belongs to are asked again."""


def news_flag(acts: Sequence[Act]) -> HeardFlag | None:
    """Return the sign that news about the body is: its safety questions are asked again."""
    kinds = {act.get("kind") for act in acts if act.name == "news"}
    if "clinician_forbids" in kinds:
        return HeardFlag("R16", "clinician_first", when="soon")
    return NEWS if kinds else None
