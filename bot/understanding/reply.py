"""A reply in plain words, taken apart into what it means."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.errors import BotError
from bot.domain.ids import Movement, Region
from bot.domain.lexicon import Lexicon
from bot.understanding import meaning as m
from bot.understanding.clause import Clause, clauses
from bot.understanding.intents import meaning_of
from bot.understanding.moment import Now, day_to_come
from bot.understanding.pain import Parts, pains
from bot.understanding.reading import Match, Reading
from bot.understanding.report import Pair
from bot.understanding.settle import alone, settled
from bot.understanding.slots import reading_of
from bot.understanding.words import Word

MOST_STRANGE = 2
"""Unknown words in a clause from which a single known word in it means nothing."""

SENSITIVE = frozenset({"yes", "no", "thanks", "greeting"})
"""Meanings a negation before them does not turn round."""


@dataclass(slots=True)
class _Finding:
    """What has been found so far, and the words that are accounted for."""

    reading: Reading
    now: Now
    used: set[int] = field(default_factory=set)
    meanings: list[m.Meaning] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    refused: list[BotError] = field(default_factory=list)
    worded: list[m.Meaning] = field(default_factory=list)
    """Efforts told by a word, which give way to a number."""

    def take(self, found: m.Meaning | Pair | BotError | None, words: Iterable[int]) -> bool:
        if found is None:
            return False
        self.used.update(words)
        if isinstance(found, BotError):
            self.refused.append(found)
        elif isinstance(found, tuple):
            self.pairs.append(found)
        else:
            self.meanings.append(found)
        return True


def understand(
    text: str,
    lexicon: Lexicon,
    now: datetime,
    zone: ZoneInfo,
    context: m.Context = m.NOTHING_ASKED,
) -> m.Understood:
    """What a reply means: often several things, sometimes nothing.

    Args:
        text: as written.
        lexicon: the person's language.
        now: the present, an aware instant.
        zone: where the person is.
        context: what the bot asked last and what today holds.
    """
    reading = reading_of(text, lexicon)
    finding = _Finding(reading, Now(now, zone, context))
    parts = clauses(reading)
    _phrases(finding, parts)
    _pains(finding, parts)
    _numbers(finding, parts)
    if not any(isinstance(one, m.Effort) for one in finding.meanings):
        finding.meanings.extend(finding.worded[:1])
    meanings, pairs = settled(finding.meanings, finding.pairs)
    left = _left(text, finding)
    meanings = [
        replace(one, words=left) if isinstance(one, m.NeverAgain) else one for one in meanings
    ]
    return m.Understood(tuple(meanings), tuple(pairs), tuple(finding.refused), left)


def _phrases(finding: _Finding, parts: list[Clause]) -> None:
    reading = finding.reading
    i = 0
    while i < len(reading.words):
        clause = next((c for c in parts if c.start <= i < c.end), None)
        match = reading.intent(i)
        turned = _negated(reading, i, match, clause)
        if turned is not None:
            found = _opposite(turned)
            finding.used.update(range(i, turned.end))
            if found is not None:
                finding.meanings.append(found)
            i = turned.end
            continue
        if match is None or clause is None or _rejected(reading, match, clause):
            i += 1
            continue
        if match.name in ("physio", "forbidden"):
            i = _closed(finding, match)
            continue
        told = meaning_of(match, finding.now)
        if match.name == "effort_word" and isinstance(told, m.Effort):
            finding.worded.append(told)
            finding.used.update(range(match.start, match.end))
            i = match.end
            continue
        taken = finding.take(told, range(match.start, match.end))
        i = match.end if taken else i + 1


def _negated(reading: Reading, i: int, match: Match | None, clause: Clause | None) -> Match | None:
    """The phrase a negation at this word turns round ("not tired", "didn't really finish")."""
    if reading.at(i) not in reading.grammar.lexicon.negations or clause is None:
        return None
    if match is not None and match.end > i + 1:
        return None
    for n in (i + 1, i + 2):
        if n >= clause.end:
            return None
        turned = reading.intent(n)
        if turned is not None and turned.literals and turned.name not in SENSITIVE:
            return turned
    return None


def _opposite(match: Match) -> m.Meaning | None:
    if match.name in ("done_all", "done_few", "done_half"):
        return m.Done(none=True)
    return None


def _rejected(reading: Reading, match: Match, clause: Clause) -> bool:
    """Whether the words around a phrase speak against it."""
    single = match.end - match.start == 1
    if clause.strange >= MOST_STRANGE and (single or match.literals == 0):
        return True
    if match.name == "pain_none":
        return False
    if clause.painful and (match.literals == 0 or match.name in ("effort_word", "resume")):
        return True
    if clause.painful and single and match.name in ("yes", "stop_all", "thanks", "skip", "later"):
        return True
    starts_with_number = reading.slot("n", match.start) is not None
    return clause.painful and starts_with_number and not match.name.startswith(("effort", "corr"))


def _closed(finding: _Finding, match: Match) -> int:
    """What a clinician closed, told in the rest of the sentence."""
    reading = finding.reading
    lexicon = reading.grammar.lexicon
    closing = match.name == "forbidden"
    movements: frozenset[Movement] = frozenset()
    region: Region | None = None
    until: date | BotError | None = None
    end = last = match.end
    while end < len(reading.words) and reading.at(end) not in (".", "!", "?", "\n"):
        said, moved = reading.slot("said", end), reading.all_named("movements", end)
        placed, phrase = reading.slot("regions", end), reading.intent(end)
        after = end + 1
        if phrase is not None and phrase.name == "pause_until":
            until, after = day_to_come(phrase.get("day"), finding.now), phrase.end
        elif phrase is not None and phrase.name == "forbidden":
            closing, after = True, phrase.end
        elif said is not None and said[0] == "closing":
            closing, after = True, said[1]
        elif reading.at(end) in lexicon.negations:
            closing = True
        elif moved is not None:
            movements, after = movements | {Movement(id) for id in moved[0]}, moved[1]
        elif placed is not None and region is None:
            region, after = Region(placed[0]), placed[1]
        else:
            end += 1
            continue
        end = last = after
    if not closing or (not movements and region is None):
        return match.start + 1
    if isinstance(until, BotError):
        finding.take(until, range(match.start, last))
        until = None
    finding.take(m.PhysioSays(movements, region, until), range(match.start, last))
    return last


def _pains(finding: _Finding, parts: list[Clause]) -> None:
    before: Parts | None = None
    for clause in parts:
        for told, words in pains(finding.reading, clause, finding.used, before):
            finding.take(told.meaning(), words)
            before = told
        region = _only_region(finding, clause)
        if region is not None and (before is not None or finding.now.context.asked is m.Asked.PAIN):
            place, words = region
            told = Parts(level=before.level if before else None, named=True)
            told.region = Region(place)
            finding.take(told.meaning(), words)


def _only_region(finding: _Finding, clause: Clause) -> tuple[str, set[int]] | None:
    """The place, where a clause names nothing else ("... and knee")."""
    rest = [i for i in range(clause.start, clause.end) if i not in finding.used]
    if not rest:
        return None
    told = finding.reading.slot("regions", rest[0])
    return (told[0], set(rest)) if told is not None and told[1] == rest[-1] + 1 else None


def _numbers(finding: _Finding, parts: list[Clause]) -> None:
    """Numbers that nothing was said about."""
    reading, context = finding.reading, finding.now.context
    for clause in parts:
        if clause.strange >= MOST_STRANGE:
            continue
        for i in range(clause.start, clause.end):
            share = reading.slot("share", i)
            if i in finding.used or share is None:
                continue
            (value, of), end = share
            ranged = reading.reading("range", end)
            if ranged is not None:
                value, end = max(value, ranged.values[0]), ranged.end
            if reading.slot("units", end) is None:
                finding.take(alone(value, of, context, finding.meanings), range(i, end))


def _left(text: str, finding: _Finding) -> str:
    """The words nobody made sense of, as they were written."""
    lexicon = finding.reading.grammar.lexicon
    over = lexicon.hedges | lexicon.joiners | lexicon.turns
    rest: list[Word] = [
        word
        for i, word in enumerate(finding.reading.words)
        if i not in finding.used and word.text not in over
    ]
    return " ".join(text[word.start : word.end] for word in rest)
