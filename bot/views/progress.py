"""Say weeks, pain and tests in words; a quiet week is no zero."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from bot.domain.assessment.change import Change
from bot.domain.catalog import Catalog
from bot.domain.ids import Side
from bot.domain.intent import Command
from bot.domain.outcome.account import ProgressShown
from bot.domain.outcome.assessed import Retested
from bot.domain.training.measurements import Measured
from bot.domain.training.pain_trend import STEP
from bot.domain.training.progress import Progress, Week
from bot.domain.training.routine import Block
from bot.views import charts
from bot.views.folding import Part
from bot.views.screen import Button, Effect, Screen
from bot.views.self_test_lines import lines_of_tests
from bot.views.texts import Html, Texts

LAST_WEEKS = 4
"""Weeks shown line by line; their number is said of all."""
MOST_MEDIANS = 6
"""Weeks of pain in a row."""
DONE, OPEN = "●", "○"
GAP = "–"
TOLD_TWICE = 2


def progress_shown(outcome: ProgressShown, texts: Texts, catalog: Catalog) -> Screen:
    """The change since the beginning in one picture and one sentence, the numbers folded."""
    progress = outcome.progress
    parts = [Part(texts("progress.head", n=progress.week, block=block_words(progress, texts)))]
    if progress.weeks:
        parts.append(Part(_summed_up(progress, texts, catalog)))
        if (of := len(progress.weeks)) > LAST_WEEKS:
            parts.append(Part(texts("progress.last_weeks", n=LAST_WEEKS, of=of), yields=2))
        shown = _weeks(progress.weeks[-LAST_WEEKS:], texts)
        parts.append(Part(shown, tight=len(progress.weeks) > LAST_WEEKS, yields=2))
    else:
        parts.append(Part(texts("progress.not_begun")))
    if progress.weeks_kept > 1:
        parts.append(Part(texts("progress.kept", n=progress.weeks_kept), tight=True, yields=2))
    if pain := pain_line(progress.weeks, texts):
        parts.append(Part(pain, tight=True, yields=1))
    parts += [Part(words, folded=True) for words in _tests(progress.measured, texts, catalog)]
    if progress.keeping:
        names = [texts.phrase(catalog.patterns[p].name) for p in progress.keeping]
        parts.append(Part(texts("progress.keeping", names=texts.list(names)), yields=1))
    buttons = tuple(
        Button(str(texts(f"button.to.{name}")), Command(name)) for name in ("today", "profile")
    )
    page = Button(str(texts("button.to.summary")), Command("summary"))
    return Screen(
        parts=tuple(parts),
        rows=(buttons, (page,)),
        picture=charts.since_the_beginning(progress.weeks, progress.measured, texts, catalog),
    )


def _tests(measured: Sequence[Measured], texts: Texts, catalog: Catalog) -> Iterator[Html]:
    """The tests by the day they were measured last, the newest first: old numbers are not new."""
    for day in sorted({one.last_day for one in measured}, reverse=True):
        those = [one for one in measured if one.last_day == day]
        compared = any(one.change(side) for one in those for side in one.sides)
        head = texts("progress.tests" if compared else "progress.tests_once", day=texts.day(day))
        yield Html("\n".join([head, *lines_of_tests(those, (), texts, catalog)]))


def _summed_up(progress: Progress, texts: Texts, catalog: Catalog) -> Html:
    """The one sentence of the change since the beginning: a test beyond its error, else pain that
    fell, else what was done."""
    gains = [
        (gain, one, side)
        for one in progress.measured
        for side in one.sides
        if (gain := charts.gain_of(one, side)) is not None
    ]
    gain, one, side = max(gains, key=lambda row: row[0], default=(0.0, None, None))
    if one is not None and gain >= 1:
        return _beyond("better", one, side, texts, catalog)
    pains = [week.pain for week in progress.weeks if week.pain is not None]
    if len(pains) > 1 and pains[0] - pains[-1] >= STEP:
        first, latest = texts.number(pains[0]), texts.number(pains[-1])
        return texts("progress.since.pain", first=first, now=latest)
    gain, one, side = min(gains, key=lambda row: row[0], default=(0.0, None, None))
    if one is not None and gain <= -1:
        return _beyond("worse", one, side, texts, catalog)
    done = sum(week.done for week in progress.weeks)
    if not done:
        return texts("progress.since.nothing")
    so_far = texts("progress.since.done", n=done)
    return Html(f"{so_far} {texts('progress.since.same')}") if gains else so_far


def _beyond(change: str, one: Measured, side: Side | None, texts: Texts, catalog: Catalog) -> Html:
    numbers = one.numbers(side)
    first, last = (texts.amount(numbers[n][1], one.unit) for n in (0, -1))
    unit = texts.unit(one.unit, numbers[-1][1])
    name = charts.name_of(one, side, texts, catalog)
    values = {"first": first, "last": last, "unit": charts.behind(unit)}
    return texts(f"progress.since.{change}", name=name, **values)


def _weeks(weeks: Sequence[Week], texts: Texts) -> Html:
    """A line for each week; quiet ones that follow each other share one."""
    lines = []
    for quiet, group in groupby(weeks, key=lambda week: week.quiet):
        some = list(group)
        if quiet and len(some) > 1:
            first, last = texts.month_day(some[0].first), texts.month_day(some[-1].last)
            lines.append(texts("progress.quiet_weeks", first=first, last=last, n=len(some)))
        else:
            lines += [week_line(week, texts) for week in some]
    return Html("\n".join(lines))


def retested(outcome: Retested, texts: Texts, catalog: Catalog) -> Screen:
    """First time and now, per side, and only beyond the error a change; what changed first."""
    lines = lines_of_tests(outcome.measured, outcome.chosen, texts, catalog)
    parts = [Part(texts("recheck.head" if lines else "recheck.nothing"))]
    parts += [Part(line, yields=2, tight=True) for line in lines]
    if outcome.unmeasured and lines:
        tests = [texts.phrase(catalog.tests[test].name) for test in outcome.unmeasured]
        words = texts("recheck.unmeasured", n=len(tests), names=texts.list(tests))
        parts.append(Part(words, yields=1))
    if outcome.hard is not None:
        first, latest = (texts.number(level) for level in outcome.hard)
        parts.append(Part(texts("recheck.hard_now", first=first, now=latest)))
    if outcome.graduated:
        names = [texts.phrase(catalog.patterns[p].name) for p in outcome.graduated]
        parts.append(Part(texts("progress.keeping", names=texts.list(names)), yields=1))
    if outcome.worse_twice:
        parts.append(Part(texts("recheck.worse_twice")))
    rows: tuple[tuple[Button, ...], ...] = ()
    if outcome.all_kept:
        parts.append(Part(texts("recheck.all_kept")))
        fewer = Button(str(texts("button.fewer")), Command("fewer"))
        rows = ((fewer, Button(str(texts("button.programme")), Command("programme"))),)
    better = any(
        one.change(side) is Change.BETTER for one in outcome.measured for side in one.sides
    )
    return Screen(
        parts=tuple(parts),
        rows=rows,
        picture=charts.of_tests(outcome.measured, texts, catalog),
        effect=Effect.PARTY if better else None,
    )


def block_words(progress: Progress, texts: Texts) -> Html:
    """What these weeks are for; loosening only where something seems tight."""
    loosens = progress.block is Block.CALM and progress.seems_tight
    return texts("block.loosen" if loosens else f"block.{progress.block.name.lower()}")


def week_line(week: Week, texts: Texts) -> Html:
    """ "Week of 1 Mar: ●●●○○ 3 of 5"; a day off that does not count is named."""
    day = texts.month_day(week.first)
    if not week.planned:
        return texts("progress.break", day=day)
    if not week.done:
        return texts("progress.quiet" if week.quiet else "progress.begun", day=day)
    dots = DONE * week.done + OPEN * (week.planned - week.done)
    line = texts("progress.week", day=day, dots=dots, n=week.done, planned=week.planned)
    return texts("progress.with_free", line=line, n=week.free) if week.free else line


def pain_line(weeks: tuple[Week, ...], texts: Texts) -> Html | None:
    """The weekly medians in a row, a gap for a week without a number; None with fewer than two."""
    known = [n for n, week in enumerate(weeks) if week.pain is not None]
    spanned = weeks[known[0] : known[-1] + 1] if known else ()
    medians = [week.pain for week in spanned[-MOST_MEDIANS:]]
    if len(medians) - medians.count(None) < TOLD_TWICE:
        return None
    key = "progress.pain" if len(spanned) <= MOST_MEDIANS else "progress.pain_lately"
    shown = [GAP if median is None else texts.number(median) for median in medians]
    line = texts(key, n=len(shown), medians=" → ".join(shown))
    return Html(f"{line} {texts('progress.pain_gap')}") if None in medians else line
