"""How often an unanswered question about a warning sign comes again; rest after a crisis."""

DAYS_AFTER_CRISIS = 2
"""The day after which training is offered again, counted from words of a crisis."""
TIMES_ASKED_AGAIN = 3
"""Days on which an unanswered question about a warning sign comes by itself."""


def comes_again(days: int, times: int, *, crisis: bool) -> bool:
    """Whether the question is asked again today in place of the routine.

    A few times, then no more; after words of a crisis once, when two days have passed.

    Args:
        days: since the words that sounded like it.
        times: how often it came again so far.
    """
    if crisis:
        return days >= DAYS_AFTER_CRISIS and times < 1
    return days >= 1 and times < TIMES_ASKED_AGAIN


def rests_after_crisis(days: int) -> bool:
    """Whether words of a crisis are so recent that training rests, whatever was answered."""
    return days < DAYS_AFTER_CRISIS
