"""Dialogues and their answers."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.insert import put
from bot.db.tables import answers, dialogues
from bot.db.values import decode, encode
from bot.domain.ids import DialogueId, QuestionId, ScriptId, UserId
from bot.domain.talk.answers import Answers, Value
from bot.domain.talk.dialogue import Dialogue
from bot.domain.talk.script import Script

Scripts = Mapping[ScriptId, Script]


class Dialogues:
    """Runs of scripts."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def open(self, person: UserId, script: ScriptId, now: datetime) -> DialogueId:
        """Begin a script."""
        result = await self._connection.execute(
            insert(dialogues)
            .values(person=person, script=script, opened_at=now, touched_at=now)
            .returning(dialogues.c.id)
        )
        return DialogueId(result.scalar_one())

    async def find(self, person: UserId, id: DialogueId, scripts: Scripts) -> Dialogue | None:
        """That open dialogue of this person, if its script still exists."""
        return await self._load(_open(person, scripts).where(dialogues.c.id == id), scripts)

    async def current(self, person: UserId, scripts: Scripts) -> Dialogue | None:
        """The open dialogue they touched last."""
        latest = _open(person, scripts).order_by(
            dialogues.c.touched_at.desc(), dialogues.c.id.desc()
        )
        return await self._load(latest.limit(1), scripts)

    async def save(self, before: Dialogue, after: Dialogue, now: datetime) -> None:
        """Keep what one step changed; answers off the path stay but stop counting."""
        old, new = _rows(before), _rows(after)
        dropped = old.keys() - new.keys()
        if dropped:
            await self._connection.execute(
                delete(answers).where(
                    answers.c.dialogue == after.id, answers.c.question.in_(sorted(dropped))
                )
            )
        changed = [
            {"dialogue": after.id, "question": question, "value": value, "given": given, "at": now}
            for question, (value, given) in new.items()
            if old.get(question) != (value, given)
        ]
        await put(self._connection, answers, *changed)
        draft = None if after.draft is None else encode(after.draft)
        await self._connection.execute(
            update(dialogues).where(dialogues.c.id == after.id).values(draft=draft, touched_at=now)
        )

    async def close(self, id: DialogueId, now: datetime) -> None:
        """Finished or given up; its buttons are stale from now on."""
        await self._connection.execute(
            update(dialogues)
            .where(dialogues.c.id == id, dialogues.c.closed_at.is_(None))
            .values(closed_at=now, draft=None)
        )

    async def answers(self, person: UserId, scripts: Collection[ScriptId]) -> Answers:
        """What counts today: of each script the last finished run, and over it the open one.

        Where two scripts ask the same question, the later of `scripts` wins.
        """
        over = dialogues.c.closed_at.is_not(None)
        last = (
            select(func.max(dialogues.c.id))
            .where(dialogues.c.person == person, dialogues.c.script.in_(sorted(scripts)))
            .group_by(dialogues.c.script, over)
        )
        found = await self._connection.execute(
            select(dialogues.c.script, over.label("over"), answers.c.question, answers.c.value)
            .join(answers, and_(answers.c.dialogue == dialogues.c.id, answers.c.given))
            .where(dialogues.c.id.in_(last.scalar_subquery()))
        )
        order = {script: n for n, script in enumerate(scripts)}
        rows = sorted(found, key=lambda row: (order[ScriptId(row.script)], not row.over))
        return {QuestionId(row.question): decode(row.value) for row in rows}

    async def history(
        self, person: UserId, question: QuestionId
    ) -> tuple[tuple[datetime, Value], ...]:
        """Every answer they ever gave to a question, the oldest first."""
        found = await self._connection.execute(
            select(answers.c.at, answers.c.value)
            .join(dialogues, dialogues.c.id == answers.c.dialogue)
            .where(dialogues.c.person == person, answers.c.question == question, answers.c.given)
            .order_by(answers.c.at, answers.c.dialogue)
        )
        return tuple((row.at, decode(row.value)) for row in found)

    async def _load(self, chosen: Select[Any], scripts: Scripts) -> Dialogue | None:
        row = (await self._connection.execute(chosen)).one_or_none()
        if row is None:
            return None
        given = await self._connection.execute(
            select(answers.c.question, answers.c.value).where(answers.c.dialogue == row.id)
        )
        return _dialogue(row, given.all(), scripts)


def _open(person: UserId, scripts: Scripts) -> Select[Any]:
    return select(dialogues).where(
        dialogues.c.person == person,
        dialogues.c.closed_at.is_(None),
        dialogues.c.script.in_(sorted(scripts)),
    )


def _dialogue(row: Row[Any], given: Iterable[Any], scripts: Scripts) -> Dialogue:
    return Dialogue(
        id=DialogueId(row.id),
        script=scripts[ScriptId(row.script)],
        answers={QuestionId(one.question): decode(one.value) for one in given},
        draft=None if row.draft is None else decode(row.draft),
    )


def _rows(dialogue: Dialogue) -> dict[str, tuple[Any, bool]]:
    """Question -> its answer as JSON, and whether it counts."""
    given = dialogue.given
    return {id: (encode(value), id in given) for id, value in dialogue.answers.items()}
