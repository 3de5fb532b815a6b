"""A gap between the sides that stays wide at the re-test."""

from datetime import date, timedelta

import pytest

from bot.domain.assessment.again import Sitting
from bot.domain.assessment.gap import Lagging, lagging
from bot.domain.ids import PatternId, QuestionId, Side
from bot.domain.talk.answers import Sides
from tests.domain.assessment.people import catalog

BRIDGE = QuestionId("T16")
START = date(2027, 3, 1)


def lagging_after(*bridges: tuple[float | None, float | None], apart: int = 28) -> Lagging:
    days = [START + timedelta(days=apart * n) for n in range(len(bridges))]
    sittings = [Sitting(d, {BRIDGE: Sides(*b)}) for d, b in zip(days, bridges, strict=True)]
    return lagging(sittings, catalog().tests.values(), catalog().patterns)


def test_a_gap_that_stays_at_a_quarter_or_more_names_the_weaker_side() -> None:
    stays = lagging_after((20, 40), (21, 40))
    assert (PatternId("P10"), Side.LEFT) in stays
    assert {side for _, side in stays} == {Side.LEFT}
    assert {side for _, side in lagging_after((40, 20), (40, 21))} == {Side.RIGHT}


@pytest.mark.parametrize(
    "bridges",
    [
        [(20, 40)],
        [(20, 40), (30, 40), (32, 40)],
        [(10, 40), (25, 40)],
        [(40, 20), (20, 40)],
        [(30, 40), (31, 40)],
        [(2, 4), (2, 4)],
        [(0, 0), (0, 0)],
        [(30, 30), (30, 30)],
        [(None, 40), (20, 40)],
        [(20, 40), (None, 40)],
    ],
    ids=[
        "no re-test",
        "under a quarter now",
        "closing beyond the error",
        "the other side than before",
        "a quarter at first, a little less now",
        "within the error of measurement",
        "nothing on either side",
        "both sides equal",
        "one side at first",
        "one side now",
    ],
)
def test_otherwise_no_side_lags(bridges: list[tuple[float | None, float | None]]) -> None:
    assert not lagging_after(*bridges)


def test_a_second_try_of_the_first_fortnight_is_no_re_test() -> None:
    assert not lagging_after((20, 40), (20, 40), apart=7)
