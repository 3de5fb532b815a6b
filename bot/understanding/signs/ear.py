"""Which warning sign a text tells of, whose it is, and how soon somebody should look."""

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


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a text sounds most like."""

    kind: Kind
    likeliest: str
    """Who should look first, by the class that scored most; `kind` may be of a graver one."""
    score: int
    """How much it sounds like a warning sign, in `ONE`ths."""
    about: str
    """`self`, or `unclear` where it may be of another person or time."""


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
        """Who should look first -> the score, in `ONE`ths, above which it is heard."""
        path = self.folder / FOLDER / LIMITS
        told = yaml.safe_load(path.read_text("utf-8"))
        if not isinstance(told, dict) or told.keys() != {*REFERS}:
            raise ValueError(f"{path}: one limit for each of {', '.join(REFERS)} expected")
        return {name: int(limit * ONE) for name, limit in told.items()}

    def listen(self, text: str, context: Context) -> HeardFlag | None:
        """Return the gravest warning sign of a text.

        Who told of a pregnancy need not say so again.
        """
        found = self._listen(text, context)
        known = PREGNANT in context.known and self._concerns(WARNING_IN_PREGNANCY, text)
        told = self._listen(AS_PREGNANT + text, context) if known else None
        if told is not None and told.id == WARNING_IN_PREGNANCY:
            return told
        if told is not None and told.refer == URGENT and (found is None or found.refer != URGENT):
            return replace(told, id=WARNING_IN_PREGNANCY)
        return found

    def _concerns(self, sign: str, text: str) -> bool:
        """Whether a text tells of what that sign is about; aches and tiredness are of every day."""
        words = [word.text for word in tokens(text.strip())]
        named = {spot.name for spot in self.concepts.spots(words)}
        return bool(named & self.kinds[sign].about)

    def _listen(self, text: str, context: Context) -> HeardFlag | None:
        verdict = self.judge(text, context)
        if verdict is None or verdict.score <= self.limits[verdict.likeliest]:
            return None
        return HeardFlag(verdict.kind.id, verdict.kind.refer, verdict.about, verdict.kind.when)

    def judge(self, text: str, context: Context) -> Verdict | None:
        """Return what a text sounds most like, heard or not; None without any word."""
        words = tokens(text.strip())
        if not words:
            return None
        heard = Heard.of(words, self.concepts, context.situation)
        scores = [self.model.scores(traits(heard, window)) for window in heard.windows]
        best = dict(zip(self.model.labels, np.max(scores, axis=0).tolist(), strict=True))
        likeliest = max(REFERS, key=lambda refer: best[refer])
        score = best[ANY] + best[likeliest]
        kind = self._kind(best, likeliest)
        if kind.urgent_with & _told_plainly(heard):
            kind = replace(kind, refer=URGENT, when="now")
        return Verdict(kind, likeliest, score, _about(heard))

    def _kind(self, scores: Mapping[str, int], likeliest: str) -> Kind:
        """Return the likeliest sign of the gravest class that is more likely than not."""
        refer = next((refer for refer in REFERS if scores[refer] > 0), likeliest)
        of_it = [kind for kind in self.kinds.values() if kind.refer == refer]
        return max(of_it, key=lambda kind: scores.get(kind.id, -(1 << 30)))


def _about(heard: Heard) -> str:
    """Return whether it is clearly told of the writer and of now."""
    told = [heard.meant[at] for at in _signs(heard)]
    plain = sum(scope is Scope.PLAIN for scope in told)
    return "self" if plain * 2 >= len(told) else "unclear"


def _told_plainly(heard: Heard) -> set[str]:
    """Return the concepts that are told of the writer and of now."""
    plain = (s for s in heard.spots if heard.meant[s.start] in (Scope.PLAIN, Scope.ASKED))
    return {spot.name for spot in plain}


def _signs(heard: Heard) -> Sequence[int]:
    return sorted({spot.start for spot in heard.spots if spot.name not in ("me", "turn")})
