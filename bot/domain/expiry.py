"""How long a day's buttons, an open question, an undo, a correction and a re-test stay valid."""

from datetime import date, datetime, timedelta

BUTTONS_OF_A_DAY = timedelta(days=3)
"""So long the buttons of a day's routine do what they say, and a reply to a message is one to its
day; what has changed since, as a movement that was closed, is not in an older plan."""
OPEN_QUESTION = timedelta(hours=1)
"""So long words are taken for the answer to a question that may be left open."""
UNDO = timedelta(days=1)
"""So long after a change it can be taken back."""
CORRECTION = timedelta(days=2)
"""How old a day may be whose report is corrected in words."""
LEFT_RETEST = timedelta(days=3)
"""So long a re-test that was left may be gone on with."""


def is_long_over(day: date, today: date) -> bool:
    """Whether the buttons of a day have expired."""
    return today - day > BUTTONS_OF_A_DAY


def may_be_undone(changed: datetime, now: datetime) -> bool:
    """Whether a change may still be taken back."""
    return now - changed <= UNDO


def may_be_corrected(day: date, today: date) -> bool:
    """Whether the report of a day may still be corrected in words."""
    return today - day <= CORRECTION
