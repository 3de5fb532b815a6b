"""Which replies to a heap of messages of one person are still sent, and which are left out."""

from collections.abc import Sequence

from bot.app.handle import Reply
from bot.domain.outcome.caution import FlagHeard, Referred
from bot.views.screen import Screen

PILE = 5
"""With so many newer updates or answers of the same person, an answer is not sent any more."""


def is_urgent(reply: Reply) -> bool:
    """Whether it is about a warning sign: then it goes ahead of everything, whatever follows."""
    return any(isinstance(outcome, FlagHeard | Referred) for outcome in reply.outcomes)


def is_left_out(reply: Reply, newer: int) -> bool:
    """Whether so much newer waits that this answer would only be in the way.

    All of an avalanche is handled, since a red flag may be in it, and answered to its end; but
    it takes no more calls than a few messages do.

    Args:
        newer: updates and answers of the same person that came after it.
    """
    return newer >= PILE and not is_urgent(reply)


def was_asked_for(screens: Sequence[Screen]) -> bool:
    """Whether an answer holds files or sounds, which come even when a newer answer says enough."""
    return any(s.documents or s.sheet is not None or s.audio is not None for s in screens)
