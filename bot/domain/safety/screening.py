"""Which flags the answers raise, who should look first, and which movements are closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.domain.ids import Movement
from bot.domain.safety.flag import Flag, Refer
from bot.domain.safety.lasting import as_of
from bot.domain.talk.answers import Answers


@dataclass(frozen=True, slots=True)
class Screening:
    """The flags that stand, and what follows from them."""

    flags: tuple[Flag, ...]

    @property
    def refer(self) -> Refer:
        """Return the most careful referral of any flag."""
        return max(
            (f.refer for f in self.flags), key=lambda refer: refer.severity, default=Refer.NONE
        )

    @property
    def reasons(self) -> tuple[Flag, ...]:
        """Return the flags that caused the referral."""
        if self.refer is Refer.NONE:
            return ()
        return tuple(f for f in self.flags if f.refer is self.refer)

    @property
    def closed(self) -> frozenset[Movement]:
        """Return the movements that no exercise may contain."""
        return frozenset(movement for f in self.flags for movement in f.closes)

    @property
    def no_plan(self) -> bool:
        """Whether no exercise is allowed at all, even with a clinician's agreement."""
        return any(f.no_plan for f in self.flags)

    def watched(self, before: "Screening") -> tuple[Flag, ...]:
        """Return the flags that nobody has to clear but that ask for care, and that did not stand
        before."""
        return tuple(
            flag
            for flag in self.flags
            if flag.refer is Refer.NONE and flag.advice is not None and flag not in before.flags
        )


def screen(answers: Answers, flags: Iterable[Flag], today: date | None = None) -> Screening:
    """Return the flags that the answers raise.

    Args:
        today: The person's local day, by which time-bound conditions open up again or end;
            None keeps every one at its most careful.
    """
    raised = [f for f in flags if f.when.holds(answers)]
    if today is None:
        return Screening(tuple(raised))
    standing = (as_of(f, answers, today) for f in raised)
    return Screening(tuple(f for f in standing if f is not None))
