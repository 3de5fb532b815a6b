"""Advice on a warning sign where nothing of the person can be read."""

from bot.app.handle import record_broken, without_database
from bot.domain.intent import Inbound, Text
from bot.domain.outcome.caution import FlagHeard
from bot.domain.outcome.reply import Broken
from tests.app.talker import Talker


def test_the_advice_comes_before_the_apology(me: Talker) -> None:
    reply = without_database(me.deps, Inbound(1, me.id, "en", Text("crushing chest pain")))
    assert reply is not None
    heard, broken = reply.outcomes
    assert isinstance(heard, FlagHeard)
    assert heard.flag.id == "R04"
    assert not heard.consented
    assert broken == Broken()


def test_ordinary_words_get_no_advice(me: Talker) -> None:
    assert without_database(me.deps, Inbound(1, me.id, "en", Text("done"))) is None


async def test_a_broken_update_is_listened_to_once_more(me: Talker) -> None:
    inbound = Inbound(1, me.id, "en", Text("i cant pee since last night"))
    reply = await record_broken(me.deps, inbound)
    assert [type(one).__name__ for one in reply.outcomes] == ["FlagHeard", "Broken"]
