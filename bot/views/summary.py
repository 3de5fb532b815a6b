"""Lay out the page for a physiotherapist: found, measured, done, told, not known."""

from collections.abc import Iterator

from bot.domain.assessment.profile import Conclusion, Finding, Profile, Reason
from bot.domain.catalog import Catalog
from bot.domain.outcome.account import Summarised
from bot.domain.safety.flag import Refer
from bot.domain.sheet import Line, Section, Sheet
from bot.domain.training.minutes import minutes_of
from bot.domain.training.routine import Prescription, Routine
from bot.domain.training.summary import Alarming, Summary
from bot.domain.training.workout import Work
from bot.views import findings, routines, summary_tables
from bot.views import progress as progress_view
from bot.views.cards import work_words as done_words
from bot.views.closures import closure_words
from bot.views.paper import bare
from bot.views.screen import Screen
from bot.views.texts import Html, Texts

MOST_FLAGS = 5
MOST_ALARMING = 2
"""The last ones."""
LIMITS = ("self", "measured", "inferred", "silence", "unreviewed")
"""What the bot cannot tell, `summary.limit.<name>` each."""


def summarised(outcome: Summarised, texts: Texts, catalog: Catalog) -> Screen:
    """The page as a document, and how to use it."""
    return Screen(texts("summary.sent"), sheet=sheet(outcome.summary, texts, catalog))


def sheet(summary: Summary, texts: Texts, catalog: Catalog) -> Sheet:
    """Everything on it; a section without anything to say is left out."""
    created = summary.progress.day
    day, assessed = texts.date(created), texts.date(summary.assessed)
    sections = (
        _section("found", _findings(summary, texts, catalog), texts, day=assessed),
        summary_tables.tests(summary, texts, catalog),
        summary_tables.weeks(summary, texts),
        summary_tables.exercises(summary, texts, catalog),
        _section("days", _days(summary, texts), texts),
        _section("flags", _flags(summary, texts, catalog), texts),
        _section("plan", _plan(summary, texts, catalog), texts),
        _section("limits", [_line(texts, f"limit.{name}") for name in LIMITS], texts),
    )
    return Sheet(
        title=bare(texts("summary.title")),
        subtitle=bare(texts("summary.subtitle", day=day)),
        sections=tuple(one for one in sections if one is not None and (one.lines or one.table)),
        language=texts.language,
        created=created,
    )


def _section(name: str, lines: list[Line], texts: Texts, **values: object) -> Section:
    return Section(bare(texts(f"summary.head.{name}", **values)), tuple(lines))


def _line(texts: Texts, key: str, **values: object) -> Line:
    return Line(bare(texts(f"summary.{key}", **values)))


def _findings(summary: Summary, texts: Texts, catalog: Catalog) -> list[Line]:
    """Each finding with side, likelihood and why; and what could not be told."""
    profile = summary.profile
    lines = [_finding(one, summary, texts, catalog) for one in profile.drivers]
    if profile.conclusion is not Conclusion.FOUND or not lines:
        lines.insert(0, _line(texts, f"conclusion.{profile.conclusion}"))
    lines += _beside(profile, texts, catalog)
    if summary.progress.keeping:
        names = [texts.phrase(catalog.patterns[p].name) for p in summary.progress.keeping]
        lines.append(Line(bare(texts("progress.keeping", names=texts.list(names)))))
    return lines


def _finding(finding: Finding, summary: Summary, texts: Texts, catalog: Catalog) -> Line:
    """One finding; the latest re-test may not have shown it, so its numbers are of that day."""
    profile, pattern = summary.profile, catalog.patterns[finding.pattern]
    found_on = summary.found_on.get(finding.pattern, summary.assessed)
    earlier = found_on != summary.assessed
    words = [texts("summary.earlier", day=texts.date(found_on))] if earlier else []

    def dated(reason: Reason, texts: Texts) -> Html:
        words = findings.reason_words(reason, texts)
        tested = summary.tested_on.get(reason.question, ())
        days = [day for day in tested if day <= found_on] or tested[:1]
        if not days or days[-1] == summary.assessed:
            return words
        return texts("summary.dated", words=words, day=texts.date(days[-1]))

    words += findings.speaking(finding, texts, dated)
    if not finding.side_confirmed:
        words.append(texts("summary.side_unconfirmed"))
    words += findings.tight_and_weak(profile.muscles_of(pattern), texts, catalog)
    lead = bare(findings.head_words(finding, texts, catalog))
    return Line(" ".join(map(bare, words)), f"{lead}.")


def _beside(profile: Profile, texts: Texts, catalog: Catalog) -> Iterator[Line]:
    if profile.others:
        names = [findings.name_of(finding, texts, catalog) for finding in profile.others]
        yield _line(texts, "others", names=texts.list(names))
    if profile.unsure:
        unsure = [texts.phrase(catalog.patterns[p].name) for p in profile.unsure]
        yield _line(texts, "unsure", names=texts.list(unsure))
    if profile.provisional:
        yield _line(texts, "provisional")


def _days(summary: Summary, texts: Texts) -> list[Line]:
    """What was done, declined and doubled, and where it hurt, in the last four weeks."""
    days = summary.days
    counts = {"whole": days.whole, "part": days.part, "declined": days.declined}
    sentences = [texts("summary.days", **counts, nothing=days.nothing)]
    if days.stretches:
        sentences.append(texts("summary.stretches", n=days.stretches))
    if days.effort is not None:
        sentences.append(texts("summary.effort", n=texts.number(days.effort)))
    if days.amber or days.red:
        sentences.append(texts("summary.colours", amber=days.amber, red=days.red))
    lines = [Line(" ".join(map(bare, sentences)))]
    if summary.aches:
        named = [
            texts(
                "summary.ache" if ache.most is not None else "summary.ache_some",
                place=_place(str(ache.region), ache.side and str(ache.side), texts),
                n=ache.days,
                most=ache.most,
            )
            for ache in summary.aches
        ]
        lines.append(_line(texts, "aches", places=texts.list(named)))
    if summary.pains_at_start:
        at_first = [
            texts("summary.pain_level", place=texts(f"region.{r}"), level=texts.number(level))
            for r, level in summary.pains_at_start
        ]
        lines.append(_line(texts, "pains_at_start", places=texts.list(at_first)))
    return lines


def _place(region: str, side: str | None, texts: Texts) -> str:
    place = texts(f"region.{region}")
    if side is None:
        return place
    return texts("summary.place", place=place, side=texts(f"side.{side}"))


def _flags(summary: Summary, texts: Texts, catalog: Catalog) -> list[Line]:
    """Who should look first, what was told, what is closed and by whom."""
    lines: list[Line] = []
    if summary.held is not None:
        lines.append(_line(texts, "held", day=texts.date(summary.held)))
    for key, among in (
        ("refer", [f for f in summary.flags if f.refer is not Refer.NONE]),
        ("conditions", [f for f in summary.flags if f.refer is Refer.NONE]),
    ):
        names = [texts.phrase(flag.name) for flag in among[:MOST_FLAGS]]
        if len(among) > MOST_FLAGS:
            names.append(texts("summary.more", n=len(among) - MOST_FLAGS))
        if names:
            lines.append(_line(texts, key, names=texts.list(names)))
    cleared = [catalog.flags[f] for f in sorted(summary.cleared) if f in catalog.flags]
    if cleared and summary.cleared_on is not None:
        names = [texts.phrase(flag.name) for flag in cleared[:MOST_FLAGS]]
        day = texts.date(summary.cleared_on)
        lines.append(_line(texts, "cleared", names=texts.list(names), day=day))
    lines += [_alarming(one, texts, catalog) for one in summary.alarming[-MOST_ALARMING:]]
    if summary.closed:
        names = [texts.phrase(catalog.movements[m].name) for m in sorted(summary.closed)]
        lines.append(_line(texts, "left_out", names=texts.list(names)))
    for closure in summary.closures:
        what = closure_words(closure, texts, catalog)
        lines.append(_line(texts, "closure", what=what))
    return lines or [_line(texts, "no_flags")]


def _alarming(one: Alarming, texts: Texts, catalog: Catalog) -> Line:
    flag = catalog.flags.get(one.flag)
    name = texts.phrase(flag.name) if flag is not None else one.flag
    answer = {None: "unanswered", True: "yes", False: "no"}[one.so]
    answer_words = texts(f"summary.said.{answer}")
    return _line(texts, "alarming", day=texts.date(one.day), name=name, said=answer_words)


def _plan(summary: Summary, texts: Texts, catalog: Catalog) -> list[Line]:
    progress = summary.progress
    if not summary.routines:
        return [_line(texts, "waits" if summary.waits else "no_plan")]
    block = progress_view.block_words(progress, texts)
    lines = [_line(texts, "block", n=progress.week, block=block)]
    untold = {tally.exercise: tally.work for tally in summary.exercises}
    for routine in summary.routines:
        items = [_item(i, untold.pop(i.exercise, ()), texts, catalog) for i in routine.items]
        lines.append(Line("; ".join(items) + ".", _routine(routine, texts)))
    if summary.never:
        names = [
            texts.phrase(catalog.exercises[e].name)
            for e in sorted(summary.never)
            if e in catalog.exercises
        ]
        lines.append(_line(texts, "never", names=texts.list(names)))
    return lines


def _routine(routine: Routine, texts: Texts) -> str:
    kind = routines.kind_words(routine, texts)
    minutes = minutes_of(routine)
    return bare(texts("summary.routine", day=texts.day(routine.day), kind=kind, n=minutes))


def _item(item: Prescription, work: tuple[Work, ...], texts: Texts, catalog: Catalog) -> str:
    """The dose, and what was really done the last time."""
    words = routines.prescription(item, texts, catalog)
    if not work:
        return bare(words)
    return bare(texts("summary.last_time", item=words, work=done_words(work, texts)))
