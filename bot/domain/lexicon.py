"""The words of one language by which free text is understood."""

from collections.abc import Mapping
from dataclasses import dataclass

Phrases = Mapping[str, tuple[str, ...]]
"""Id -> the ways it is said."""

NAMES = (
    "numbers",
    "ordinals",
    "sides",
    "regions",
    "moments",
    "equipment",
    "places",
    "movements",
    "weekdays",
    "daysets",
    "months",
    "days",
    "clocks",
    "dayparts",
    "meridiem",
    "units",
    "rulers",
    "levels",
    "efforts",
    "pain",
    "said",
    "zones",
    "bands",
    "working",
)
"""Vocabularies: what a thing is called. Ids are the product's own (`low_back`, `left`), numbers
("2.5"), weekdays (Monday is "0"), several of them ("0-4"), months ("1"), days from today ("-1"),
times ("12:00"), zones ("Europe/London")."""

READINGS = {
    "number": ("plus_half",),
    "part": ("half", "quarter", "three_quarters", "eighth"),
    "clock": (
        "half_past",
        "half_before",
        "quarter_past",
        "quarter_to",
        "past",
        "to",
        "with_meridiem",
        "meridiem_first",
        "hour",
    ),
    "day": (
        "weekday",
        "weekday_next",
        "in_days",
        "in_weeks",
        "next_week",
        "next_month",
        "this_weekend",
        "month_day",
        "day_month",
        "month_day_only",
        "month",
    ),
    "span": ("amount", "two_amounts", "amount_rest", "and_half", "quarter", "three_quarters"),
    "stretch": ("until",),
    "range": ("between",),
    "change": ("from_to",),
    "share": ("of",),
}
"""Grammar below the meanings; the ways are patterns with slots."""

INTENTS = (
    "done_all",
    "done_none",
    "done_count",
    "done_which",
    "done_but",
    "done_but_number",
    "done_but_last",
    "done_half",
    "done_few",
    "left_to_do",
    "pain_none",
    "effort",
    "effort_word",
    "start",
    "easier",
    "harder",
    "later",
    "later_at",
    "not_today",
    "skip",
    "pause",
    "pause_until",
    "pause_for",
    "resume",
    "tired",
    "sick",
    "travelling",
    "without",
    "without_any",
    "with",
    "minutes",
    "shorter",
    "place",
    "change_time",
    "change_days",
    "quiet_from",
    "quiet_until",
    "quiet_between",
    "reminders_off",
    "reminders_on",
    "pictures_off",
    "pictures_on",
    "no_ruler",
    "ruler_hand",
    "ruler_a4",
    "ruler_letter",
    "units_in",
    "units_cm",
    "second_stretch_on",
    "second_stretch_off",
    "movement_breaks_on",
    "movement_breaks_off",
    "review_on",
    "drop_days",
    "correction",
    "correction_to",
    "correction_last",
    "thanks",
    "greeting",
    "stop_all",
    "erase_all",
    "help",
    "summary",
    "something_else",
    "never_again",
    "physio",
    "forbidden",
    "yes",
    "no",
)
"""What a reply can mean, apart from pain, which is gathered from its parts."""


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All word lists of one language.

    A phrase is words; `a|b` is either, `word?` may be missing, `{slot}` stands for a vocabulary
    (`{side}`), a reading (`{clock}`) or a number (`{n}`), `...` for up to three words.
    """

    language: str
    names: Mapping[str, Phrases]
    readings: Mapping[str, Phrases]
    intents: Phrases
    fillers: frozenset[str]
    """Words that change nothing: "please", "my"."""
    spellings: Phrases
    """Word -> how it is often misspelt or shortened, for words too short to be guessed."""
    questions: tuple[str, ...]
    """How a question to the bot begins: a report is never one."""
    as_written: frozenset[str]
    """Words that are no typo, however near they come to another ("tried", "cancer")."""
    approximations: frozenset[str]
    """Words before a number that do not change it: "about"."""
    pronouns: frozenset[str]
    """Number words that mostly are none ("this one")."""
    hedges: frozenset[str]
    """Words around a number that change nothing: "about"."""
    joiners: frozenset[str]
    """What stands between two clauses or two things of a list: "and", a comma."""
    turns: frozenset[str]
    """Joiners after which the opposite may follow: "but"."""
    negations: frozenset[str]
    sharp: tuple[str, ...]
    """Pain that is sharp, catching or electric."""
    numeric_dates: str
    """How 3/4/2027 is read: `dmy`, `mdy`, or `ask` where both are usual."""
