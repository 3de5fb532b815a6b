"""Red flags heard in free text: patterns of the content, with negation, context and slips."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from bot.domain.safety.flag import Flag
from bot.domain.safety.hearing import Hearing
from bot.domain.safety.slips import is_slip_of
from bot.domain.talk.answers import Answers

NOBODY: Answers = MappingProxyType({})
WORDS_READ = 300
"""Words of a message that are listened to; a cry for help is shorter."""
NEAR = 15
"""Words within which all parts of a pattern have to stand."""
REACH = 4
"""Words over which a negation reaches, if nothing ends it earlier."""
TOLD_WITHIN = 4
"""Words from somebody else to what they say, and on to whom they say it of."""
_TOKEN = re.compile(r"[^\W_]+|[.!?;:,\n]")
_STOPS = frozenset(".!?;:\n")
_ASKING = frozenset("?:")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a pattern: any of several wordings."""

    wordings: tuple[tuple[str, ...], ...]
    words: frozenset[str]
    """All words of all wordings."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """`a|b c + d* - e`: every part has to stand near, in any order, and nothing after the minus.

    `*` ends a beginning of a word; a leading `!` listens to what others had and to the past too.
    """

    parts: tuple[Part, ...]
    without: Part
    always: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a message."""

    words: Sequence[str]
    """Words and commas, and what ended it."""
    answer: str
    """What was answered to it, as in "chest pain? no"."""
    known: frozenset[str]
    """The words of the patterns that stand in it."""


def heard(text: str, flags: Iterable[Flag], answers: Answers = NOBODY) -> tuple[Flag, ...]:
    """The flags that a message sounds like, in the order given.

    Args:
        answers: what is known of the person, which makes some words alarming.
    """
    listening = [(f, f.patterns(answers)) for f in flags if f.heard]
    vocabulary = _vocabulary(tuple(written for _, patterns in listening for written in patterns))
    sentences = [
        Sentence(words, answer, frozenset(w for said in words for w in _meant(said, vocabulary)))
        for words, answer in _sentences(text)
    ]
    return tuple(f for f, p in listening if any(_raises(s, p, f.hearing) for s in sentences))


def _meant(said: str, vocabulary: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The words of the patterns that one word may be, of those with the same first letter."""
    return (wanted for wanted in vocabulary.get(said[0], ()) if _matches(said, wanted))


def _raises(sentence: Sentence, patterns: Iterable[str], hearing: Hearing) -> bool:
    return sentence.answer not in hearing.answers and any(
        _says(sentence, read_pattern(written), hearing) for written in patterns
    )


@lru_cache(maxsize=8)
def _vocabulary(patterns: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Every word that some pattern waits for, by its first letter."""
    words = {
        word
        for written in patterns
        for part in (*read_pattern(written).parts, read_pattern(written).without)
        for wording in part.wordings
        for word in wording
    }
    return {letter: tuple(w for w in words if w[0] == letter) for letter in {w[0] for w in words}}


@lru_cache(maxsize=512)
def read_pattern(written: str) -> Pattern:
    """A pattern as it stands in the content."""
    always = written.startswith("!")
    wanted, _, unwanted = written.removeprefix("!").partition(" - ")
    return Pattern(tuple(_part(p) for p in wanted.split(" + ")), _part(unwanted), always)


def _part(written: str) -> Part:
    wordings = tuple(tuple(w.split()) for w in written.split("|") if w.split())
    return Part(wordings, frozenset(word for wording in wordings for word in wording))


def _sentences(text: str) -> list[tuple[list[str], str]]:
    """The words and commas of each sentence, and what was answered to it ("chest pain? no")."""
    plain = text.lower().replace("'", "").replace("’", "")
    pieces: list[list[str]] = [[]]
    for token in _TOKEN.findall(plain)[:WORDS_READ]:
        pieces[-1].append(token)
        if token in _STOPS:
            pieces.append([])
    return [
        (piece, following[0] if piece[-1] in _ASKING and _is_all(following) else "")
        for piece, following in zip(pieces, [*pieces[1:], []], strict=True)
        if piece
    ]


def _is_all(answer: Sequence[str]) -> bool:
    """Whether its first word is an answer by itself: "no", "no, just tired"."""
    return bool(answer) and (len(answer) == 1 or not answer[1].isalnum())


def _says(sentence: Sentence, pattern: Pattern, hearing: Hearing) -> bool:
    if any(part.words.isdisjoint(sentence.known) for part in pattern.parts):
        return False
    places = [_places(sentence, part) for part in pattern.parts]
    if not all(places) or _places(sentence, pattern.without):
        return False
    said = {i for part in places for place in part for i in place}
    if not pattern.always and _about_another_or_long_ago(sentence.words, said, hearing):
        return False
    told = [
        [p.start for p in part if not _denied(sentence.words, p, said, hearing)] for part in places
    ]
    return any(
        all(any(abs(other - first) < NEAR for other in part) for part in told[1:])
        for first in told[0]
    )


def _places(sentence: Sentence, part: Part) -> list[range]:
    """Where one of the wordings stands, as the positions of its words."""
    words = sentence.words
    return [
        range(start, start + len(wording))
        for wording in part.wordings
        if sentence.known.issuperset(wording)
        for start in range(len(words) - len(wording) + 1)
        if all(_matches(words[start + n], wanted) for n, wanted in enumerate(wording))
    ]


@lru_cache(maxsize=8192)
def _matches(said: str, wanted: str) -> bool:
    if wanted.endswith("*"):
        return said.startswith(wanted[:-1])
    return said == wanted or is_slip_of(said, wanted)


def _denied(words: Sequence[str], place: range, said: set[int], hearing: Hearing) -> bool:
    """Whether a negation before it takes it back, one that is no part of the complaint itself."""
    if any(words[i] in hearing.negations for i in place):
        return False
    listing = not hearing.lists.isdisjoint(words)
    for back in range(place.start - 1, -1, -1):
        word = words[back]
        if word in hearing.ends or (word == "," and not listing):
            return False
        if word in hearing.negations and back not in said:
            return words[back + 1] not in hearing.not_negating
        if not listing and place.start - back >= REACH:
            return False
    return False


def _about_another_or_long_ago(words: Sequence[str], said: set[int], hearing: Hearing) -> bool:
    before = range(min(said))
    if any(words[i] in hearing.others and not _tells_of_me(words[i:], hearing) for i in before):
        return True
    rest = " ".join(word for i, word in enumerate(words) if i not in said)
    return any(re.search(rf"\b{re.escape(phrase)}\b", rest) for phrase in hearing.past)


def _tells_of_me(words: Sequence[str], hearing: Hearing) -> bool:
    """Whether somebody else only says what is so with the writer: "my wife thinks I slur"."""
    for place, word in enumerate(words[1:TOLD_WITHIN], 1):
        if word in hearing.tellers:
            return not hearing.writer.isdisjoint(words[place + 1 : place + TOLD_WITHIN])
    return False
