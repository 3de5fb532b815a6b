"""The exercise files of this release: whom they serve, what closes them, how they speak."""

import re
from collections.abc import Iterable, Mapping
from graphlib import TopologicalSorter
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from bot.catalog import build, imbalance
from bot.catalog import models as m
from bot.catalog.parse import parse
from bot.catalog.reach import serves
from bot.catalog.read import read_yaml
from bot.domain.assessment.pattern import Pattern
from bot.domain.ids import Equipment, ExerciseId, Movement, PatternId
from bot.domain.phrase import Phrase
from bot.domain.training.exercise import Exercise, Phase, Position

CONTENT = Path(__file__).parents[2] / "content"
EXPECTED = read_yaml(Path(__file__).with_name("expected_patterns.yaml"))
ASKED_FOR = {
    *("band", "roller", "ball", "dumbbell", "bag"),
    *("bar", "cable", "massage_gun", "medicine_ball"),
}
"""Equipment that not every household has."""
STRENGTH = (Phase.ACTIVATE, Phase.INTEGRATE)
RELEASE = (Phase.INHIBIT, Phase.LENGTHEN)
NO_STRETCH_LEFT = {
    ("DIZZINESS", "P05"),
    ("NECK_ARM_SYMPTOMS", "P05"),
    ("HYPERMOBILITY", "P05"),
    ("HYPERMOBILITY", "P06"),
    ("HYPERMOBILITY", "P12"),
    ("SHOULDER_INSTABILITY", "P06"),
    ("SHOULDER_INSTABILITY", "P12"),
}
"""Pairs for which the clinical model knows no safe stretch; the person is told."""


def _exercises() -> dict[ExerciseId, Exercise]:
    return {
        ExerciseId(path.stem): build.exercise(path.stem, parse(path, m.ExerciseFile))
        for path in sorted((CONTENT / "exercises").glob("*.yaml"))
    }


def _patterns() -> dict[PatternId, Pattern]:
    return {
        PatternId(path.stem[:3]): imbalance.pattern(
            path.stem[:3], path.stem[4:], parse(path, imbalance.ImbalanceFile)
        )
        for path in sorted((CONTENT / "imbalances").glob("*.yaml"))
    }


def _closing_flags() -> dict[str, frozenset[Movement]]:
    flags = {
        name: part
        for path in sorted((CONTENT / "safety").glob("*.yaml"))
        for name, part in parse(path, m.FlagsFile).flags.items()
    }
    return {
        name: frozenset(Movement(c) for c in part.closes)
        for name, part in flags.items()
        if part.closes and not part.no_plan
    }


def _words(kind: str) -> Mapping[str, m.WordPart]:
    return parse(CONTENT / f"{kind}.yaml", m.VocabularyFile).words


EXERCISES = _exercises()
PATTERNS = _patterns()
CLOSED = _closing_flags()
HOUSEHOLD = frozenset(Equipment(e) for e in _words("equipment") if e not in ASKED_FOR)


def _served(exercise: Exercise) -> set[str]:
    return {id for id, pattern in PATTERNS.items() if serves(exercise, pattern)}


def _table(name: str) -> Mapping[str, Any]:
    table: Mapping[str, Any] = EXPECTED[name]
    return table


def _choices(
    pattern: Pattern, phase: Phase, closed: Iterable[Movement] = (), office: bool = False
) -> list[ExerciseId]:
    closed = frozenset(closed)
    return [
        e.id
        for e in EXERCISES.values()
        if e.phase is phase
        and serves(e, pattern)
        and e.possible_with(HOUSEHOLD)
        and not e.closed_by & closed
        and (not office or {Position.STANDING, Position.SITTING} & set(e.positions))
    ]


def _said(exercise: Exercise) -> list[Phrase]:
    phrases = (exercise.name, *exercise.steps, exercise.mistake, exercise.breathing)
    return [phrase for phrase in (*phrases, exercise.caution, exercise.press) if phrase]


def test_all_exercises_of_the_catalogue_are_there() -> None:
    assert set(_table("expected")) <= set(EXERCISES)
    assert len(_table("expected")) == 109


def test_all_seventeen_patterns_are_there_to_be_served() -> None:
    retired = 14
    assert [int(id[1:]) for id in PATTERNS] == [n for n in range(1, 19) if n != retired]


def test_no_exercise_names_a_word_outside_the_vocabularies() -> None:
    muscles, movements, things = _words("muscles"), _words("movements"), _words("equipment")
    unknown = {
        (e.id, word)
        for e in EXERCISES.values()
        for words, known in (
            (e.muscles, muscles),
            (e.closed_by, movements),
            ({thing for way in e.equipment for thing in way}, things),
            (e.also_for, PATTERNS),
        )
        for word in words
        if word not in known
    }
    assert unknown == set()


def test_an_exercise_serves_the_patterns_of_the_table_and_no_others_unseen() -> None:
    expected, beside, withheld = map(_table, ("expected", "beside", "withheld"))
    wanted = {
        id: {*expected.get(id, []), *beside.get(id, [])} - {*withheld.get(id, {})}
        for id in EXERCISES
    }
    assert {id: _served(exercise) for id, exercise in EXERCISES.items()} == wanted


def test_nothing_stretches_what_is_weak_or_strengthens_what_is_tight() -> None:
    known = _table("against")
    wrong = {id: _against(exercise) for id, exercise in EXERCISES.items()}
    assert wrong == {id: {*known.get(id, {})} for id in EXERCISES}


def _against(exercise: Exercise) -> set[str]:
    """The patterns that it serves against the grain: it stretches what is weak, say."""
    main = exercise.muscles[0]
    wrong = set[str]()
    for pattern in (PATTERNS[PatternId(p)] for p in _served(exercise)):
        only_weak = main in pattern.weak and main not in pattern.tight
        only_tight = main in pattern.tight and main not in pattern.weak
        if exercise.any_tight:
            continue
        if (exercise.phase in RELEASE and only_weak) or (exercise.phase in STRENGTH and only_tight):
            wrong.add(pattern.id)
    return wrong


def test_ladders_never_lead_in_a_circle() -> None:
    above: TopologicalSorter[str] = TopologicalSorter()
    for e in EXERCISES.values():
        if e.easier:
            above.add(e.id, e.easier)
        if e.harder:
            above.add(e.harder, e.id)
    above.prepare()


def test_a_rung_exists_and_serves_a_pattern_of_the_one_below() -> None:
    for exercise in EXERCISES.values():
        for rung in (exercise.easier, exercise.harder):
            if rung:
                assert _served(EXERCISES[rung]) & _served(exercise), (exercise.id, rung)


def test_every_movement_that_a_condition_closes_is_carried_by_an_exercise() -> None:
    carried = {tag for e in EXERCISES.values() for tag in e.closed_by}
    assert {tag for tags in CLOSED.values() for tag in tags} <= carried <= set(_words("movements"))


@pytest.mark.parametrize("id", PATTERNS)
def test_a_pattern_has_every_phase_it_uses_without_equipment(id: PatternId) -> None:
    pattern = PATTERNS[id]
    phases = STRENGTH if id in ("P17", "P18") else tuple(Phase)
    assert [p for p in phases if not _choices(pattern, p)] == []


@pytest.mark.parametrize("id", PATTERNS)
def test_a_pattern_can_be_worked_on_standing_or_sitting_without_equipment(id: PatternId) -> None:
    pattern = PATTERNS[id]
    phases = STRENGTH if id in ("P17", "P18") else (*RELEASE, *STRENGTH)
    assert [p for p in phases if not _choices(pattern, p, office=True)] == []


@pytest.mark.parametrize("flag", CLOSED)
def test_under_one_condition_every_pattern_keeps_activation_and_integration(flag: str) -> None:
    gone = {
        (pattern.id, phase.value)
        for pattern in PATTERNS.values()
        for phase in STRENGTH
        if not _choices(pattern, phase, CLOSED[flag])
    }
    assert gone == set()


def test_under_any_two_conditions_every_pattern_keeps_activation_and_integration() -> None:
    gone = {
        (one, other, pattern.id, phase.value)
        for one, other in combinations(CLOSED, 2)
        for pattern in PATTERNS.values()
        for phase in STRENGTH
        if not _choices(pattern, phase, CLOSED[one] | CLOSED[other])
    }
    assert gone == set()


def test_where_no_stretch_is_left_under_one_condition_is_known() -> None:
    gone = {
        (flag, pattern.id)
        for flag, closed in CLOSED.items()
        for pattern in PATTERNS.values()
        if pattern.tight and not _choices(pattern, Phase.LENGTHEN, closed)
    }
    assert gone == NO_STRETCH_LEFT


def test_whatever_is_done_on_the_floor_says_so() -> None:
    on_floor = {
        Position.FLOOR_SITTING,
        Position.SIDE_LYING,
        Position.KNEELING,
        Position.HANDS_AND_KNEES,
    }
    silent = {
        e.id
        for e in EXERCISES.values()
        if set(e.positions) <= on_floor and "floor_work" not in e.closed_by
    }
    assert silent == set()


def test_a_card_is_short_enough_to_be_read_while_moving() -> None:
    for exercise in EXERCISES.values():
        assert max(len(step.english) for step in exercise.steps) <= 120, exercise.id
        assert len(exercise.name.english) <= 50, exercise.id
        assert sum(len(phrase.english) for phrase in _said(exercise)) <= 700, exercise.id


def test_the_words_are_calm_and_promise_no_relief() -> None:
    loud = re.compile(r"!|\b(?:cure|heal|fix|relie(?:f|ve)|pain-free|guarante)\w*", re.IGNORECASE)
    phrases = [phrase.english for exercise in EXERCISES.values() for phrase in _said(exercise)]
    assert [words for words in phrases if loud.search(words)] == []


def test_a_hold_is_never_longer_than_a_minute() -> None:
    assert {e.id for e in EXERCISES.values() if e.dose.hold_s and e.dose.hold_s.high > 60} == set()


def test_every_dose_counts_repetitions_or_seconds() -> None:
    assert {e.id for e in EXERCISES.values() if not (e.dose.reps or e.dose.hold_s)} == set()
