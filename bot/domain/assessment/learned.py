"""What the answers about habits and signs told, where they point to no pattern yet."""

from collections.abc import Iterable, Iterator

from bot.domain.assessment.evidence import question_of, side_of
from bot.domain.assessment.pattern import Habit, Pattern, Sign
from bot.domain.assessment.profile import Reason
from bot.domain.assessment.result import BOTH_SIDES
from bot.domain.ids import QuestionId
from bot.domain.talk.answers import Answers

MOST_LEARNED = 3


def learned(answers: Answers, patterns: Iterable[Pattern]) -> tuple[Reason, ...]:
    """Return what makes any pattern more common or is a sign of one, signs first, then what weighs
    most; each answer once, at most three."""
    held = sorted(_held(answers, patterns), key=lambda row: (row[0], -row[2].weight))
    once: dict[tuple[QuestionId, frozenset[str]], Reason] = {}
    for _, chosen, reason in held:
        once.setdefault((reason.question, chosen), reason)
    return tuple(once.values())[:MOST_LEARNED]


def _held(
    answers: Answers, patterns: Iterable[Pattern]
) -> Iterator[tuple[bool, frozenset[str], Reason]]:
    """Yield whether it is a habit, the options that it is, and its words."""
    for pattern in patterns:
        every: tuple[Habit | Sign, ...] = (*pattern.signs, *pattern.habits)
        for evidence in every:
            if evidence.when.holds(answers):
                yield isinstance(evidence, Habit), *_words(evidence, answers)


def _words(evidence: Habit | Sign, answers: Answers) -> tuple[frozenset[str], Reason]:
    question = question_of(evidence, answers)
    answer = answers[question]
    chosen = answer if isinstance(answer, frozenset) else frozenset({str(answer)})
    meant = {o for some in evidence.when.alternatives for c in some for o in c.any_of}
    side = side_of(evidence, answers)
    one = side if side in BOTH_SIDES else None
    because = evidence.because_side if one and evidence.because_side else evidence.because
    weight = evidence.odds if isinstance(evidence, Habit) else evidence.strength
    return chosen & meant, Reason(question, because, weight, one)
