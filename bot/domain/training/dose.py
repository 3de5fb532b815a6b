"""A dose and the seconds it takes, with rests and changes of side."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.ids import Side

CHANGE_S = 15
"""Seconds to change sides."""
REST_S = 30
"""Seconds of rest between sets and between exercises."""
DOWN_AND_UP_S = 5
"""Of a repetition at tempo 4-2-1, the lowering and the lifting. Source: seed 003."""
USUAL_PAUSE_S = 2
"""And the hold between them, unless the exercise has one of its own."""
SLOWER_S = 2
"""What a slower tempo adds to a repetition: 6 seconds down instead of 4."""
SLOW_DOWN_S = 6
"""How long it is let down then."""
FIRST_HOLD_S, PRESS_S = 10, 6
"""Of contract-relax, before the stretch is eased into. Source: seed 003."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """How much of one exercise is asked."""

    sets: int
    reps: int | None
    """None: the set is one hold."""
    hold_s: int | None
    side_hold_s: tuple[int, int] | None = None
    """Seconds (left, right) of a one-sided hold that is longer on the tight side."""
    slow: bool = False
    """Let down more slowly than usual: 6 seconds instead of 4."""
    heavier: int = 0
    """Steps of load above the first: 5-10% or the next band each."""
    extra_set: Side | None = None
    """The weaker side, when it gets one set more than the other."""
    contract: bool = False
    """Contract-relax: each hold begins with a short one and a gentle press against the stretch."""

    def duration(self, *, one_sided: bool) -> int:
        """Return the seconds it takes, by the time formula."""
        sides = 2 if one_sided else 1
        pressed = FIRST_HOLD_S + PRESS_S if self.contract else 0
        return self._usual(one_sided=one_sided) + self.sets * sides * pressed

    def _usual(self, *, one_sided: bool) -> int:
        if self.side_hold_s is not None and self.reps is None:
            held = sum(self.side_hold_s)
            return self.sets * (held + CHANGE_S) + (self.sets - 1) * REST_S
        both = seconds(self.sets, self.reps, self.hold_s, one_sided=one_sided, slow=self.slow)
        if self.extra_set is None:
            return both
        return both + REST_S + seconds(1, self.reps, self.hold_s, one_sided=False, slow=self.slow)


def seconds(
    sets: int, reps: int | None, hold_s: int | None, *, one_sided: bool, slow: bool = False
) -> int:
    """Return the time of one exercise: sets x (reps x 7 s, or hold) x sides, changes and rests
    between.

    Args:
        sets: at least one.
        reps: repetitions of a set; None when the set is one hold.
        hold_s: of the set, or of each repetition in place of its usual pause.
        one_sided: both sides are done, one after the other.
        slow: each repetition is let down more slowly.

    Source:
        Clinical model, programme; nothing is counted after the last.
    """
    pause = USUAL_PAUSE_S if hold_s is None else hold_s
    each = DOWN_AND_UP_S + pause + (SLOWER_S if slow else 0)
    work = (hold_s or 0) if reps is None else reps * each
    sides = 2 if one_sided else 1
    return sets * (sides * work + (sides - 1) * CHANGE_S) + (sets - 1) * REST_S


def total(exercises: Sequence[int], *, rests: bool = True) -> int:
    """Return the time of a session from the times of its exercises, with or without rest between
    them."""
    between = REST_S * max(0, len(exercises) - 1) if rests else 0
    return sum(exercises) + between
