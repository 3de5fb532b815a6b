"""Of two processes that poll with one token the older goes on, whenever they were started."""

import random
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count

import pytest

from bot.telegram.rivalry import AWAY_S, Rivalry

HOLD_S = 30.0
LATE_S = 3.0
"""By which Telegram answers a 409 that follows another one within the same time."""
WAITS, GOES_ON, TAKES_OVER = "waiting for its end", "with this token, too", "going on in its place"
Said = list[tuple[str, str]]


@dataclass
class World:
    """Pollers and a server whose queue of updates stays empty, in a time of their own.

    Args:
        delay: seconds between a process and the server, at most, each way.
        rate_limited: answer as Telegram does, not as the sandbox.
    """

    delay: float
    rate_limited: bool
    now: float = 0.0
    steps: list[tuple[float, int, str, str]] = field(default_factory=list)
    open: str | None = None
    polls: int = 0
    free_at: float = 0.0
    pollers: dict[str, Rivalry] = field(default_factory=dict)
    alive: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._number = count()
        self._chance = random.Random(7)

    def later(self, seconds: float, step: str, name: str) -> None:
        heappush(self.steps, (self.now + seconds, next(self._number), step, name))

    def start(self, name: str, at: float) -> None:
        self.later(at - self.now, "start", name)

    def run(self, seconds: float) -> None:
        while self.steps and self.steps[0][0] <= seconds:
            self.now, _, step, name = heappop(self.steps)
            if step == "start":
                self.pollers[name] = Rivalry(lambda: self.now)
                self.alive.add(name)
                step = "poll"
            if name.partition("/")[0] in self.alive:
                getattr(self, f"_{step}")(name)
        self.now = seconds

    def _way(self) -> float:
        return self._chance.uniform(0.2, 1) * self.delay

    def _poll(self, name: str) -> None:
        self.pollers[name].begin()
        self.later(self._way(), "arrive", name)

    def _arrive(self, name: str) -> None:
        if self.open is not None:
            late = LATE_S if self.rate_limited and self.now < self.free_at else 0.0
            if not late:
                self.free_at = self.now + LATE_S
            self.later(late + self._way(), "lose", self.open)
        self.open, self.polls = name, self.polls + 1
        self.later(HOLD_S, "expire", f"{name}/{self.polls}")

    def _expire(self, one: str) -> None:
        name, _, number = one.partition("/")
        if self.open == name and int(number) == self.polls:
            self.open = None
            self.later(self._way(), "win", name)

    def _lose(self, name: str) -> None:
        self.later(self.pollers[name].lose(), "poll", name)

    def _win(self, name: str) -> None:
        self.pollers[name].win([])
        self._poll(name)


@pytest.mark.parametrize("rate_limited", [False, True])
@pytest.mark.parametrize("delay", [0.01, 0.1, 0.35])
@pytest.mark.parametrize("apart", [0.3, 1, 2, 2.7, 4.2, 5, 7, 9, 12, 40, 9000])
def test_the_newer_of_two_waits_says_so_once_and_takes_over(
    apart: float, delay: float, rate_limited: bool, caplog: pytest.LogCaptureFixture
) -> None:
    world = World(delay, rate_limited)
    world.start("older", 0)
    world.start("newer", apart)
    world.run(apart + 120)
    older, newer = world.pollers["older"], world.pollers["newer"]
    assert not older._waits
    assert newer._waits
    assert caplog.text.count(WAITS) == 1
    assert 1 <= caplog.text.count(GOES_ON) <= 4
    caplog.clear()
    world.alive.remove("older")
    world.run(apart + 240)
    assert not newer._waits
    assert caplog.text.count(TAKES_OVER) == 1


@pytest.mark.parametrize("apart", [n / 10 for n in range(80)])
def test_exactly_one_of_two_goes_on_however_close_they_began(
    apart: float, caplog: pytest.LogCaptureFixture
) -> None:
    for delay, rate_limited in ((0.01, False), (0.3, False), (0.3, True)):
        caplog.clear()
        world = World(delay, rate_limited)
        world.start("older", 0)
        world.start("newer", apart)
        world.run(apart + 120)
        assert [one._waits for one in world.pollers.values()].count(True) == 1


def test_a_process_that_was_away_for_long_is_the_newer_one(
    caplog: pytest.LogCaptureFixture,
) -> None:
    world = World(0.05, rate_limited=False)
    world.start("first", 0)
    world.run(600)
    first = world.pollers["first"]
    world.alive.remove("first")  # its network is gone
    world.start("second", 620)
    world.run(700 + AWAY_S)
    world.alive.add("first")
    world.later(0, "poll", "first")
    world.run(900)
    assert first._waits
    assert not world.pollers["second"]._waits
    assert caplog.text.count(WAITS) == 1
