"""Which tip is said at a moment and an hour: the personal before the general, none twice."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from bot.domain.phrase import Phrase
from bot.domain.talk.answers import Answers
from bot.domain.talk.condition import ALWAYS, Condition

TipId = NewType("TipId", str)


class Moment(StrEnum):
    """When a tip has its place: after something happened, with a kind of exercise, or for a way
    of life that the answers show."""

    AFTER_PROFILE = "after_profile"
    FIRST_WEEK = "first_week"
    AFTER_WORKOUT = "after_workout"
    REST_DAY = "rest_day"
    REVIEW = "review"
    STRETCH = "stretch"
    RELEASE = "release"
    STRENGTH = "strength"
    BUILD = "build"
    """Strength in a block that builds it up, on a day that is not made lighter."""
    BOTH_HALVES = "both_halves"
    """A routine that loosens first and strengthens then."""
    SITTING_JOB = "sitting_job"
    LIFTING = "lifting"
    RUNNING = "running"
    PLATEAU = "plateau"
    BREAK = "break"
    """A break from sitting, where somebody asked for such; these come round again."""


@dataclass(frozen=True, slots=True)
class Tip:
    """One or two sentences, the moments they suit, and the people they are for."""

    id: TipId
    text: Phrase
    moments: frozenset[Moment]
    when: Condition = ALWAYS
    hours: range = range(24)
    """Hours of the day, by the person's clock, in which its words fit."""
    of_tightness: bool = False
    """Whether it speaks of something tight, and is only for people with such a muscle."""
    reassures: bool = False
    """Whether it says that some pain is harmless: not right after one that may not be."""


def tip_for(
    tips: Iterable[Tip],
    moment: Moment,
    answers: Answers,
    day_number: int,
    heard: Collection[TipId] = (),
) -> Tip | None:
    """Return the tip to show now, or None when all that fit were shown.

    What is meant for this person's own answers goes before what fits everybody. The same day
    always gives the same tip; another day another one.

    Args:
        tips: Those of the catalogue.
        moment: What has just happened.
        answers: What the person told; a tip whose condition does not hold is not theirs.
        day_number: Any count of local days, such as days since the start.
        heard: Tips this person has heard; none is repeated.
    """
    fresh = sorted(
        (t for t in tips if moment in t.moments and t.id not in heard and t.when.holds(answers)),
        key=lambda tip: tip.id,
    )
    personal = [tip for tip in fresh if tip.when != ALWAYS]
    choice = personal or fresh
    return choice[day_number % len(choice)] if choice else None


def in_turn(tips: Iterable[Tip], moment: Moment, answers: Answers, turn: int) -> Tip | None:
    """Return the tip of a turn, beginning again after the last; None when none fits."""
    fitting = sorted(
        (t for t in tips if moment in t.moments and t.when.holds(answers)), key=lambda tip: tip.id
    )
    return fitting[turn % len(fitting)] if fitting else None
