"""What is counted while the bot runs: plain numbers, read when somebody asks for them.

Adding to one costs a microsecond and imports nothing; what the numbers look like to Prometheus is
`bot.monitoring`'s business. Labels come from closed sets, never from what people say.
"""

from bisect import bisect_left
from collections.abc import Sequence
from math import inf
from time import monotonic

QUICK = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper ends of buckets for work, in seconds."""
SLOW = (1.0, 2.0, 5.0, 15.0, 30.0, 60.0, 120.0, 300.0, 900.0, 3600.0)
"""Upper ends of buckets for waiting, in seconds."""


class Counter:
    """Numbers that only grow, one for each combination of labels."""

    def __init__(self, name: str, says: str, *labels: str) -> None:
        self.name = name
        self.says = says
        self.labels = labels
        self.values: dict[tuple[str, ...], int] = {}

    def add(self, *labels: str, by: int = 1) -> None:
        """Count."""
        self.values[labels] = self.values.get(labels, 0) + by

    @property
    def total(self) -> int:
        """How many in all."""
        return sum(self.values.values())

    def of(self, label: str) -> int:
        """How many with this as the last label."""
        return sum(number for labels, number in self.values.items() if labels[-1] == label)


class Histogram:
    """How long something took, in buckets."""

    def __init__(self, name: str, says: str, bounds: Sequence[float]) -> None:
        self.name = name
        self.says = says
        self.bounds = tuple(bounds)
        self.counts = [0] * (len(bounds) + 1)
        self.sum = 0.0

    def note(self, seconds: float) -> None:
        """One more."""
        self.counts[bisect_left(self.bounds, seconds)] += 1
        self.sum += max(seconds, 0.0)


class Age:
    """How long ago something happened last."""

    def __init__(self, name: str, says: str) -> None:
        self.name = name
        self.says = says
        self._at: float | None = None

    def note(self) -> None:
        """It happened now."""
        self._at = monotonic()

    @property
    def seconds(self) -> float:
        """Since then; infinitely many where it never happened."""
        return inf if self._at is None else monotonic() - self._at


UPDATES = Counter("updates", "Updates, by kind and by what became of them.", "kind", "outcome")
UPDATE_SECONDS = Histogram("update_seconds", "From an update's arrival to its commit.", QUICK)
ANSWER_SECONDS = Histogram("answer_seconds", "From an update's arrival to its last answer.", QUICK)
OVERTAKEN = Counter("answers_overtaken", "Answers left out since many updates followed at once.")
LATE_REPLIES = Counter("replies_late", "Calls of replies made half a minute late or more.")
REPLY_WAIT_SECONDS = Histogram("reply_wait_seconds", "From an update's arrival to a call.", SLOW)
SECOND_POLLERS = Counter("second_pollers", "Polls ended since another process polls, too.")
UNDELIVERED = Counter("webhook_failures", "Looks that found updates Telegram cannot deliver here.")
DELIVERIES = Counter("deliveries", "Messages sent by itself, by what became.", "kind", "outcome")
LATENESS = Histogram("delivery_lateness_seconds", "From a message's moment to its sending.", SLOW)
GRANTED = Counter("push_budget_granted", "Pushes granted by the budget of all replicas.")
REFUSED = Counter("telegram_refusals", "Calls that Telegram asked to make later.", "method")
TRANSACTION_SECONDS = Histogram("transaction_seconds", "Transactions of the database.", QUICK)
AWAY = Counter("database_away", "Transactions that found no database.")

TELEGRAM_ANSWERED = Age("telegram_last_answer_seconds", "Seconds since Telegram answered last.")

COUNTERS = (
    *(UPDATES, OVERTAKEN, LATE_REPLIES, SECOND_POLLERS, UNDELIVERED),
    *(DELIVERIES, GRANTED, REFUSED, AWAY),
)
HISTOGRAMS = (UPDATE_SECONDS, ANSWER_SECONDS, REPLY_WAIT_SECONDS, LATENESS, TRANSACTION_SECONDS)
BROKEN = "broken"
"""What became of an update through a bug of ours."""
