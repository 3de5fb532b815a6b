"""How often the bot writes and what a day's message is about; less after silence.

Source: clinical model, adherence, rules 2 to 6 (after Head 2013, Bidargaddi 2018, Morrison 2017).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.catalog import DeliveryKind
from bot.domain.person import Person
from bot.domain.training.periodization import training_days

CHECKIN_WEEKS, NUDGE_WEEKS = 2, 6
"""A check-in of its own in the first two weeks, then it is part of the next routine; a nudge in
the first six."""
FEWER_FROM = 7
"""Week from which three messages a week are offered."""
FEWER = 3
ASK_AFTER = 3
"""Days with a message and without an answer before the bot asks what suits better."""
WEEKLY = timedelta(days=7)
FAREWELL_AFTER = timedelta(days=21)
REVIEW_AFTER = timedelta(days=4)
"""A first week shorter than this is not looked back on."""
RECHECK_DAYS = 14

DAY_KINDS = (
    DeliveryKind.ROUTINE,
    DeliveryKind.REVIEW,
    DeliveryKind.REASSESS,
    DeliveryKind.WELCOME_BACK,
    DeliveryKind.SILENCE,
    DeliveryKind.FAREWELL,
)
"""The one message of a day, whatever the occasion."""

OWED = (DeliveryKind.REVIEW, DeliveryKind.REASSESS)
"""Occasions that move along when their day's message is put off, instead of being passed over."""

ASKING = tuple(kind for kind in DAY_KINDS if kind is not DeliveryKind.REVIEW)
"""Those that wait for an answer; a review is good to know and may stand alone."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Messages of days since the person's last activity."""

    days: int
    since: date
    """Local day of the first of them."""
    last: date
    """Local day of the last of them."""


def week(person: Person, day: date) -> int:
    """Return the week of the programme, from 1; 1 before it began."""
    return 1 if person.started is None else (day - person.started).days // 7 + 1


def routine_days(person: Person) -> frozenset[int]:
    """Return the weekdays on which a routine is sent: those for training, or the few that were
    chosen of them. The first one comes on any day."""
    chosen = person.preferences
    if chosen.push_days:
        return chosen.push_days
    return chosen.days if person.started is None else training_days(chosen.days)


def message_days(person: Person) -> frozenset[int]:
    """Return the weekdays with a message: those with a routine, and the day of the review."""
    chosen, days = person.preferences, routine_days(person)
    if chosen.push_days or person.started is None or not days:
        return days
    return days | {chosen.review_day}


def fewer_days(days: Collection[int], review: int) -> frozenset[int]:
    """Three of the training days, spread over the week, the one nearest before the review among
    them."""
    chosen = sorted(training_days(days))
    if len(chosen) <= FEWER:
        return frozenset(chosen)
    begin = min(chosen, key=lambda d: (review - d) % 7)
    spread = {begin}
    while len(spread) < FEWER:
        spread.add(max(chosen, key=lambda d: (min(_apart(d, other) for other in spread), -d)))
    return frozenset(spread)


def occasion(person: Person, day: date) -> DeliveryKind:
    """Return what the message of a day is about, beside the routine."""
    if person.paused_until is not None and person.paused_until <= day:
        return DeliveryKind.WELCOME_BACK
    if person.started is None or day - person.started < REVIEW_AFTER:
        return DeliveryKind.ROUTINE
    if day.weekday() == _review_day(person):
        return DeliveryKind.REVIEW
    if recheck_begins(person, day):
        return DeliveryKind.REASSESS
    return DeliveryKind.ROUTINE


def put_off(person: Person, first: date, last: date) -> DeliveryKind:
    """What a message is about that was put off from one day to another: what it would have been
    about then, or on a day with a message in between."""
    gap = [first + timedelta(days=n) for n in range((last - first).days)]
    days = message_days(person)
    passed = {occasion(person, day) for day in gap if day.weekday() in days}
    there = occasion(person, last)
    if there is not DeliveryKind.ROUTINE:
        return there
    return next((kind for kind in OWED if kind in passed), there)


def recheck_begins(person: Person, day: date) -> bool:
    """Whether two more full weeks ended since the message day before this one."""
    if person.started is None:
        return False
    days = message_days(person)
    back = next((n for n in range(1, 8) if (day - timedelta(days=n)).weekday() in days), 7)
    gone = (day - person.started).days
    return gone // RECHECK_DAYS > max(0, gone - back) // RECHECK_DAYS


def is_nudged(silence: Silence | None) -> bool:
    """Whether an untouched routine is followed by a nudge: only the first unanswered one."""
    return silence is not None and silence.days == 1


def after_silence(silence: Silence) -> tuple[DeliveryKind | None, date]:
    """Return what follows days without an answer, and its first possible day.

    Three days are followed by one question about what suits better; then one message a week;
    after three weeks one last, friendly one. None: the routine as usual.
    """
    if silence.days < ASK_AFTER:
        return None, silence.last + timedelta(days=1)
    if silence.days == ASK_AFTER:
        return DeliveryKind.SILENCE, silence.last + timedelta(days=1)
    day = silence.last + WEEKLY
    if day - silence.since >= FAREWELL_AFTER:
        return DeliveryKind.FAREWELL, day
    return DeliveryKind.ROUTINE, day


def _review_day(person: Person) -> int:
    """Return the chosen weekday, or the last one before it that has a message."""
    days = message_days(person)
    chosen = person.preferences.review_day
    return min(days, key=lambda d: (chosen - d) % 7, default=chosen)


def _apart(one: int, other: int) -> int:
    """Return the days between two weekdays, the short way around."""
    return min((one - other) % 7, (other - one) % 7)
