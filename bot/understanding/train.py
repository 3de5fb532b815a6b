"""Train the classifier from the examples: `python -m bot.understanding.train`. For authors only."""

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bot.domain.acts import ACTS
from bot.understanding.classifier import Classifier
from bot.understanding.context import TextContext
from bot.understanding.examples import Example, fingerprint, read_examples
from bot.understanding.features import BUCKETS, features
from bot.understanding.language import Language
from bot.understanding.scale import ONE
from bot.understanding.tokens import Token, tokens

SOFTNESS = 100.0
"""Inverse strength of the penalty on large weights (`C` of scikit-learn)."""
JOINED = 0.6
"""Joined messages made for each example: two of one situation, so that long messages are known."""
JOINED_WEIGHT = 0.5
JOINERS = (".", ",", "and", "but", ", and", "\n", "also", "")
LONGEST_JOINED = 40
KEPT = 30_000
"""Buckets whose weights are kept, those with the largest; the rest says next to nothing."""
FEWEST = 2
"""Examples from which an act is learned."""
TOP = 127
RARITY_STEP = 32


@dataclass(frozen=True)
class Sample:
    """Something to learn from: tokens, their situation, the acts, and how much it counts."""

    words: tuple[Token, ...]
    situation: str
    acts: frozenset[str]
    weight: float = 1.0


def samples(examples: Sequence[Example], seed: int = 1) -> list[Sample]:
    """Return the examples, and messages joined from two of them."""
    rng = random.Random(seed)  # noqa: S311 - chooses examples, keeps no secret
    all_samples = [Sample(tokens(e.text), e.situation, frozenset(e.acts)) for e in examples]
    by_situation: dict[str, list[Sample]] = defaultdict(list)
    for sample in all_samples:
        if len(sample.acts) == 1:
            by_situation[sample.situation].append(sample)
    names = sorted(name for name, held in by_situation.items() if len(held) > 1)
    weights = [len(by_situation[name]) for name in names]
    for _ in range(int(len(examples) * JOINED)):
        one, other = rng.sample(by_situation[rng.choices(names, weights)[0]], 2)
        joiner = tokens(rng.choice(JOINERS))
        if len(one.words) + len(other.words) > LONGEST_JOINED:
            continue
        acts = one.acts | other.acts
        acts = acts - {"chat"} if len(acts) > 1 else acts
        words = (*one.words, *joiner, *other.words)
        all_samples.append(Sample(words, one.situation, acts, JOINED_WEIGHT))
    return all_samples


def train(examples: Sequence[Example], language: Language, examples_hash: str) -> Classifier:
    """Return a classifier that has learned the examples."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    learned = samples(examples)
    marks = language.vocabulary.marks
    held = [np.array(features(s.words, marks, s.situation)) for s in learned]
    rarity = _rarity(held)
    values = [
        rarity[buckets] / np.sqrt((rarity[buckets].astype(float) ** 2).sum()) for buckets in held
    ]
    ends = np.cumsum([0, *map(len, held)])
    shape = (len(learned), BUCKETS)
    matrix = csr_matrix((np.concatenate(values), np.concatenate(held), ends), shape=shape)
    used = np.unique(matrix.indices)
    matrix = matrix[:, used]
    weight = np.array([sample.weight for sample in learned])
    dense = np.zeros((len(used), len(ACTS)))
    bias = np.full(len(ACTS), -9.0)
    for at, act in enumerate(ACTS):
        means = np.array([act in sample.acts for sample in learned])
        if means.sum() < FEWEST:
            continue
        model: Any = LogisticRegression(
            C=SOFTNESS, solver="liblinear", max_iter=40, tol=0.01, random_state=0
        )
        model.fit(matrix, means, sample_weight=weight)
        dense[:, at] = model.coef_[0]
        bias[at] = model.intercept_[0]
    return _whole_numbers(Fitted(used, dense, bias, rarity), examples_hash)


@dataclass(frozen=True)
class Fitted:
    """What was learned: buckets used, their weights, the bias of each act, rarity of buckets."""

    used: Any
    dense: Any
    bias: Any
    rarity: Any


def _rarity(held: Sequence[Any]) -> Any:
    """Return how much each bucket counts: the root of the logarithm of how rare it is."""
    counts = np.bincount(np.concatenate(held), minlength=BUCKETS)
    rarity = np.sqrt(np.log(len(held) / np.maximum(counts, 1)))
    return np.maximum(np.rint(RARITY_STEP * rarity), 1).astype(np.int16)


def _whole_numbers(fitted: Fitted, examples_hash: str) -> Classifier:
    """Keep the buckets that say most, their weights rounded to whole steps."""
    used, dense, bias = fitted.used, fitted.dense, fitted.bias
    strength = np.abs(dense).max(axis=1)
    kept = np.sort(np.argsort(-strength, kind="stable")[:KEPT])
    rows = np.full(BUCKETS, -1, dtype=np.int32)
    rows[used[kept]] = np.arange(len(kept), dtype=np.int32)
    step = np.maximum(np.abs(dense[kept]).max(axis=0), 1e-9) / TOP
    scale = np.maximum(np.rint(step * ONE), 1).astype(np.int32)
    weights = np.clip(np.rint(dense[kept] / (scale / ONE)), -TOP, TOP).astype(np.int8)
    whole_bias = np.rint(bias * ONE).astype(np.int32)
    return Classifier(ACTS, rows, weights, fitted.rarity, scale, whole_bias, examples_hash)


@dataclass(frozen=True)
class Result:
    """How well one hand was understood by what the others wrote."""

    hand: str
    total: int
    right: int
    wrong: int
    asked: int


def leave_one_out(
    examples: Sequence[Example], language: Language, contexts: dict[str, TextContext], hand: str
) -> tuple[Result, list[str]]:
    """Train without one hand and return how well that hand is understood, by names of acts."""
    from bot.domain.acts import CHANGING
    from bot.understanding.understand import Understander

    others = [e for e in examples if e.hand != hand]
    held = Language(language.folder)
    held.__dict__["vocabulary"] = language.vocabulary
    held.__dict__["classifier"] = train(others, language, "")
    return _score([e for e in examples if e.hand == hand], Understander(held), contexts, CHANGING)


def _score(
    examples: Iterable[Example], understander: Any, contexts: dict[str, TextContext], changing: Any
) -> tuple[Result, list[str]]:
    total = right = wrong = asked = 0
    faults: list[str] = []
    hand = ""
    for example in examples:
        hand = example.hand
        understood = understander.understand(example.text, contexts[example.situation])
        got = {act.name for act in understood.acts} - {"chat"}
        want = set(example.acts) - {"chat"}
        total += 1
        right += got == want
        wrong += bool((got - want) & changing)
        asked += understood.asks_back in ("reading", "confirm")
        if got != want:
            faults.append(
                f"{example.situation} | {example.text} | {sorted(want)} | {sorted(got)} "
                f"| {understood.asks_back} {[a.name for a in understood.readings]}"
            )
    return Result(hand, total, right, wrong, asked), faults


def main(argv: Sequence[str] | None = None) -> int:
    """Train one language, or measure it by leaving one hand out after the other."""
    from bot.understanding.language import MODEL
    from bot.understanding.train_topics import write_model

    parser = argparse.ArgumentParser(prog="python -m bot.understanding.train", description=__doc__)
    parser.add_argument("folder", type=Path, help="content/understanding/en")
    parser.add_argument("--measure", nargs="*", metavar="HAND", help="leave out these hands (all)")
    parser.add_argument("--faults", type=Path, help="write what went wrong to this file")
    arguments = parser.parse_args(argv)
    examples, faults = read_examples(arguments.folder)
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        return 1
    language = Language(arguments.folder)
    if arguments.measure is None:
        model = train(examples, language, fingerprint(arguments.folder, language.vocabulary.marks))
        model.save(arguments.folder / MODEL)
        print(f"{len(examples)} examples, {(arguments.folder / MODEL).stat().st_size} bytes")
        write_model(arguments.folder.parents[1], arguments.folder.name)
        return 0
    return _measure(arguments, examples, language)


def _measure(arguments: argparse.Namespace, examples: list[Example], language: Language) -> int:
    from bot.understanding.fixtures import example_situations

    contexts = dict(example_situations(arguments.folder.parents[1]).contexts)
    all_faults: list[str] = []
    for hand in arguments.measure or sorted({e.hand for e in examples}):
        result, faults = leave_one_out(examples, language, contexts, hand)
        all_faults += faults
        print(
            f"{hand}: {result.total} sentences, right {result.right / result.total:.3f}, "
            f"wrongly {result.wrong / result.total:.3f}, asked {result.asked / result.total:.3f}",
            flush=True,
        )
    if arguments.faults:
        arguments.faults.write_text("\n".join(all_faults) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
