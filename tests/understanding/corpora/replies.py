"""Score what people type to an open question against what they mean by it."""

from datetime import UTC, datetime
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from bot.app import situation, typed_answer
from bot.catalog.folder import content_folder
from bot.domain.errors import BotError
from bot.domain.ids import DialogueId, QuestionId
from bot.domain.ruler import Lengths
from bot.domain.talk.answers import SKIPPED, Sides
from bot.domain.talk.dialogue import Dialogue
from bot.domain.talk.question import Kind, Question
from bot.domain.talk.script import Script
from bot.understanding.context import TextContext
from bot.understanding.load import understander
from bot.understanding.measured import OneSide
from bot.understanding.red_flags import sign_ear
from tests.content import real_catalog

SCRIPTS = ("safety", "complaint", "assessment", "setup")
NOW = datetime(2026, 11, 29, 9, tzinfo=UTC)
CLOSE = 0.03
"""Share by which a number may differ, from rounding."""


def verdict(line: dict[str, Any]) -> str:
    """Return `right`, `heard` (as a warning sign that it is), `asked` again or `wrong`."""
    script, question = _question(line["question"])
    read, acts, flagged = _read(script, question, line["words"])
    if _same(read, line["want"]):
        return "right"
    if flagged and line["want"] not in ("no", "none"):
        return "heard"
    if read is None and line["want"] == "ask" and any(act.startswith("ask") for act in acts):
        return "right"
    return "asked" if read is None else "wrong"


@lru_cache
def _question(id: str) -> tuple[Script, Question]:
    scripts = [s for s in real_catalog().scripts.values() if str(s.id) in SCRIPTS]
    return next((s, q) for s in scripts if (q := s.question(QuestionId(id))) is not None)


@lru_cache
def _context() -> Any:
    """As much of a person's context as reading words takes."""
    content = content_folder()
    reader = understander(content, ear=sign_ear(content))
    deps = SimpleNamespace(
        understander=lambda _: reader, vocabulary=lambda _: reader.language.vocabulary
    )
    person = SimpleNamespace(language="en", preferences=SimpleNamespace(lengths=Lengths()))
    catalog = real_catalog()
    return SimpleNamespace(deps=deps, person=person, catalog=catalog, today=NOW.date(), now=NOW)


def _read(script: Script, question: Question, words: str) -> tuple[Any, set[str], bool]:
    """Return what is read, the names of the acts, and whether a warning sign was heard."""
    context = _context()
    reader = context.deps.understander("en")
    dialogue = Dialogue(DialogueId(1), script, {})
    text_context = situation.asking(context, TextContext(now=NOW), dialogue, question)
    meaning = reader.understand(words, text_context)
    names = {act.name for act in meaning.acts}
    flagged = meaning.flag is not None
    if "back" in names:
        return "back", names, flagged
    try:
        value = typed_answer.read_value(context, question, words, meaning, text_context.options)
    except BotError:
        value = None
    if value is None and question.kind is Kind.SEVERAL and names <= typed_answer.OF_THE_BODY:
        value = frozenset(reader.ticked(words, text_context)) or None
    match value:
        case frozenset():
            return sorted(value), names, flagged
        case Sides(left, right):
            return {"left": left, "right": right}, names, flagged
        case OneSide():
            return None, names, flagged
        case _:
            return ("skip" if value == SKIPPED else value), names, flagged


def _same(read: Any, want: Any) -> bool:
    match read, want:
        case list(), list():
            return sorted(read) == sorted(want)
        case dict(), dict():
            return all(_same(read[side], want[side]) for side in want)
        case ((int() | float()), (int() | float())):
            return abs(read - want) <= max(0.5, CLOSE * abs(want))
        case str(), (int() | float()):
            return read.isdecimal() and float(read) == want
        case _:
            return bool(read == want)
