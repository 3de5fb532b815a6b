"""Show answers to questions: at most five lines, and the way back."""

from collections.abc import Sequence

from bot.domain.assessment.profile import Conclusion, Profile
from bot.domain.catalog import Catalog
from bot.domain.faq import TopicId
from bot.domain.ids import Movement
from bot.domain.intent import Command
from bot.domain.outcome.faq import (
    ConditionTold,
    DoseTold,
    ExerciseAsked,
    ExerciseExplained,
    ExerciseSafe,
    FaqAnswer,
    FoundTold,
    FrequencyTold,
    HowTo,
    HowToAnswer,
    LengthTold,
    NextTold,
    QuestionAnswered,
    SideTold,
    TestExplained,
    TopicsOffered,
    TopicTold,
    WhyExercise,
    WhyQuestion,
    WhyRoutine,
)
from bot.domain.talk.question import Question
from bot.domain.training.exercise import Phase
from bot.domain.training.workout import CardState, Workout
from bot.views import card_reasons, faq_terms, routines
from bot.views.dose_words import dose
from bot.views.faq_terms import named
from bot.views.findings import conclusion_words, head_words
from bot.views.folding import Part
from bot.views.routine_purpose import why_today
from bot.views.screen import Button, Picture, Screen
from bot.views.texts import Html, Texts

MOST_MOVEMENTS = 4
"""Closed movements that are named."""
MOST_STEPS = 3
"""Steps of an exercise that fit beside its dose and its mistake."""
MOST_FINDINGS = 3
MOST_NEAR = 2
"""Topics offered under an answer."""


def question_answered(outcome: QuestionAnswered, texts: Texts, catalog: Catalog) -> Screen:
    """The lock where there is one, the answer, and the way back."""
    answer = outcome.answer
    lines = [texts("faq.locked")] if outcome.locked else []
    lines += _lines(answer, texts, catalog)
    rows = _offers(answer, texts, catalog)
    if outcome.back:
        rows = (*rows, (Button(str(texts("button.back_to")), Command("start")),))
    parts = tuple(Part(line, tight=n > 0, yields=n) for n, line in enumerate(lines))
    return Screen(parts=parts, rows=rows, picture=_picture(answer, texts, catalog))


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
            return _findings(profile, texts, catalog)
        case NextTold(due, zone, waiting):
            if waiting:
                return [texts("faq.next_waits")]
            if due is None:
                return [texts("faq.next_none")]
            return [texts("faq.next", at=texts.moment(due, zone))]
        case ConditionTold():
            return _closes(answer, texts, catalog)
        case LengthTold(workout):
            return [_length(workout, texts)]
        case FrequencyTold():
            return _how_often(answer, texts, catalog)
        case WhyExercise() | WhyRoutine() | HowTo() | DoseTold() | SideTold() | ExerciseSafe():
            return _of_plan(answer, texts, catalog)
        case _:
            return faq_terms.explained(answer, texts, catalog)


def _length(workout: Workout, texts: Texts) -> Html:
    """The minutes of today's routine, and how many are left once it was begun."""
    items, cards = workout.routine.items, workout.cards
    pairs = zip(items, cards, strict=True)
    left = sum(item.seconds for item, card in pairs if card.state is CardState.OPEN)
    minutes = -(-workout.routine.seconds // 60)
    if not workout.begun or not left:
        return texts("faq.length", n=minutes)
    return texts("faq.length_left", n=minutes, left=-(-left // 60))


def _how_often(answer: FrequencyTold, texts: Texts, catalog: Catalog) -> list[Html]:
    """On which days an exercise or a routine is planned, and whether every day is fine."""
    strength, routines = (
        texts.list([Html(texts.weekday(day)) for day in sorted(days)])
        for days in (answer.strength, answer.routines)
    )
    if answer.item is None:
        return [texts("faq.often_routine", days=routines, strength=strength)]
    head = named(answer.item.exercise, texts, catalog)
    if answer.item.phase in (Phase.ACTIVATE, Phase.INTEGRATE):
        return [head, texts("faq.often_strength", days=strength)]
    return [head, texts("faq.often_stretch", days=routines)]


def _of_plan(
    answer: WhyExercise | WhyRoutine | HowTo | DoseTold | SideTold | ExerciseSafe,
    texts: Texts,
    catalog: Catalog,
) -> list[Html]:
    match answer:
        case WhyExercise(item, profile):
            return [
                named(item.exercise, texts, catalog),
                card_reasons.why_words(item.why, profile, texts, catalog),
            ]
        case WhyRoutine(workout):
            reason = why_today(workout, texts, catalog)
            names = [
                texts.phrase(catalog.exercises[i.exercise].name) for i in workout.routine.items
            ]
            return [
                reason or texts("faq.why_general"),
                texts("faq.why_each", names=texts.list(names)),
            ]
        case HowTo(id, item):
            exercise = catalog.exercises[id]
            amount = [] if item is None else [dose(item, texts, catalog)]
            steps = exercise.steps[: MOST_STEPS - len(amount) + 1]
            numbered = [Html(f"{n}. {texts.phrase(step)}") for n, step in enumerate(steps, 1)]
            return [named(id, texts, catalog), *amount, *numbered]
        case DoseTold(item):
            minutes = max(1, round(item.seconds / 60))
            lines = [named(item.exercise, texts, catalog), dose(item, texts, catalog)]
            return [*lines, texts("faq.takes", n=minutes)]
        case SideTold(item):
            both = item.side_first is None
            side = texts("faq.both_sides") if both else card_reasons.first_side(item, texts)
            return [named(item.exercise, texts, catalog), side]
        case ExerciseSafe(id):
            exercise = catalog.exercises[id]
            caution = [texts.phrase(exercise.caution)] if exercise.caution else []
            watch = texts("card.mistake", words=texts.phrase(exercise.mistake))
            return [named(id, texts, catalog), *caution, watch, texts("faq.stop_rule")]


def _findings(profile: Profile | None, texts: Texts, catalog: Catalog) -> list[Html]:
    if profile is None:
        return [texts("faq.found_none_yet")]
    if profile.conclusion is not Conclusion.FOUND:
        return [conclusion_words(profile, texts)]
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


def _picture(answer: FaqAnswer, texts: Texts, catalog: Catalog) -> Picture | None:
    match answer:
        case HowTo(exercise, item):
            if item is None:
                return Picture(str(exercise))
            return routines.still(item, texts, catalog)
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
