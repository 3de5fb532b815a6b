"""Whether a dose became more or less than the one before."""

from bot.domain.training.plan_rules import Reason
from bot.domain.training.routine import Prescription

MORE = (
    Reason.MORE_REPS,
    Reason.LONGER_HOLD,
    Reason.ANOTHER_SET,
    Reason.SLOWER,
    Reason.HEAVIER,
)


def is_more(reason: Reason, today: Prescription, before: Prescription) -> bool:
    """Whether today's dose shows the step that a reason names.

    Three short holds that become two long ones are no step: the whole of it has to grow too.
    """
    if _amount(reason, today) <= _amount(reason, before):
        return False
    whole = reason in (Reason.MORE_REPS, Reason.LONGER_HOLD)
    return not whole or _whole(today) > _whole(before)


def is_less(today: Prescription, before: Prescription) -> bool:
    """Whether today's dose is lower in something and higher in nothing."""
    today_parts, before_parts = _parts(today), _parts(before)
    return today_parts != before_parts and all(
        a <= b for a, b in zip(today_parts, before_parts, strict=True)
    )


def _amount(reason: Reason, item: Prescription) -> float:
    match reason:
        case Reason.MORE_REPS:
            return item.reps or 0
        case Reason.LONGER_HOLD:
            return _held(item)
        case Reason.SLOWER:
            return item.slow
        case Reason.HEAVIER:
            return item.heavier
        case _:
            return item.sets


def _held(item: Prescription) -> int:
    return max(item.side_hold_s or (item.hold_s or 0,))


def _whole(item: Prescription) -> int:
    """Return the repetitions of all sets, or the seconds of all holds of a side."""
    return item.sets * (_held(item) if item.reps is None else item.reps * max(1, _held(item)))


def _parts(item: Prescription) -> tuple[int, ...]:
    return item.sets, item.reps or 0, _held(item), item.slow, item.heavier
