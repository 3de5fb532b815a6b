"""Which settings can be answered in typed words: each a script of one question."""

from collections.abc import Mapping

from bot.domain.catalog import Catalog
from bot.domain.ids import QuestionId, ScriptId
from bot.domain.setting import THEN, TYPED, Setting
from bot.domain.talk.question import Question
from bot.domain.talk.script import Script

_SETUP = ScriptId("setup")


def script_of(setting: Setting) -> ScriptId:
    """Return the id of the one-question script that asks for a setting."""
    return ScriptId(f"set_{setting}")


SCRIPTS = {script_of(setting): setting for setting in TYPED}
"""A setting that may be written is a script of its own, so that words find their way."""


def scripts(catalog: Catalog) -> Mapping[ScriptId, Script]:
    """Return these scripts with their questions, taken from the set-up."""
    name = catalog.scripts[_SETUP].name
    return {
        id: Script(id, name, questions_of(catalog, setting), alone=True)
        for id, setting in SCRIPTS.items()
    }


def questions_of(catalog: Catalog, setting: Setting) -> tuple[Question, ...]:
    """Return the questions of the set-up that ask for a setting."""
    asks = catalog.scripts.get(script_of(setting), catalog.scripts[_SETUP])
    questions = [q for q in asks.questions if _asks_for(q.id, setting)]
    assert questions, setting
    return tuple(questions)


def _asks_for(question: QuestionId, setting: Setting) -> bool:
    return str(question) == str(setting) or (
        setting is Setting.BARRIER and question.startswith(THEN)
    )
