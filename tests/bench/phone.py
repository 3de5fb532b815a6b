"""What measuring by phone changes: each person answers both ways.

`python -m tests.bench.phone [people] [seed] [world]`: never the published seed.
"""

import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from math import sqrt
from pathlib import Path
from random import Random

from bot.catalog.load import load
from bot.domain.assessment.assess import profile
from bot.domain.catalog import Catalog
from bot.simulation.answering import Voice
from bot.simulation.life import FIRST_DAY
from bot.simulation.talking import scripts, talk
from bot.simulation.tally import Tally
from bot.simulation.truth import World, person
from bot.simulation.watching import count_profile
from bot.simulation.wishes import Wishing

SPREADS_95 = 1.96
Ways = tuple[Tally, Tally]
"""What one person is told when they type, and by phone."""


def main() -> None:
    """Print the figures of both ways, and their difference with its 95% interval."""
    usual = ("300", "31", "norms")
    people, seed, name = (*sys.argv[1:], *usual[len(sys.argv) - 1 :])
    catalog, world = load(Path("content")), World(name)
    both = list(islice(_both_ways(catalog, seed, world), int(people)))
    print(
        f"{people} people, {sum(t.healthy for t, _ in both)} healthy, seed {seed}, {world} world\n"
    )
    print("| figure | typing | by phone | only typing | only by phone | difference, 95% |")
    print("|---|---|---|---|---|---|")
    print(_row("healthy people told nothing", both, ("healthy_told_nothing", "healthy")))
    print(_row("healthy people told nothing likely", both, ("healthy_without_likely", "healthy")))
    print(_row("first pattern told is there", both, ("first_true", "told_something")))


def _both_ways(catalog: Catalog, seed: str, world: World) -> Iterator[Ways]:
    wishing, asked = Wishing(catalog), scripts(catalog)
    number = 0
    while True:
        ways = []
        for by_phone in (False, True):
            truth = person(Random(f"{seed}:{number}"), catalog, world)
            voice = Voice(truth, catalog, wishing, FIRST_DAY)
            tally = Tally()
            concluded = profile(talk(voice, asked, by_phone=by_phone), catalog)
            count_profile(truth, concluded, catalog, tally)
            ways.append(tally)
        yield ways[0], ways[1]
        number += 1


def _row(words: str, both: Sequence[Ways], names: tuple[str, str]) -> str:
    typing, phone = ([_of(ways[n], names) for ways in both] for n in (0, 1))
    difference, half = paired(typing, phone)
    only = [
        sum(a[0] > b[0] for a, b in zip(x, y, strict=True))
        for x, y in ((typing, phone), (phone, typing))
    ]
    shares = " | ".join(f"{_share(counts):.1%}" for counts in (typing, phone))
    return (
        f"| {words} | {shares} | {only[0]} | {only[1]} "
        f"| {difference:+.1%} ({difference - half:+.1%} to {difference + half:+.1%}) |"
    )


Counts = tuple[int, int]
"""Of one person: how much counts as right, and how much there was to be right about."""


def _of(tally: Tally, names: tuple[str, str]) -> Counts:
    return getattr(tally, names[0]), getattr(tally, names[1])


def _share(counts: Sequence[Counts]) -> float:
    return sum(right for right, _ in counts) / max(1, sum(whole for _, whole in counts))


def paired(typing: Sequence[Counts], phone: Sequence[Counts]) -> tuple[float, float]:
    """Return how much greater the second share is, and half its interval at 95%.

    Both are shares of the same people, so each person's own change is what varies.
    """
    moved = [b - a for a, b in zip(_moves(typing), _moves(phone), strict=True)]
    half = SPREADS_95 * sqrt(sum(m * m for m in moved))
    return _share(phone) - _share(typing), half


def _moves(counts: Sequence[Counts]) -> list[float]:
    """How much each person moves the share of all."""
    share, whole = _share(counts), max(1, sum(w for _, w in counts))
    return [(right - share * w) / whole for right, w in counts]


if __name__ == "__main__":
    main()
