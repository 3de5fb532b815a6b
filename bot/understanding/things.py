"""Fill the slots of acts about things: exercises, equipment, places, terms."""

import re
from collections.abc import Sequence
from typing import Any

from bot.understanding.context import Exercise, TextContext
from bot.understanding.scope import Scope
from bot.understanding.tokens import Token, tokens

Slots = dict[str, Any]
SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "my",
        "me",
        "i",
        "it",
        "to",
        "of",
        "for",
        "in",
        "on",
        "at",
        "and",
        "or",
        "with",
        "this",
        "that",
        "these",
        "those",
        "your",
        "our",
        "please",
        "pls",
        "do",
        "is",
        "are",
        "be",
        "so",
        "any",
        "some",
    ]
)


def place(scope: Scope) -> str | None:
    """Return where somebody is: home, work, away, outside, or the person's word."""
    places = scope.spots("places")
    order = {"away": 0, "outside": 1, "gym": 2, "work": 3, "home": 4}
    places = [s for s in places if not _negated(scope, s.start)] or places
    places.sort(
        key=lambda spot: (
            spot.end - spot.start == 1
            and scope.text(spot.start) in ("sofa", "couch", "kitchen", "desk", "table"),
            order[spot.value],
        )
    )
    return places[0].value if places else None


def _negated(scope: Scope, at: int) -> bool:
    return bool(
        {scope.text(at - n) for n in (1, 2, 3)}
        & {"not", "no", "isnt", "arent", "without", "back"} - {scope.text(at - 1)}
        & {"not", "no"}
    )


def exercises_named(scope: Scope, exercises: Sequence[Exercise]) -> list[int]:
    """Return the positions, from 1, of today's exercises that a text names."""
    stems = {_stem(word.text) for word in scope.words if len(word.text) > 2}
    scored = []
    for n, exercise in enumerate(exercises, 1):
        telling = {_stem(w.text) for w in tokens(exercise.name) if len(w.text) > 2} - _COMMON
        id_words = {_stem(word) for word in exercise.id.split("_") if len(word) > 2} - _COMMON
        hits = len((telling | id_words) & stems)
        if hits:
            scored.append((hits, n))
    best = max((hits for hits, _ in scored), default=0)
    return [n for hits, n in scored if hits == best]


_COMMON = frozenset(
    ("with", "the", "stretch", "one", "from", "single", "standing", "lying", "exercise")
)


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def ordinals_told(scope: Scope, total: int) -> list[int]:
    """Return the positions told as "the first", "number 3", "the last one"."""
    positions = []
    for spot in scope.spots("ordinals"):
        n = int(spot.value)
        if scope.text(spot.start) == "second" and scope.text(spot.start - 1).isdecimal():
            continue
        place = n if n > 0 else total
        if place:
            positions.append(place)
    for amount in scope.amounts:
        before = scope.text(amount.start - 1)
        if (
            amount.unit == ""
            and before in ("number", "no", "nr", "#", "exercise", "num")
            and amount.value >= 1
        ):
            positions.append(int(amount.value))
    return list(dict.fromkeys(positions))


def left_out(scope: Scope, context: TextContext) -> list[int]:
    """Return the positions of the exercises that were left out."""
    for spot in scope.spots("left_out_words"):
        small = scope.text(spot.start) in ("but", "not")
        if small and not _names_a_position(scope, spot.end, context):
            continue
        reach = 4 if small else 8
        after = Scope(scope.words[spot.end : spot.end + reach], scope.vocabulary, scope.today)
        total = len(context.exercises)
        positions = (
            ordinals_told(after, total)
            or exercises_named(after, context.exercises)
            or _numbers_alone(after, total)
        )
        if positions:
            return positions
    return []


def _names_a_position(scope: Scope, at: int, context: TextContext) -> bool:
    """Whether a place in the routine is told at once: "but the last", not "but since the last"."""
    if scope.text(at) in ("the", "for", "number", "no", "nr", "exercise", "#"):
        return True
    beginning = Scope(scope.words[at : at + 1], scope.vocabulary, scope.today)
    positions = ordinals_told(beginning, len(context.exercises)) or beginning.amounts
    return bool(positions or exercises_named(beginning, context.exercises))


def _numbers_alone(scope: Scope, total: int) -> list[int]:
    """Return the positions of "2 and 3", where nothing else is said."""
    numbers = [
        int(a.value) for a in scope.amounts if a.unit == "" and a.value in range(1, total + 1)
    ]
    joins = [word.text for word in scope.words if not word.text.isdecimal()]
    return numbers if len(numbers) > 1 and set(joins) <= {"and", ",", "&", "+"} else []


def exercise_words(scope: Scope, exercises: Sequence[Exercise]) -> str:
    """Return the words of a text that name one of today's exercises; empty where none does."""
    best: tuple[int, str] = (0, "")
    for exercise in exercises:
        telling = {_stem(w.text) for w in tokens(exercise.name) if len(w.text) > 2}
        at = [n for n, word in enumerate(scope.words) if _stem(word.text) in telling]
        together = [n for n in at if n - 1 in at or n + 1 in at]
        if len(together) > best[0]:
            run = scope.words[together[0] : together[-1] + 1]
            best = (len(together), scope.phrase(run) if len(run) == len(together) else "")
    return best[1]


def never(scope: Scope, exercises: Sequence[Exercise] = ()) -> Slots:
    """Return the exercise that is never wanted again, in the person's words."""
    if named := exercise_words(scope, exercises):
        return {"exercise": named}
    phrase = scope.phrase(scope.words)
    match = scope.vocabulary.patterns["never"].search(phrase)
    words = match[1] if match else phrase
    previous = None
    while previous != words:
        previous = words
        words = scope.vocabulary.patterns["never_end"].sub("", words).strip(" ,.!")
    cut = [
        w
        for w in words.split()
        if any(letter.isalnum() for letter in w)
        if w not in ("this", "that", "one", "it", "exercise", "these", "those")
    ]
    if not cut or len(cut) > 5 or not any(len(w) > 2 for w in cut):
        return {}
    kept = [w for w in cut if w not in SMALL_WORDS and w not in ("hate", "never", "again")]
    return {"exercise": " ".join(kept)} if kept else {}


TERM_LEADS = ("mean", "means", "meant", "by", "counts", "count", "as", "about", "called", "exactly")
"""Words between the question and its term: "what counts as a usual day"."""
ACTIVITY_TAILS = (
    "now",
    "as",
    "well",
    "too",
    "also",
    "like",
    "this",
    "that",
    "then",
    "right",
    "yet",
)


def term(scope: Scope) -> Slots:
    """Return the term that is asked about, in the person's words."""
    phrase = scope.phrase(scope.words)
    match = scope.vocabulary.patterns["term"].search(phrase)
    words = match[1] if match else phrase
    previous = None
    while previous != words:
        previous = words
        words = scope.vocabulary.patterns["term_end"].sub("", words).strip(" ,.!?\"'")
    kept = words.split()
    while kept and kept[0] in (*SMALL_WORDS, *TERM_LEADS):
        kept.pop(0)
    return {"term": " ".join(kept)} if 0 < len(kept) <= 6 else {}


def activity(scope: Scope, exercises: Sequence[Exercise] = ()) -> Slots:
    """Return what somebody asks whether it is safe, in their words."""
    if named := exercise_words(scope, exercises):
        return {"of": named}
    if scope.regions and not scope.has("activities") and not _names_exercise(scope):
        spot = scope.regions[0]
        return {"of": scope.phrase(scope.words[spot.start : spot.end])}
    match = scope.vocabulary.patterns["safe"].search(scope.phrase(scope.words))
    if match is None:
        return {}
    words, previous = match[1], None
    while previous != words:
        previous = words
        words = scope.vocabulary.patterns["safe_end"].sub("", words).strip(" ,.!?")
    kept = words.split()
    while kept and kept[0] in (*SMALL_WORDS, "still", "go", "also", "it", "already", "use", "just"):
        kept.pop(0)
    while kept and kept[-1] in ACTIVITY_TAILS:
        kept.pop()
    if (
        not kept
        or len(kept) > 6
        or (kept[0] in ("exercise", "exercises", "stretch") and len(kept) == 1)
    ):
        return {}
    return {"of": " ".join(kept)}


def _names_exercise(scope: Scope) -> bool:
    """Whether a place of the body is only part of an exercise's name: "hip thrusts"."""
    nouns = scope.vocabulary.lists["exercise_nouns"][""]
    return any(scope.text(spot.end) in nouns for spot in scope.regions)


def load(words: Sequence[Token], scope: Scope) -> str | None:
    """Return the load told, as "5 kg"."""
    for amount in scope.amounts:
        if amount.unit in ("kg", "lb"):
            return f"{amount.value:g} {amount.unit}"
    text = " ".join(word.text for word in words)
    match = re.search(
        r"\b(yellow|red|green|blue|black|light|medium|heavy|orange|purple) band\b", text
    )
    return match[0] if match else None
