"""Explain terms in answers to questions: an exercise, a muscle, a pattern, a test, a thing."""

from bot.domain.assessment.measured import Muscles
from bot.domain.assessment.profile import Profile
from bot.domain.catalog import Catalog
from bot.domain.ids import ExerciseId
from bot.domain.outcome.faq import (
    EquipmentExplained,
    ExerciseAsked,
    ExerciseExplained,
    FaqAnswer,
    MuscleExplained,
    PatternExplained,
    TermExplained,
    TestExplained,
)
from bot.views.findings import muscles, name_of
from bot.views.texts import Html, Texts

MOST_EXERCISES = 2


def explained(answer: FaqAnswer, texts: Texts, catalog: Catalog) -> list[Html]:
    """What a term means, in a few lines."""
    match answer:
        case TermExplained(term):
            return [texts.phrase(catalog.glossary[term].meaning)]
        case ExerciseExplained(id):
            exercise = catalog.exercises[id]
            works = texts("faq.works_on", muscles=muscles(exercise.muscles, texts, catalog))
            steps = [Html(f"{n}. {texts.phrase(s)}") for n, s in enumerate(exercise.steps[:2], 1)]
            return [named(id, texts, catalog), works, *steps]
        case MuscleExplained(_, profile):
            return _muscle(answer, profile, texts, catalog)
        case PatternExplained(id):
            pattern = catalog.patterns[id]
            lines = [Html(f"<b>{texts.phrase(pattern.name)}</b>"), texts.phrase(pattern.meaning)]
            return [*lines, *_usual(pattern.muscles, texts, catalog)]
        case TestExplained(id):
            test = catalog.tests[id]
            card = test.questions[0].card
            lines = [Html(f"<b>{texts.phrase(test.name)}</b>")]
            return [*lines, texts.phrase(card.why)] if card else lines
        case EquipmentExplained(id):
            thing = catalog.equipment[id]
            note = [texts.phrase(thing.note)] if thing.note else []
            return [texts("faq.equipment", name=texts.phrase(thing.name)), *note]
        case ExerciseAsked():
            return [texts("faq.which")]
        case _:
            raise AssertionError(answer)


def _usual(own: Muscles, texts: Texts, catalog: Catalog) -> list[Html]:
    """What is usually tight and weak with a pattern, whoever has it."""
    return [
        texts(f"faq.usually_{state}", muscles=muscles(names, texts, catalog))
        for state, names in (("tight", own.tight), ("weak", own.weak))
        if names
    ]


def _muscle(
    answer: MuscleExplained, profile: Profile | None, texts: Texts, catalog: Catalog
) -> list[Html]:
    name = muscles([answer.muscle], texts, catalog)
    lines = [texts("faq.muscle", muscle=name)]
    for finding in profile.drivers if profile else ():
        pattern = catalog.patterns[finding.pattern]
        own = profile.muscles_of(pattern) if profile else pattern.muscles
        states = (("tight", own.tight), ("weak", own.weak))
        state = next((word for word, held in states if answer.muscle in held), None)
        if state is not None:
            pattern_name = name_of(finding, texts, catalog)
            lines.append(texts(f"faq.muscle_{state}", pattern=pattern_name))
            break
    able = [e for e in catalog.exercises.values() if e.muscles and e.muscles[0] == answer.muscle]
    if able:
        names = [texts.phrase(e.name) for e in able[:MOST_EXERCISES]]
        lines.append(texts("faq.muscle_exercises", names=texts.list(names)))
    return lines


def named(exercise: ExerciseId, texts: Texts, catalog: Catalog) -> Html:
    """The name of an exercise, as the head of an answer."""
    return Html(f"<b>{texts.phrase(catalog.exercises[exercise].name)}</b>")
