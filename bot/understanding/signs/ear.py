"""Listens for warning signs in a whole text: which, whose, and within what time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import yaml

from bot.domain.acts import HeardFlag
from bot.understanding.classifier import Classifier
from bot.understanding.context import Context
from bot.understanding.scale import ONE
from bot.understanding.signs.concepts import FILE, Concepts
from bot.understanding.signs.examples import FOLDER
from bot.understanding.signs.kinds import REFERS, Kind
from bot.understanding.signs.scopes import Scope
from bot.understanding.signs.traits import Heard, traits
from bot.understanding.tokens import tokens

MODEL = "model.npz"
LIMITS = "limits.yaml"
PREGNANT = "pregnant"
AS_PREGNANT = "im pregnant and "
"""Put before the words of who told of a pregnancy."""
WARNING_IN_PREGNANCY = "R17"
URGENT = "urgent"
ANY = "any"
"""The label of whatever is a warning sign at all."""


@dataclass(frozen=True)
class SignEar:
    """The ear of one language; its files are read when it first listens."""

    folder: Path
    """`content/understanding/<language>`."""
    kinds: Mapping[str, Kind]

    @cached_property
    def concepts(self) -> Concepts:
        """The concepts of its language."""
        return Concepts.load(self.folder / FOLDER / FILE)

    @cached_property
    def model(self) -> Classifier:
        """The trained weights."""
        return Classifier.load(self.folder / FOLDER / MODEL)

    @cached_property
    def limits(self) -> Mapping[str, int]:
        """Label -> the score, in `ONE`ths, above which it raises."""
        path = self.folder / FOLDER / LIMITS
        told = yaml.safe_load(path.read_text("utf-8"))
        if not isinstance(told, dict) or told.keys() != {ANY, *REFERS}:
            raise ValueError(f"{path}: one limit for each of {', '.join((ANY, *REFERS))} expected")
        return {name: int(limit * ONE) for name, limit in told.items()}

    def listen(self, text: str, context: Context) -> HeardFlag | None:
        """Return the gravest warning sign of a text.

        Who told of a pregnancy need not say so again.
        """
        found = self._listen(text, context)
        told = self._listen(AS_PREGNANT + text, context) if PREGNANT in context.known else None
        if told is not None and told.id == WARNING_IN_PREGNANCY:
            return told
        if told is not None and told.refer == URGENT and (found is None or found.refer != URGENT):
            return replace(told, id=WARNING_IN_PREGNANCY)
        return found

    def _listen(self, text: str, context: Context) -> HeardFlag | None:
        words = tokens(text.strip())
        if not words:
            return None
        heard = Heard.of(words, self.concepts, context.situation)
        scores = [self.model.scores(traits(heard, window)) for window in heard.windows]
        best = dict(zip(self.model.labels, np.max(scores, axis=0).tolist(), strict=True))
        over = {name: best[name] - limit for name, limit in self.limits.items()}
        if max(over.values()) <= 0:
            return None
        kind = self._kind(best, over)
        return HeardFlag(kind.id, kind.refer, _about(heard), kind.when)

    def _kind(self, scores: Mapping[str, int], over: Mapping[str, int]) -> Kind:
        """Return the likeliest sign of the gravest class that is raised."""
        raised = [refer for refer in REFERS if over[refer] > 0]
        refer = raised[0] if raised else max(REFERS, key=lambda name: scores[name])
        of_it = [kind for kind in self.kinds.values() if kind.refer == refer]
        return max(of_it, key=lambda kind: scores.get(kind.id, -(1 << 30)))


def _about(heard: Heard) -> str:
    """Return whether it is clearly told of the writer and of now."""
    told = [heard.meant[at] for at in _signs(heard)]
    plain = sum(scope is Scope.PLAIN for scope in told)
    return "self" if plain * 2 >= len(told) else "unclear"


def _signs(heard: Heard) -> Sequence[int]:
    return sorted({spot.start for spot in heard.spots if spot.name not in ("me", "turn")})
