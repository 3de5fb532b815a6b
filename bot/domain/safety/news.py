"""Which answers of the safety screen news about the body replaces, and which are asked again."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.ids import QuestionId
from bot.domain.talk.answers import Answers, Value
from bot.domain.talk.question import Kind, Question
from bot.domain.talk.script import Script

Told = Mapping[QuestionId, str]
"""Question -> the option that the news is."""
EVERY = "condition"
"""The kind of news of which several may be told at once."""


@dataclass(frozen=True, slots=True)
class NewsRule:
    """What one kind of news answers, where its words are said."""

    kind: str
    words: tuple[str, ...]
    """Empty: whatever else is said."""
    answers: Told
    unless: tuple[str, ...] = ()
    """Words beside which its own mean something else."""


def reopened(script: Script, before: Answers, told: Told) -> Answers:
    """Return the answers with which the screen is opened again.

    What the news is counts as answered; what follows from it, and what speaks against it, is
    asked again; everything else stays as it was.
    """
    answers = dict(before)
    for id, option in told.items():
        question = script.question(id)
        if question is not None:
            answers[id] = _with(question, before.get(id), option)
    news: dict[QuestionId, Value] = {
        id: frozenset({option}) if isinstance(answers[id], frozenset) else option
        for id, option in told.items()
    }
    for question in script.questions:
        if question.id in told:
            if not question.when.holds(answers):
                for other in question.when.questions - told.keys():
                    answers.pop(other, None)
        elif _follows(question, news):
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
