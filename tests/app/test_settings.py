"""Settings: two taps each, in one message, and what is promised follows at once."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.app.context import SETUP
from bot.clock import MovableClock
from bot.domain.catalog import DeliveryKind
from bot.domain.ids import Equipment, QuestionId
from bot.domain.intent import Command, Location, OnSetting
from bot.domain.outcome.account import SettingAsked, SettingsShown
from bot.domain.outcome.talk import Asking
from bot.domain.person import Preferences
from bot.domain.schedule import instant
from bot.domain.setting import LEAST_MINUTES, MOST_MINUTES, OFTEN, Setting
from bot.views.screen import Mode
from bot.views.screens import answer
from bot.views.texts import Texts
from tests.app.talker import CATALOG, Talker, kinds
from tests.app.test_echo import reply_to

KYIV = ZoneInfo("Europe/Kyiv")
TODAY = date(2027, 3, 1)
"""A Monday."""


async def chosen(me: Talker) -> Preferences:
    return (await me.person()).preferences


async def due_at(me: Talker, zone: str = "Europe/Kyiv") -> datetime | None:
    """When the next message comes, on the wall there."""
    due = await me.next_due()
    return None if due is None else due.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


@pytest.mark.parametrize(
    ("taps", "name", "value"),
    [
        (["[Minutes]", "[20 min]"], "minutes", 20),
        (["[Time]", "[08:00]"], "push_at", time(8)),
        (["[Days]", "[Monday to Friday]"], "days", frozenset(range(5))),
        (["[Days]", "[✓ Wed]"], "days", frozenset({0, 1, 3, 4, 5, 6})),
        (["[Place]", "[Equipment]", "[Band]"], "equipment", frozenset({Equipment("band")})),
        (["[Place]", "[At work]"], "place", "office"),
        (["[Quiet hours]", "[20:00-07:00]"], "quiet_from", time(20)),
        (["[Review day]", "[Fri]"], "review_day", 4),
        (
            ["[More]", "[My moment]", "after my first coffee in the kitchen"],
            "anchor",
            "after my first",
        ),
        (["[Time zone]", "Berlin"], "zone", "Europe/Berlin"),
        (["[More]", "[✓ Reminders]"], "reminders", False),
        (["[More]", "[✓ Pictures]"], "pictures", False),
        (["[More]", "[Lengths]", "[Use inches]"], "units", "in"),
        (["[More]", "[Lengths]", "[Letter paper]"], "ruler", "letter"),
        (["[More]", "[Lengths]", "[My hand]", "[2¼ cards]"], "hand", 19.0),
        (["[More]", "[2nd stretch]"], "second_stretch", True),
        (["[More]", "[Breaks]"], "movement_breaks", True),
    ],
)
async def test_each_setting_is_a_few_taps_away(
    me: Talker, taps: list[str], name: str, value: object
) -> None:
    await me.settle_in()
    await me.say("/settings", *taps)
    got = getattr(await chosen(me), name)
    assert got.startswith(value) if name == "anchor" and isinstance(value, str) else got == value


async def test_everything_happens_in_the_one_message(me: Talker) -> None:
    await me.settle_in()
    await me.say("/settings")
    assert me.screens()[0].mode is Mode.SEND
    for taps in (["[Quiet hours]", "[Back]"], ["[More]", "[✓ Reminders]"], ["[Time]", "[08:00]"]):
        await me.say("/settings")
        for tap in taps:
            await me.say(tap)
            assert [screen.mode for screen in me.screens()] == [Mode.EDIT], tap


@pytest.mark.parametrize("setting", OFTEN)
async def test_back_leads_from_every_setting_to_all_of_them_and_changes_nothing(
    me: Talker, setting: Setting
) -> None:
    await me.settle_in(anchor="after coffee")
    before = await chosen(me)
    await me.do(OnSetting(setting))
    assert isinstance(me.outcomes[0], Asking | SettingAsked)
    [shown] = await me.say("[Back]")
    assert isinstance(shown, SettingsShown)
    assert await chosen(me) == before
    async with me.transaction() as store:
        answers = await store.dialogues.answers(me.id, [SETUP])
    assert answers["anchor"] == "skipped"  # type: ignore[index]


async def test_after_back_words_are_no_answer_to_the_setting_that_was_left(me: Talker) -> None:
    await me.settle_in()
    await me.say(
        "/settings", "[More]", "[My moment]", "[Back]", "my left knee likes the new exercises a lot"
    )
    assert (await chosen(me)).anchor is None


async def test_a_question_left_open_is_forgotten_after_an_hour(
    me: Talker, clock: MovableClock
) -> None:
    await me.settle_in()
    await me.say("/settings", "[More]", "[My moment]")
    clock.move(timedelta(minutes=61))
    await me.say("my left knee likes the new exercises a lot")
    assert (await chosen(me)).anchor is None


async def test_a_setting_that_waits_is_not_asked_again_by_what_ends_meanwhile(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("/settings", "[Time]", "[I did it already]", "[All of it]", "[0]")
    outcomes = await me.say("5")
    assert not [o for o in outcomes if isinstance(o, Asking) and o.dialogue.script.alone]


async def test_the_same_tap_twice_changes_once(me: Talker) -> None:
    await me.settle_in()
    await me.say("/settings", "[Days]", "[✓ Wed]", "[✓ Wed]")
    assert (await chosen(me)).days == frozenset({0, 1, 3, 4, 5, 6})


async def test_the_last_day_cannot_be_taken_away(me: Talker) -> None:
    await me.settle_in(days=frozenset({2}))
    assert kinds(await me.do(OnSetting("days", "-2"))) == ["Refused"]
    assert (await chosen(me)).days == frozenset({2})


@pytest.mark.parametrize(
    "made_up",
    [
        ("minutes", "999"),
        ("place", "moon"),
        ("push_at", "25:00"),
        ("days", "+9"),
        ("days", "x"),
        ("equipment", "+rocket"),
        ("quiet", "-"),
        ("quiet", "21"),
        ("review_day", "٣"),
        ("units", "ell"),
        ("reminders", "maybe"),
        ("language", "tlh"),
        ("zone", "Mars/Olympus"),
    ],
)
async def test_made_up_choices_are_refused_and_change_nothing(
    me: Talker, made_up: tuple[str, str]
) -> None:
    await me.settle_in()
    before = await me.person()
    assert kinds(await me.do(OnSetting(*made_up))) == ["Refused"]
    assert await me.person() == before


async def test_before_the_set_up_is_done_a_setting_leads_there(me: Talker) -> None:
    await me.settle_in(push_at=None)
    [asked] = await me.do(OnSetting("minutes", "20"))
    assert isinstance(asked, Asking)
    assert asked.dialogue.script.id == SETUP


async def test_another_time_moves_the_next_message(me: Talker) -> None:
    await me.settle_in()
    await me.say("/settings", "[Time]", "6.45 pm")
    assert await due_at(me) == datetime(2027, 3, 1, 18, 45)


async def test_another_zone_moves_the_next_message(me: Talker) -> None:
    await me.settle_in()
    await me.say("/settings", "[Time zone]", "Tokyo")
    assert await due_at(me, "Asia/Tokyo") == datetime(2027, 3, 2, 18)
    await me.do(Location(50.45, 30.52))
    assert await due_at(me) == datetime(2027, 3, 1, 18)


async def test_other_days_move_the_next_message(me: Talker) -> None:
    await me.settle_in()
    await me.do(OnSetting("days", "=3"))
    assert await due_at(me) == datetime(2027, 3, 4, 18)


async def test_three_messages_a_week_stay_among_the_days_that_are_chosen(me: Talker) -> None:
    await me.settle_in(push_days=frozenset({0, 2, 6}))
    await me.do(OnSetting("days", "=1345"))
    assert (await chosen(me)).push_days < {1, 3, 4, 5}
    assert await due_at(me) == datetime(2027, 3, 2, 18)


async def test_another_review_day_moves_the_review(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("done, pain 1", "/settings", "[Review day]", "[Fri]")
    reviewed = []
    for _ in range(10):
        if "ReviewDue" in kinds(await me.next_push()):
            reviewed.append(me.clock().astimezone(KYIV).weekday())
        await me.say("done, pain 1")
    assert set(reviewed) == {4}


async def test_reminders_off_takes_back_the_nudge_that_is_promised(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    assert DeliveryKind.NUDGE in await open_kinds(me)
    await me.say("/settings", "[More]", "[✓ Reminders]")
    assert await open_kinds(me) == [DeliveryKind.ROUTINE]


async def test_quiet_hours_take_back_the_nudge_that_would_come_in_them(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("/settings", "[Quiet hours]", "[22:00-08:00]")
    assert DeliveryKind.NUDGE in await open_kinds(me), "it comes at 21:00"
    await me.do(OnSetting("quiet", "20:00-07:00"))
    assert await open_kinds(me) == [DeliveryKind.ROUTINE]


async def test_a_time_in_new_quiet_hours_waits_for_their_end_and_is_told(me: Talker) -> None:
    await me.settle_in(push_at=time(21, 30))
    await me.say("/settings", "[Quiet hours]", "[21:00-07:00]")
    assert (await chosen(me)).push_at == time(7)
    assert "Moved to 07:00" in me.words()
    assert await due_at(me) == datetime(2027, 3, 2, 7)


async def test_a_time_chosen_in_the_quiet_hours_stands(me: Talker) -> None:
    await me.settle_in()
    await me.say("/settings", "[Time]", "5:30")
    assert await due_at(me) == datetime(2027, 3, 2, 5, 30)


async def test_what_was_put_off_by_hand_stays_where_it_is(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("[In an hour]")
    later = await me.next_due()
    await me.do(OnSetting("review_day", "4"))
    await me.do(OnSetting("quiet", "23:00-06:00"))
    assert await me.next_due() == later


async def test_a_choice_that_changes_no_plan_leaves_what_is_promised(me: Talker) -> None:
    await me.settle_in()
    before = await me.next_due()
    for name, value in (("pictures", "off"), ("units", "in"), ("minutes", "20")):
        await me.do(OnSetting(name, value))
        assert await me.next_due() == before


async def test_a_broken_change_keeps_neither_the_setting_nor_the_plan(
    me: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are one transaction."""
    await me.settle_in()
    before, due = await me.person(), await me.next_due()

    async def breaks(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("bot.app.person.schedule.promise_routine", breaks)
    with pytest.raises(RuntimeError):
        await me.do(OnSetting("push_at", "09:15"))
    assert await me.person() == before
    assert await me.next_due() == due


async def test_the_language_is_chosen_among_those_there_are(me: Talker) -> None:
    await me.settle_in()
    [shown] = await me.do(OnSetting("language"))
    assert isinstance(shown, SettingAsked)
    labels = [b.text for row in me.screens()[0].rows for b in row]
    assert labels == ["✓ English", "Back"]
    await me.do(OnSetting("language", "en"))
    assert (await me.person()).language == "en"


async def test_a_command_with_the_name_of_a_setting_asks_for_it(me: Talker) -> None:
    await me.settle_in()
    assert kinds(await me.do(Command("settings", "quiet"))) == ["SettingAsked"]
    assert kinds(await me.do(Command("settings", "push_at"))) == ["Asking"]
    assert kinds(await me.do(Command("settings", "no_such"))) == ["Stale"]


async def open_kinds(me: Talker) -> list[DeliveryKind]:
    async with me.transaction() as store:
        return sorted(one.kind for one in await store.deliveries.open_of(me.id))


def test_what_may_be_typed_of_minutes_is_what_the_set_up_takes() -> None:
    question = CATALOG.scripts[SETUP].question(QuestionId("minutes"))
    assert question is not None
    assert question.between == (LEAST_MINUTES, MOST_MINUTES)
    assert {question.nearest(n) for n in (1, 3)} == {"3"}
    assert question.nearest(15) == "15"
    assert question.nearest(90) == "30"


def test_the_clock_of_these_tests_stands_on_a_monday(clock: MovableClock) -> None:
    assert clock() < instant(TODAY, time(18), KYIV)
    assert clock().astimezone(KYIV).date() == TODAY


@pytest.mark.parametrize(
    ("words", "name", "value", "noted"),
    [
        ("change my time to 7:15", "push_at", time(7, 15), "your routine at 07:15"),
        ("15 minutes a day please", "minutes", 15, "up to 15 minutes a day"),
        ("45 minutes a day please", "minutes", 30, "up to 30 minutes a day"),
        ("quiet after 9 pm", "quiet_from", time(21), "quiet after 21:00"),
        ("no more reminders", "reminders", False, "no reminders"),
        ("in inches", "units", "in", "lengths in inches"),
        ("no pictures", "pictures", False, "no pictures"),
        ("movement breaks on", "movement_breaks", True, "movement breaks"),
        ("weekly review on friday", "review_day", 4, "your week on Fri"),
    ],
)
async def test_typed_words_reach_the_same_settings_and_can_be_taken_back(
    me: Talker, words: str, name: str, value: object, noted: str
) -> None:
    await me.settle_in()
    before = await chosen(me)
    _, shown, undo = await reply_to(me, words)
    assert f"Noted: {noted}" in shown
    assert getattr(await chosen(me), name) == value
    assert undo is not None
    await me.do(undo)
    assert await chosen(me) == before


async def test_no_more_reminders_takes_back_the_nudge_and_goes_on_as_planned(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("please no more reminder messages")
    assert await open_kinds(me) == [DeliveryKind.ROUTINE]


async def late(me: Talker, at: time) -> None:
    """The bot was away from before the message was due until then, on the first evening."""
    me.clock.move(instant(TODAY, at, KYIV) - me.clock())


async def test_what_has_become_late_into_the_quiet_hours_waits_for_their_end(me: Talker) -> None:
    await me.settle_in(push_at=time(20, 50), quiet_from=time(21), quiet_to=time(23))
    await late(me, time(21, 30))
    assert await me.next_push() == []
    assert await due_at(me) == datetime(2027, 3, 1, 23)
    assert kinds(await me.next_push()) == ["RoutineDue"]


async def test_what_would_wait_too_long_lapses_and_the_next_is_promised(me: Talker) -> None:
    await me.settle_in(push_at=time(20, 50), quiet_from=time(21), quiet_to=time(7))
    await late(me, time(21, 30))
    assert await me.next_push() == []
    assert await me.go_to(instant(date(2027, 3, 2), time(12), KYIV)) == []
    assert await due_at(me) == datetime(2027, 3, 2, 20, 50)


async def test_what_is_due_in_the_quiet_hours_by_the_persons_own_choice_comes(me: Talker) -> None:
    await me.settle_in(push_at=time(21, 15), quiet_from=time(21), quiet_to=time(7))
    await late(me, time(21, 30))
    assert kinds(await me.next_push()) == ["RoutineDue"]


async def test_in_an_hour_comes_in_an_hour_whatever_the_quiet_hours(me: Talker) -> None:
    await me.settle_in(push_at=time(20, 30), quiet_from=time(21), quiet_to=time(7))
    await me.next_push()
    await me.say("[In an hour]")
    assert kinds(await me.next_push()) == ["RoutineDue"]
    assert me.clock().astimezone(KYIV).time() == time(21, 30)


async def test_another_language_is_three_taps_away_and_speaks_at_once(me: Talker) -> None:
    await me.settle_in()
    words = {**me.deps.catalog.words, "de": {"settings.head_more": "Mehr Einstellungen"}}
    two = replace(me.deps.catalog, words=words)
    me.deps = replace(me.deps, catalog=two)
    shown, taps = await me.do(Command("settings")), ("More", "Language", "Deutsch")
    for words_of_button in taps:
        texts = Texts((await me.person()).language, two.words)
        [screen] = answer(shown, None, texts, two)
        [button] = [b for row in screen.rows for b in row if b.text == words_of_button]
        shown = await me.do(button.intent)
    person = await me.person()
    assert person.language == "de"
    [screen] = answer(shown, None, Texts(person.language, two.words), two)
    assert screen.text.startswith("Mehr Einstellungen")


async def test_two_things_told_at_once_are_both_owned_and_shown_once(me: Talker) -> None:
    await me.settle_in()
    shown = await me.say("I have a band and dumbbells")
    assert kinds(shown) == ["SettingsShown"]
    assert (await chosen(me)).equipment >= {Equipment("band"), Equipment("dumbbell")}
