"""Find the written answer that a question means, by the examples of each topic."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from bot.understanding.features import features
from bot.understanding.scale import ONE
from bot.understanding.tokens import tokens

if TYPE_CHECKING:
    from bot.understanding.classifier import Classifier

FOLDER = "answers"
MODEL = "topics.npz"
LEAST = -ONE * 42 // 100
"""Score from which the likeliest topic is taken for the one that is meant."""
OFFERED = 3
"""Topics that are offered where none is likely."""
LONGEST = 1000
"""Characters of a question that are looked at."""
_SITUATION = "idle"
"""A question means the same wherever it is asked."""


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """What a question is about."""

    topic: str | None
    """None where no topic is likely enough."""
    nearest: tuple[str, ...]
    """The likeliest topics, the likeliest first."""
    score: int
    """Of the likeliest, in `ONE`ths."""


@dataclass(frozen=True)
class TopicFinder:
    """The topics of the written answers; the model is loaded when first needed."""

    path: Path

    @cached_property
    def classifier(self) -> "Classifier":
        """The trained model.

        Raises:
            ValueError: there is none, or it is not one of this release.
        """
        from bot.understanding.classifier import Classifier  # numpy: a tenth of the start

        return Classifier.load(self.path)

    def find(self, text: str) -> TopicMatch:
        """Return the topic that a question means."""
        scores = self.classifier.scores(topic_features(text)).tolist()
        order = sorted(range(len(scores)), key=lambda n: (-scores[n], n))
        nearest = tuple(self.classifier.labels[n] for n in order[:OFFERED])
        best = int(scores[order[0]])
        return TopicMatch(nearest[0] if best >= LEAST else None, nearest, best)

    def best_of(self, text: str, allowed: Sequence[str]) -> str:
        """Return the likeliest of some topics; the first one where nothing is asked in words."""
        if not text.strip():
            return allowed[0]
        scores = self.classifier.scores(topic_features(text)).tolist()
        known = self.classifier.labels
        held = [topic for topic in allowed if topic in known]
        return max(held, key=lambda topic: (scores[known.index(topic)], -held.index(topic)))


def topic_features(text: str) -> list[int]:
    """Return the features of a question."""
    return features(tokens(text[:LONGEST].strip()), {}, _SITUATION)


def read_topics(content: Path) -> Mapping[str, Sequence[str]]:
    """Return the texts that each topic is learned from: its examples, then title and answer.

    Raises:
        ValueError: a file has no examples.
    """
    topics = {}
    for path in sorted((content / FOLDER).glob("*.yaml")):
        file = yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506 - strings only
        try:
            topics[path.stem] = (*file["examples"], file["title"], file["answer"])
        except (KeyError, TypeError) as error:
            raise ValueError(f"{path}: no {error}") from error
    return topics


def topics_fingerprint(topics: Mapping[str, Sequence[str]]) -> str:
    """Return a hash of the texts that topics are learned from."""
    listing = repr([(topic, list(texts)) for topic, texts in sorted(topics.items())])
    return hashlib.sha256(listing.encode()).hexdigest()
