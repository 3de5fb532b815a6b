"""The ear for warning signs that the bot has today: the patterns of `content/safety`."""

from collections.abc import Iterable

from bot.domain.acts import HeardFlag
from bot.domain.safety.flag import Flag, Refer
from bot.domain.safety.heard import heard
from bot.understanding.context import Context
from bot.understanding.understand import Ear


def pattern_ear(flags: Iterable[Flag]) -> Ear:
    """Return an ear that hears the patterns of these flags."""
    known = tuple(flags)

    def listen(text: str, context: Context) -> HeardFlag | None:
        found = heard(text, known)
        if not found:
            return None
        worst = max(found, key=lambda flag: flag.refer is Refer.URGENT)
        refer = worst.refer if worst.refer is not Refer.NONE else Refer.CLINICIAN_FIRST
        return HeardFlag(str(worst.id), str(refer), when="now" if refer is Refer.URGENT else "soon")

    return listen
