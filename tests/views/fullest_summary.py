"""The page for a physiotherapist with as much on it as there can be."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.assessment.profile import Profile
from bot.domain.assessment.self_test import SelfTest
from bot.domain.catalog import Catalog
from bot.domain.ids import ExerciseId, Region, Side
from bot.domain.safety.closure import Closure
from bot.domain.talk.answers import Sides
from bot.domain.talk.question import Kind
from bot.domain.training.measurements import Measured
from bot.domain.training.progress import Progress, Week
from bot.domain.training.routine import Block, Prescription, Routine
from bot.domain.training.summary import Ache, Alarming, Days, Summary, Tally
from bot.domain.training.workout import Work

MONDAY = date(2027, 1, 4)
EARLIER = MONDAY - timedelta(days=28)
MADE = MONDAY + timedelta(days=80)
WORK = (Work(Side.LEFT, reps=8, load="red band"), Work(Side.RIGHT, reps=12, load="red band"))
LONGEST = 7
"""Exercises of one routine."""


def fullest(catalog: Catalog, profile: Profile, routine: Routine) -> Summary:
    """Every list at its longest; the longest names first.

    Args:
        profile: with three findings and all else there is to say.
        routine: any, whose first item is repeated.
    """
    names = sorted(catalog.exercises, key=lambda e: -len(catalog.exercises[e].name.english))
    items = tuple(_item(routine.items[0], name) for name in names[:LONGEST])
    day = replace(routine, day=MADE, items=items, light=False)
    flags = tuple(sorted(catalog.flags.values(), key=lambda f: -len(f.name.english)))
    somewhere = [Region(r) for r in ("knee", "low_back", "upper_back", "shoulder")]
    return Summary(
        assessed=MONDAY,
        profile=profile,
        found_on={f.pattern: EARLIER for f in profile.drivers},
        tested_on={
            reason.question: (EARLIER,)
            for finding in profile.drivers
            for reason in (*finding.because, *finding.against)
        },
        progress=_progress(catalog),
        days=Days(9, 5, 3, 8, stretches=4, effort=6.5, amber=3, red=1),
        exercises=tuple(Tally(e, 9, 3, 1, 2, WORK) for e in names[:30]),
        aches=tuple(Ache(region, Side.LEFT, 4, 6) for region in somewhere),
        pains_at_start=tuple((region, 4.0) for region in somewhere),
        flags=flags,
        cleared=frozenset(flag.id for flag in flags[:3]),
        cleared_on=MONDAY,
        held=None,
        waits=False,
        closed=frozenset(sorted(catalog.movements)[:12]),
        closures=(Closure(frozenset(sorted(catalog.movements)[:2]), None, MADE, "physio"),) * 2,
        alarming=tuple(Alarming(MONDAY, flags[n].id, so) for n, so in enumerate(SAID)),
        never=frozenset(names[30:34]),
        routines=(day, replace(day, day=MADE + timedelta(days=1), light=True)),
    )


SAID = (True, False, None, False)


def _item(like: Prescription, exercise: ExerciseId) -> Prescription:
    return replace(
        like,
        exercise=exercise,
        sets=3,
        reps=12,
        hold_s=10,
        side_first=Side.LEFT,
        extra_set=Side.LEFT,
    )


def _progress(catalog: Catalog) -> Progress:
    weeks = tuple(
        Week(MONDAY + timedelta(days=7 * n), n % 5, 5, 3.5, (3.5, 2.0, 1.0)) for n in range(12)
    )
    return Progress(
        day=MADE,
        started=MONDAY,
        block=Block.BUILD,
        weeks=weeks,
        measured=tuple(one for test in catalog.tests.values() for one in _measured(test)),
        keeping=tuple(catalog.patterns)[:2],
    )


def _measured(test: SelfTest) -> list[Measured]:
    """Better on the left, within the error on the right."""
    measured = []
    for question in test.questions:
        if question.measure is None:
            continue
        step = question.measure.error * 2 * (1 if question.measure.higher_is_better else -1)
        both = question.kind is Kind.SIDES
        tries = (
            (MONDAY, Sides(20.5, 21.0) if both else 20.5),
            (MADE, Sides(20.5 + step, 21.0) if both else 20.5 + step),
        )
        measured.append(Measured(test.id, question.id, question.unit, question.measure, tries))
    return measured
