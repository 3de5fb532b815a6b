"""Which number to call: the country of the zone, with its source; else the local one."""

import pytest

from bot.domain.safety.emergency import country_of
from tests.app.talker import CATALOG, Talker

CRISIS = "i dont want to live anymore"


async def test_a_crisis_names_the_helpline_of_the_country(me: Talker) -> None:
    await me.settle_in()
    await me.say("set my time zone to London", CRISIS)
    country = country_of((await me.person()).preferences.zone or "", "en", CATALOG.countries)
    assert country is not None
    assert str(country.ambulance.english) in me.words()
    assert str(country.helplines[0].call.english) in me.words()


async def test_an_urgent_sign_names_the_number_of_the_country(me: Talker) -> None:
    await me.settle_in()  # in Kyiv
    await me.say("i have crushing chest pain")
    assert "call 103 or 112 now" in me.words()
    await me.say("yes")
    assert "call 103 or 112 now" in me.words()
    assert "Ukraine" in me.words()


async def test_what_to_do_about_an_urgent_sign_is_said_before_anything_else(me: Talker) -> None:
    await me.settle_in()
    await me.say("i have crushing chest pain")
    assert me.words().startswith("<b>Stop, sit down and call 103 or 112 now.")


async def test_the_police_is_named_only_where_somebody_is_threatened(me: Talker) -> None:
    await me.settle_in()
    for sign in ("i have crushing chest pain", CRISIS):
        await me.say(sign)
        assert "102" not in me.words(), sign
    await me.say("my husband beats me")
    assert "102 for the police" in me.words()


@pytest.mark.parametrize("sign", ["i have crushing chest pain", "pain wakes me every night"])
async def test_no_answer_about_a_sign_earns_exercises(me: Talker, sign: str) -> None:
    await me.settle_in()
    await me.say(sign)
    assert "Until you tell me" not in me.words()


async def test_an_advice_without_a_call_names_the_number_of_an_ambulance(me: Talker) -> None:
    await me.settle_in()
    await me.say("i am numb between my legs since this morning")
    assert "An ambulance in Ukraine: 103 or 112." in me.words()


async def test_what_can_wait_names_no_number(me: Talker) -> None:
    await me.settle_in()
    await me.say("pain wakes me every night for weeks and no position helps")
    assert "103" not in me.words()


async def test_the_operators_own_lines_are_added_as_they_are(me: Talker) -> None:
    me.crisis_text = "Our night line: 555 <22>"
    await me.settle_in()
    await me.say(CRISIS)
    assert "Our night line: 555 &lt;22&gt;" in me.words()


async def test_before_a_zone_is_known_the_region_of_the_language_counts() -> None:
    brazil = country_of("", "pt-br", CATALOG.countries)
    assert brazil is not None
    assert brazil.code == "BR"
    assert country_of("", "en", CATALOG.countries) is None


async def test_an_unlisted_zone_has_no_number() -> None:
    assert country_of("Pacific/Tongatapu", "en-GB", CATALOG.countries) is None


def test_no_number_of_the_police_is_told_for_a_sign_of_the_body() -> None:
    for country in CATALOG.countries:
        assert "police" not in str(country.ambulance.english), country.code
