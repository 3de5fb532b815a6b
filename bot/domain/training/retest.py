"""When a re-test is due and how much it measures, and what two normal re-tests mean."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.assessment.measured import State, muscles_in
from bot.domain.assessment.pattern import Pattern
from bot.domain.assessment.profile import Conclusion, Finding, Likelihood, Profile
from bot.domain.ids import PatternId
from bot.domain.training.routine import Block

MINI_WEEKS, FULL_WEEKS, KEEPING_WEEKS, HABITS_WEEKS = 2, 4, 8, 12
DRIVERS = 3
NORMAL_TWICE = 2
_WEEK = 7
OPEN_FOR = timedelta(weeks=MINI_WEEKS)
"""So long a re-test stays due, until the next one."""
IN_A_REVIEW = timedelta(weeks=1)
"""So long a weekly review speaks of one that is due, so that it does so once."""
Patterns = Mapping[PatternId, Pattern]


class Recheck(StrEnum):
    """How much is tested again."""

    MINI = "mini"
    """The one worst test, and one activity that is hard, 0-10."""
    FULL = "full"
    """The person's own tests."""
    HABITS = "habits"
    """And habits and flags too."""
    FIRST = "first"
    """The first self-tests, where nothing was measured so far."""


def recheck_on(day: date, started: date | None, block: Block) -> Recheck | None:
    """Return the re-test due on a day, if any."""
    gone = 0 if started is None else (day - started).days
    if gone <= 0 or gone % _WEEK:
        return None
    week = gone // _WEEK
    full = KEEPING_WEEKS if block is Block.KEEP else FULL_WEEKS
    if week % HABITS_WEEKS == 0:
        return Recheck.HABITS
    if week % full == 0:
        return Recheck.FULL
    return Recheck.MINI if week % MINI_WEEKS == 0 and block is not Block.KEEP else None


def recheck_due(
    day: date,
    started: date | None,
    block: Block,
    done: Collection[date],
    within: timedelta = OPEN_FOR,
) -> Recheck | None:
    """Return the re-test that came due within so many days and was not done since."""
    for back in range(within.days):
        then = day - timedelta(days=back)
        kind = recheck_on(then, started, block)
        if kind is not None:
            return None if any(done_on >= then for done_on in done) else kind
    return None


def graduated(profiles: Sequence[Profile], patterns: Patterns) -> frozenset[PatternId]:
    """Return leading patterns that were tested and normal in the last two re-tests: not found, and
    none of their muscles short or weak on either side.

    Args:
        profiles: oldest first.
    """
    concluded = [
        p for p in profiles if not p.provisional and p.conclusion is not Conclusion.NOT_ENOUGH
    ]
    if len(concluded) <= NORMAL_TWICE:
        return frozenset()
    earlier, latest = concluded[:-NORMAL_TWICE], concluded[-NORMAL_TWICE:]
    once = {f.pattern for p in earlier for f in p.drivers}
    return frozenset(once - {pattern for p in latest for pattern in _in_question(p, patterns)})


def leading(
    profiles: Sequence[Profile], patterns: Patterns
) -> tuple[Profile, frozenset[PatternId]]:
    """Return the profile that shapes the plan, and its patterns that only need keeping.

    One normal re-test does not yet drop a pattern: it stays behind those found now.

    Args:
        profiles: oldest first, at least one.
    """
    latest = profiles[-1]
    kept = graduated(profiles, patterns)
    current = {f.pattern for f in latest.drivers}
    earlier: dict[PatternId, Finding] = {
        f.pattern: f for p in profiles[:-1] for f in p.drivers if f.pattern not in current
    }
    staying = [f for f in earlier.values() if f.pattern not in kept]
    keeping = [f for f in earlier.values() if f.pattern in kept]
    drivers = (*latest.drivers, *staying, *keeping)[:DRIVERS]
    conclusion = Conclusion.FOUND if drivers else latest.conclusion
    return replace(latest, drivers=drivers, conclusion=conclusion), kept


def once_likely(profiles: Iterable[Profile]) -> frozenset[PatternId]:
    """Return the patterns that self-tests ever made likely: they are trained on from where the
    person stands, also when a better test leaves them only possible."""
    return frozenset(
        finding.pattern
        for profile in profiles
        if not profile.provisional
        for finding in profile.drivers
        if finding.level is Likelihood.LIKELY
    )


def _in_question(profile: Profile, patterns: Patterns) -> frozenset[PatternId]:
    named = {f.pattern for f in (*profile.drivers, *profile.others)} | set(profile.unsure)
    short, weak = (muscles_in(s, profile.muscles).keys() for s in (State.SHORT, State.WEAK))
    shown = {p.id for p in patterns.values() if short & set(p.tight) or weak & set(p.weak)}
    return frozenset({*named, *shown, *profile.tested})
