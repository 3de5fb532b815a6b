"""Which thing a "what is" question names: a term, exercise, muscle, pattern, test or thing."""

import re
from collections.abc import Sequence

from bot.app.faq.asked import Asked
from bot.domain.catalog import Catalog
from bot.domain.outcome.faq import (
    EquipmentExplained,
    ExerciseExplained,
    FaqAnswer,
    MuscleExplained,
    PatternExplained,
    TermExplained,
    TestExplained,
)
from bot.understanding.terms import find_term

_BRACKETS = re.compile(r"[(),:]")


async def explain_term(asked: Asked) -> FaqAnswer | None:
    """Return what a named thing is; None where none is named."""
    term = str(asked.act.get("term") or "")
    names = _names(asked.context.catalog)
    untested = {key: several for key, several in names.items() if not key.startswith("test.")}
    texts = [text for text in (term, asked.text) if text]
    tried = (find_term(text, held) for text in texts for held in (untested, names))
    key = next((one for one in tried if one is not None), None)
    if key is None:
        return None
    kind, _, id = key.partition(".")
    catalog = asked.context.catalog
    if kind == "muscle":
        muscle = next(one for one in catalog.muscles if one == id)
        return MuscleExplained(muscle, await asked.profile())
    return _explained(kind, id, catalog)


def _explained(kind: str, id: str, catalog: Catalog) -> FaqAnswer:
    match kind:
        case "term":
            return TermExplained(next(one for one in catalog.glossary if one == id))
        case "exercise":
            return ExerciseExplained(next(one for one in catalog.exercises if one == id))
        case "pattern":
            return PatternExplained(next(one for one in catalog.patterns if one == id))
        case "test":
            return TestExplained(next(one for one in catalog.tests if one == id))
        case _:
            return EquipmentExplained(next(one for one in catalog.equipment if one == id))


def _names(catalog: Catalog) -> dict[str, Sequence[str]]:
    """Return what everything that can be explained is called; of equal names the first counts."""
    names: dict[str, Sequence[str]] = {}
    for term in catalog.glossary.values():
        names[f"term.{term.id}"] = term.names
    for exercise in catalog.exercises.values():
        names[f"exercise.{exercise.id}"] = _pieces(exercise.name.english)
    for id, muscle in catalog.muscles.items():
        names[f"muscle.{id}"] = (*_pieces(muscle.name.english), id.replace("_", " "))
    for pattern in catalog.patterns.values():
        names[f"pattern.{pattern.id}"] = _pieces(pattern.name.english)
    for test in catalog.tests.values():
        names[f"test.{test.id}"] = (test.name.english,)
    for thing, word in catalog.equipment.items():
        names[f"equipment.{thing}"] = (word.name.english, thing.replace("_", " "))
    return names


def _pieces(name: str) -> tuple[str, ...]:
    """Return a name and its parts: "front of the hip (hip flexor)" is called by either."""
    parts = [part.strip() for part in _BRACKETS.split(name)]
    return (name, *(part for part in parts if len(part.split()) > 1 or len(part) > 5))
