"""What is kept can be taken along, and be gone."""

import json
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.app.account.start import CONSENT_VERSION
from bot.domain.ids import DialogueId, FlagId, OptionId, QuestionId
from bot.domain.intent import Command, Consent, Location, OnFlag, Other, Tap
from bot.domain.outcome.account import Exported
from bot.domain.person import Person
from tests.app.talker import ME, Talker, kinds, rows

OF_NOBODY = {"updates", "budgets", "zone_rules"}


async def test_before_consent_nothing_that_was_said_is_kept(
    me: Talker, engine: AsyncEngine
) -> None:
    await me.say("/start", "my knee hurts since Monday", "chest pain and short of breath", "/today")
    for made_up in (
        Tap(DialogueId(1), QuestionId("pain_knee"), OptionId("7")),
        OnFlag(FlagId("R01"), "yes"),
        Other("a picture of my knee"),
        Location(50.4501, 30.5234),
        Command("cleared", ""),
        Command("stop", "my knee"),
    ):
        await me.do(made_up)
    kept = await rows(engine)
    assert kept.keys() == {"people", "updates"}
    assert "knee" not in str(kept)
    assert await me.person() == Person(ME, "en", stopped=True)


async def test_consent_is_kept_with_its_version_and_its_moment(me: Talker) -> None:
    await me.say("/start", "[I agree, let us start]")
    agreed = await me.person()
    assert (agreed.consent_version, agreed.consent_at) == (CONSENT_VERSION, me.clock())
    me.clock.move(timedelta(days=1))
    await me.do(Consent("0"))
    assert (await me.person()).consent_at == agreed.consent_at


async def test_erasing_leaves_nothing_in_any_table(me: Talker, engine: AsyncEngine) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("did 2, knee 2", "/settings", "/assess")
    assert kinds(await me.say("/erase")) == ["EraseAsked"]
    assert "people" in await rows(engine)
    assert kinds(await me.say("[Yes, erase everything]")) == ["Erased"]
    assert set(await rows(engine)) <= OF_NOBODY


async def test_whoever_was_asked_may_keep_everything(me: Talker, engine: AsyncEngine) -> None:
    await me.settle_in()
    before = (await rows(engine))["people"]
    await me.say("/erase", "[Keep it]")
    assert "everything stays as it is" in me.words()
    assert len((await rows(engine))["people"]) == len(before)
    assert (await me.person()).preferences.push_at is not None


async def test_an_erasure_that_comes_again_brings_nobody_back(
    me: Talker, engine: AsyncEngine
) -> None:
    await me.settle_in()
    await me.do(Command("erase", "yes"), 900)
    after = await rows(engine)
    await me.do(Command("erase", "yes"), 900)
    assert await rows(engine) == after


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
    for table, lines in (await rows(engine)).items():
        if table not in OF_NOBODY:
            assert len(kept[table]) == len(lines), table
    csv = files["counterpose.csv"].decode()
    assert csv.startswith("table,row,field,value")
    assert "knee" in csv


async def test_privacy_tells_the_number_by_which_the_operator_finds_somebody(me: Talker) -> None:
    await me.settle_in()
    await me.say("/privacy")
    assert f"chat number, {me.id}," in me.words()
