"""Which typed messages get a thumb: those that tell of exercises done."""

from bot.domain.echo import EchoLine
from bot.views.screen import Reaction

PRAISED = ("done_all", "done_count", "done_count_of", "done_which", "done_but")
"""What is worth a thumb on the message that told it."""


def reaction_to(line: EchoLine) -> Reaction | None:
    """Return the reaction to a message, by what was understood of it."""
    return Reaction.THUMB if any(one.key in PRAISED for one in line.echoes) else None
