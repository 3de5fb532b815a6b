"""Every answer to a question that there can be, for the tests of all outcomes."""

from collections.abc import Iterator
from datetime import UTC, datetime

from bot.domain.assessment.profile import Conclusion, Profile
from bot.domain.catalog import Catalog
from bot.domain.outcome.faq import (
    ConditionTold,
    DoseTold,
    EquipmentExplained,
    ExerciseAsked,
    ExerciseExplained,
    ExerciseSafe,
    FaqAnswer,
    FoundTold,
    HowTo,
    HowToAnswer,
    MuscleExplained,
    NextTold,
    PatternExplained,
    QuestionAnswered,
    SideTold,
    TermExplained,
    TestExplained,
    TopicsOffered,
    TopicTold,
    WhyExercise,
    WhyQuestion,
    WhyRoutine,
)
from bot.domain.training.workout import Workout

NOW = datetime(2027, 1, 4, 6, 30, tzinfo=UTC)


def faq_samples(catalog: Catalog, profile: Profile, workout: Workout) -> Iterator[QuestionAnswered]:
    """Every answer, in a lock too, and with the way back."""
    for answer in (*_of_content(catalog), *_of_plan(catalog, profile, workout)):
        yield QuestionAnswered(answer)
        yield QuestionAnswered(answer, locked=True, back=False)


def _of_content(catalog: Catalog) -> Iterator[FaqAnswer]:
    flags = catalog.flags
    for topic in catalog.topics.values():
        yield TopicTold(topic.id, flags[topic.flag] if topic.flag else None)
    exercise = min(catalog.exercises)
    for flag in flags.values():
        yield ConditionTold(flag)
        yield ConditionTold(flag, exercise, closed=True)
        yield ConditionTold(flag, exercise, closed=False)
    yield TopicsOffered(tuple(catalog.topics)[:3])
    yield TopicsOffered(())
    yield from (TermExplained(one) for one in catalog.glossary)
    yield from (ExerciseExplained(one) for one in catalog.exercises)
    yield from (ExerciseSafe(one) for one in catalog.exercises)
    yield from (HowTo(one) for one in catalog.exercises)
    yield from (MuscleExplained(one, None) for one in catalog.muscles)
    yield from (PatternExplained(one) for one in catalog.patterns)
    yield from (TestExplained(one) for one in catalog.tests)
    yield from (EquipmentExplained(one) for one in catalog.equipment)
    for question in catalog.questions.values():
        yield HowToAnswer(question)
        yield WhyQuestion(question)


def _of_plan(catalog: Catalog, profile: Profile, workout: Workout) -> Iterator[FaqAnswer]:
    yield WhyRoutine(workout)
    for item in workout.routine.items:
        yield from (WhyExercise(item, profile), DoseTold(item), SideTold(item))
        yield HowTo(item.exercise, item)
    yield from (MuscleExplained(one, profile) for one in catalog.muscles)
    yield ExerciseAsked(tuple(i.exercise for i in workout.routine.items)[:3])
    yield FoundTold(profile)
    yield FoundTold(None)
    yield FoundTold(Profile(Conclusion.NOTHING, ()))
    yield NextTold(NOW, "Europe/Kyiv", waiting=False)
    yield NextTold(None, "Europe/Kyiv", waiting=False)
    yield NextTold(NOW, "Europe/Kyiv", waiting=True)
