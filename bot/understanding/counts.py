"""How many exercises were done, and which numbers count things instead of telling a level."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from bot.understanding.quantities import Amount
from bot.understanding.scope import Scope

HIGHEST = 10
"""The highest level of pain and effort."""
LISTING = frozenset(("and", ",", "&", "+", "n"))
"""What stands between the positions of a list."""
COUNTED = frozenset(("did", "done", "finished", "ok", "completed", "exercises", "numbers"))
"""Words beside a list of positions that were done."""


@dataclass(frozen=True, slots=True)
class Count:
    """So many exercises were done, of so many."""

    done: int | None = None
    of: int | None = None


def count_done(scope: Scope) -> Count:
    """Return how many exercises were done, and of how many."""
    plain = [
        a
        for a in scope.amounts
        if a.unit in ("", "rep") and a.value == int(a.value) and a.value < 20
    ]
    for first, second in itertools.pairwise(plain):
        joined = [scope.text(n) for n in range(first.end, second.start)]
        if joined in (
            ["/"],
            ["of"],
            ["out", "of"],
            ["of", "the"],
            ["outta"],
            ["out", "of", "the"],
            ["from"],
            ["of", "all"],
        ) and (second.value != HIGHEST and first.value <= second.value):
            return Count(int(first.value), int(second.value))
    positions = positions_done(scope, plain)
    if positions:
        return Count(positions)
    for amount in plain:
        before, after = scope.text(amount.start - 1), scope.text(amount.end)
        if before in ("first", "the") and scope.text(amount.start - 2) in (
            "but",
            "except",
            "skipped",
        ):
            continue
        counted = is_counting(scope, amount) or before in ("first", "only", "just")
        if (
            counted
            and before not in ("skipped", "but", "except", "missed", "number", "exercise", "set")
            and not any(
                scope.text(amount.start - n) in ("skipped", "except", "missed", "but", "skip")
                for n in (2, 3)
            )
        ):
            return Count(int(amount.value)) if after not in ("left", "more", "missing") else Count()
    return Count()


def positions_done(scope: Scope, plain: Sequence[Amount]) -> int | None:
    """Read "1 and 2 done", "did 1, 3 and 4" and "did 1-3" as so many."""
    for at in range(len(plain)):
        run = [plain[at]]
        for following in plain[at + 1 :]:
            gap = {scope.text(n) for n in range(run[-1].end, following.start)}
            if following.value <= run[-1].value or not gap or not gap <= LISTING:
                break
            run.append(following)
        before, after = scope.text(run[0].start - 1), scope.text(run[-1].end)
        hurts = scope.vocabulary.at("pain_words", scope.words, run[-1].end)
        if len(run) > 1 and {before, after} & COUNTED and hurts is None:
            return len(run)
        end = next((a for a in plain if a.start == run[0].end + 1), None)
        from_the_first = run[0].value == 1 and before in COUNTED
        if from_the_first and end is not None and scope.text(run[0].end) == "-":
            return int(end.value)
    return None


def is_counting(scope: Scope, amount: Amount) -> bool:
    """Whether a number counts exercises, sets or repetitions."""
    before = {scope.text(amount.start - 1), scope.text(amount.start - 2)}
    done = set(scope.vocabulary.lists["done_words"][""])
    things = {*scope.vocabulary.lists["exercise_words"][""], "done", "left", "reps", "x", "times"}
    if is_of_another_thing(scope, amount):
        return True
    level = any(s.end == amount.start for s in (*scope.spots("pain_words"), *scope.regions))
    if before & done and not level and not before & {"got", "only"}:
        return True
    if scope.text(amount.end) in things or scope.text(amount.start - 1) in (
        "number",
        "exercise",
        "set",
        "type",
        "#",
    ):
        return True
    return scope.text(amount.end) in ("of", "out") and not _of_ten(scope, amount)


def is_of_another_thing(scope: Scope, amount: Amount) -> bool:
    """Whether a number counts what is no level, or is an age: "bet five euros", "she is four"."""
    if scope.vocabulary.at("counted_things", scope.words, amount.end) is not None:
        return True
    verb = scope.text(amount.start - 1) in ("is", "are", "turned", "turns", "was", "s")
    others = scope.vocabulary.spots("age_others", scope.words)
    return any(
        spot.end == amount.start - verb and scope.text(amount.start - 1) != "for" for spot in others
    )


def _of_ten(scope: Scope, amount: Amount) -> bool:
    return any(a.value == HIGHEST and 1 <= a.start - amount.end <= 2 for a in scope.amounts)
