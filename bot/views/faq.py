"""Show answers to questions: at most five lines, and the way back."""

from collections.abc import Sequence

from bot.domain.assessment.profile import Conclusion, Profile
from bot.domain.catalog import Catalog
from bot.domain.faq import TopicId
from bot.domain.ids import ExerciseId, Movement
from bot.domain.intent import Command
from bot.domain.outcome.faq import (
    ConditionTold,
    DoseTold,
    EquipmentExplained,
    ExerciseAsked,
    ExerciseExplained,
    ExerciseSafe,
    FaqAnswer,
    FoundTold,
    FrequencyTold,
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
from bot.domain.talk.question import Question
from bot.domain.training.exercise import Phase
from bot.views import card_reasons, routines
from bot.views.findings import conclusion_key, head_words, muscles, tight_and_weak
from bot.views.folding import Part
from bot.views.screen import Button, Picture, Screen
from bot.views.texts import Html, Texts

MOST_MOVEMENTS = 4
"""Closed movements that are named."""
MOST_STEPS = 3
"""Steps of an exercise that fit beside its dose and its mistake."""
MOST_FINDINGS = 3
MOST_NEAR = 2
"""Topics offered under an answer."""
MOST_EXERCISES = 2


def question_answered(outcome: QuestionAnswered, texts: Texts, catalog: Catalog) -> Screen:
    """The lock where there is one, the answer, and the way back."""
    answer = outcome.answer
    lines = [texts("faq.locked")] if outcome.locked else []
    lines += _lines(answer, texts, catalog)
    rows = _offers(answer, texts, catalog)
    if outcome.back:
        rows = (*rows, (Button(str(texts("button.back_to")), Command("start")),))
    parts = tuple(Part(line, tight=n > 0, yields=n) for n, line in enumerate(lines))
    return Screen(parts=parts, rows=rows, picture=_picture(answer))


def _lines(answer: FaqAnswer, texts: Texts, catalog: Catalog) -> list[Html]:
    match answer:
        case TopicTold(topic, flag):
            lines = str(texts.phrase(catalog.topics[topic].answer)).split("\n")
            closes = [] if flag is None else _closes(ConditionTold(flag), texts, catalog)[:1]
            return [*map(Html, lines), *closes]
        case TopicsOffered(nearest):
            return [texts("faq.unknown" if nearest else "faq.unknown_alone")]
        case HowToAnswer(question):
            return _how_to_answer(question, texts)
        case WhyQuestion(question):
            return _why_question(question, texts)
        case FoundTold(profile):
            return _found(profile, texts, catalog)
        case NextTold(due, zone, waiting):
            if waiting:
                return [texts("faq.next_waits")]
            if due is None:
                return [texts("faq.next_none")]
            return [texts("faq.next", at=texts.moment(due, zone))]
        case ConditionTold():
            return _closes(answer, texts, catalog)
        case FrequencyTold():
            return _how_often(answer, texts, catalog)
        case WhyExercise() | WhyRoutine() | HowTo() | DoseTold() | SideTold() | ExerciseSafe():
            return _of_plan(answer, texts, catalog)
        case _:
            return _explained(answer, texts, catalog)


def _how_often(answer: FrequencyTold, texts: Texts, catalog: Catalog) -> list[Html]:
    """On which days an exercise or a routine is planned, and whether every day is fine."""
    strength, routines = (
        texts.list([Html(texts.weekday(day)) for day in sorted(days)])
        for days in (answer.strength, answer.routines)
    )
    if answer.item is None:
        return [texts("faq.often_routine", days=routines, strength=strength)]
    named = _named(answer.item.exercise, texts, catalog)
    if answer.item.phase in (Phase.ACTIVATE, Phase.INTEGRATE):
        return [named, texts("faq.often_strength", days=strength)]
    return [named, texts("faq.often_stretch", days=routines)]


def _of_plan(
    answer: WhyExercise | WhyRoutine | HowTo | DoseTold | SideTold | ExerciseSafe,
    texts: Texts,
    catalog: Catalog,
) -> list[Html]:
    match answer:
        case WhyExercise(item, profile):
            return [
                _named(item.exercise, texts, catalog),
                card_reasons.why_words(item.why, profile, texts, catalog),
            ]
        case WhyRoutine(workout):
            reason = routines.why_today(workout, texts, catalog)
            names = [
                texts.phrase(catalog.exercises[i.exercise].name) for i in workout.routine.items
            ]
            return [
                reason or texts("faq.why_general"),
                texts("faq.why_each", names=texts.list(names)),
            ]
        case HowTo(id, item):
            exercise = catalog.exercises[id]
            dose = [] if item is None else [routines.dose(item, texts)]
            steps = exercise.steps[: MOST_STEPS - len(dose) + 1]
            numbered = [Html(f"{n}. {texts.phrase(step)}") for n, step in enumerate(steps, 1)]
            return [_named(id, texts, catalog), *dose, *numbered]
        case DoseTold(item):
            minutes = max(1, round(item.seconds / 60))
            lines = [_named(item.exercise, texts, catalog), routines.dose(item, texts)]
            return [*lines, texts("faq.takes", n=minutes)]
        case SideTold(item):
            both = item.side_first is None
            side = texts("faq.both_sides") if both else card_reasons.first_side(item, texts)
            return [_named(item.exercise, texts, catalog), side]
        case ExerciseSafe(id):
            exercise = catalog.exercises[id]
            caution = [texts.phrase(exercise.caution)] if exercise.caution else []
            watch = texts("card.mistake", words=texts.phrase(exercise.mistake))
            return [_named(id, texts, catalog), *caution, watch, texts("faq.stop_rule")]


def _explained(answer: FaqAnswer, texts: Texts, catalog: Catalog) -> list[Html]:
    match answer:
        case TermExplained(term):
            return [texts.phrase(catalog.glossary[term].meaning)]
        case ExerciseExplained(id):
            exercise = catalog.exercises[id]
            works = texts("faq.works_on", muscles=muscles(exercise.muscles, texts, catalog))
            steps = [Html(f"{n}. {texts.phrase(s)}") for n, s in enumerate(exercise.steps[:2], 1)]
            return [_named(id, texts, catalog), works, *steps]
        case MuscleExplained(_, profile):
            return _muscle(answer, profile, texts, catalog)
        case PatternExplained(id):
            pattern = catalog.patterns[id]
            lines = [Html(f"<b>{texts.phrase(pattern.name)}</b>"), texts.phrase(pattern.meaning)]
            lines += tight_and_weak(pattern.muscles, texts, catalog)
            return lines
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
            pattern_name = texts.phrase(pattern.name)
            lines.append(texts(f"faq.muscle_{state}", pattern=pattern_name))
            break
    able = [e for e in catalog.exercises.values() if e.muscles and e.muscles[0] == answer.muscle]
    if able:
        names = [texts.phrase(e.name) for e in able[:MOST_EXERCISES]]
        lines.append(texts("faq.muscle_exercises", names=texts.list(names)))
    return lines


def _found(profile: Profile | None, texts: Texts, catalog: Catalog) -> list[Html]:
    if profile is None:
        return [texts("faq.found_none_yet")]
    if profile.conclusion is not Conclusion.FOUND:
        return [texts(f"profile.{conclusion_key(profile)}")]
    return [
        texts("faq.found"),
        *(head_words(f, texts, catalog) for f in profile.drivers[:MOST_FINDINGS]),
    ]


def _closes(answer: ConditionTold, texts: Texts, catalog: Catalog) -> list[Html]:
    """What a condition closes, and whether an exercise is among it."""
    flag = answer.flag
    name = texts.phrase(flag.name)
    if not flag.closes:
        lines = [texts("faq.closes_nothing", name=name)]
    else:
        lines = [texts("faq.closes", name=name, movements=_movements(flag.closes, texts, catalog))]
    if answer.exercise is not None:
        key = "faq.exercise_closed" if answer.closed else "faq.exercise_open"
        lines.append(texts(key, exercise=texts.phrase(catalog.exercises[answer.exercise].name)))
    return [*lines, texts("faq.tell_me")]


def _movements(closed: frozenset[Movement], texts: Texts, catalog: Catalog) -> Html:
    names = [texts.phrase(catalog.movements[one].name) for one in sorted(closed)]
    if len(names) > MOST_MOVEMENTS:
        names = [*names[:MOST_MOVEMENTS], texts("faq.and_more")]
    return texts.list(names)


def _how_to_answer(question: Question, texts: Texts) -> list[Html]:
    card = question.card
    steps = card.steps[:MOST_STEPS] if card else ()
    numbered = [Html(f"{n}. {texts.phrase(step)}") for n, step in enumerate(steps, 1)]
    return [*numbered, texts(f"faq.answer.{question.kind}")]


def _why_question(question: Question, texts: Texts) -> list[Html]:
    why = question.card.why if question.card else question.note
    return [texts.phrase(why) if why else texts("faq.why_question")]


def _named(exercise: ExerciseId, texts: Texts, catalog: Catalog) -> Html:
    return Html(f"<b>{texts.phrase(catalog.exercises[exercise].name)}</b>")


def _picture(answer: FaqAnswer) -> Picture | None:
    match answer:
        case HowTo(exercise, item):
            return Picture(str(exercise)) if item is None else routines.still(item)
        case ExerciseExplained(exercise):
            return Picture(str(exercise))
        case TestExplained(test):
            return Picture(f"test_{test}")
        case _:
            return None


def _offers(answer: FaqAnswer, texts: Texts, catalog: Catalog) -> tuple[tuple[Button, ...], ...]:
    """A button each for what may be asked next."""
    match answer:
        case TopicsOffered(nearest):
            return _topics(nearest, texts, catalog)
        case TopicTold(topic):
            return _topics(catalog.topics[topic].near[:MOST_NEAR], texts, catalog)
        case ExerciseAsked(exercises):
            return tuple(
                (Button(texts.plain(catalog.exercises[one].name), Command("about", f"how.{one}")),)
                for one in exercises
            )
        case FoundTold(profile) if profile is not None:
            return ((Button(str(texts("button.to.profile")), Command("profile")),),)
        case WhyExercise(item) | DoseTold(item) | SideTold(item):
            how = Command("about", f"how.{item.exercise}")
            return ((Button(str(texts("button.how_to")), how),),)
        case ExerciseExplained(exercise):
            how = Command("about", f"how.{exercise}")
            return ((Button(str(texts("button.how_to")), how),),)
        case _:
            return ()


def _topics(
    topics: Sequence[TopicId], texts: Texts, catalog: Catalog
) -> tuple[tuple[Button, ...], ...]:
    return tuple(
        (Button(texts.plain(catalog.topics[one].title), Command("about", str(one))),)
        for one in topics
    )
