"""What the network costs, how much its numbers matter, and what another threshold would tell.

`python -m tests.bench.network [people] [seed]`: never the published seed.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from statistics import median
from time import process_time

from bot.catalog.load import load
from bot.domain.assessment.assess import POSSIBLE, chances_of, profile
from bot.domain.assessment.network import Link, Network, State
from bot.domain.assessment.self_test import Leak
from bot.domain.catalog import Catalog
from bot.domain.ids import FindingId, PatternId
from bot.domain.talk.answers import Answers
from bot.simulation.answering import Voice
from bot.simulation.life import FIRST_DAY
from bot.simulation.talking import scripts, talk
from bot.simulation.truth import Truth, World, person
from bot.simulation.wishes import Wishing

OFF, DRAWS = 0.3, 20
"""How far every number of the network is drawn from its own, and how often."""
THRESHOLDS = (0.15, 0.2, 0.25, POSSIBLE, 0.35, 0.4, 0.5)
Chances = Mapping[PatternId, float]


@dataclass(frozen=True)
class Person:
    """Somebody simulated, at the stop."""

    truth: Truth
    answers: Answers
    chances: Chances


def main() -> None:
    """Print the three tables."""
    people, seed = (int(a) for a in (*sys.argv[1:], *("100", "6")[len(sys.argv) - 1 :]))
    catalog = load(Path("content"))
    crowds = {world: _crowd(catalog, people, seed, world) for world in World}
    print(f"{people} people, seed {seed}, at the stop\n")
    _times([p for crowd in crowds.values() for p in crowd], catalog)
    print("\n| every number within 30% | first told changes | told or not told changes |")
    print("|---|---|---|")
    for world, crowd in crowds.items():
        first, told_otherwise = _changed(crowd, catalog, Random(seed))
        print(f"| {world} | {first:.1%} | {told_otherwise:.1%} |")
    print("\n| told from | " + " | ".join(crowds) + " |\n|---|---|---|---|")
    for threshold in THRESHOLDS:
        cells = [_frontier(crowd, threshold) for crowd in crowds.values()]
        print(f"| {threshold} | {' | '.join(cells)} |")


def _crowd(catalog: Catalog, people: int, seed: int, world: World) -> list[Person]:
    wishing, asked_in = Wishing(catalog), scripts(catalog)
    crowd = []
    for number in range(people):
        truth = person(Random(f"{seed}:{number}"), catalog, world)
        answers = talk(Voice(truth, catalog, wishing, FIRST_DAY), asked_in)
        crowd.append(Person(truth, answers, chances_of(answers, catalog)))
    return crowd


def _times(crowd: list[Person], catalog: Catalog) -> None:
    """Medians of processor time; nothing is remembered from one to the next."""
    concluding, asking = [], []
    for one in crowd:
        begun = process_time()
        profile(one.answers, catalog)
        concluding.append(process_time() - begun)
        known = dict(list(one.answers.items())[: len(one.answers) * 2 // 3])
        begun = process_time()
        catalog.battery.next_subject(known)
        asking.append(process_time() - begun)
    print("| median processor time | ms | at most |\n|---|---|---|")
    print(f"| a conclusion | {median(concluding) * 1000:.1f} | 5 |")
    print(f"| the next question | {median(asking) * 1000:.1f} | 10 |")


def _changed(crowd: list[Person], catalog: Catalog, rng: Random) -> tuple[float, float]:
    """Shares of people and draws in which another number would have told something else."""
    first = told_otherwise = 0
    for _ in range(DRAWS):
        other = replace(catalog, network=_drawn(catalog.network, rng))
        for one in crowd:
            chances = chances_of(one.answers, other)
            first += _first(chances) != _first(one.chances)
            told_otherwise += (_first(chances) is None) != (_first(one.chances) is None)
    return first / DRAWS / len(crowd), told_otherwise / DRAWS / len(crowd)


def _drawn(network: Network, rng: Random) -> Network:
    def near(number: float) -> float:
        return min(0.99, number * rng.uniform(1 - OFF, 1 + OFF))

    def link(of: Link) -> Link:
        factor = rng.uniform(1 - OFF, 1 + OFF)
        return replace(of, mild=min(0.99, of.mild * factor), marked=min(0.99, of.marked * factor))

    priors = {s.pattern: rng.uniform(1 - OFF, 1 + OFF) for s in network.states}
    links: dict[PatternId, dict[FindingId, Link]] = {}
    states: list[State] = []
    for state in network.states:
        own = links.setdefault(state.pattern, {f: link(of) for f, of in state.links.items()})
        states.append(replace(state, odds=state.odds * priors[state.pattern], links=own))
    causes: dict[FindingId, tuple[State, ...]] = {}
    for state in states:
        for finding in state.links:
            causes[finding] = (*causes.get(finding, ()), state)
    leaks = {f: _leak(leak, near) for f, leak in network.leaks.items()}
    return replace(network, states=tuple(states), of_finding=causes, leaks=leaks)


def _leak(leak: Leak, near: Callable[[float], float]) -> Leak:
    mild = near(leak.mild)
    return replace(leak, mild=mild, marked=min(mild, near(leak.marked)))


def _first(chances: Chances, threshold: float = POSSIBLE) -> PatternId | None:
    best = max(chances, key=lambda p: chances[p])
    return best if chances[best] >= threshold else None


def _frontier(crowd: list[Person], threshold: float) -> str:
    """Healthy told nothing / sensitivity / first told true."""
    sound = [p for p in crowd if not p.truth.sides]
    nothing = sum(_first(p.chances, threshold) is None for p in sound) / max(1, len(sound))
    there = [p.chances.get(s, 0.0) >= threshold for p in crowd for s in p.truth.sides]
    firsts = [(f, p) for p in crowd if (f := _first(p.chances, threshold)) is not None]
    true = sum(f in p.truth.sides for f, p in firsts) / max(1, len(firsts))
    return f"{nothing:.0%} / {sum(there) / max(1, len(there)):.0%} / {true:.0%}"


if __name__ == "__main__":
    main()
