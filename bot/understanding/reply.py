"""A reply in plain words, taken apart into what it means."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.errors import NotADate, NotATime
from bot.domain.lexicon import Lexicon
from bot.domain.talk.question import LONGEST_TEXT
from bot.understanding import meaning as m
from bot.understanding.alone import find_numbers
from bot.understanding.finding import Finding
from bot.understanding.moment import Now
from bot.understanding.pain import find_pains
from bot.understanding.phrases import find_phrases
from bot.understanding.reading import Reading
from bot.understanding.settle_old import settled
from bot.understanding.slots import reading_of

REPORTS = (m.Done, m.Partly, m.Effort, m.Yes, m.No)
"""Meanings a question does not have."""


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
    in_general = _in_general(reading, context)
    if in_general is not None:
        return m.Understood((in_general,))
    finding = Finding(reading, Now(now, zone, context))
    find_phrases(finding)
    find_pains(finding)
    if reading.question:
        finding.unsay(REPORTS)
    else:
        find_numbers(finding)
    if not any(isinstance(one, m.Effort) for one in finding.meanings):
        finding.meanings.extend(finding.worded[:1])
    meanings, pairs = settled(finding.meanings, finding.pairs)
    if any(isinstance(error, (NotADate, NotATime)) for error in finding.refused):
        meanings = [one for one in meanings if one not in (m.Later(), m.PauseUntil())]
    left = _left(text, finding)
    meanings = [
        replace(one, words=text.strip()[:LONGEST_TEXT]) if isinstance(one, m.NeverAgain) else one
        for one in meanings
    ]
    return m.Understood(tuple(meanings), tuple(pairs), tuple(finding.refused), left)


def _in_general(reading: Reading, context: m.Context) -> m.Meaning | None:
    """None or all, said of what was asked last."""
    said = reading.slot("said", 0)
    if said is None or any(reading.at(i) not in "!." for i in range(said[1], len(reading.words))):
        return None
    match context.asked, said[0]:
        case m.Asked.PAIN, "none":
            return m.Pain(0)
        case m.Asked.DONE, "none":
            return m.Done(none=True)
        case m.Asked.DONE, "all":
            return m.Done()
    return None


def _left(text: str, finding: Finding) -> str:
    """The words nobody made sense of, as they were written."""
    lexicon = finding.reading.grammar.lexicon
    over = lexicon.hedges | lexicon.joiners | lexicon.turns
    rest = [
        word
        for i, word in enumerate(finding.reading.words)
        if i not in finding.used and word.text not in over
    ]
    unread = text[finding.reading.end :].split()
    return " ".join([*(text[word.start : word.end] for word in rest), *unread])
