"""Score which acts a text means: a linear classifier with whole-number weights."""

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.understanding.features import BUCKETS
from bot.understanding.scale import ONE

FORMAT = 2
"""Changes when features or the file change, so that an old model is not misread."""

FEW = 800
"""So many weights, at most 127 each and each counted at most 160 times, add up below 2 ** 24."""


@dataclass(frozen=True)
class Classifier:
    """One-against-rest weights over hashed features, and what belongs to them."""

    labels: tuple[str, ...]
    rows: NDArray[np.int32]
    """Bucket -> row of `weights`; -1: the bucket says nothing."""
    weights: NDArray[np.int8]
    """Row x label."""
    rarity: NDArray[np.int16]
    """Bucket -> how much it counts: the rarer, the more."""
    scale: NDArray[np.int32]
    """Label -> what one step of its weights is worth, in `ONE`ths."""
    bias: NDArray[np.int32]
    examples: str
    """Fingerprint of the examples it was trained on."""

    def scores(self, features: Sequence[int]) -> NDArray[np.int64]:
        """Return one score a label in `ONE`ths, the same on every machine."""
        buckets = np.asarray(features, dtype=np.int64)
        counts = self.rarity[buckets].astype(np.int64)
        rows = self.rows[buckets]
        known = rows >= 0
        # Whole numbers below 2 ** 24, of long texts below 2 ** 53: exact as floats in any
        # order, and much faster to add up.
        kind = np.float32 if len(features) < FEW else np.float64
        added = counts[known].astype(kind) @ self.weights[rows[known]].astype(kind)
        total = added.astype(np.int64) * self.scale
        length = math.isqrt(max(int((counts * counts).sum()), 1) * ONE * ONE)
        scores: NDArray[np.int64] = total * ONE // length + self.bias
        return scores

    def save(self, path: Path) -> None:
        """Write the model to a file."""
        file = io.BytesIO()
        np.savez_compressed(
            file,
            format=np.array([FORMAT]),
            labels=np.array(self.labels),
            rows=self.rows,
            weights=self.weights,
            rarity=self.rarity,
            scale=self.scale,
            bias=self.bias,
            examples=np.array([self.examples]),
        )
        path.write_bytes(file.getvalue())

    @classmethod
    def load(cls, path: Path) -> "Classifier":
        """Read a model from a file.

        Raises:
            ValueError: it is no model, or one of another release.
        """
        try:
            with np.load(path, allow_pickle=False) as file:
                held: dict[str, Any] = {name: file[name] for name in file.files}
            if int(held["format"][0]) != FORMAT or len(held["rows"]) != BUCKETS:
                raise ValueError(f"{path}: a model of another release")
            return cls(
                tuple(str(label) for label in held["labels"]),
                held["rows"],
                held["weights"],
                held["rarity"],
                held["scale"],
                held["bias"],
                str(held["examples"][0]),
            )
        except (KeyError, OSError, EOFError) as error:
            raise ValueError(f"{path}: no model: {error}") from error
