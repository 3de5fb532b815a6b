"""Which safety questions are asked again when news about the body is typed."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.app import dialogues
from bot.app.context import SAFETY, Context
from bot.domain.acts import Act
from bot.domain.event import EventKind
from bot.domain.ids import QuestionId
from bot.domain.outcome import Outcome
from bot.domain.outcome.reply import Chatted
from bot.domain.safety.age import OF_AGE
from bot.domain.safety.news import (
    ALLOWED,
    EVERY,
    SAME_FOR,
    WEAKNESS,
    NewsAnswers,
    NewsRule,
    reopened,
)
from bot.domain.talk.answers import Answers

WEAK_TOLD = QuestionId("weak_told")
WEAK_SINCE = tuple(QuestionId(f"{limb}_weak_since") for limb in ("leg", "arm"))
AGE, ADULT_ON = QuestionId("age"), QuestionId("adult_on")


async def take(context: Context, acts: Sequence[Act], words: str) -> list[Outcome]:
    """Reopen the safety screen where news answers it; nothing where the acts are no such news."""
    age = context.deps.understander(context.person.language).age(words)
    too_young = age is not None and age < OF_AGE
    kinds = [str(act.get("kind")) for act in acts if act.name == "news"]
    kinds += [EVERY] if ALLOWED in kinds and context.person.lock is None else []
    rules = [rule for kind in kinds for rule in _rules(context, kind, words)]
    if too_young or ALLOWED in kinds:  # what else it was taken for is only heard where it is named
        rules = [rule for rule in rules if rule.words]
    if not rules and not too_young:
        return []
    before = await _answers(context)
    answers = before
    if age is not None and too_young:
        answers = {**answers, AGE: float(age)}
        answers = {id: value for id, value in answers.items() if id != ADULT_ON}
    asked = await _ask_again(context, before, answers, [rule.answers for rule in rules])
    return asked or ([] if ALLOWED in kinds else [Chatted("news_known")])


async def take_weakness(context: Context, words: str) -> list[Outcome]:
    """Ask of a limb that is called weak whether that came suddenly or is getting worse; nothing
    where it was answered lately, or the safety questions come anyway."""
    rules = _rules(context, WEAKNESS, words)
    if not rules or context.person.lock is not None or not await _is_screened(context):
        return []
    before = await context.store.dialogues.answers(context.person.id, [SAFETY])
    limb = rules[0].answers[WEAK_TOLD]
    answered = await _weak_since(context, QuestionId(f"{limb}_weak_since"))
    if answered is not None and context.now - answered < SAME_FOR:
        return []
    return await _ask_again(context, before, before, [rules[0].answers])


async def weakness_was_asked(context: Context) -> bool:
    """Whether the safety questions end with that answer."""
    return any([await _weak_since(context, question) == context.now for question in WEAK_SINCE])


async def _weak_since(context: Context, question: QuestionId) -> datetime | None:
    """Return when that question was answered last."""
    answered = await context.store.dialogues.history(context.person.id, question)
    return answered[-1][0] if answered else None


async def _is_screened(context: Context) -> bool:
    runs = await context.store.dialogues.runs(context.person.id, [SAFETY])
    return bool(runs) and await context.open_screen() is None


async def reopen(context: Context, news: Iterable[NewsAnswers]) -> list[Outcome]:
    """Reopen the safety screen with what news answer of it; nothing where all was known."""
    before = await _answers(context)
    return await _ask_again(context, before, before, news)


async def reopen_for_told(context: Context) -> list[Outcome]:
    """Reopen the first safety screen where it passed over what was told before it."""
    if len(await context.store.dialogues.runs(context.person.id, [SAFETY])) != 1:
        return []
    early = {
        (str(event.detail["question"]), str(event.detail["value"]))
        for event in await context.events()
        if event.kind is EventKind.TOLD_EARLY
    }
    news = [
        rule.answers
        for rule in context.catalog.news
        if rule.lasting and early & {(str(id), option) for id, option in rule.answers.items()}
    ]
    return await reopen(context, news) if news else []


async def _ask_again(
    context: Context, before: Answers, answers: Answers, news: Iterable[NewsAnswers]
) -> list[Outcome]:
    for one in news:
        answers = reopened(context.catalog.scripts[SAFETY], answers, one)
    if answers == before:
        return []
    return [Chatted("news"), *await dialogues.begin(context, SAFETY, answers)]


async def _answers(context: Context) -> Answers:
    """Return what the safety screen knows: of the open one, else of the last."""
    opened = await context.open_screen()
    if opened is not None:
        return opened.answers
    return await context.store.dialogues.answers(context.person.id, [SAFETY])


def _rules(context: Context, kind: str, words: str) -> list[NewsRule]:
    rules = [rule for rule in context.catalog.news if rule.kind == kind]
    fitting = [
        rule
        for rule in rules
        if rule.words
        and are_said(rule.words, words)
        and not are_said(rule.unless, words)
        and (not rule.beside or are_said(rule.beside, words))
    ]
    if fitting:
        return fitting if kind == EVERY else fitting[:1]
    return [rule for rule in rules if not rule.words]


def are_said(ways: Sequence[str], words: str) -> bool:
    """Whether one of these ways to say something stands in the words."""
    from bot.understanding.signs.concepts import Concepts  # loaded with the first typed words
    from bot.understanding.tokens import tokens

    return bool(Concepts.of({"news": ways}).spots([token.text for token in tokens(words)]))
