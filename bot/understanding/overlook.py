"""Words beside an answer that may be overlooked, and those that make it something else."""

from bot.understanding.reading import Reading

MOST_LEFT = 2
"""Words beside the answer that are overlooked; more of them make it something else."""

REQUESTS = frozenset(
    [
        "later",
        "later_at",
        "not_today",
        "pause",
        "pause_until",
        "pause_for",
        "resume",
        "tired",
        "sick",
        "travelling",
        "without",
        "change_time",
        "change_days",
        "drop_days",
        "stop_all",
        "erase_all",
        "help",
        "summary",
        "something_else",
        "never_again",
        "physio",
        "no_ruler",
        "ruler_hand",
    ]
)
"""Meanings that make a text a request rather than an answer."""

_SIGNS = frozenset(".!~():=?-/")


def only(reading: Reading, start: int, end: int) -> bool:
    """Whether little is said but what stands from `start` to `end`, and nothing is asked for."""
    longer = reading.intent(start)
    if longer is not None and longer.name in REQUESTS and longer.end > end:
        return False  # the "no" of "no ruler"
    rest = [n for n in range(len(reading.words)) if not start <= n < end]
    return overlooked(reading, rest)


def overlooked(reading: Reading, rest: list[int]) -> bool:
    lexicon = reading.grammar.lexicon
    over = lexicon.hedges | lexicon.joiners | _SIGNS
    told = [n for n in rest if reading.at(n) not in over]
    if len(told) > MOST_LEFT:
        return False
    if any(_requests(reading, n) for n in told):
        return False
    return not any(_reports(reading, n) for n in rest)


def _requests(reading: Reading, i: int) -> bool:
    found = reading.intent(i)
    return found is not None and found.name in REQUESTS


def _reports(reading: Reading, i: int) -> bool:
    """Whether it is told there what was done of a routine."""
    found = reading.intent(i)
    return found is not None and found.name.startswith("done_") and found.name != "done_none"
