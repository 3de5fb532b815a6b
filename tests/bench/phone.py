"""What measuring by phone changes for healthy people: each answers both ways.

`python -m tests.bench.phone [people] [seed] [world]`: never the published seed.
"""

import sys
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from random import Random

from bot.catalog.load import load
from bot.domain.assessment.assess import profile
from bot.domain.catalog import Catalog
from bot.simulation.answering import Voice
from bot.simulation.life import FIRST_DAY
from bot.simulation.talking import scripts, talk
from bot.simulation.truth import World, person
from bot.simulation.wishes import Wishing


def main() -> None:
    """Print how many are told nothing, and how many are told something one way only."""
    usual = ("300", "31", "norms")
    people, seed, name = (*sys.argv[1:], *usual[len(sys.argv) - 1 :])
    catalog, world = load(Path("content")), World(name)
    both = list(islice(_told_nothing(catalog, seed, world), int(people)))
    typed = sum(typing for typing, _ in both)
    by_phone = sum(phone for _, phone in both)
    lost = sum(typing and not phone for typing, phone in both)
    won = sum(phone and not typing for typing, phone in both)
    print(f"{people} healthy people, seed {seed}, {world} world\n")
    print("| told nothing typing | by phone | only typing | only by phone |\n|---|---|---|---|")
    print(f"| {typed / len(both):.1%} | {by_phone / len(both):.1%} | {lost} | {won} |")


def _told_nothing(catalog: Catalog, seed: str, world: World) -> Iterator[tuple[bool, bool]]:
    """Of every healthy person, whether they are told nothing when they type, and by phone."""
    wishing, asked = Wishing(catalog), scripts(catalog)
    for number in count():
        if person(Random(f"{seed}:{number}"), catalog, world).sides:
            continue
        nothing = []
        for by_phone in (False, True):
            truth = person(Random(f"{seed}:{number}"), catalog, world)
            voice = Voice(truth, catalog, wishing, FIRST_DAY)
            concluded = profile(talk(voice, asked, by_phone=by_phone), catalog)
            nothing.append(not (concluded.drivers or concluded.others))
        yield nothing[0], nothing[1]


if __name__ == "__main__":
    main()
