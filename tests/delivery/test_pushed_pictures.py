"""Pictures of pushes: by their id, never late, never twice, and less important than words."""

import threading
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.chart import Chart, Levels
from bot.domain.ids import UserId
from bot.telegram.pictures import Pictures
from bot.telegram.rendering import LONGEST_CAPTION
from bot.views.screen import Picture, Screen
from bot.views.screens import view
from bot.views.texts import Html
from tests.delivery.conftest import Counted, Stage
from tests.delivery.crowd import until


def pictures_of(stage: Stage, draws: Counted) -> Pictures:
    """As after a start: nothing is known but what the database knows."""
    return Pictures(draws, stage.deps.transaction, stage.bot.id)


def photos(stage: Stage, people: list[UserId]) -> list[str | None]:
    """What each was sent: a picture by what it is, or None for words alone."""
    photos: list[str | None] = []
    for person in people:
        (message,) = (m.for_person() for m in stage.sandbox.messages.of(person) if m.from_bot)
        photo = message.get("photo")
        photos.append(str(photo[-1]["file_unique_id"]) if photo else None)
        assert message["caption" if photo else "text"]
    return photos


def handed_over(stage: Stage) -> Counter[str]:
    """How pictures were handed over: uploaded, or by their id."""
    return Counter(
        "id" if ":" not in str(one["parameters"]["photo"]) else "upload"
        for one in stage.sandbox.journal.after(0)
        if one["method"].lower() == "sendphoto" and one["answer"]["ok"]
    )


async def test_a_push_goes_on_time_without_a_picture_that_is_not_drawn_yet(
    stage: Stage, draws: Counted
) -> None:
    draws.gate = threading.Event()
    pictures = pictures_of(stage, draws)
    try:
        async with pictures.running(), stage.pushing(pictures=pictures):
            early = await stage.crowd(3)
            await stage.settled({("sent", 1): 3})
            assert photos(stage, early) == [None] * 3
            draws.gate.set()
            await at_hand(pictures, draws)
    finally:
        draws.gate.set()


@pytest.fixture
async def drawn(stage: Stage, draws: Counted) -> AsyncIterator[Pictures]:
    """The still of the next routines is at hand."""
    pictures = pictures_of(stage, draws)
    async with pictures.running():
        async with stage.pushing(pictures=pictures):
            await stage.crowd(1)
            await stage.settled({("sent", 1): 1})
        await at_hand(pictures, draws)
        yield pictures


@pytest.mark.slow
async def test_a_thousand_routines_draw_once_upload_once_and_then_send_the_file_id(
    stage: Stage, draws: Counted, drawn: Pictures
) -> None:
    people = await stage.crowd(1000)
    async with stage.pushing(rate=250, pictures=drawn):
        await stage.settled({("sent", 1): 1001}, seconds=180)
    assert handed_over(stage) == {"upload": 1, "id": 999}
    assert draws.drawn == 1
    assert None not in photos(stage, people)


async def test_an_id_that_telegram_does_not_know_goes_as_words_and_then_is_uploaded_anew(
    stage: Stage, draws: Counted
) -> None:
    await stage.crowd(1)
    pictures = pictures_of(stage, draws)
    async with pictures.running(), stage.pushing(pictures=pictures):
        await stage.settled({("sent", 1): 1})
        await at_hand(pictures, draws)
    await stale(stage, draws)
    pictures = pictures_of(stage, draws)
    async with pictures.running(), stage.pushing(pictures=pictures):
        first = await stage.crowd(1)
        await stage.settled({("sent", 1): 2})
        await at_hand(pictures, draws)
        then = await stage.crowd(2)
        await stage.settled({("sent", 1): 4})
    assert photos(stage, first) == [None]
    assert None not in photos(stage, then)
    assert handed_over(stage) == {"upload": 1, "id": 1}


async def test_an_id_that_telegram_does_not_know_is_uploaded_anew_at_once_where_it_is_at_hand(
    stage: Stage, draws: Counted, drawn: Pictures
) -> None:
    await stale(stage, draws)
    async with stage.pushing(pictures=drawn):
        (person,) = await stage.crowd(1)
        await stage.settled({("sent", 1): 2})
    assert photos(stage, [person]) != [None]
    assert handed_over(stage) == {"upload": 1}


async def test_who_switched_pictures_off_gets_words_and_nothing_is_drawn(
    stage: Stage, draws: Counted
) -> None:
    people = await stage.crowd(2)
    await prefers(stage, people[:1], pictures=False)
    pictures = pictures_of(stage, draws)
    async with pictures.running(), stage.pushing(pictures=pictures):
        await stage.settled({("sent", 1): 2})
        await at_hand(pictures, draws)
        late = await stage.crowd(2)
        await prefers(stage, late[:1], pictures=False)
        await stage.settled({("sent", 1): 4})
    without, with_one = photos(stage, late)
    assert without is None
    assert with_one is not None


async def test_words_too_long_for_a_caption_go_alone_and_as_one_message(
    stage: Stage, draws: Counted, drawn: Pictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    def long(*arguments: Any) -> Screen:
        return Screen(Html("y" * (LONGEST_CAPTION + 1)), picture=view(*arguments).picture)

    monkeypatch.setattr("bot.telegram.pushing.view", long)
    async with stage.pushing(pictures=drawn):
        people = await stage.crowd(1)
        await stage.settled({("sent", 1): 2})
    assert photos(stage, people) == [None]


CHART = Picture("chart", chart=Chart((Levels("Pain", ("Mon", "Tue"), (2, 1)),)))


@pytest.fixture
def with_a_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every push has a chart of its own."""
    shown = Screen(Html("Your week"), picture=CHART)
    monkeypatch.setattr("bot.telegram.pushing.view", lambda *_: shown)


@pytest.mark.usefixtures("with_a_chart")
async def test_a_push_waits_a_moment_for_its_chart_which_is_nobody_elses(
    stage: Stage, draws: Counted
) -> None:
    pictures = pictures_of(stage, draws)
    async with pictures.running(), stage.pushing(pictures=pictures):
        people = await stage.crowd(1)
        await stage.settled({("sent", 1): 1})
    assert photos(stage, people) != [None]
    assert handed_over(stage) == {"upload": 1}


@pytest.mark.usefixtures("with_a_chart")
async def test_a_chart_that_takes_too_long_is_left_out_and_the_words_go(
    stage: Stage, draws: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.pictures.CHART_WAIT", 0.01)
    draws.gate = threading.Event()
    pictures = pictures_of(stage, draws)
    try:
        async with pictures.running(), stage.pushing(pictures=pictures):
            people = await stage.crowd(2)
            await stage.settled({("sent", 1): 2})
            assert photos(stage, people) == [None] * 2
    finally:
        draws.gate.set()


async def test_where_nothing_can_be_drawn_the_words_go_and_are_tried_once(
    stage: Stage, draws: Counted
) -> None:
    draws.broken = True
    pictures = pictures_of(stage, draws)
    async with pictures.running(), stage.pushing(pictures=pictures):
        people = await stage.crowd(3)
        await stage.settled({("sent", 1): 3})
    assert photos(stage, people) == [None] * 3


async def prefers(stage: Stage, people: list[UserId], **chosen: Any) -> None:
    """They changed a setting."""
    async with stage.deps.transaction() as store:
        for person in (await store.people.hold_all(people)).values():
            changed = replace(person.preferences, **chosen)
            await store.people.save(replace(person, preferences=changed))


async def at_hand(pictures: Pictures, draws: Counted) -> None:
    """Wait until what was asked for last is drawn."""
    await until(lambda: bool(draws.asked) and pictures.ready(draws.asked[-1]) is not None)


async def stale(stage: Stage, draws: Counted) -> None:
    """The still of the routines is known by an id that is not valid any more."""
    key = str(draws.key(draws.asked[-1]))
    async with stage.deps.transaction() as store:
        await store.files.save(stage.bot.id, key, "of-an-older-token")
