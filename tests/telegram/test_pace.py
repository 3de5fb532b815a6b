"""Slots: evenly spaced, and one chat never sees two pushes within a second."""

from bot.telegram.pace import Pace


class Hand:
    """A clock that stands still until moved."""

    at = 100.0

    def __call__(self) -> float:
        return self.at


def test_slots_lie_evenly_apart() -> None:
    pace = Pace(10, Hand())
    assert [round(pace.slot(chat), 3) for chat in range(4)] == [0, 0.1, 0.2, 0.3]


def test_the_second_into_a_chat_waits_from_the_end_of_the_first() -> None:
    now = Hand()
    pace = Pace(10, now)
    pace.slot(7)
    now.at += 0.8  # what the first took on its way: it may have arrived just now
    pace.ended(7)
    assert pace.slot(7) == 1.0


def test_a_refused_chat_makes_nobody_else_wait() -> None:
    pace = Pace(10, Hand())
    pace.refused(7, 5)
    assert pace.slot(8) == 0
    assert pace.slot(7) == 5


def test_nobody_goes_while_all_are_paused() -> None:
    pace = Pace(10, Hand())
    pace.pause(3)
    assert pace.paused == 3
    assert pace.slot(77) == 3


def test_a_push_leaves_a_reply_its_place() -> None:
    pace = Pace(10, Hand())
    pace.yielded()
    pace.yielded()
    assert round(pace.slot(1), 3) == 0.2


def test_however_many_replies_there_are_a_push_waits_a_second_more_at_most() -> None:
    now = Hand()
    pace = Pace(10, now)
    for _ in range(500):
        pace.yielded()
    assert pace.slot(1) == 1
    for _ in range(500):
        pace.yielded()
    assert round(pace.slot(2), 3) == 1.1
