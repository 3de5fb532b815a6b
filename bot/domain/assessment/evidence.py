"""What the answers show as findings of the network; what makes patterns more common."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from bot.domain.assessment.network import PAINS, Network, even, pain_finding, sign_finding
from bot.domain.assessment.pattern import Evidence, Pattern, Sign
from bot.domain.assessment.result import BOTH_SIDES, Result, Results
from bot.domain.assessment.self_test import Leak
from bot.domain.assessment.shares import NORMAL, Shares
from bot.domain.complaint import NOWHERE, PLACE, places_told
from bot.domain.ids import FindingId, PatternId, QuestionId, Region, Side
from bot.domain.phrase import Phrase
from bot.domain.talk.answers import Answers
from bot.domain.talk.condition import NEVER

_SIDES = frozenset(Side)
_THERE = Shares(0.0, 1.0, 1.0)
"""A sign that is there, however marked."""


@dataclass(frozen=True, slots=True)
class Observation:
    """One finding on one side, as far as the answers tell."""

    finding: FindingId
    side: Side | None
    shares: Shares
    leak: Leak
    question: QuestionId
    behind: float = 1.0
    """How likely it is a difference between the sides."""
    other: Shares | None = None
    """What the other side showed, where that was looked at first."""
    tied: bool = False
    """Both sides showed the same, so that neither is the first."""
    because: Phrase | None = None
    result: Result | None = None

    @property
    def beyond(self) -> bool:
        """Whether it speaks for its causes."""
        return self.shares.normal < 0.5


@dataclass(frozen=True, slots=True)
class Lived:
    """A habit that makes a pattern more common."""

    pattern: PatternId
    side: Side | None
    odds: float
    question: QuestionId
    because: Phrase


@dataclass(frozen=True, slots=True)
class Observed:
    """Everything that the answers tell the network."""

    findings: tuple[Observation, ...]
    habits: tuple[Lived, ...]
    contradicted: frozenset[FindingId] = field(default_factory=frozenset)
    """Findings of self-tests that show another side than the person sees or feels."""


def observe(
    answers: Answers,
    results: Results,
    network: Network,
    patterns: Iterable[Pattern],
) -> Observed:
    """Read the answers into observations, each once, however many questions show it."""
    patterns = tuple(patterns)
    tested = [o for measured in results.by_finding.values() for o in _of_test(measured, network)]
    signs, contradicted = _signs(answers, results, network, patterns)
    pains = _pains(answers, network)
    lived = [h for p in patterns for h in _lived(p, answers)]
    return Observed((*tested, *signs, *pains), tuple(lived), frozenset(contradicted))


def side_of(evidence: Evidence, answers: Answers) -> Side | None:
    """Return the side of a habit or sign; None when the answer names no side."""
    answer = None if evidence.side_from is None else answers.get(evidence.side_from)
    return Side(answer) if isinstance(answer, str) and answer in _SIDES else None


def question_of(evidence: Evidence, answers: Answers) -> QuestionId:
    """Return the question whose answer makes the evidence hold."""
    return next(
        clauses[0].question
        for clauses in evidence.when.alternatives
        if all(c.holds(answers) for c in clauses)
    )


def _of_test(results: Collection[Result], network: Network) -> Iterator[Observation]:
    """Yield both sides of a finding, the more usual one first: the second surprises less then."""
    first: Result | None = None
    for result in sorted(results, key=lambda r: (-r.shares.normal, r.side or "")):
        leak = network.leaks.get(FindingId(result.question)) or network.leaks.get(result.finding)
        if leak is None or result.finding not in network.of_finding:
            continue
        other = None if first is None or first.side is result.side else first.shares
        tied = len({(r.shares.normal, r.shares.marked) for r in results}) < len(results) > 1
        if tied:
            leak = evened(leak, _after(leak, result.shares), result.shares)
            other = result.shares
        elif other is not None:
            leak = _after(leak, other)
        first = first or result
        yield Observation(
            result.finding,
            result.side,
            result.shares,
            leak,
            result.question,
            behind=result.behind,
            other=other,
            tied=tied,
            result=result,
        )


def evened(first: Leak, second: Leak, shares: Shares) -> Leak:
    """Return one leak for both sides that scores two equal results like one after the other."""
    return Leak(
        even(first.mild, second.mild, there=shares.normal < 0.5),
        even(first.marked, second.marked, there=shares.marked >= 0.5),
    )


def _after(leak: Leak, other: Shares) -> Leak:
    """Return how common a finding is once the other side is known, as healthy sides are alike."""
    if not leak.alike:
        return leak
    beyond = 1 - other.normal
    mild = beyond * leak.alike + other.normal * leak.mild * (1 - leak.alike) / (1 - leak.mild)
    return Leak(mild, mild * leak.marked / leak.mild)


def _signs(
    answers: Answers, results: Results, network: Network, patterns: Iterable[Pattern]
) -> tuple[list[Observation], set[FindingId]]:
    observed: dict[FindingId, list[Observation]] = {}
    contradicted: set[FindingId] = set()
    for sign in (s for p in patterns for s in p.signs):
        finding = sign_finding(sign)
        question = sign.when.alternatives[0][0].question
        if finding in observed or not isinstance(answers.get(question), frozenset):
            continue
        if network.hidden.get(finding, NEVER).holds(answers):
            continue
        there = sign.when.holds(answers)
        side = side_of(sign, answers) if there else None
        measured = results.by_finding.get(sign.tested_by, ()) if sign.tested_by else ()
        if measured and sign.tested_by is not None:
            if _denied(measured, side):
                contradicted.add(sign.tested_by)
            observed[finding] = []
        else:
            observed[finding] = list(_sign(sign, finding, network.leaks[finding], there, side))
    return [o for observations in observed.values() for o in observations], contradicted


def _denied(measured: Iterable[Result], side: Side | None) -> bool:
    """Whether a test shows the opposite side of the one reported, and not that side."""
    beyond = {r.side for r in measured if r.shares.normal < 0.5}
    return side in BOTH_SIDES and side.other in beyond and side not in beyond


def _sign(
    sign: Sign, finding: FindingId, leak: Leak, there: bool, side: Side | None
) -> Iterator[Observation]:
    question = sign.when.alternatives[0][0].question
    if not there or side is None:
        shares = _THERE if there else NORMAL
        yield Observation(finding, None, shares, leak, question, because=sign.because)
        return
    one = 1 - (1 - leak.mild) ** 0.5
    for here in BOTH_SIDES:
        shares = _THERE if side in (here, Side.BOTH) else NORMAL
        because = sign.because_side or sign.because
        yield Observation(finding, here, shares, Leak(one, one), question, because=because)


def _pains(answers: Answers, network: Network) -> Iterator[Observation]:
    places = answers.get(PAINS)
    if not isinstance(places, frozenset):
        return
    sore = painful(answers)
    brought = places_told(answers) if PLACE in answers else {NOWHERE}
    asked = brought if places == brought != {NOWHERE} else None  # of no other place was it asked
    for place in network.places:
        finding = pain_finding(place.region)
        if finding in network.of_finding and (asked is None or place.region in asked):
            shares = _THERE if place.region in sore else NORMAL
            leak = network.leaks[finding]
            yield Observation(finding, None, shares, leak, PAINS, because=place.because)


def _lived(pattern: Pattern, answers: Answers) -> Iterator[Lived]:
    for habit in pattern.habits:
        if habit.when.holds(answers):
            side = side_of(habit, answers)
            one = side in BOTH_SIDES
            because = habit.because_side if one and habit.because_side else habit.because
            question = question_of(habit, answers)
            yield Lived(pattern.id, side if one else None, habit.odds, question, because)


def painful(answers: Answers) -> frozenset[Region]:
    """Return the places that hurt."""
    places = answers.get(PAINS)
    if not isinstance(places, frozenset):
        return frozenset()
    return frozenset(
        Region(r) for r in places - {"none"} if answers.get(QuestionId(f"pain_{r}")) != 0
    )


def usual_level(answers: Answers) -> int:
    """Return how much it usually hurts at the worst place; 0 where no level was told."""
    levels = (answers.get(QuestionId(f"pain_{region}")) for region in painful(answers))
    return max((int(level) for level in levels if isinstance(level, (int, float))), default=0)


def sorest_first(answers: Answers) -> tuple[Region, ...]:
    """Return the places that hurt, the worst first."""

    def pain(region: Region) -> float:
        level = answers.get(QuestionId(f"pain_{region}"))
        return level if isinstance(level, (int, float)) else 0.0

    return tuple(sorted(painful(answers), key=lambda region: (-pain(region), region)))
