"""Which answers make a condition hold, for a simulated person in whom it is the case."""

from collections.abc import Mapping

from bot.domain.catalog import Catalog
from bot.domain.ids import QuestionId
from bot.domain.talk.answers import NOT_SURE, Value
from bot.domain.talk.condition import Condition
from bot.domain.talk.question import Kind, Question

Wishes = dict[QuestionId, Value]


class Wishing:
    """The questions of a catalogue, and what must be answered for something to be so."""

    def __init__(self, catalog: Catalog) -> None:
        self._questions: Mapping[QuestionId, Question] = catalog.questions
        conditions = [f.when for f in catalog.flags.values()]
        for pattern in catalog.patterns.values():
            conditions += [e.when for e in (*pattern.habits, *pattern.signs)]
        self.telling = {
            (clause.question, option)
            for condition in conditions
            for clauses in condition.alternatives
            for clause in clauses
            for option in clause.any_of
        }
        """Answers that something follows from."""

    def make(self, condition: Condition, into: Wishes) -> None:
        """Add what the first alternative asks for, and what leads to its questions."""
        if not condition.alternatives:
            return
        for clause in condition.alternatives[0]:
            question = self._questions.get(clause.question)
            if question is None:
                continue
            if clause.any_of:
                chosen = sorted(clause.any_of - {NOT_SURE})
                if chosen:
                    self._wish(question, chosen[0], into)
            elif clause.at_least is not None:
                into[question.id] = float(clause.at_least)
            elif clause.below is not None:
                into[question.id] = float(clause.below - 1)
            self.make(question.when, into)

    def _wish(self, question: Question, option: str, into: Wishes) -> None:
        if question.kind is Kind.SEVERAL:
            before = into.get(question.id, frozenset())
            assert isinstance(before, frozenset)
            into[question.id] = before | {option}
        else:
            into[question.id] = option
