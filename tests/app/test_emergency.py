"""Which number to call: the country of the zone, with its source; else the local one."""

from bot.domain.safety.emergency import country_of
from tests.app.talker import CATALOG, Talker

CRISIS = "i dont want to live anymore"


async def test_a_crisis_names_the_helpline_of_the_country(me: Talker) -> None:
    await me.settle_in()
    await me.say("set my time zone to London", CRISIS)
    country = country_of((await me.person()).preferences.zone or "", "en", CATALOG.countries)
    assert country is not None
    assert str(country.emergency.english) in me.words()
    assert str(country.helplines[0].call.english) in me.words()


async def test_an_urgent_sign_names_the_number_of_the_country(me: Talker) -> None:
    await me.settle_in()  # in Kyiv
    await me.say("i have crushing chest pain")
    assert "Ukraine: 103 for an ambulance" in me.words()
    await me.say("yes")
    assert "Ukraine: 103 for an ambulance" in me.words()


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
