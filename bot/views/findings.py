"""Show profile and referral: what was found, how sure, and who should look first."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from bot.domain.assessment.measured import Muscles, State
from bot.domain.assessment.profile import Conclusion, Finding, Likelihood, Profile, Reason
from bot.domain.assessment.shift import Shift
from bot.domain.catalog import Catalog
from bot.domain.ids import FlagId, Movement, MuscleId, QuestionId, Side
from bot.domain.intent import Command
from bot.domain.outcome.assessed import Assessed, Remeasured
from bot.domain.outcome.caution import Cleared, Referred, Rescreened
from bot.domain.safety.emergency import NearestHelp
from bot.domain.safety.flag import Refer
from bot.views.closures import closure_words
from bot.views.folding import Part
from bot.views.screen import Button, Picture, Screen
from bot.views.texts import Html, Texts
from bot.views.warning_signs import advised

SHORT, WEAK = State.SHORT, State.WEAK
NOT_TESTED = "not_tested"


def assessed(outcome: Assessed, texts: Texts, catalog: Catalog) -> Screen:
    """The profile in words."""
    profile = outcome.profile
    head = conclusion_key(profile)
    waits = head == NOT_TESTED and not outcome.plan_possible
    parts = [Part(conclusion_words(profile, texts, waits=waits))]
    parts += _findings(profile, texts, catalog)
    if head == NOT_TESTED and profile.sore and not waits:
        parts.append(Part(texts("profile.until_tested"), yields=2))
    may_decline = head == Conclusion.NOTHING and outcome.next_due is not None
    if may_decline and outcome.next_due is not None:
        at = texts.moment(outcome.next_due, outcome.zone)
        parts.append(Part(texts("profile.general", at=at)))
    if outcome.keeping and not profile.drivers:
        kept = [texts.phrase(catalog.patterns[p].name) for p in outcome.keeping]
        parts = [Part(texts("profile.kept", names=texts.list(kept)))]
    if profile.others:
        names = [name_of(finding, texts, catalog) for finding in profile.others]
        parts.append(Part(texts("profile.others", names=texts.list(names)), yields=2))
    if profile.unsure:
        unsure = [texts.phrase(catalog.patterns[p].name) for p in profile.unsure]
        parts.append(Part(texts("profile.unsure", names=texts.list(unsure)), yields=3))
    if profile.repeat:
        again = [texts.phrase(catalog.tests[t].name) for t in profile.repeat]
        parts.append(Part(texts("profile.repeat", names=texts.list(again)), yields=3))
    if profile.provisional and head != NOT_TESTED:
        parts.append(Part(texts("profile.provisional"), yields=1))
    if outcome.closed:
        parts.append(Part(left_out(outcome.closed, texts, catalog), yields=4))
    for closure in outcome.closures:
        what = closure_words(closure, texts, catalog)
        parts.append(Part(texts("closed.standing", what=what), yields=4))
    if profile.sore:
        parts.append(Part(texts("profile.limits"), yields=5))
    rows: tuple[tuple[Button, ...], ...] = ()
    if may_decline and not outcome.keeping:
        rows = ((Button(str(texts("button.no_routine")), Command("stop")),),)
    return Screen(parts=tuple(parts), rows=rows, picture=_map(profile, texts, catalog))


def conclusion_key(profile: Profile) -> str:
    """How the conclusion is worded: where nothing was tested, no test was unsure either."""
    untested = profile.provisional and profile.conclusion is Conclusion.NOT_ENOUGH
    return NOT_TESTED if untested else str(profile.conclusion)


def conclusion_words(profile: Profile, texts: Texts, *, waits: bool = False) -> Html:
    """The head of a profile and its conclusion; where nothing was tested, what was learned so far.

    Args:
        waits: the self-tests wait until somebody has had a look.
    """
    key = conclusion_key(profile)
    if key != NOT_TESTED:
        return texts(f"profile.{key}")
    each = [texts("profile.that", reason=reason_words(one, texts)) for one in profile.learned]
    known = texts("profile.learned" if each else "profile.not_tested", reasons=texts.list(each))
    missing = texts("profile.tests_wait" if waits else "profile.tests_missing")
    return Html(f"{known} {missing}")


def _findings(profile: Profile, texts: Texts, catalog: Catalog) -> Iterator[Part]:
    """What was found in a line each; the reasons and muscles of all of them folded below."""
    for n, finding in enumerate(profile.drivers):
        yield Part(head_words(finding, texts, catalog), tight=n > 0)
    for finding in profile.drivers:
        yield Part(details(finding, profile, texts, catalog), folded=True)


def remeasured(outcome: Remeasured, texts: Texts, catalog: Catalog) -> Screen:
    """What a self-test on a later day changed."""
    if outcome.skipped:
        return Screen(texts("again.skipped"))
    parts = [Part(texts("again.head", name=texts.phrase(catalog.tests[outcome.test].name)))]
    if outcome.own is not None:
        parts.append(Part(_own(*outcome.own, texts, catalog), yields=1))
    if not outcome.shifts:
        parts.append(Part(texts("again.same")))
    for shifted in outcome.shifts:
        one = shifted.side in (Side.LEFT, Side.RIGHT)
        side = texts("finding.side.one", side=texts(f"side.{shifted.side}")) if one else ""
        name = texts.phrase(catalog.patterns[shifted.pattern].name)
        words = texts(f"again.{shifted.shift}", name=name, side=side)
        if shifted.level is Likelihood.POSSIBLE and shifted.shift is not Shift.POSSIBLE:
            words = Html(f"{words} {texts('again.only_possible')}")
        parts.append(Part(words, yields=1))
    return Screen(parts=tuple(parts))


def _own(question: QuestionId, error: float, texts: Texts, catalog: Catalog) -> Html:
    """How much two tries differed, against what the test's own error is."""
    asked = catalog.questions[question]
    usual = asked.measure.error if asked.measure is not None else 0.0
    return texts(
        "again.own_larger" if error > usual else "again.own_usual",
        error=texts.amount(error, asked.unit),
        usual=texts.amount(usual, asked.unit),
        unit=texts.unit(asked.unit),
    )


def _map(profile: Profile, texts: Texts, catalog: Catalog) -> Picture | None:
    """Front and back with what is tight and what is weak, on the side where it is."""
    if profile.conclusion is not Conclusion.FOUND:
        return None
    marks: dict[tuple[str, str, str], None] = {}  # each once, in the order of the findings
    for finding in profile.drivers:
        own = profile.muscles_of(catalog.patterns[finding.pattern])
        for name, muscles, state in (("tight", own.tight, SHORT), ("weak", own.weak, WEAK)):
            for muscle in muscles:
                for side in profile.sides_of(muscle, state, finding):
                    marks[muscle, str(side), name] = None
    labels = ("front", "back", "left", "right", "tight", "weak", "both")
    return Picture(
        "body_map",
        marks=tuple(marks),
        labels=tuple((name, str(texts(f"map.{name}"))) for name in labels),
    )


def head_words(finding: Finding, texts: Texts, catalog: Catalog) -> Html:
    """One finding in a line: name, side, how likely."""
    return texts(
        f"finding.head.{finding.level}",
        name=texts.phrase(catalog.patterns[finding.pattern].name),
        side=side_words(finding, texts),
    )


def name_of(finding: Finding, texts: Texts, catalog: Catalog) -> Html:
    """The name of a finding within a sentence; one that is only possible is called so."""
    name = texts.phrase(catalog.patterns[finding.pattern].name)
    possible = finding.level is Likelihood.POSSIBLE
    return texts("finding.possibly", name=name) if possible else name


def details(finding: Finding, profile: Profile, texts: Texts, catalog: Catalog) -> Html:
    """One finding: its reasons, what it means, its muscles."""
    pattern = catalog.patterns[finding.pattern]
    several = len(profile.drivers) > 1  # one alone is named in the line above
    lines = [head_words(finding, texts, catalog)] if several else []
    lines += speaking(finding, texts)
    if not finding.side_confirmed:
        lines.append(texts("finding.side_unconfirmed"))
    lines.append(texts(f"finding.means.{finding.level}", meaning=texts.phrase(pattern.meaning)))
    lines += tight_and_weak(profile.muscles_of(pattern), texts, catalog)
    return Html("\n".join(lines))


def tight_and_weak(own: Muscles, texts: Texts, catalog: Catalog) -> list[Html]:
    """What is tight and what is weak, a line each; nothing where there is none."""
    return [
        texts(f"finding.{state}", muscles=muscles(names, texts, catalog))
        for state, names in (("tight", own.tight), ("weak", own.weak))
        if names
    ]


def speaking(
    finding: Finding, texts: Texts, words_of: Callable[[Reason, Texts], Html] | None = None
) -> list[Html]:
    """What speaks for a finding, and what against it.

    Args:
        words_of: the words of one reason, where more is to be said than `reason_words` does.
    """
    lines = []
    for key, reasons in (("because", finding.because), ("against", finding.against)):
        if reasons:
            words = [(words_of or reason_words)(r, texts) for r in reasons]
            lines.append(texts(f"finding.{key}", reasons=texts.list(words)))
    return lines


def side_words(finding: Finding, texts: Texts) -> Html:
    """ " (left)", " (both sides, more on the right)" or nothing."""
    if finding.side is None:
        return Html("")
    if finding.side is Side.BOTH and finding.worse is not None:
        return texts("finding.side.both_worse", side=texts(f"side.{finding.worse}"))
    return texts("finding.side.one", side=texts(f"side.{finding.side}"))


def reason_words(reason: Reason, texts: Texts) -> Html:
    """The rest of "because ...", with the person's own numbers."""
    return texts.phrase(
        reason.because,
        value="" if reason.value is None else texts.number(_as_measured(reason.value, reason.unit)),
        usual="" if reason.usual is None else texts.number(reason.usual),
        side=texts(f"side.{reason.side}") if reason.side else "",
        unit=texts.unit(reason.unit),
        error=texts.number(round(reason.error)),
    )


def _as_measured(value: float, unit: str) -> float:
    """A number no finer than it was measured: the mean of two tries to the half unit."""
    is_mean = bool(unit) and round(value, 1) != value
    return round(value * 2) / 2 if is_mean else value


def muscles(ids: Iterable[MuscleId], texts: Texts, catalog: Catalog) -> Html:
    """Muscles by their plain names."""
    return texts.list([texts.phrase(catalog.muscles[m].name) for m in ids])


def left_out(closed: Iterable[Movement], texts: Texts, catalog: Catalog) -> Html:
    """Which movements are closed."""
    names = [texts.phrase(catalog.movements[m].name) for m in sorted(closed)]
    return texts("closed.movements", names=texts.list(names))


EXPECTING = frozenset(map(FlagId, ("PREGNANT", "POSTPARTUM_12W", "R17")))
"""Flags of those who have a midwife."""


def referred(outcome: Referred, texts: Texts) -> Screen:
    """Who should look first, which answer caused it, and the way on."""
    screening = outcome.screening
    reasons = [texts.phrase(f.name) for f in screening.reasons]
    expecting = EXPECTING & {flag.id for flag in screening.flags}
    whom = texts("refer.whom_expecting" if expecting else "refer.whom")
    key = f"refer.{screening.refer}" if reasons else "refer.locked"
    parts = [Part(texts(key, whom=whom))]
    causes = Part(texts("refer.told", reasons=texts.list(reasons)), yields=2)
    advice = advised(screening.reasons, outcome.help, texts)
    if screening.refer is Refer.URGENT:  # what to do stands open and first
        parts += [*advice, causes]
    elif reasons:
        parts += [causes, *(replace(one, yields=1) for one in advice)]
    if screening.no_plan:
        parts.append(Part(texts("refer.no_plan")))
        return Screen(parts=tuple(parts))
    parts.append(Part(texts("refer.lock")))
    rows = [(Button(str(texts("button.cleared")), Command("cleared")),)]
    if outcome.slip is not None:
        rows.append((Button(str(texts("button.slip")), outcome.slip),))
    return Screen(parts=tuple(parts), rows=tuple(rows))


def rescreened(outcome: Rescreened, texts: Texts, catalog: Catalog) -> Screen:
    """What is left out from now on; nothing speaks against going on."""
    parts = [Part(texts("rescreened_watched" if outcome.watched else "rescreened"))]
    if outcome.watched:
        names = [texts.phrase(flag.name) for flag in outcome.watched]
        parts.append(Part(texts("refer.told", reasons=texts.list(names)), yields=2))
        parts += advised(outcome.watched, NearestHelp(), texts)
    if outcome.closed:
        parts.append(Part(left_out(outcome.closed, texts, catalog), yields=1))
    if outcome.next_due is not None:
        parts.append(Part(texts("next_due", at=texts.moment(outcome.next_due, outcome.zone))))
    return Screen(parts=tuple(parts))


def cleared(outcome: Cleared, texts: Texts, catalog: Catalog) -> Screen:
    """Go on, and what stays left out."""
    parts = [Part(texts("refer.cleared"))]
    if outcome.left_out:
        parts.append(Part(left_out(outcome.left_out, texts, catalog), yields=1))
    elif not outcome.limits:
        parts.append(Part(texts("refer.cleared_all")))
    if not outcome.measure:
        return Screen(parts=tuple(parts))
    parts.append(Part(texts("refer.measure")))
    again = Button(str(texts("button.recheck")), Command("recheck"))
    return Screen(parts=tuple(parts), rows=((again,),))
