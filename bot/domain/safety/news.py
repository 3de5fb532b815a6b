"""Which answers of the safety screen news about the body replaces, and which are asked again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.acts import Act
from bot.domain.ids import QuestionId
from bot.domain.talk.answers import Answers, Value
from bot.domain.talk.question import Kind, Question
from bot.domain.talk.script import Script

NewsAnswers = Mapping[QuestionId, str]
"""Question -> the option that the news answers it with."""
EVERY = "condition"
"""The kind of news of which several may be told at once."""
WEAKNESS = "weakness"
"""The kind of news that a limb is weak, which is told by its words alone."""
SAME_FOR = timedelta(days=14)
"""So long the answer holds that such a weakness stays the same."""
ALLOWED = "clinician_allows"
"""The kind of news that somebody allowed exercise: for what, may be told beside it."""


@dataclass(frozen=True, slots=True)
class NewsRule:
    """What one kind of news answers, where its words are said."""

    kind: str
    words: tuple[str, ...]
    """Empty: whatever else is said."""
    answers: NewsAnswers
    unless: tuple[str, ...] = ()
    """Words beside which its own mean something else."""
    beside: tuple[str, ...] = ()
    """Words of which one is said too; empty: none is needed."""
    lasting: bool = False
    """Whether it counts however long ago it was, such as a joint that was replaced."""


def tells_allowance(acts: Sequence[Act]) -> bool:
    """Whether somebody allowed exercise."""
    return any(act.name == "news" and act.get("kind") == ALLOWED for act in acts)


def reopened(script: Script, before: Answers, news: NewsAnswers) -> Answers:
    """Return the answers with which the screen is opened again.

    The questions that the news answers count as answered; those that follow from it or
    contradict it are asked again; all other answers stay.
    """
    answers = dict(before)
    for id, option in news.items():
        question = script.question(id)
        if question is not None:
            answers[id] = _with(question, before.get(id), option)
    reported: dict[QuestionId, Value] = {
        id: frozenset({option}) if isinstance(answers[id], frozenset) else option
        for id, option in news.items()
    }
    for question in script.questions:
        if question.id in news:
            if not question.when.holds(answers):
                for other in question.when.questions - news.keys():
                    answers.pop(other, None)
        elif _follows(question, reported):
            answers.pop(question.id, None)
    return answers


def _with(question: Question, before: Value | None, option: str) -> Value:
    """Return an answer that holds the option, beside what was ticked before."""
    if question.kind is not Kind.SEVERAL:
        return option
    alone = {str(one.id) for one in question.options if one.alone}
    ticked = before if isinstance(before, frozenset) else frozenset[str]()
    return frozenset({*(ticked - alone), option})


def _follows(question: Question, news: Answers) -> bool:
    """Whether a question is asked because of what the news is."""
    clauses = [clause for several in question.when.alternatives for clause in several]
    return any(clause.question in news and clause.holds(news) for clause in clauses)
