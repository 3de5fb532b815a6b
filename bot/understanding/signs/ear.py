"""Which warning sign a text tells of, whose it is, and how soon somebody should look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from bot.domain.acts import HeardFlag
from bot.understanding.classifier import Classifier
from bot.understanding.context import TextContext
from bot.understanding.scale import ONE
from bot.understanding.signs.concepts import FILE, Concepts
from bot.understanding.signs.examples import FOLDER
from bot.understanding.signs.kinds import REFERS, Kind
from bot.understanding.signs.scopes import Piece, Scope
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
    doubted: bool
    """Whether nothing speaks of it but words that have another plain meaning."""
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
        limits = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        if not isinstance(limits, dict) or limits.keys() != {*REFERS}:
            raise ValueError(f"{path}: one limit for each of {', '.join(REFERS)} expected")
        return {name: int(limit * ONE) for name, limit in limits.items()}

    def listen(self, text: str, context: TextContext) -> HeardFlag | None:
        """Return the gravest warning sign of a text.

        Who told of a pregnancy need not say so again.
        """
        sign = self._listen(text, context)
        known = PREGNANT in context.known and self._concerns(WARNING_IN_PREGNANCY, text)
        pregnant_sign = self._listen(AS_PREGNANT + text, context) if known else None
        if pregnant_sign is not None and pregnant_sign.id == WARNING_IN_PREGNANCY:
            return pregnant_sign
        if (
            pregnant_sign is not None
            and pregnant_sign.refer == URGENT
            and (sign is None or sign.refer != URGENT)
        ):
            return replace(pregnant_sign, id=WARNING_IN_PREGNANCY)
        return sign

    def _concerns(self, sign: str, text: str) -> bool:
        """Whether a text tells of what that sign is about; aches and tiredness are of every day."""
        words = [word.text for word in tokens(text.strip())]
        named = {spot.name for spot in self.concepts.spots(words)}
        return bool(named & self.kinds[sign].about)

    def _listen(self, text: str, context: TextContext) -> HeardFlag | None:
        verdict = self.judge(text, context)
        if verdict is None or verdict.score <= self.limits[verdict.likeliest]:
            return None
        kind, about = verdict.kind, "unclear" if verdict.doubted else verdict.about
        return HeardFlag(kind.id, kind.refer, about, kind.when, verdict.doubted)

    def judge(self, text: str, context: TextContext) -> Verdict | None:
        """Return what a text sounds most like, heard or not; None without any word."""
        words = tokens(text.strip())
        if not words:
            return None
        heard = Heard.of(words, self.concepts, context.situation)
        windows = heard.windows
        scores = [self.model.scores(traits(heard, window)) for window in windows]
        best = dict(zip(self.model.labels, np.max(scores, axis=0).tolist(), strict=True))
        likeliest = max(REFERS, key=lambda refer: best[refer])
        score = best[ANY] + best[likeliest]
        kind = self._kind(best, likeliest)
        if kind.urgent_with & _told_plainly(heard):
            kind = replace(kind, refer=URGENT, when="now")
        free = [s for s, w in zip(scores, windows, strict=True) if not _told_in(heard, w, kind)]
        spoken = any(self._sum(s, likeliest) > self.limits[likeliest] for s in free)
        doubted = not spoken and _is_doubted(heard, kind)
        return Verdict(kind, likeliest, score, doubted, _about(heard))

    def _sum(self, scores: NDArray[np.int64], refer: str) -> int:
        """Return how much one window sounds like a sign of a class."""
        labels = self.model.labels
        return int(scores[labels.index(ANY)] + scores[labels.index(refer)])

    def _kind(self, scores: Mapping[str, int], likeliest: str) -> Kind:
        """Return the likeliest sign of the gravest class that is more likely than not."""
        refer = next((refer for refer in REFERS if scores[refer] > 0), likeliest)
        of_it = [kind for kind in self.kinds.values() if kind.refer == refer]
        return max(of_it, key=lambda kind: scores.get(kind.id, -(1 << 30)))


def _about(heard: Heard) -> str:
    """Return whether it is clearly told of the writer and of now."""
    scopes = [heard.meant[at] for at in _signs(heard)]
    plain = sum(scope is Scope.PLAIN for scope in scopes)
    return "self" if plain * 2 >= len(scopes) else "unclear"


def _told_in(heard: Heard, window: Piece, kind: Kind) -> bool:
    """Whether words that make a sign doubtful stand in a window."""
    spots = (s for s in heard.spots if s.name in kind.doubted_by)
    return any(window.start <= spot.start < window.end for spot in spots)


def _is_doubted(heard: Heard, kind: Kind) -> bool:
    """Whether a sign is told by words of another plain meaning, and by none that leave no doubt."""
    named = {spot.name for spot in heard.spots}
    return bool(named & kind.doubted_by) and not named & kind.certain_with


def _told_plainly(heard: Heard) -> set[str]:
    """Return the concepts that are told of the writer and of now."""
    plain = (s for s in heard.spots if heard.meant[s.start] in (Scope.PLAIN, Scope.ASKED))
    return {spot.name for spot in plain}


def _signs(heard: Heard) -> Sequence[int]:
    return sorted({spot.start for spot in heard.spots if spot.name not in ("me", "turn")})
