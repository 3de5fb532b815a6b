"""Profile and referral: what was found, how sure, and who should look first."""

from collections.abc import Iterable

from bot.domain.assessment.profile import Conclusion, Finding, Profile, Reason
from bot.domain.catalog import Catalog
from bot.domain.ids import Movement, MuscleId, QuestionId, Side
from bot.domain.intent import Command, OnFlag
from bot.domain.outcome.assessed import Assessed, Remeasured
from bot.domain.outcome.caution import Cleared, FlagHeard, Referred
from bot.domain.safety.flag import Refer
from bot.views.closures import closure_words
from bot.views.screen import Button, Picture, Screen, Style
from bot.views.texts import Html, Texts

MOST_REASONS = 3
"""Reasons shown for one finding, strongest first; all of them are in the export."""


def assessed(outcome: Assessed, texts: Texts, catalog: Catalog) -> Screen:
    """The profile in words."""
    profile = outcome.profile
    parts = [texts(f"profile.{profile.conclusion}")]
    parts += [finding_words(f, texts, catalog) for f in profile.drivers]
    if profile.others:
        names = [texts.phrase(catalog.patterns[f.pattern].name) for f in profile.others]
        parts.append(texts("profile.others", names=texts.list(names)))
    if profile.unsure:
        unsure = [texts.phrase(catalog.patterns[p].name) for p in profile.unsure]
        parts.append(texts("profile.unsure", names=texts.list(unsure)))
    if profile.repeat:
        again = [texts.phrase(catalog.tests[t].name) for t in profile.repeat]
        parts.append(texts("profile.repeat", names=texts.list(again)))
    if profile.provisional:
        parts.append(texts("profile.provisional"))
    if outcome.closed:
        parts.append(left_out(outcome.closed, texts, catalog))
    parts += [
        texts("closed.standing", what=closure_words(c, texts, catalog)) for c in outcome.closures
    ]
    parts.append(texts("profile.limits"))
    return Screen(Html("\n\n".join(parts)), picture=_map(profile, texts, catalog))


def remeasured(outcome: Remeasured, texts: Texts, catalog: Catalog) -> Screen:
    """What a self-test on a later day changed."""
    if outcome.skipped:
        return Screen(texts("again.skipped"))
    parts = [texts("again.head", name=texts.phrase(catalog.tests[outcome.test].name))]
    if outcome.own is not None:
        parts.append(_own(*outcome.own, texts, catalog))
    if not outcome.shifts:
        parts.append(texts("again.same"))
    for shifted in outcome.shifts:
        one = shifted.side in (Side.LEFT, Side.RIGHT)
        side = texts("finding.side.one", side=texts(f"side.{shifted.side}")) if one else ""
        name = texts.phrase(catalog.patterns[shifted.pattern].name)
        parts.append(texts(f"again.{shifted.shift}", name=name, side=side))
    return Screen(Html("\n\n".join(parts)))


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
    marks: dict[tuple[str, str], str] = {}
    for finding in profile.drivers:
        pattern = catalog.patterns[finding.pattern]
        one = finding.side in (Side.LEFT, Side.RIGHT)
        sides = [str(finding.side)] if one else ["left", "right"]
        for state, found in (("tight", pattern.tight), ("weak", pattern.weak)):
            for muscle in found:
                for side in sides:
                    marks.setdefault((muscle, side), state)
    labels = ("front", "back", "left", "right", "tight", "weak")
    return Picture(
        "body_map",
        marks=tuple((muscle, side, state) for (muscle, side), state in marks.items()),
        labels=tuple((name, str(texts(f"map.{name}"))) for name in labels),
    )


def finding_words(finding: Finding, texts: Texts, catalog: Catalog) -> Html:
    """One finding: name, side, how likely, how sure, muscles, reasons."""
    pattern = catalog.patterns[finding.pattern]
    side = side_words(finding, texts)
    head = texts(
        f"finding.head.{finding.level}",
        name=texts.phrase(pattern.name),
        side=side,
        confidence=texts(f"confidence.{finding.confidence}"),
    )
    lines = [head]
    strongest = sorted(finding.because, key=lambda r: -r.points)[:MOST_REASONS]
    because = [reason_words(r, texts) for r in strongest if r.points > 0]
    if because:
        lines.append(texts("finding.because", reasons=texts.list(because)))
    if not finding.side_confirmed:
        lines.append(texts("finding.side_unconfirmed"))
    folded = [texts.phrase(pattern.meaning)]
    if pattern.tight:
        folded.append(texts("finding.tight", muscles=muscles(pattern.tight, texts, catalog)))
    if pattern.weak:
        folded.append(texts("finding.weak", muscles=muscles(pattern.weak, texts, catalog)))
    unfolded = "\n".join(folded)
    lines.append(Html(f"<blockquote expandable>{unfolded}</blockquote>"))
    return Html("\n".join(lines))


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
        value="" if reason.value is None else texts.number(reason.value),
        usual="" if reason.usual is None else texts.number(reason.usual),
        side=texts(f"side.{reason.side}") if reason.side else "",
        unit=texts.unit(reason.unit),
    )


def muscles(ids: Iterable[MuscleId], texts: Texts, catalog: Catalog) -> Html:
    """Muscles by their plain names."""
    return texts.list([texts.phrase(catalog.muscles[m].name) for m in ids])


def left_out(closed: Iterable[Movement], texts: Texts, catalog: Catalog) -> Html:
    """Which movements are closed."""
    names = [texts.phrase(catalog.movements[m].name) for m in sorted(closed)]
    return texts("closed.movements", names=texts.list(names))


def referred(outcome: Referred, texts: Texts) -> Screen:
    """Who should look first, which answer caused it, and the way on."""
    screening = outcome.screening
    reasons = texts.list([texts.phrase(f.name) for f in screening.reasons])
    parts = [
        texts(f"refer.{screening.refer}", reasons=reasons) if reasons else texts("refer.locked")
    ]
    parts += [texts.phrase(f.advice) for f in screening.reasons if f.advice]
    if screening.no_plan:
        parts.append(texts("refer.no_plan"))
        return Screen(Html("\n\n".join(parts)))
    parts.append(texts("refer.lock"))
    words = texts("button.cleared")
    return Screen(Html("\n\n".join(parts)), rows=((Button(str(words), Command("cleared")),),))


def cleared(outcome: Cleared, texts: Texts, catalog: Catalog) -> Screen:
    """Go on, and what stays left out."""
    parts = [texts("refer.cleared")]
    if outcome.left_out:
        parts.append(left_out(outcome.left_out, texts, catalog))
    return Screen(Html("\n\n".join(parts)))


def flag_heard(outcome: FlagHeard, texts: Texts) -> Screen:
    """Advice at once, and one tap."""
    flag = outcome.flag
    parts = [texts("heard.head", name=texts.phrase(flag.name))]
    if flag.advice:
        parts.append(texts.phrase(flag.advice))
    if not outcome.consented:
        parts.append(texts("heard.not_kept"))
        return Screen(Html("\n\n".join(parts)))
    parts.append(texts("heard.ask" if flag.refer is Refer.URGENT else "heard.ask_calm"))
    answers = (("yes", Style.DANGER), ("not_sure", Style.PLAIN), ("no", Style.PLAIN))
    row = tuple(
        Button(str(texts(f"button.{answer}")), OnFlag(flag.id, answer), style)
        for answer, style in answers
    )
    return Screen(Html("\n\n".join(parts)), rows=(row,))
