"""Movements and places that a clinician closed, as the person tells it."""

from datetime import date, timedelta

from bot.domain.errors import BotError
from bot.domain.ids import Movement, Region
from bot.understanding.finding import Finding
from bot.understanding.meaning import PhysioSays
from bot.understanding.moment import day_to_come
from bot.understanding.reading import Match

LONGEST_SENTENCE = 30
"""Words after "my physio says" that may tell what is closed."""


def closed(finding: Finding, match: Match) -> int:
    """Take what a clinician closed, told in the rest of the sentence; the word to go on at."""
    reading = finding.reading
    lexicon = reading.grammar.lexicon
    closing = match.name == "forbidden"
    movements: frozenset[Movement] = frozenset()
    region: Region | None = None
    until: date | BotError | None = None
    end = last = match.end
    farthest = min(len(reading.words), match.end + LONGEST_SENTENCE)
    while end < farthest and reading.at(end) not in (".", "!", "?", "\n"):
        said, moved = reading.slot("said", end), reading.all_named("movements", end)
        span = reading.slot("span", end)
        placed, phrase = reading.slot("regions", end), reading.intent(end)
        after = end + 1
        if phrase is not None and phrase.name == "physio":
            break
        if phrase is not None and phrase.name == "pause_until":
            until, after = day_to_come(phrase.get("day"), finding.now), phrase.end
        elif span is not None and span[0] >= 86400:
            until, after = finding.now.today + timedelta(seconds=min(span[0], 3e7)), span[1]
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
    who = reading.at(match.start) if match.name == "physio" else ""
    finding.take(PhysioSays(movements, region, until, who), range(match.start, last))
    return last
