"""When a clinician is asked about, what lifts the lock, how long a slip may be put right."""

from datetime import datetime, timedelta
from enum import Enum, auto

from bot.domain.ids import QuestionId
from bot.domain.talk.answers import NOT_SURE, Answers

CLEARANCE, LIMITS = QuestionId("clearance"), QuestionId("clinician_limits")
CHECKED = ("checked", "limits")
"""Answers by which a clinician has checked."""

ASKED_AFTER = (timedelta(days=7), timedelta(days=28))
"""Who was sent to a clinician is asked after a week, and once more four weeks later."""
SLIP = timedelta(days=1)
"""So long an answer that caused a lock may be put right: a finger slips, a word is misread."""


def days_until_asked(asked: int) -> timedelta | None:
    """Return how long to wait with the next question; None when it is not asked again.

    Args:
        asked: how often it was asked since the lock.
    """
    return ASKED_AFTER[asked] if asked < len(ASKED_AFTER) else None


def may_be_a_slip(locked: datetime, now: datetime) -> bool:
    """Whether the answer that caused a lock may still be put right."""
    return now - locked <= SLIP


class Verdict(Enum):
    """What an answer about a clinician does to the lock."""

    LOCKED = auto()
    """Nobody has checked yet."""
    LIMITS_UNKNOWN = auto()
    """Somebody has, but what is to be left out is not known: the lock stays."""
    LIFTED = auto()


def verdict(answers: Answers) -> Verdict:
    """Return what the answers about a clinician do to the lock."""
    if answers.get(CLEARANCE) not in CHECKED:
        return Verdict.LOCKED
    return Verdict.LIMITS_UNKNOWN if answers.get(LIMITS) == NOT_SURE else Verdict.LIFTED
