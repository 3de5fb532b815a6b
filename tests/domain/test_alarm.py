"""When an operator is woken, and when not."""

import pytest

from bot.domain.alarm import OLDEST_S, Alarm, alarms
from bot.domain.census import Post


def a_post(
    sent: int = 0, failed: int = 0, late: int = 0, oldest_s: float = 0.0, overdue: int = 0
) -> Post:
    counts = {("routine", "sent"): sent, ("checkin", "failed"): failed}
    return Post(counts, late, 0.0, overdue, oldest_s)


@pytest.mark.parametrize(
    ("post", "bugs", "problems", "raised"),
    [
        (a_post(), 0, 0, []),
        (a_post(sent=1000, late=50, failed=50, oldest_s=OLDEST_S), 0, 0, []),
        (a_post(sent=1000, late=51), 0, 0, [Alarm.LATE]),
        (a_post(sent=4, late=4, failed=4), 0, 0, []),
        (a_post(sent=10, late=5), 0, 0, [Alarm.LATE]),
        (a_post(overdue=1, oldest_s=OLDEST_S + 1), 0, 0, [Alarm.LATE]),
        (a_post(sent=10, failed=5), 0, 0, [Alarm.FAILED]),
        (a_post(failed=5), 0, 0, [Alarm.FAILED]),
        (a_post(), 1, 0, [Alarm.BROKEN]),
        (a_post(), 0, 1, [Alarm.CONTENT]),
        (a_post(failed=5, oldest_s=1e6), 9, 9, list(Alarm)),
    ],
)
def test_a_few_are_chance_and_a_share_is_an_alarm(
    post: Post, bugs: int, problems: int, raised: list[Alarm]
) -> None:
    found = list(alarms(post, bugs, problems))
    assert sorted(found) == sorted(raised)
