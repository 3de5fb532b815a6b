"""How much better a conclusion from the same answers could be, by learning from simulated people.

`python -m tests.bench.ceiling [people] [seed] [world]`: never the published seed. Needs
scikit-learn, which only the developers' requirements hold.

Boosted trees are taught on four fifths of the people what is there, from the network's own
probabilities and everything that it saw, and asked about the last fifth, five times over. They know
the world they are in, which nobody at home does.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log, nan
from pathlib import Path
from random import Random

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from bot.catalog.load import load
from bot.domain.assessment.assess import POSSIBLE, results_of
from bot.domain.assessment.evidence import Observation, Observed, observe
from bot.domain.assessment.network import pain_finding, sign_finding
from bot.domain.assessment.posterior import infer
from bot.domain.catalog import Catalog
from bot.domain.ids import FindingId, PatternId
from bot.domain.talk.answers import Answers
from bot.simulation.answering import Voice
from bot.simulation.life import FIRST_DAY
from bot.simulation.talking import scripts, talk
from bot.simulation.truth import World, person
from bot.simulation.wishes import Wishing

FOLDS, FORESTS = 5, 2
MOST_FINDINGS = 12
"""A pattern causes fewer."""
OF_FINDING = 5
"""Numbers that describe a finding."""


@dataclass(frozen=True)
class Seen:
    """What was seen of one person, and what the network makes of it."""

    observed: Observed
    chances: Mapping[PatternId, float]
    tests: int
    there: frozenset[PatternId]


def main() -> None:
    """Print ours and the learned one, at the stop and with every answer there is."""
    usual = ("1500", "101", "hard")
    people, seed, name = (*sys.argv[1:], *usual[len(sys.argv) - 1 :])
    catalog, world = load(Path("content")), World(name)
    crowd = list(_asked(catalog, (Random(f"{seed}:{n}") for n in range(int(people))), world))
    print(f"{people} people, seed {seed}, {world} world; told nothing as often by both\n")
    print("| answers | conclusion | healthy told nothing | sensitivity | first told is there |")
    print("|---|---|---|---|---|")
    for number, words in enumerate(("at the stop", "to everything")):
        seen = [of_one[number] for of_one in crowd]
        ours = np.array([[s.chances[p] for p in catalog.patterns] for s in seen])
        there = np.array([[p in s.there for p in catalog.patterns] for s in seen])
        nothing = float((ours[~there.any(axis=1)].max(axis=1) < POSSIBLE).mean())
        for title, chances in (("ours", ours), ("learned", _learned(seen, there, catalog))):
            print(f"| {words} | {title} | {_figures(chances, there, nothing)} |")


def _asked(
    catalog: Catalog, chances: Iterable[Random], world: World
) -> Iterator[tuple[Seen, Seen]]:
    """Of each person what the bot's own questions show, and what all would."""
    wishing, asked_in = Wishing(catalog), scripts(catalog)
    for rng in chances:
        truth = person(rng, catalog, world)
        voice = Voice(truth, catalog, wishing, FIRST_DAY)
        there = frozenset(truth.sides)
        stop = talk(voice, asked_in)
        everything = _everything(stop, voice, catalog)
        yield _seen(stop, catalog, there), _seen(everything, catalog, there)


def _everything(known: Answers, voice: Voice, catalog: Catalog) -> Answers:
    """Every question and self-test that nothing excludes."""
    answers = dict(known)
    for subject in catalog.battery.allowed(known):
        if subject.first.when.holds(answers):
            for question in subject.questions:
                if question.id not in answers and question in subject.asked(answers):
                    answers[question.id] = voice.answer(question, answers)
    return answers


def _seen(answers: Answers, catalog: Catalog, there: frozenset[PatternId]) -> Seen:
    results = results_of(answers, catalog.tests.values(), catalog.flags.values())
    observed = observe(answers, results, catalog.network, catalog.patterns.values())
    chances = infer(catalog.network, observed).chances
    return Seen(observed, chances, len(results.done), there)


def _figures(chances: np.ndarray, there: np.ndarray, nothing: float) -> str:
    """Tell from where as many of the healthy are told nothing."""
    most = chances.max(axis=1)
    threshold = float(np.quantile(most[~there.any(axis=1)], nothing)) + 1e-9
    telling = most >= threshold
    first = there[np.arange(len(there)), chances.argmax(axis=1)][telling].mean()
    return f"{nothing:.0%} | {(chances >= threshold)[there].mean():.0%} | {first:.0%}"


def _learned(seen: Sequence[Seen], there: np.ndarray, catalog: Catalog) -> np.ndarray:
    """Probabilities of people who were not learned from."""
    rows = np.array([list(_rows(one, catalog)) for one in seen])
    rows = rows[:, :, np.nanmax(rows, axis=(0, 1)) > np.nanmin(rows, axis=(0, 1))]
    fold = np.arange(len(seen)) * FOLDS // len(seen)
    chances = np.zeros(there.shape)
    width = rows.shape[2]
    for number in range(FOLDS):
        known, asked = fold != number, fold == number
        for forest in range(FORESTS):
            model = HistGradientBoostingClassifier(
                max_iter=250,
                learning_rate=0.05,
                max_leaf_nodes=15,
                min_samples_leaf=40,
                l2_regularization=5,
                max_features=0.5,
                categorical_features=[0],
                random_state=forest,
            ).fit(rows[known].reshape(-1, width), there[known].ravel())
            likely = model.predict_proba(rows[asked].reshape(-1, width))[:, 1]
            chances[asked] += likely.reshape(-1, there.shape[1]) / FORESTS
    return chances


def _rows(one: Seen, catalog: Catalog) -> Iterator[list[float]]:
    """What there is to know about each pattern of one person."""
    by_finding: dict[FindingId, list[Observation]] = {}
    for observation in one.observed.findings:
        by_finding.setdefault(observation.finding, []).append(observation)
    ranked = sorted(one.chances, key=lambda p: -one.chances[p])
    ticked = sum(o.result is None and o.beyond for o in one.observed.findings)
    for number, pattern in enumerate(catalog.patterns.values()):
        others = {p: c for p, c in one.chances.items() if p != pattern.id}
        lived = sum(log(h.odds) for h in one.observed.habits if h.pattern == pattern.id)
        row = [number, one.tests, ticked, lived, ranked.index(pattern.id)]
        row += [_odds(one.chances[pattern.id]), _odds(max(others.values())), sum(others.values())]
        findings = [e.finding for e in pattern.tests]
        findings += [sign_finding(s) for s in pattern.signs]
        findings += [pain_finding(p.region) for p in pattern.pains]
        for finding in findings:
            rivals = {s.pattern for s in catalog.network.of_finding[finding]} - {pattern.id}
            rival = max((one.chances[p] for p in rivals), default=0.0)
            row += _of_finding(by_finding.get(finding, ()), rival)
        yield row + [nan] * (MOST_FINDINGS - len(findings)) * OF_FINDING


def _of_finding(observations: Sequence[Observation], rival: float) -> list[float]:
    """The worse side and its number against what is usual, the better side, the rival cause."""
    if not observations:
        return [nan] * OF_FINDING
    beyond = sorted(1 - o.shares.normal for o in observations)
    numbers = [number for o in observations if (number := _past_usual(o)) is not None]
    marked = max(o.shares.marked for o in observations)
    return [beyond[-1], marked, max(numbers, default=nan), beyond[0], rival]


def _past_usual(observation: Observation) -> float | None:
    """How many errors of measurement a number is past what is usual."""
    result = observation.result
    if result is None or result.value is None or result.usual is None or not result.error:
        return None
    past = (result.value - result.usual) / result.error
    return -past if result.higher_is_better else past


def _odds(chance: float) -> float:
    within = min(max(chance, 1e-5), 1 - 1e-5)
    return log(within / (1 - within))


if __name__ == "__main__":
    main()
