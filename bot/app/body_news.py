"""Which safety questions are asked again when news about the body is typed."""

from collections.abc import Iterable, Sequence

from bot.app import dialogues
from bot.app.context import SAFETY, Context
from bot.domain.acts import Act
from bot.domain.outcome import Outcome
from bot.domain.outcome.reply import Chatted
from bot.domain.safety.age import ADULT_ON, AGE, OF_AGE
from bot.domain.safety.news import ALLOWED, EVERY, NewsAnswers, NewsRule, reopened
from bot.domain.talk.answers import Answers


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


async def reopen(context: Context, news: Iterable[NewsAnswers]) -> list[Outcome]:
    """Reopen the safety screen with what news answer of it; nothing where all was known."""
    before = await _answers(context)
    return await _ask_again(context, before, before, news)


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
        if rule.words and are_said(rule.words, words) and not are_said(rule.unless, words)
    ]
    if fitting:
        return fitting if kind == EVERY else fitting[:1]
    return [rule for rule in rules if not rule.words]


def are_said(ways: Sequence[str], words: str) -> bool:
    """Whether one of these ways to say something stands in the words."""
    from bot.understanding.signs.concepts import Concepts  # loaded with the first typed words
    from bot.understanding.tokens import tokens

    return bool(Concepts.of({"news": ways}).spots([token.text for token in tokens(words)]))
