"""Take conditions that are named at a grouped safety question: "none apart from asthma"."""

from collections.abc import Iterator

from bot.app import body_news, dialogues
from bot.app.body_news import are_said
from bot.app.context import SAFETY, Context
from bot.domain.echo import Echo, EchoLine
from bot.domain.event import EventKind
from bot.domain.outcome import Outcome
from bot.domain.safety.news import NewsAnswers, NewsRule
from bot.domain.talk.dialogue import Dialogue
from bot.domain.talk.question import Kind, Question
from bot.understanding.conditions import concepts_of, conditions_named, without_conditions

SOME = "some"
OF_THE_BODY = frozenset(("condition", "surgery", "medicine"))
"""Kinds of news whose words are looked for; others are told in whole sentences."""
MEDICINE = "medicine"


async def take(
    context: Context, dialogue: Dialogue, question: Question, words: str
) -> list[Outcome] | None:
    """Tick what the words name in the list behind a grouped question, and ask the rest of it.

    A name counts more than the "none" beside it. Return None where nothing of the list is named.
    What belongs to another list of the safety questions is ticked there and not passed over.
    """
    if dialogue.script.id != SAFETY or question.option(SOME) is None:
        return None
    named = _named(context, question, words)
    if not named:
        return await _elsewhere(context, dialogue, question, words)
    listed = dialogue.answer(question.id, SOME).current
    if listed is None or listed.kind is not Kind.SEVERAL:
        return None
    ticked = frozenset(option for option in named if listed.option(option) is not None)
    if not ticked:
        return None
    await dialogues.answer(context, dialogue, question, SOME)
    opened = await dialogues.current(context)
    assert opened is not None
    echo = Echo("conditions", {"question": listed.id, "options": " ".join(sorted(ticked))})
    context.echo = EchoLine((echo,), str(context.zone), undo=None)  # Back leads to the list
    return await dialogues.name_options(context, opened, listed, ticked)


async def _elsewhere(
    context: Context, dialogue: Dialogue, question: Question, words: str
) -> list[Outcome] | None:
    """Reopen the list in which a condition stands that is named at another question."""
    others = [q for q in dialogue.script.questions if q.option(SOME) is not None and q != question]
    news = [
        rule.answers
        for other in others
        for named in [_named(context, other, words)]
        for option, rule in _rules(context, other, words)
        if option in named
    ]
    return await body_news.reopen(context, news) or None


async def take_lasting(context: Context, words: str) -> list[Outcome]:
    """Reopen the safety screen where words name what counts however long ago it was; nothing where
    the screen is still to come, or knows it."""
    runs = await context.store.dialogues.runs(context.person.id, [SAFETY])
    return await body_news.reopen(context, _lasting(context, words)) if runs else []


async def keep_for_screen(context: Context, words: str) -> None:
    """Keep what counts however long ago it was, told before the safety screen."""
    for answers in _lasting(context, words):
        for question, option in answers.items():
            if option != SOME:
                detail = {"question": str(question), "value": option}
                await context.log(EventKind.TOLD_EARLY, detail)


def _lasting(context: Context, words: str) -> list[NewsAnswers]:
    """Return what words name as the writer's own that counts however long ago it was."""
    vocabulary = context.deps.vocabulary(context.person.language)
    rules = {str(n): rule for n, rule in enumerate(context.catalog.news) if rule.lasting}
    ways = {n: rule.words for n, rule in rules.items()}
    concepts = concepts_of(context.deps.content_folder)
    named = conditions_named(words, ways, vocabulary, concepts, lasting=ways)
    return [rules[n].answers for n in sorted(named)]


def said_besides(context: Context, question: Question, words: str) -> str:
    """Return what is said beside the conditions; empty where nothing is."""
    return without_conditions(words, _ways(context, question, words))


def _named(context: Context, question: Question, words: str) -> frozenset[str]:
    """Return the options behind a grouped question that the words name as the writer's own."""
    vocabulary = context.deps.vocabulary(context.person.language)
    concepts = concepts_of(context.deps.content_folder)
    lasting = {option for option, rule in _rules(context, question, words) if rule.lasting}
    return conditions_named(words, _ways(context, question, words), vocabulary, concepts, lasting)


def _ways(context: Context, question: Question, words: str) -> dict[str, tuple[str, ...]]:
    """Return the ways to say each option behind a grouped question."""
    vocabulary = context.deps.vocabulary(context.person.language)
    medicines = vocabulary.lists["medicines"][""] + vocabulary.lists["news"][MEDICINE]
    ways: dict[str, tuple[str, ...]] = {}
    for option, rule in _rules(context, question, words):
        ways[option] = ways.get(option, ()) + (rule.words or medicines)
    return ways


def _rules(context: Context, question: Question, words: str) -> Iterator[tuple[str, NewsRule]]:
    """Yield the news that tick an option behind a grouped question, each with that option."""
    for rule in context.catalog.news:
        if rule.kind not in OF_THE_BODY or rule.answers.get(question.id) != SOME:
            continue
        if bool(rule.words) == (rule.kind == MEDICINE) or are_said(rule.unless, words):
            continue  # any medicine is one option; a condition needs its name
        yield next(value for id, value in rule.answers.items() if id != question.id), rule
