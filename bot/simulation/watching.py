"""What must never happen in a simulated life, and what counts as right."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from bot.domain.assessment.profile import Finding, Likelihood, Profile
from bot.domain.catalog import Catalog
from bot.domain.ids import PatternId, Region, Side
from bot.domain.talk.answers import Answers
from bot.domain.talk.script import Script
from bot.domain.training.plan_rules import Reason
from bot.domain.training.routine import Routine
from bot.domain.training.session_parts import MOST, MOST_AT_FIRST
from bot.domain.training.trainee import Trainee
from bot.simulation.tally import Tally
from bot.simulation.truth import Truth

RESTED = timedelta(days=2)
UP = {
    f"change.{r}"
    for r in (
        Reason.MORE_REPS,
        Reason.LONGER_HOLD,
        Reason.ANOTHER_SET,
        Reason.SLOWER,
        Reason.HARDER,
        Reason.HEAVIER,
        Reason.TOO_EASY,
    )
}
DOWN = {
    f"change.{r}"
    for r in (
        Reason.EASIER_ASKED,
        Reason.EASIER_AMBER,
        Reason.EASIER_RED,
        Reason.EASIER_INSTEAD,
    )
}


def count_questions(answers: Answers, scripts: tuple[Script, ...], tally: Tally) -> None:
    """Count how much one more person was asked: questions and self-tests."""
    tally.people += 1
    tally.questions += len(answers)
    test_of = {q.id: q.card.test for s in scripts for q in s.questions if q.card is not None}
    tally.tests += len({test_of[id] for id in answers if id in test_of})


def count_profile(truth: Truth, profile: Profile, catalog: Catalog, tally: Tally) -> None:
    """Compare the first profile with the truth, pattern by pattern."""
    findings = (*profile.drivers, *profile.others)
    reported = {f.pattern for f in findings}
    count_findings(truth, findings, tally)
    for pattern in catalog.patterns:
        if pattern in truth.sides:
            counts = tally.true_found if pattern in reported else tally.true_missed
        else:
            counts = tally.false_found if pattern in reported else tally.true_absent
        counts[pattern] += 1
    if not truth.sides:
        tally.healthy += 1
        tally.healthy_told_nothing += not reported
        tally.healthy_without_likely += all(f.level == "possible" for f in profile.drivers)
        return
    tally.with_patterns += 1
    severest = max(truth.sides, key=lambda p: truth.imbalance[p])
    tally.strongest_leads += severest in {f.pattern for f in profile.drivers}


def count_findings(truth: Truth, reported: Sequence[Finding], tally: Tally) -> None:
    """Count how many of the reported findings are true."""
    tally.patterns_told += len(reported)
    tally.told_true += sum(f.pattern in truth.sides for f in reported)
    likely = [f for f in reported if f.level is Likelihood.LIKELY]
    tally.likely += len(likely)
    tally.likely_true += sum(f.pattern in truth.sides for f in likely)
    if reported:
        tally.told_something += 1
        tally.first_true += reported[0].pattern in truth.sides


def count_chances(truth: Truth, chances: Mapping[PatternId, float], tally: Tally) -> None:
    """Count how well the probabilities are calibrated, by tenths."""
    for pattern, chance in chances.items():
        true = pattern in truth.sides
        tally.squares += (chance - true) ** 2
        tenth = min(9, int(chance * 10))
        tally.in_tenth[tenth] += 1
        tally.chance_in_tenth[tenth] += chance
        tally.true_in_tenth[tenth] += true


class Watch:
    """Watches one person's routines, from the first day on."""

    def __init__(self, catalog: Catalog, tally: Tally, first_day: date) -> None:
        self._catalog, self._tally, self._first_day = catalog, tally, first_day
        self.reds: list[tuple[date, Region | None]] = []

    def red(self, day: date, region: Region | None) -> None:
        """Note a session that hurt too much: what it trained must rest; a repeat counts once."""
        if (day, region) not in self.reds:
            self._tally.reds += 1
            self.reds.append((day, region))

    def hold(self, routine: Routine, trainee: Trainee) -> None:
        """Check a routine against what must never happen, and count its steps."""
        tally, exercises = self._tally, self._catalog.exercises
        tally.routines += 1
        chosen = [exercises[i.exercise] for i in routine.items]
        tally.closed_prescribed += sum(bool(e.closed_by & trainee.closed) for e in chosen)
        tally.over_minutes += routine.seconds > routine.minutes * 60
        first_week = (routine.day - self._first_day).days < 7
        tally.too_many += len(chosen) > (MOST_AT_FIRST if first_week else MOST)
        sides = {
            f.pattern: f.side
            for f in trainee.profile.drivers
            if f.side_confirmed
            and f.side in (Side.LEFT, Side.RIGHT)
            and f.pattern not in trainee.keeping  # normal twice: neither side leads any more
        }
        tally.wrong_side_first += sum(
            i.side_first is not None
            and i.why.measured is None  # what was measured of the muscle wins over the pattern
            and i.why.pattern in sides
            and i.side_first is not sides[i.why.pattern]
            for i in routine.items
        )
        for day, region in self.reds:
            if day < routine.day <= day + RESTED:
                tally.reds_not_rested += self._works(routine, region)
        keys = [c.reason.key for c in routine.changes]
        tally.steps_up += sum(k in UP for k in keys)
        tally.steps_down += sum(k in DOWN for k in keys)
        tally.deload_weeks += f"change.{Reason.DELOAD_PLANNED}" in keys

    def _works(self, routine: Routine, region: Region | None) -> bool:
        """Whether a routine trains what hurt too much."""
        if region is None:
            return False
        area = self._catalog.plan_rules.areas[region]
        chosen = [self._catalog.exercises[i.exercise] for i in routine.items]
        return any(area.muscles & set(e.muscles) or area.movements & e.closed_by for e in chosen)
