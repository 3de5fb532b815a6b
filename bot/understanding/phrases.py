"""The phrases of a reply, one after the other, each held against the words around it."""

from bot.understanding.clause import Clause
from bot.understanding.closed import closed
from bot.understanding.finding import Finding
from bot.understanding.intents import meaning_of
from bot.understanding.meaning import Done, Effort, Meaning, Partly
from bot.understanding.reading import Match, Reading

MOST_STRANGE = 2
"""Unknown words in a clause from which a single known word in it means nothing."""

SENSITIVE = frozenset({"yes", "no", "thanks", "greeting"})
"""Meanings a negation before them does not turn round."""
TURNED = frozenset({"place", "effort_word"})
"""Meanings told by a mere name that a negation turns round."""

ALONE = frozenset(
    {
        "resume",
        "no",
        "stop_all",
        "erase_all",
        "help",
        "summary",
        "done_none",
        "place",
        "tired",
        "skip",
        "pause",
        "correction",
        "easier",
        "harder",
        "start",
    }
)
"""Meanings for which a single word has to stand alone in its clause, or beside other meanings."""


def find_phrases(finding: Finding) -> None:
    """Take every phrase that means something by itself."""
    reading = finding.reading
    clause_at = {i: c for c in finding.parts for i in range(c.start, c.end)}
    i = 0
    while i < len(reading.words):
        clause, match = clause_at.get(i), reading.intent(i)
        turned = _negated(reading, i, match, clause)
        if turned is not None:
            found = _opposite(turned)
            finding.used.update(range(i, turned.end))
            if found is not None:
                finding.meanings.append(found)
            i = turned.end
        elif match is None or clause is None or _rejected(reading, match, clause):
            i += 1
        elif match.name in ("physio", "forbidden"):
            i = closed(finding, match)
        else:
            i = _taken(finding, match)


def _taken(finding: Finding, match: Match) -> int:
    """The word to go on at."""
    found, words = meaning_of(match, finding.now), range(match.start, match.end)
    if match.name == "done_all" and _excepted(finding.reading, match.end):
        found = Partly()
    if match.name == "effort_word" and isinstance(found, Effort):
        finding.worded.append(found)
        finding.used.update(words)
        return match.end
    return match.end if finding.take(found, words) else match.start + 1


def _excepted(reading: Reading, i: int) -> bool:
    """Whether something is left out that is not understood ("all of them except the bridge")."""
    said = reading.slot("said", i)
    return said is not None and said[0] == "except"


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
        if turned is None or turned.name in SENSITIVE:
            continue
        if turned.literals or turned.name in TURNED:
            return None if reading.at(n) in reading.grammar.lexicon.negations else turned
    return None


def _opposite(match: Match) -> Meaning | None:
    if match.name in ("done_all", "done_few", "done_half"):
        return Done(none=True)
    return None


def _beside(reading: Reading, match: Match, clause: Clause) -> int:
    """How many other words of the clause are not understood."""
    lexicon = reading.grammar.lexicon
    over = lexicon.hedges | lexicon.negations
    i, found = clause.start, 0
    while i < clause.end:
        other = match if i == match.start else reading.intent(i)
        if other is not None:
            i = max(i + 1, other.end)
        else:
            found += reading.at(i) not in over and reading.slot("days", i) is None
            i += 1
    return found


def _rejected(reading: Reading, match: Match, clause: Clause) -> bool:
    """Whether the words around a phrase speak against it."""
    single = match.end - match.start == 1
    negations = reading.grammar.lexicon.negations
    if clause.strange >= MOST_STRANGE and (single or match.literals == 0):
        return True
    if match.name == "pain_none":
        return False
    denied = any(reading.at(i) in negations for i in range(clause.start, clause.end))
    if match.name in ("later_at", "place", "change_days") and match.literals < 2:
        if match.literals == 0 and denied:
            return True  # "mornings don't work"
        if _beside(reading, match, clause) > match.literals:
            return True  # "i had pizza last night", "i sit all day at a desk"
    if (single or match.literals == 0) and match.name in ALONE and _beside(reading, match, clause):
        return True
    if match.name in ("greeting", "yes") and single and match.start > clause.start:
        return True
    if match.name == "greeting" and single and clause.painful:
        return True
    if match.name.startswith("done_") and single and "n" in clause.kinds:
        return True  # "did, what, 2 of them": the number says how much
    if clause.painful and match.name == "later_at" and match.kinds == ("clock",):
        return True  # "the knee is at 6"
    if clause.painful and (match.literals == 0 or match.name in ("effort_word", "resume")):
        return True
    if (
        clause.painful
        and single
        and match.name in ("yes", "stop_all", "erase_all", "thanks", "skip", "later")
    ):
        return True
    starts_with_number = reading.slot("n", match.start) is not None
    return clause.painful and starts_with_number and not match.name.startswith(("effort", "corr"))
