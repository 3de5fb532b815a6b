"""Check what each health condition leaves to do: no imbalance without strength, no open ladder."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from bot.domain.assessment.pattern import Pattern
from bot.domain.catalog import Catalog
from bot.domain.ids import Equipment, ExerciseId, Movement, PatternId, QuestionId
from bot.domain.training.exercise import Exercise, Phase

STRENGTH = (Phase.ACTIVATE, Phase.INTEGRATE)
"""Phases that no single condition may leave empty; stretches may run out, and that is said."""


def serves(exercise: Exercise, pattern: Pattern) -> bool:
    """Whether an exercise belongs to a pattern: by its muscles and phase, or by name.

    Release and stretch reach what is tight, strength what is weak, mobility both.
    """
    tight, weak = set(pattern.tight), set(pattern.weak)
    match exercise.phase:
        case Phase.INHIBIT | Phase.LENGTHEN:
            reached = tight
        case Phase.MOBILITY:
            reached = tight | weak
        case Phase.ACTIVATE | Phase.INTEGRATE:
            reached = weak
    return (
        pattern.id in exercise.also_for
        or not reached.isdisjoint(exercise.muscles)
        or (exercise.any_tight and bool(tight))
    )


def served(exercise: Exercise, catalog: Catalog) -> frozenset[PatternId]:
    """The patterns an exercise belongs to."""
    return frozenset(p.id for p in catalog.patterns.values() if serves(exercise, p))


def household(catalog: Catalog) -> frozenset[Equipment]:
    """Return what everybody is taken to have: all equipment that the set-up does not ask for."""
    question = catalog.questions.get(QuestionId("equipment"))
    asked = {Equipment(o.id) for o in question.options} if question else set()
    return frozenset(catalog.equipment) - asked


def problems(catalog: Catalog) -> Iterator[str]:
    """Return exercises that reach nobody, circular or stray ladders, and patterns left alone."""
    yield from _ladders(catalog)
    yield from _left_alone(catalog)


def _ladders(catalog: Catalog) -> Iterator[str]:
    above: TopologicalSorter[ExerciseId] = TopologicalSorter()
    for exercise in catalog.exercises.values():
        where = f"exercises/{exercise.id}.yaml"
        if not served(exercise, catalog):
            yield f"{where}: serves no pattern"
        for rung in (exercise.easier, exercise.harder):
            if rung is None or rung not in catalog.exercises:
                continue
            lower, upper = (rung, exercise.id) if rung == exercise.easier else (exercise.id, rung)
            above.add(upper, lower)
            if not _one_ladder(exercise, catalog.exercises[rung]):
                yield f"{where}: {rung} is a step of another phase or main muscle"
    try:
        above.prepare()
    except CycleError as error:
        yield f"exercises: a ladder goes round: {' < '.join(error.args[1])}"


def _one_ladder(exercise: Exercise, step: Exercise) -> bool:
    """Whether a step trains the same main muscle in the same phase."""
    return exercise.phase is step.phase and exercise.muscles[0] == step.muscles[0]


def _left_alone(catalog: Catalog) -> Iterator[str]:
    at_hand = household(catalog)
    conditions: dict[str, frozenset[Movement]] = {"": frozenset()}
    conditions |= {f.id: f.closes for f in catalog.flags.values() if f.closes and not f.no_plan}
    possible = [e for e in catalog.exercises.values() if e.possible_with(at_hand)]
    for pattern in catalog.patterns.values():
        mine = [e for e in possible if serves(e, pattern)]
        for flag, closed in conditions.items():
            kept = {e.phase for e in mine if e.closed_by.isdisjoint(closed)}
            for phase in STRENGTH:
                if phase not in kept:
                    under = f" under {flag}" if flag else ""
                    yield f"imbalances/{pattern.id}-{pattern.slug}.yaml: no {phase}{under}"
