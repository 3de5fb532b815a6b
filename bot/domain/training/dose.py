"""How long an exercise takes, and how a dose yields when the minutes are short."""

from collections.abc import Sequence

CHANGE_S = 15
"""Seconds to change sides."""
REST_S = 30
"""Seconds of rest between sets and between exercises."""
DOWN_AND_UP_S = 5
"""Of a repetition at tempo 4-2-1, the lowering and the lifting. Source: seed 003."""
USUAL_PAUSE_S = 2
"""And the hold between them, unless the exercise has one of its own."""


def seconds(sets: int, reps: int | None, hold_s: int | None, *, one_sided: bool) -> int:
    """Time of one exercise: sets x (reps x 7 s, or hold) x sides, changes and rests between.

    Args:
        sets: at least one.
        reps: repetitions of a set; None when the set is one hold.
        hold_s: of the set, or of each repetition in place of its usual pause.
        one_sided: both sides are done, one after the other.

    Source:
        Clinical model, programme; nothing is counted after the last.
    """
    pause = USUAL_PAUSE_S if hold_s is None else hold_s
    work = (hold_s or 0) if reps is None else reps * (DOWN_AND_UP_S + pause)
    sides = 2 if one_sided else 1
    return sets * (sides * work + (sides - 1) * CHANGE_S) + (sets - 1) * REST_S


def total(exercises: Sequence[int], *, rests: bool = True) -> int:
    """Time of a session from the times of its exercises."""
    between = REST_S * max(0, len(exercises) - 1) if rests else 0
    return sum(exercises) + between
