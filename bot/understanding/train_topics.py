"""Train which written answer a question means: `python -m bot.understanding.train_topics`."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bot.understanding.classifier import Classifier
from bot.understanding.features import BUCKETS
from bot.understanding.scale import ONE
from bot.understanding.topics import (
    LEAST,
    MODEL,
    OFFERED,
    read_topics,
    topic_features,
    topics_fingerprint,
)

SOFTNESS = 1.0
"""Inverse strength of the penalty on large weights (`C` of scikit-learn)."""
KEPT = 16_000
"""Buckets whose weights are kept, those with the largest."""
TOP = 127
FOLDS = 5
"""Parts of the examples that are left out in turn to measure."""


@dataclass(frozen=True)
class Learned:
    """Texts and the topic of each."""

    texts: Sequence[str]
    topics: Sequence[str]


def train_topics(learned: Learned, fingerprint: str = "") -> Classifier:
    """Return a classifier of topics with whole-number weights."""
    from scipy.sparse import csr_matrix
    from sklearn.svm import LinearSVC

    labels = tuple(sorted(set(learned.topics)))
    held = [np.array(topic_features(text)) for text in learned.texts]
    values = [np.full(len(buckets), len(buckets) ** -0.5) for buckets in held]
    ends = np.cumsum([0, *map(len, held)])
    matrix: Any = csr_matrix(
        (np.concatenate(values), np.concatenate(held), ends), shape=(len(held), BUCKETS)
    )
    used = np.unique(matrix.indices)
    model: Any = LinearSVC(C=SOFTNESS, random_state=0)
    model.fit(matrix[:, used], np.array([labels.index(t) for t in learned.topics]))
    dense, bias = model.coef_.T, model.intercept_
    kept = np.sort(np.argsort(-np.abs(dense).max(axis=1), kind="stable")[:KEPT])
    rows = np.full(BUCKETS, -1, dtype=np.int32)
    rows[used[kept]] = np.arange(len(kept), dtype=np.int32)
    step = np.maximum(np.abs(dense[kept]).max(axis=0), 1e-9) / TOP
    scale = np.maximum(np.rint(step * ONE), 1).astype(np.int32)
    weights = np.clip(np.rint(dense[kept] / (scale / ONE)), -TOP, TOP).astype(np.int8)
    whole_bias = np.rint(bias * ONE).astype(np.int32)
    alike = np.ones(BUCKETS, dtype=np.int16)
    return Classifier(labels, rows, weights, alike, scale, whole_bias, fingerprint)


@dataclass(frozen=True)
class Score:
    """How well questions are told apart."""

    total: int
    first: int
    """The likeliest topic is the right one."""
    among: int
    """The right one is among those offered."""
    taken: int
    """Likely enough to be answered at once."""
    wrong: int
    """Answered at once, and another topic was meant."""


def score(classifier: Classifier, asked: Sequence[tuple[str, str]]) -> Score:
    """Return how well a classifier finds the topic of (topic, question)."""
    first = among = taken = wrong = 0
    for topic, text in asked:
        scores = classifier.scores(topic_features(text))
        order = np.argsort(-scores, kind="stable")
        nearest = [classifier.labels[n] for n in order[:OFFERED]]
        sure = int(scores[order[0]]) >= LEAST
        first += nearest[0] == topic
        among += topic in nearest
        taken += sure
        wrong += sure and nearest[0] != topic
    return Score(len(asked), first, among, taken, wrong)


def leave_out(content: Path) -> Score:
    """Leave out each example once and return how well the others find its topic."""
    topics = read_topics(content)
    asked = [(t, text) for t, texts in topics.items() for text in texts[:-2]]
    always = [(t, text) for t, texts in topics.items() for text in texts[-2:]]
    scores = []
    for fold in range(FOLDS):
        kept = [one for n, one in enumerate(asked) if n % FOLDS != fold] + always
        model = train_topics(Learned([text for _, text in kept], [t for t, _ in kept]))
        scores.append(score(model, asked[fold::FOLDS]))
    return Score(
        *(sum(getattr(s, name) for s in scores) for name in ("total", "first", "among")),
        *(sum(getattr(s, name) for s in scores) for name in ("taken", "wrong")),
    )


def write_model(content: Path, language: str = "en") -> Path:
    """Train the topics and write their model beside that of the acts."""
    topics = read_topics(content)
    pairs = [(topic, text) for topic, texts in topics.items() for text in texts]
    learned = Learned([text for _, text in pairs], [topic for topic, _ in pairs])
    path = content / "understanding" / language / MODEL
    train_topics(learned, topics_fingerprint(topics)).save(path)
    return path


def main(argv: Sequence[str] | None = None) -> int:
    """Train the topics, or measure them."""
    parser = argparse.ArgumentParser(
        prog="python -m bot.understanding.train_topics", description=__doc__
    )
    parser.add_argument("content", type=Path, help="content")
    parser.add_argument("--measure", action="store_true", help="leave each example out once")
    arguments = parser.parse_args(argv)
    if arguments.measure:
        print(leave_out(arguments.content))
        return 0
    path = write_model(arguments.content)
    print(f"{path}: {path.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
