"""Train what finds further acts: `python -m bot.understanding.train_beside`. For authors only."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import yaml

from bot.domain.acts import ACTS
from bot.understanding.acts_meant import message_of
from bot.understanding.beside import FEATURES, FILE, Message, table
from bot.understanding.clauses import clauses
from bot.understanding.examples import MESSAGES, Example, read_messages
from bot.understanding.language import Language
from bot.understanding.scale import ONE
from bot.understanding.tokens import tokens

STRENGTH = 0.3
"""Inverse strength of the penalty on large weights (`C` of scikit-learn)."""
LIKELY = 0.01
"""Acts less likely than this by whole and clause are nothing to learn from."""
FAINT = round(ONE * np.log(LIKELY / (1 - LIKELY)))
"""Score below which an act is not learned from."""


def learn(messages: Iterable[tuple[Message, Example]]) -> dict[str, int]:
    """Return the weights of the features, in thousandths."""
    from sklearn.linear_model import LogisticRegression

    rows, meant = [], []
    for message, example in messages:
        evidence = table(message)
        for at, act in enumerate(ACTS):
            loud = act in example.acts or evidence.values[at, :3].max() > FAINT
            if evidence.possible[at] and loud:
                rows.append(evidence.values[at] / ONE)
                meant.append(act in example.acts)
    x = np.array(rows)
    spread = np.maximum(x.std(axis=0), 1e-9)
    model = LogisticRegression(C=STRENGTH, max_iter=1000).fit(x / spread, meant)
    weights = np.rint(1000 * model.coef_[0] / spread).astype(int).tolist()
    return {**dict(zip(FEATURES, weights, strict=True)), "bias": round(1000 * model.intercept_[0])}


def heard(language: Language, examples: Sequence[Example]) -> list[tuple[Message, Example]]:
    """Return the messages of several clauses among examples, with their scores."""
    messages = []
    for example in examples:
        words = tokens(example.text)
        parts = clauses(words, language.vocabulary.listed)
        if len(parts) > 1:
            messages.append((message_of(language, words, parts, example.situation), example))
    return messages


def main(argv: Sequence[str] | None = None) -> int:
    """Learn the weights of one language from the messages in its `beside.txt`."""
    parser = argparse.ArgumentParser(prog="python -m bot.understanding.train_beside")
    parser.add_argument("folder", type=Path, help="content/understanding/en")
    folder: Path = parser.parse_args(argv).folder
    examples, faults = read_messages(folder / MESSAGES)
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        return 1
    weights = learn(heard(Language(folder), examples))
    head = (
        f"# Learned from {MESSAGES}: python -m bot.understanding.train_beside {folder.as_posix()}\n"
    )
    (folder / FILE).write_text(head + yaml.safe_dump(weights, sort_keys=False), "utf-8")
    print(f"{len(examples)} messages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
