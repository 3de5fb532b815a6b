"""The conversation machine: a script and the answers so far; the position is computed."""

from dataclasses import dataclass, field, replace

from bot.domain.errors import AlreadyAnswered, NotAnOption, NotAsked, NothingBefore, NothingChosen
from bot.domain.ids import DialogueId, QuestionId, Side
from bot.domain.talk.answers import Answers, Sides, Value
from bot.domain.talk.question import Kind, Question
from bot.domain.talk.script import Script


@dataclass(frozen=True, slots=True)
class Dialogue:
    """One run of a script by one person. Where we are is computed, never stored."""

    id: DialogueId
    script: Script
    answers: Answers
    draft: Value | None = None
    """The part of the current answer told so far: options ticked, one side's number."""
    known: Answers = field(default_factory=dict)
    """Answers of earlier scripts that conditions and batteries may look at."""
    _path: list[Question] = field(init=False, repr=False, compare=False, default_factory=list)
    """Found when it is first asked for; a dialogue never changes."""

    @property
    def current(self) -> Question | None:
        """The first question on the path without an answer; None when all are answered."""
        return next((q for q in self.path if q.id not in self.answers), None)

    @property
    def path(self) -> list[Question]:
        """The questions that apply, in order, as far as the answers tell."""
        if not self._path:
            self._path.extend(self.script.path({**self.known, **self.answers}))
        return self._path

    @property
    def given(self) -> Answers:
        """The answers that count: those whose question is on the path."""
        on_path = (q.id for q in self.path)
        return {id: self.answers[id] for id in on_path if id in self.answers}

    @property
    def progress(self) -> tuple[int, int]:
        """(number of the current question from 1, how many there are as far as is known)."""
        path = self.path
        answered = sum(q.id in self.answers for q in path)
        return min(answered + 1, len(path)), len(path)

    def answer(self, question: QuestionId, value: Value) -> "Dialogue":
        """The dialogue with one more answer; the same answer again changes nothing.

        Raises:
            NotAsked: `question` is not on the path, or further ahead than the current one.
            AlreadyAnswered: `question` has a different answer.
            BotError: what `Question.check` says of the value.
        """
        if question in self.given:
            if self.answers[question] == value:
                return self
            asked = self.script.question(question)
            assert asked is not None
            asked.check(value)
            raise AlreadyAnswered(question=question, value=value)
        self._asked(question).check(value)
        return replace(self, answers={**self.answers, question: value}, draft=None)

    def change(self, question: QuestionId, value: Value) -> "Dialogue":
        """The dialogue with another answer to a question already answered.

        Later answers are kept; those that leave the path no longer count.

        Raises:
            NotAsked: `question` has no answer on the path.
            BotError: what `Question.check` says of the value.
        """
        found = self.script.question(question)
        if found is None or question not in self.given:
            raise NotAsked(question=question)
        found.check(value)
        return replace(self, answers={**self.answers, question: value})

    def toggle(self, question: QuestionId, option: str) -> "Dialogue":
        """Tick or untick one of several; an option that stands alone unticks the others.

        Args:
            option: `+neck` ticks it and `-neck` unticks it, however it stands; `neck` turns it.

        Raises:
            NotAsked, NotAnOption.
        """
        asked = self._asked(question)
        sign, option = (option[0], option[1:]) if option[:1] in ("+", "-") else ("", option)
        chosen = asked.option(option)
        if asked.kind is not Kind.SEVERAL or chosen is None:
            raise NotAnOption(question=question)
        ticked = self.draft if isinstance(self.draft, frozenset) else frozenset[str]()
        if sign == ("+" if option in ticked else "-"):
            return replace(self, draft=ticked)
        if option in ticked:
            return replace(self, draft=ticked - {option})
        if chosen.alone:
            return replace(self, draft=frozenset({option}))
        kept = {o.id for o in asked.options if o.id in ticked and not o.alone}
        return replace(self, draft=frozenset({*kept, option}))

    @property
    def by_phone(self) -> Question | None:
        """The question that the measuring page may answer now, in place of some of this test."""
        asked = self.current
        if asked is None or asked.card is None:
            return None
        for question in self.script.questions:
            if question.phone is not None and question.card == asked.card:
                told = {question.id, *question.phone.instead_of} & self.answers.keys()
                return None if told else question
        return None

    def answer_by_phone(self, question: QuestionId, value: Value) -> "Dialogue":
        """The dialogue with what the measuring page read.

        Raises:
            NotAsked: the page is not offered, or for another question.
            BotError: what `Question.check` says of the value.
        """
        asked = self.by_phone
        if asked is None or asked.id != question:
            raise NotAsked(question=question)
        asked.check(value)
        return replace(self, answers={**self.answers, question: value}, draft=None)

    def finish_ticking(self, question: QuestionId) -> "Dialogue":
        """Take the ticked options as the answer.

        Raises:
            NotAsked, NothingChosen.
        """
        self._asked(question)
        if not isinstance(self.draft, frozenset) or not self.draft:
            raise NothingChosen(question=question)
        return self.answer(question, self.draft)

    def measure(self, question: QuestionId, side: Side, number: float) -> "Dialogue":
        """Put down one side's number; the second one completes the answer.

        Raises:
            NotAsked, OutOfRange.
        """
        asked = self._asked(question)
        asked.check(Sides(number, number))
        told = self.draft if isinstance(self.draft, Sides) else Sides()
        sides = replace(told, left=number) if side is Side.LEFT else replace(told, right=number)
        if sides.complete:
            return self.answer(question, sides)
        return replace(self, draft=sides)

    def back(self) -> "Dialogue":
        """The dialogue before its last answer.

        Raises:
            NothingBefore: nothing has been answered.
        """
        answered = [q.id for q in self.path if q.id in self.answers]
        if not answered:
            raise NothingBefore()
        kept = {id: value for id, value in self.answers.items() if id != answered[-1]}
        return replace(self, answers=kept, draft=None)

    def _asked(self, question: QuestionId) -> Question:
        asked = self.current
        if asked is None or asked.id != question:
            raise NotAsked(question=question)
        return asked
