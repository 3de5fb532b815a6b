"""Numbers that nothing is said about: an answer to what was asked last, or to be asked back."""

from bot.domain.errors import BotError, OutOfRange
from bot.understanding import meaning as m
from bot.understanding.clause import Clause
from bot.understanding.finding import Finding
from bot.understanding.phrases import MOST_STRANGE
from bot.understanding.report import Pair, counted

MOST_OTHERS = 1
"""Other words in a clause from which its number is about something else ("i work from 9 to 5")."""


def find_numbers(finding: Finding) -> None:
    """Take the numbers that are left."""
    reading, context = finding.reading, finding.now.context
    listed = reading.slot("counts", 0) if context.asked is m.Asked.DONE else None
    if listed is not None and len(listed[0]) > 1 and finding.used.isdisjoint(range(listed[1])):
        finding.take(m.Done(which=listed[0]), range(listed[1]))
        return
    lexicon = reading.grammar.lexicon
    beside = lexicon.approximations | lexicon.pronouns
    for clause in finding.parts:
        if clause.strange >= MOST_STRANGE or "n" not in clause.kinds:
            continue
        if "sides" in clause.kinds:  # repetitions of each side, or what else: no number alone
            continue
        if _others(finding, clause) > MOST_OTHERS:
            continue
        for i in range(clause.start, clause.end):
            share = None if reading.at(i) in beside else reading.slot("share", i)
            if share is None or not finding.used.isdisjoint(range(i, share[1])):
                continue
            (value, of), end = share
            ranged = reading.reading("range", end)
            if ranged is not None:
                value, end = max(value, ranged.values[0]), ranged.end
            if reading.slot("units", end) is None:
                finding.take(alone(value, of, context, finding.meanings), range(i, end))


def _others(finding: Finding, clause: Clause) -> int:
    """How many words of the clause mean nothing that is known."""
    reading, over = finding.reading, finding.reading.grammar.lexicon.hedges
    rest = set(range(clause.start, clause.end)) - finding.used
    told = [i for i in rest if reading.at(i).isalpha() and reading.at(i) not in over]
    return sum(reading.slot("n", i) is None for i in told)


def alone(
    value: float, of: float | None, context: m.Context, told: list[m.Meaning]
) -> m.Meaning | Pair | BotError | None:
    """What a number by itself stands for.

    Args:
        value: the number.
        of: what it is a share of, if told.
        context: what was asked last.
        told: what the reply says besides; it is not said twice.
    """
    if m.Correction() in told:
        return m.Correction(number=value)
    if of is not None and of != 10:
        return counted(value, of)
    kinds = {m.Asked.DONE: m.Done, m.Asked.PAIN: m.Pain, m.Asked.EFFORT: m.Effort}
    asked = context.asked
    if asked is m.Asked.MINUTES:
        return m.Minutes(int(value)) if 1 <= value <= 120 else None
    if asked is not None and not any(isinstance(one, kinds[asked]) for one in told):
        return _as(asked, value, of or context.total)
    candidates = [
        _as(kind, value, context.total)
        for kind, shape in kinds.items()
        if not any(isinstance(one, shape) for one in told) and not (of and kind is m.Asked.DONE)
    ]
    possible = [one for one in candidates if one is not None and not isinstance(one, BotError)]
    if len(possible) > 1:
        return possible[0], possible[1]
    return possible[0] if possible else None


def _as(kind: m.Asked, value: float, total: float | None) -> m.Meaning | BotError | None:
    if kind is m.Asked.DONE:
        return counted(value, total)
    if not 0 <= value <= 10:
        return OutOfRange(value=value, low=0, high=10, unit="")
    return m.Pain(round(value)) if kind is m.Asked.PAIN else m.Effort(round(value))
