"""Looking ahead: what the next pushes show is drawn before they are due, and nothing is kept."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

import pytest

from bot.clock import MovableClock
from bot.domain.catalog import DeliveryKind
from bot.domain.delivery import Delivery
from bot.domain.ids import UserId
from bot.telegram.drawing import AT_HAND, Drawing
from bot.telegram.foresight import FRESH, SOONEST, Foresight
from bot.telegram.pictures import Pictures
from bot.views.screen import Picture
from tests.app.talker import Talker, rows
from tests.delivery.conftest import Counted, Stage
from tests.delivery.crowd import join, until


@pytest.fixture
async def pictures(stage: Stage, draws: Counted) -> AsyncIterator[Pictures]:
    """Where drawing ahead is under way."""
    pictures = Pictures(draws, stage.deps.transaction, stage.bot.id)
    async with pictures.running():
        yield pictures


async def drawn(pictures: Pictures, draws: Counted) -> None:
    """Wait until what was asked for last is at hand."""
    await until(lambda: bool(draws.asked) and pictures.ready(draws.asked[-1]) is not None)


async def test_a_routine_that_was_foreseen_comes_with_its_still_at_its_first_push(
    stage: Stage, draws: Counted, pictures: Pictures
) -> None:
    (person,) = await stage.crowd(1, timedelta(hours=1))
    before = await rows(stage.engine)
    await Foresight(stage.deps, pictures, stage.speak).look()
    assert await rows(stage.engine) == before
    await drawn(pictures, draws)
    assert stage.sandbox.move is not None
    stage.sandbox.move(timedelta(hours=1))
    async with stage.pushing(pictures=pictures):
        await stage.settled({("sent", 1): 1})
    assert stage.sandbox.messages.of(person)[-1].for_person()["photo"]
    assert draws.drawn == 1


async def test_each_push_is_looked_at_once_and_again_after_its_person_has_acted(
    stage: Stage, draws: Counted, pictures: Pictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[Delivery] = []

    async def foresee(_: object, delivery: Delivery) -> None:
        looked.append(delivery)

    monkeypatch.setattr("bot.app.foresight.foresee", foresee)
    people = await stage.crowd(3, timedelta(hours=1))
    foresight = Foresight(stage.deps, pictures, stage.speak)
    for _ in range(3):
        await foresight.look()
    assert {one.person for one in looked} == set(people)
    assert len(looked) == 3
    foresight.acted(people[1])
    await foresight.look()
    assert [one.person for one in looked[3:]] == [people[1]]


async def test_what_comes_next_is_not_read_at_every_look_while_nobody_acts(
    stage: Stage, pictures: Pictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[int] = []

    async def soonest(_: object, most: int) -> list[Delivery]:
        reads.append(most)
        return []

    monkeypatch.setattr("bot.app.foresight.soonest", soonest)
    foresight = Foresight(stage.deps, pictures, stage.speak)
    for _ in range(5):
        await foresight.look()
    assert len(reads) == 1
    foresight.acted(UserId(1))
    await foresight.look()
    assert len(reads) == 2
    monkeypatch.setattr("bot.telegram.foresight.monotonic", lambda: monotonic() + FRESH)
    await foresight.look()
    assert len(reads) == 3


async def test_a_rush_is_looked_at_whole(
    stage: Stage, pictures: Pictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: set[UserId] = set()

    async def foresee(_: object, delivery: Delivery) -> None:
        looked.add(delivery.person)

    monkeypatch.setattr("bot.app.foresight.foresee", foresee)
    people = await stage.crowd(200, timedelta(hours=1))
    foresight = Foresight(stage.deps, pictures, stage.speak)
    for _ in range(100):
        await foresight.look()
    assert looked == set(people)


async def test_the_charts_of_a_rush_are_all_at_hand_when_it_comes() -> None:
    """As large as they are in truth, 40 kB each, and as many as are looked ahead at."""
    drawing = Drawing(Blank(40_000))
    async with drawing.running():
        for number in range(SOONEST):
            drawing.ahead(str(number), Picture("chart"))
        await until(lambda: drawing.at_hand(str(SOONEST - 1)) is not None)
    assert all(drawing.at_hand(str(number)) for number in range(SOONEST))


async def test_what_is_kept_at_hand_has_an_end_and_the_oldest_goes_first() -> None:
    drawing = Drawing(Blank(AT_HAND // 3))
    for key in "abcd":
        assert await drawing.draw(key, Picture("chart")) is not None
    assert [drawing.at_hand(key) is not None for key in "abcd"] == [False, True, True, True]


@dataclass
class Blank:
    """Draws nothing, in so many bytes."""

    size: int

    def key(self, picture: Picture) -> str:
        return picture.figure

    def draw(self, _: Picture) -> bytes:
        return bytes(self.size)


async def test_the_chart_of_a_review_that_was_foreseen_comes_with_it(
    stage: Stage, draws: Counted, pictures: Pictures
) -> None:
    (person,) = join(stage.sandbox, 1)
    clock = stage.deps.now
    assert isinstance(clock, MovableClock)
    talker = Talker(stage.deps.transaction, clock, person)
    await talker.settle_in()
    begun = clock()
    while not (clock() - begun > timedelta(days=8) and await kind_of_next(stage) == "review"):
        await talker.next_push()
        await talker.say("done")
    foresight = Foresight(stage.deps, pictures, stage.speak)
    await foresight.look()
    await drawn(pictures, draws)
    assert draws.asked[-1].chart is not None
    due = await talker.next_due()
    assert due is not None
    clock.move(due - clock())
    async with stage.pushing(pictures=pictures):
        await until(lambda: bool(stage.watch.sends))
        await until(lambda: stage.sandbox.messages.of(person)[-1].from_bot)
    shown = stage.sandbox.messages.of(person)[-1].for_person()
    assert shown["photo"]
    assert shown["caption"].startswith("Your week")


async def kind_of_next(stage: Stage) -> DeliveryKind:
    """What is promised next."""
    async with stage.deps.transaction() as store:
        (next_one,) = await store.deliveries.soonest(1)
    return next_one.kind
