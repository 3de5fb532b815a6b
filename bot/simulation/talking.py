"""Lead a simulated person through the real scripts."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.domain.assessment.self_test import HAS_PAGE
from bot.domain.catalog import Catalog
from bot.domain.ids import DialogueId, QuestionId, ScriptId
from bot.domain.talk.answers import NOT_SURE, SKIPPED, Answers, Value
from bot.domain.talk.condition import Condition
from bot.domain.talk.dialogue import Dialogue
from bot.domain.talk.question import Question
from bot.domain.talk.script import Battery, Script
from bot.simulation.answering import Voice

SCRIPTS = (ScriptId("safety"), ScriptId("assessment"))


@dataclass(slots=True)
class Remembered:
    """A battery that caches its last answer: the dialogue asks it three times a step."""

    battery: Battery
    _last: tuple[Answers, tuple[Question, ...]] | None = field(default=None, compare=False)

    @property
    def when(self) -> Condition:
        """As the battery says."""
        return self.battery.when

    @property
    def all(self) -> tuple[Question, ...]:
        """As the battery says."""
        return self.battery.all

    def questions(self, answers: Answers) -> tuple[Question, ...]:
        """As the battery says."""
        if self._last is None or self._last[0] != answers:
            self._last = (answers, self.battery.questions(answers))
        return self._last[1]


def scripts(catalog: Catalog) -> tuple[Script, ...]:
    """Return the two scripts that lead to a profile."""
    return tuple(_remembering(catalog.scripts[id]) for id in SCRIPTS)


def _remembering(script: Script) -> Script:
    items = tuple(i if isinstance(i, Question) else Remembered(i) for i in script.items)
    return replace(script, items=items)


def talk(
    voice: Voice, asked: tuple[Script, ...], *, by_phone: bool = False
) -> Mapping[QuestionId, Value]:
    """Return every answer that counts.

    Args:
        by_phone: They have the measuring page, and use it wherever it is offered.
    """
    known: Mapping[QuestionId, Value] = {HAS_PAGE: "yes"} if by_phone else {}
    for script in asked:
        dialogue = Dialogue(DialogueId(1), script, {}, known=known)
        while (question := dialogue.current) is not None:
            answered = {**known, **dialogue.answers}
            page = dialogue.by_phone if by_phone else None
            read = NOT_SURE if page is None else voice.answer(page, answered)
            if page is not None and read not in (NOT_SURE, SKIPPED):
                dialogue = dialogue.answer_by_phone(page.id, read)
            else:
                dialogue = dialogue.answer(question.id, voice.answer(question, answered))
        known = {**known, **dialogue.given}
    return known
