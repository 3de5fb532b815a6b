"""Store dialogues and their answers; which dialogue of a person is the open one."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    BigInteger,
    CursorResult,
    FromClause,
    Row,
    Select,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.insert import put
from bot.db.read_cache import ReadCache
from bot.db.tables import answers, dialogues
from bot.db.types import Instant
from bot.db.values import decode, encode
from bot.domain.ids import DialogueId, QuestionId, ScriptId, UserId
from bot.domain.talk.answers import Answers, Value, error_of
from bot.domain.talk.dialogue import Dialogue
from bot.domain.talk.script import Script

Scripts = Mapping[ScriptId, Script]

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_PERSON = bindparam("whose", type_=BigInteger())
_ID = bindparam("which", type_=BigInteger())
_NOW = bindparam("now", type_=Instant())
_SCRIPTS = dialogues.c.script.in_(bindparam("scripts", expanding=True))
_IS_OPEN = and_(dialogues.c.person == _PERSON, dialogues.c.closed_at.is_(None), _SCRIPTS)
_TOLD = (answers.c.value, answers.c.error)
_WITH_ANSWERS = select(
    dialogues.c.id,
    dialogues.c.script,
    dialogues.c.draft,
    dialogues.c.draft_error,
    answers.c.question,
    *_TOLD,
).outerjoin(answers, answers.c.dialogue == dialogues.c.id)
"""A row for each answer, at least one."""

_FIND = _WITH_ANSWERS.where(_IS_OPEN, dialogues.c.id == _ID)
_OPENED = (
    _WITH_ANSWERS.add_columns(dialogues.c.touched_at)
    .where(dialogues.c.person == _PERSON, dialogues.c.closed_at.is_(None))
    .order_by(dialogues.c.touched_at.desc(), dialogues.c.id.desc())
)
_OPEN = insert(dialogues).returning(dialogues.c.id)
_TOUCH = update(dialogues).where(dialogues.c.id == _ID)
_CLOSE = _TOUCH.where(dialogues.c.closed_at.is_(None)).values(closed_at=_NOW, draft=None)
_OVER = dialogues.c.closed_at.is_not(None)
_LAST = (
    select(func.max(dialogues.c.id))
    .where(dialogues.c.person == _PERSON, _SCRIPTS)
    .group_by(dialogues.c.script, _OVER)
)
_ANSWERS = (
    select(dialogues.c.script, _OVER.label("over"), answers.c.question, *_TOLD)
    .join(answers, and_(answers.c.dialogue == dialogues.c.id, answers.c.given))
    .where(dialogues.c.id.in_(_LAST.scalar_subquery()))
)
_HISTORY = (
    select(answers.c.at, *_TOLD)
    .join(dialogues, dialogues.c.id == answers.c.dialogue)
    .where(dialogues.c.person == _PERSON, answers.c.question == bindparam("what"), answers.c.given)
    .order_by(answers.c.at, answers.c.dialogue)
)
_RUNS = (
    select(dialogues.c.id, dialogues.c.closed_at, answers.c.question, *_TOLD)
    .join(answers, and_(answers.c.dialogue == dialogues.c.id, answers.c.given))
    .where(dialogues.c.person == _PERSON, _SCRIPTS, dialogues.c.closed_at.is_not(None))
    .order_by(dialogues.c.id)
)
_DROP = delete(answers).where(
    answers.c.dialogue == _ID, answers.c.question.in_(bindparam("dropped", expanding=True))
)


class Dialogues:
    """Runs of scripts."""

    def __init__(self, connection: AsyncConnection, known: ReadCache) -> None:
        self._connection = connection
        self._known = known

    async def open(self, person: UserId, script: ScriptId, now: datetime) -> DialogueId:
        """Open a dialogue."""
        self._known.forget("answers", "runs", "opened")
        row = {"person": person, "script": script, "opened_at": now, "touched_at": now}
        return DialogueId((await self._connection.execute(_OPEN, row)).scalar_one())

    async def find(self, person: UserId, id: DialogueId, scripts: Scripts) -> Dialogue | None:
        """Return that open dialogue of this person, if its script still exists."""
        parameters = {"whose": person, "which": id, "scripts": list(scripts)}
        rows: list[Row[Any]] = list(await self._connection.execute(_FIND, parameters))
        return _dialogue(rows, scripts) if rows else None

    async def current(
        self,
        person: UserId,
        scripts: Scripts,
        since: Mapping[ScriptId, datetime] | None = None,
    ) -> Dialogue | None:
        """Return the open dialogue they touched last; of a script in `since` only if touched since
        then."""
        opened = await self._known.once(("opened", person), lambda: self._opened(person))
        for rows in opened:
            script = ScriptId(rows[0].script)
            if script in scripts and rows[0].touched_at >= (since or {}).get(script, LONG_AGO):
                return _dialogue(rows, scripts)
        return None

    async def _opened(self, person: UserId) -> list[list[Row[Any]]]:
        """Return the rows of each open dialogue, the one touched last first."""
        rows: list[Row[Any]] = list(await self._connection.execute(_OPENED, {"whose": person}))
        return [list(of_one) for _, of_one in groupby(rows, attrgetter("id"))]

    async def save(self, before: Dialogue, after: Dialogue, now: datetime) -> None:
        """Save what one step changed; answers off the path stay but stop counting."""
        self._known.forget("answers", "runs", "opened")
        old, new = _rows(before), _rows(after)
        dropped = old.keys() - new.keys()
        if dropped:
            await self._connection.execute(_DROP, {"which": after.id, "dropped": sorted(dropped)})
        changed = [
            {"dialogue": after.id, "question": question, **row, "at": now}
            for question, row in new.items()
            if old.get(question) != row
        ]
        await put(self._connection, answers, *changed)
        draft = None if after.draft is None else encode(after.draft)
        await self._connection.execute(
            _TOUCH,
            {
                "which": after.id,
                "draft": draft,
                "draft_error": error_of(after.draft) or None,
                "touched_at": now,
            },
        )

    async def close(self, id: DialogueId, now: datetime) -> None:
        """Close a dialogue, finished or given up; its buttons are stale from now on."""
        self._known.forget("answers", "runs", "opened")
        await self._connection.execute(_CLOSE, {"which": id, "now": now})

    async def answers(self, person: UserId, scripts: Collection[ScriptId]) -> Answers:
        """Return the answers that count today: of each script the last finished run, and over it
        the open one.

        Where two scripts ask the same question, the later of `scripts` wins.
        """
        known: dict[ScriptId, Answers] = self._known.kept(("answers", person), dict)
        missing = [script for script in scripts if script not in known]
        if missing:
            known.update(await self._answers(person, missing))
        counting: dict[QuestionId, Value] = {}
        for script in scripts:
            counting.update(known[script])
        return counting

    async def _answers(
        self, person: UserId, scripts: Sequence[ScriptId]
    ) -> dict[ScriptId, Answers]:
        """Return the answers that count today of each script."""
        answered = await self._connection.execute(_ANSWERS, {"whose": person, "scripts": scripts})
        by_script: dict[ScriptId, dict[QuestionId, Value]] = {script: {} for script in scripts}
        for row in sorted(answered, key=lambda row: not row.over):
            answers = by_script[ScriptId(row.script)]
            answers[QuestionId(row.question)] = decode(row.value, row.error)
        return dict(by_script)

    async def runs(
        self, person: UserId, scripts: Collection[ScriptId]
    ) -> tuple[tuple[datetime, Answers], ...]:
        """Return every finished run of these scripts with when it ended, the oldest first."""
        key = ("runs", person, *scripts)
        return await self._known.once(key, lambda: self._runs(person, scripts))

    async def _runs(
        self, person: UserId, scripts: Collection[ScriptId]
    ) -> tuple[tuple[datetime, Answers], ...]:
        rows = await self._connection.execute(_RUNS, {"whose": person, "scripts": list(scripts)})
        ended: dict[int, tuple[datetime, dict[QuestionId, Value]]] = {}
        for row in rows:
            _, answers = ended.setdefault(row.id, (row.closed_at, {}))
            answers[QuestionId(row.question)] = decode(row.value, row.error)
        return tuple(ended.values())

    async def history(
        self, person: UserId, question: QuestionId
    ) -> tuple[tuple[datetime, Value], ...]:
        """Return every answer they ever gave to a question, the oldest first."""
        rows = await self._connection.execute(_HISTORY, {"whose": person, "what": question})
        return tuple((row.at, decode(row.value, row.error)) for row in rows)

    async def purge(self, first: UserId, last: UserId, before: datetime) -> int:
        """Delete runs that ended before, of the people in a range of ids; return how many there
        were.

        The first and the last finished run of each script stay: what is compared over years, and
        what counts today.
        """
        earlier, later = dialogues.alias(), dialogues.alias()
        result = await self._connection.execute(
            delete(dialogues).where(
                dialogues.c.person.between(first, last),
                dialogues.c.closed_at < before,
                _finished(earlier).where(earlier.c.id < dialogues.c.id).exists(),
                _finished(later).where(later.c.id > dialogues.c.id).exists(),
            )
        )
        assert isinstance(result, CursorResult)
        return result.rowcount


def _dialogue(rows: Sequence[Row[Any]], scripts: Scripts) -> Dialogue:
    """Return the dialogue of these rows, one for each answer."""
    one = rows[0]
    return Dialogue(
        id=DialogueId(one.id),
        script=scripts[ScriptId(one.script)],
        answers={
            QuestionId(row.question): decode(row.value, row.error)
            for row in rows
            if row.question is not None
        },
        draft=None if one.draft is None else decode(one.draft, one.draft_error),
    )


def _finished(other: FromClause) -> Select[Any]:
    """Return finished runs of the same script by the same person."""
    return select(other.c.id).where(
        other.c.person == dialogues.c.person,
        other.c.script == dialogues.c.script,
        other.c.closed_at.is_not(None),
    )


def _rows(dialogue: Dialogue) -> dict[str, dict[str, Any]]:
    """Return for each question its answer as JSON, its error if it is rough, and whether it
    counts."""
    tapped = dialogue.given
    return {
        id: {"value": encode(value), "given": id in tapped, "error": error_of(value) or None}
        for id, value in dialogue.answers.items()
    }
