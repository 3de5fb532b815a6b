"""Read `content/news.yaml`: what news about the body answers in the safety screen."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from bot.catalog import shared_models
from bot.catalog.parse import parse
from bot.domain.ids import QuestionId
from bot.domain.safety.news import NewsRule
from bot.domain.talk.script import Script


class NewsPart(shared_models.Part):
    """What one kind of news about the body answers in the safety screen."""

    kind: Literal["pregnant", "birth", "surgery", "injury", "medicine", "condition", "weakness"]
    words: Annotated[list[shared_models.Text], shared_models.Many, Field(default_factory=list)]
    unless: Annotated[list[shared_models.Text], shared_models.Many, Field(default_factory=list)]
    beside: Annotated[list[shared_models.Text], shared_models.Many, Field(default_factory=list)]
    lasting: bool = False
    answers: dict[shared_models.Slug, shared_models.Slug]


class NewsFile(shared_models.Part):
    """content/news.yaml"""

    news: list[NewsPart]


def load_news(content: Path) -> tuple[NewsRule, ...]:
    """All rules, in their order.

    Raises:
        BrokenFile: the file cannot be read, named with its fault.
    """
    return tuple(
        NewsRule(
            part.kind,
            tuple(part.words),
            {QuestionId(question): option for question, option in part.answers.items()},
            tuple(part.unless),
            tuple(part.beside),
            part.lasting,
        )
        for part in parse(content / "news.yaml", NewsFile).news
    )


def problems(rules: tuple[NewsRule, ...], script: Script) -> Iterator[str]:
    """Yield every answer of a rule that the safety screen does not have."""
    for number, rule in enumerate(rules, 1):
        for id, option in rule.answers.items():
            question = script.question(id)
            if question is None:
                yield f"news.yaml: rule {number}: no question {id}"
            elif question.option(option) is None:
                yield f"news.yaml: rule {number}: {id} has no option {option}"
