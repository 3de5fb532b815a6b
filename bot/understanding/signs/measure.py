"""Measure the ear on writers left out: `python -m bot.understanding.signs.measure`. For authors.

Each hand is heard by a model and by limits that have learned nothing of it.
"""

import argparse
import sys
from collections.abc import Collection, Sequence
from pathlib import Path

from bot.understanding.context import TextContext
from bot.understanding.scale import ONE
from bot.understanding.signs.ear import LIMITS, SignEar
from bot.understanding.signs.examples import FOLDER, NEAR, ORDINARY, SignExample
from bot.understanding.signs.kinds import REFERS
from bot.understanding.signs.limits import Trial, best_limits
from bot.understanding.signs.train import Author, author_of

HEAD = "# Scores above which it is heard, chosen on writers left out: {hands}.\n"


def trials_of(author: Author, hand: str, without: Collection[str] = ()) -> list[Trial]:
    """Return how a model that has learned nothing of a hand judges its sentences.

    Args:
        without: others of which nothing is learned, as they wrote after reading this one.
    """
    ear = SignEar(author.folder, author.kinds)
    ear.__dict__["model"] = author.trained({hand, *without}, classes=True)
    ear.__dict__["concepts"] = author.concepts
    trials = []
    for example in (*author.signs, *author.ordinary):
        if example.hand == hand:
            verdict = ear.judge(example.text, TextContext(example.situation))
            if verdict is not None:
                score = verdict.score / ONE
                kind = _class(author, example)
                trials.append(Trial(hand, kind, verdict.likeliest, score, example.text))
    return trials


def _class(author: Author, example: SignExample) -> str:
    if not example.sign:
        return NEAR if example.near else ORDINARY
    return author.kinds[example.sign].refer if example.sign in author.kinds else example.sign


def report(trials: Sequence[Trial]) -> list[str]:
    """Return what share of each hand is heard by limits of the others, and what went wrong."""
    hands = list(dict.fromkeys(trial.hand for trial in trials))
    heard: list[tuple[Trial, bool]] = []
    for hand in hands:
        limits = best_limits([t for t in trials if t.hand != hand] if len(hands) > 1 else trials)
        heard += [(t, t.is_heard(limits)) for t in trials if t.hand == hand]
    lines = [_shares(hand, [one for one in heard if one[0].hand == hand]) for hand in hands]
    wrong = [
        f"{'asked' if asked else 'missed'} {trial.score:+.1f} {trial.kind} {trial.text!r}"
        for trial, asked in heard
        if asked != trial.is_sign
    ]
    return [*lines, _shares("all", heard), *sorted(wrong)]


def _shares(name: str, heard: Sequence[tuple[Trial, bool]]) -> str:
    parts = []
    for kind in (*REFERS, NEAR, ORDINARY):
        asked = [was for trial, was in heard if trial.kind == kind]
        if asked:
            parts.append(f"{kind} {sum(asked) / len(asked):.1%} of {len(asked)}")
    return f"{name}: {', '.join(parts)}"


def main(argv: Sequence[str] | None = None) -> int:
    """Leave hands out one by one, print how they are heard, and keep the limits if asked to."""
    parser = argparse.ArgumentParser(
        prog="python -m bot.understanding.signs.measure", description=__doc__
    )
    parser.add_argument("folder", type=Path, help="content/understanding/en")
    parser.add_argument("hands", nargs="+", metavar="HAND", help="left out one by one")
    parser.add_argument("--without", nargs="*", default=[], metavar="HAND", help="not learned")
    parser.add_argument("--keep", action="store_true", help="write the limits for the bot")
    arguments = parser.parse_args(argv)
    try:
        author = author_of(arguments.folder)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    trials = [
        trial for hand in arguments.hands for trial in trials_of(author, hand, arguments.without)
    ]
    print(*report(trials), sep="\n")
    if arguments.keep:
        limits = best_limits(trials)
        text = HEAD.format(hands=", ".join(arguments.hands))
        text += "".join(f"{refer}: {limit}\n" for refer, limit in limits.items())
        (arguments.folder / FOLDER / LIMITS).write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
