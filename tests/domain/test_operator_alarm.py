"""When an operator is woken, and when not."""

import pytest

from bot.domain.census import Post
from bot.domain.operator_alarm import MOST_MEMORY_MB, OLDEST_S, Alarm, Counted, alarms


def a_post(
    sent: int = 0, failed: int = 0, late: int = 0, oldest_s: float = 0.0, overdue: int = 0
) -> Post:
    counts = {("routine", "sent"): sent, ("checkin", "failed"): failed}
    return Post(counts, late, 0.0, overdue, oldest_s)


@pytest.mark.parametrize(
    ("post", "counted", "problems", "raised"),
    [
        (a_post(), Counted(), 0, []),
        (a_post(sent=1000, late=50, failed=50, oldest_s=OLDEST_S), Counted(), 0, []),
        (a_post(sent=1000, late=51), Counted(), 0, [Alarm.LATE]),
        (a_post(sent=4, late=4, failed=4), Counted(), 0, []),
        (a_post(sent=10, late=5), Counted(), 0, [Alarm.LATE]),
        (a_post(overdue=1, oldest_s=OLDEST_S + 1), Counted(), 0, [Alarm.LATE]),
        (a_post(sent=10, failed=5), Counted(), 0, [Alarm.FAILED]),
        (a_post(failed=5), Counted(), 0, [Alarm.FAILED]),
        (a_post(), Counted(bugs=1), 0, [Alarm.BROKEN]),
        (a_post(), Counted(late_replies=4), 0, []),
        (a_post(), Counted(late_replies=5), 0, [Alarm.REPLIES]),
        (a_post(), Counted(second_pollers=1), 0, [Alarm.SECOND_POLLER]),
        (a_post(), Counted(undelivered=1), 0, [Alarm.UNDELIVERED]),
        (a_post(), Counted(memory_mb=MOST_MEMORY_MB), 0, []),
        (a_post(), Counted(memory_mb=MOST_MEMORY_MB + 1), 0, [Alarm.MEMORY]),
        (a_post(), Counted(), 1, [Alarm.CONTENT]),
        (a_post(failed=5, oldest_s=1e6), Counted(9, 9, 9, 9, 999), 9, list(Alarm)),
    ],
)
def test_a_few_are_chance_and_a_share_is_an_alarm(
    post: Post, counted: Counted, problems: int, raised: list[Alarm]
) -> None:
    alarms_now = list(alarms(post, counted, problems))
    assert sorted(alarms_now) == sorted(raised)
