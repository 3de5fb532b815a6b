"""Train the ear for warning signs: `python -m bot.understanding.signs.train`. For authors only."""

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bot.understanding.classifier import Classifier
from bot.understanding.examples import read_examples
from bot.understanding.features import BUCKETS
from bot.understanding.scale import ONE
from bot.understanding.signs.concepts import FILE, Concepts
from bot.understanding.signs.ear import ANY, MODEL
from bot.understanding.signs.examples import FOLDER, SignExample, fingerprint, read_signs
from bot.understanding.signs.kinds import FILE as KINDS
from bot.understanding.signs.kinds import REFERS, Kind, read_kinds
from bot.understanding.signs.traits import Heard, traits
from bot.understanding.tokens import tokens
from bot.understanding.train import RARITY_STEP, TOP

SOFTNESS = 40.0
"""Inverse strength of the penalty on large weights (`C` of scikit-learn)."""
JOINERS = (". ", ", ", " and ", " but ", "\n", " also ", " ", ". btw ", ", anyway ")
LONGEST_JOINED = 60
LESS = 0.5
"""What a clause or a joined message counts, beside a whole one."""
NEAR_JOINED = 0.5
"""Share of the harmless sentences that are joined to another."""
KEPT = 30_000
"""Buckets whose weights are kept, those with the largest."""
NEWS_ACT = "news"
FEWEST = 2
"""Examples from which a label is learned."""


@dataclass(frozen=True)
class Lesson:
    """One window to learn from: its features, its sign, and how much it counts."""

    features: Sequence[int]
    sign: str
    weight: float


def lessons(
    signs: Sequence[SignExample], ordinary: Sequence[SignExample], concepts: Concepts
) -> list[Lesson]:
    """Return whole texts, clauses of harmless ones, and messages joined from two."""
    rng = random.Random(1)  # noqa: S311 - chooses examples, keeps no secret
    near = [example for example in signs if not example.sign]
    usual: dict[str, list[SignExample]] = defaultdict(list)
    for example in ordinary:
        usual[example.situation].append(example)
    taught = []
    for example in (*signs, *ordinary):
        heard = _heard(example.text, example.situation, concepts)
        windows = heard.windows
        taught.append(Lesson(traits(heard, windows[0]), example.sign, 1.0))
        if not example.sign:
            taught += [Lesson(traits(heard, window), "", LESS) for window in windows[1:]]
    for example in signs:
        if not example.sign and rng.random() > NEAR_JOINED:
            continue
        there = usual[example.situation] or ordinary
        other = rng.choice(there if rng.random() < 0.8 or not near else near)
        joined = _joined(rng, example.text, other.text)
        heard = _heard(joined, example.situation, concepts)
        if 0 < len(heard.words) < LONGEST_JOINED:
            taught.append(Lesson(traits(heard, heard.windows[0]), example.sign, LESS))
    return taught


def _joined(rng: random.Random, text: str, other: str) -> str:
    first, second = (other, text) if rng.random() < 0.65 else (text, other)
    return first + rng.choice(JOINERS) + second


def _heard(text: str, situation: str, concepts: Concepts) -> Heard:
    return Heard.of(tokens(text.strip()), concepts, situation)


def train_signs(
    learned: Sequence[Lesson], kinds: Mapping[str, Kind], labels: tuple[str, ...], examples: str
) -> Classifier:
    """Return a classifier of some labels that has learned the lessons.

    Whether something is a sign, and of which class, is learned from all; which sign, from signs.
    """
    held = [np.array(lesson.features) for lesson in learned]
    rarity = _rarity(held)
    matrix, used = _matrix(held, rarity)
    weight = np.array([lesson.weight for lesson in learned])
    dense = np.zeros((len(used), len(labels)))
    bias = np.full(len(labels), -9.0)
    signs = np.array([lesson.sign in kinds for lesson in learned])
    for at, label in enumerate(labels):
        meant = np.array([_means(lesson.sign, label, kinds) for lesson in learned])
        among = signs if label in kinds and label not in REFERS else np.ones_like(signs)
        if meant[among].sum() >= FEWEST:
            dense[:, at], bias[at] = _fitted(matrix[among], meant[among], weight[among])
    return _whole_numbers((used, dense, bias), labels, rarity, examples)


def _matrix(held: Sequence[Any], rarity: Any) -> tuple[Any, Any]:
    from scipy.sparse import csr_matrix

    values = [
        rarity[buckets] / np.sqrt((rarity[buckets].astype(float) ** 2).sum()) for buckets in held
    ]
    ends = np.cumsum([0, *map(len, held)])
    shape = (len(held), BUCKETS)
    matrix = csr_matrix((np.concatenate(values), np.concatenate(held), ends), shape=shape)
    used = np.unique(matrix.indices)
    return matrix[:, used], used


def _fitted(matrix: Any, meant: Any, weight: Any) -> tuple[Any, float]:
    from sklearn.linear_model import LogisticRegression

    model: Any = LogisticRegression(
        C=SOFTNESS, solver="liblinear", max_iter=40, tol=0.01, random_state=0
    )
    model.fit(matrix, meant, sample_weight=weight)
    return model.coef_[0], float(model.intercept_[0])


def _rarity(held: Sequence[Any]) -> Any:
    """Return how much each bucket counts: the root of the logarithm of how rare it is."""
    counts = np.bincount(np.concatenate(held), minlength=BUCKETS)
    rarity = np.sqrt(np.log(len(held) / np.maximum(counts, 1)))
    return np.maximum(np.rint(RARITY_STEP * rarity), 1).astype(np.int16)


def _whole_numbers(
    fitted: tuple[Any, Any, Any], labels: tuple[str, ...], rarity: Any, examples: str
) -> Classifier:
    """Keep the buckets that say most, their weights rounded to whole steps."""
    used, dense, bias = fitted
    strength = np.abs(dense).max(axis=1)
    kept = np.sort(np.argsort(-strength, kind="stable")[:KEPT])
    rows = np.full(BUCKETS, -1, dtype=np.int32)
    rows[used[kept]] = np.arange(len(kept), dtype=np.int32)
    step = np.maximum(np.abs(dense[kept]).max(axis=0), 1e-9) / TOP
    scale = np.maximum(np.rint(step * ONE), 1).astype(np.int32)
    weights = np.clip(np.rint(dense[kept] / (scale / ONE)), -TOP, TOP).astype(np.int8)
    whole = np.rint(bias * ONE).astype(np.int32)
    return Classifier(labels, rows, weights, rarity, scale, whole, examples)


def _means(sign: str, label: str, kinds: Mapping[str, Kind]) -> bool:
    if label == ANY:
        return bool(sign)
    return sign == label or (sign in kinds and kinds[sign].refer == label)


def usual_sentences(folder: Path, signs: Sequence[SignExample]) -> list[SignExample]:
    """Return the examples of acts that tell of no warning sign; news about the body are one."""
    taken = {(example.text, example.situation) for example in signs}
    return [
        SignExample(example.text, example.situation, example.hand, "")
        for example in read_examples(folder)[0]
        if (example.text, example.situation) not in taken and NEWS_ACT not in example.acts
    ]


@dataclass(frozen=True)
class Author:
    """What is needed to train one language."""

    folder: Path
    kinds: Mapping[str, Kind]
    concepts: Concepts
    signs: Sequence[SignExample]
    ordinary: Sequence[SignExample]

    def trained(self, without: Collection[str] = (), *, classes: bool = False) -> Classifier:
        """Return the model.

        Args:
            without: hands of which nothing is learned.
            classes: learn no single signs, only whether it is one and of which class.
        """
        signs = [example for example in self.signs if example.hand not in without]
        ordinary = [example for example in self.ordinary if example.hand not in without]
        learned = lessons(signs, ordinary, self.concepts)
        kinds = {} if classes else self.kinds
        labels = (ANY, *REFERS, *(id for id in kinds if id not in REFERS))
        return train_signs(learned, self.kinds, labels, fingerprint(self.folder))


def author_of(folder: Path) -> Author:
    """Read what one language is trained on.

    Raises:
        ValueError: an example is not as it should be.
    """
    kinds = read_kinds(folder.parent / KINDS)
    signs, faults = read_signs(folder, kinds)
    if faults:
        raise ValueError("\n".join(map(str, faults)))
    concepts = Concepts.load(folder / FOLDER / FILE)
    return Author(folder, kinds, concepts, signs, usual_sentences(folder, signs))


def main(argv: Sequence[str] | None = None) -> int:
    """Train the ear of one language."""
    parser = argparse.ArgumentParser(
        prog="python -m bot.understanding.signs.train", description=__doc__
    )
    parser.add_argument("folder", type=Path, help="content/understanding/en")
    arguments = parser.parse_args(argv)
    try:
        author = author_of(arguments.folder)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    path = arguments.folder / FOLDER / MODEL
    author.trained().save(path)
    print(f"{len(author.signs)} examples, {path.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
