"""Which safety questions are asked again when news about the body is typed."""

from collections.abc import Sequence

from bot.app import dialogues
from bot.app.context import SAFETY, Scene
from bot.domain.acts import Act
from bot.domain.ids import QuestionId
from bot.domain.outcome import Outcome
from bot.domain.outcome.reply import Chatted
from bot.domain.safety.age import OF_AGE
from bot.domain.safety.news import EVERY, NewsRule, reopened
from bot.domain.talk.answers import Answers
from bot.understanding.signs.concepts import Concepts
from bot.understanding.tokens import tokens

AGE, ADULT_ON = QuestionId("age"), QuestionId("adult_on")


async def take(scene: Scene, acts: Sequence[Act], words: str) -> list[Outcome]:
    """Reopen the safety screen where news answers it; nothing where the acts are no such news."""
    age = scene.deps.understander(scene.person.language).age(words)
    too_young = age is not None and age < OF_AGE
    kinds = [str(act.get("kind")) for act in acts if act.name == "news"]
    rules = [rule for kind in kinds for rule in _rules(scene, kind, words)]
    if too_young:  # what else it was taken for is only heard where it is named
        rules = [rule for rule in rules if rule.words]
    if not rules and not too_young:
        return []
    before = await _answers(scene)
    answers = before
    if age is not None and too_young:
        answers = {**answers, AGE: float(age)}
        answers = {id: value for id, value in answers.items() if id != ADULT_ON}
    for rule in rules:
        answers = reopened(scene.catalog.scripts[SAFETY], answers, rule.answers)
    if answers == before:
        return [Chatted("news_known")]
    return [Chatted("news"), *await dialogues.begin(scene, SAFETY, answers)]


async def _answers(scene: Scene) -> Answers:
    """Return what the safety screen knows: of the open one, else of the last."""
    opened = await scene.open_screen()
    if opened is not None:
        return opened.answers
    return await scene.store.dialogues.answers(scene.person.id, [SAFETY])


def _rules(scene: Scene, kind: str, words: str) -> list[NewsRule]:
    rules = [rule for rule in scene.catalog.news if rule.kind == kind]
    fitting = [rule for rule in rules if rule.words and _are_said(rule.words, words)]
    if fitting:
        return fitting if kind == EVERY else fitting[:1]
    return [rule for rule in rules if not rule.words]


def _are_said(ways: Sequence[str], words: str) -> bool:
    return bool(Concepts.of({"news": ways}).spots([token.text for token in tokens(words)]))
