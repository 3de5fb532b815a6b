"""What is kept can be taken along, and be gone."""

import json

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.outcome import Exported
from tests.app.talker import Talker, kinds, rows

OF_NOBODY = {"updates", "budgets"}


async def test_erasing_leaves_nothing_in_any_table(me: Talker, engine: AsyncEngine) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("did 2, knee 2", "/settings", "/assess")
    assert kinds(await me.say("/erase")) == ["EraseAsked"]
    assert "people" in await rows(engine)
    assert kinds(await me.say("[Yes, erase everything]")) == ["Erased"]
    assert set(await rows(engine)) <= OF_NOBODY


async def test_after_erasing_the_bot_knows_nobody(me: Talker) -> None:
    await me.settle_in()
    await me.say("/erase", "[Yes, erase everything]")
    assert kinds(await me.say("/today")) == ["Welcomed"]
    assert await me.next_due() is None


async def test_the_export_has_everything_that_is_kept(me: Talker, engine: AsyncEngine) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("did 2, knee 2")
    [exported] = await me.say("/export")
    assert isinstance(exported, Exported)
    files = dict(exported.documents)
    kept = json.loads(files["counterpose.json"])["kept"]
    for table, found in (await rows(engine)).items():
        if table not in OF_NOBODY:
            assert len(kept[table]) == len(found), table
    csv = files["counterpose.csv"].decode()
    assert csv.startswith("table,row,field,value")
    assert "knee" in csv
