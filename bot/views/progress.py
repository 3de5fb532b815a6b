"""Weeks, pain and tests in words; a quiet week is no zero."""

from collections.abc import Sequence
from itertools import groupby

from bot.domain.assessment.change import Change
from bot.domain.catalog import Catalog
from bot.domain.ids import Side
from bot.domain.intent import Command
from bot.domain.outcome.account import Look, ProgressShown
from bot.domain.outcome.assessed import Retested
from bot.domain.training.progress import Measured, Week
from bot.views import charts
from bot.views.page import Part
from bot.views.screen import Button, Effect, Mode, Picture, Screen
from bot.views.texts import Html, Texts

LAST_WEEKS = 4
"""Weeks shown line by line; their number is said of all."""
DONE, OPEN = "●", "○"


def progress_shown(outcome: ProgressShown, texts: Texts, catalog: Catalog) -> Screen:
    """Everything on one screen, the tests folded."""
    progress = outcome.progress
    block = texts(f"block.{progress.block.name.lower()}")
    parts = [Part(texts("progress.head", n=progress.week, block=block))]
    if progress.weeks:
        parts.append(Part(_weeks(progress.weeks[-LAST_WEEKS:], texts)))
    else:
        parts.append(Part(texts("progress.not_begun")))
    if progress.weeks_kept > 1:
        parts.append(Part(texts("progress.kept", n=progress.weeks_kept), tight=True))
    if pain := pain_line(progress.weeks, texts):
        parts.append(Part(pain, tight=True, yields=1))
    lines = [line for one in progress.measured for line in measured_lines(one, texts, catalog)]
    if lines:
        parts.append(Part(Html("\n".join([texts("progress.tests"), *lines])), folded=True))
    if progress.keeping:
        names = [texts.phrase(catalog.patterns[p].name) for p in progress.keeping]
        parts.append(Part(texts("progress.keeping", names=texts.list(names)), yields=1))
    buttons = tuple(
        Button(str(texts(f"button.to.{name}")), Command(name)) for name in ("today", "profile")
    )
    page = Button(str(texts("button.to.summary")), Command("summary"))
    picture, others = _charts(outcome, texts, catalog)
    return Screen(
        parts=tuple(parts),
        rows=tuple(row for row in (others, buttons, (page,)) if row),
        mode=Mode.SEND if outcome.look is None else Mode.EDIT,
        picture=picture,
    )


def _charts(
    outcome: ProgressShown, texts: Texts, catalog: Catalog
) -> tuple[Picture | None, tuple[Button, ...]]:
    """The chart that was asked for, else the first there is; and buttons for the others."""
    progress = outcome.progress
    all_charts = {
        Look.SESSIONS: charts.sessions(progress.weeks, texts),
        Look.PAIN: charts.pain(progress.weeks, texts),
        Look.TESTS: charts.sides(progress.measured, texts, catalog),
    }
    there = {look: picture for look, picture in all_charts.items() if picture is not None}
    shown = outcome.look if outcome.look in there else next(iter(there), None)
    others = tuple(
        Button(str(texts(f"button.look.{look}")), Command("progress", str(look)))
        for look in there
        if look is not shown
    )
    return (None if shown is None else there[shown]), others


def _weeks(weeks: Sequence[Week], texts: Texts) -> Html:
    """A line for each week; quiet ones that follow each other share one."""
    lines = []
    for quiet, group in groupby(weeks, key=lambda week: week.quiet):
        some = list(group)
        if quiet and len(some) > 1:
            first, last = texts.day(some[0].monday), texts.day(some[-1].sunday)
            lines.append(texts("progress.quiet_weeks", first=first, last=last, n=len(some)))
        else:
            lines += [week_line(week, texts) for week in some]
    return Html("\n".join(lines))


def retested(outcome: Retested, texts: Texts, catalog: Catalog) -> Screen:
    """First time and now, per side, and only beyond the error a change; what changed first."""
    measured = sorted(outcome.measured, key=lambda one: not _changed(one))
    lines = [line for one in measured for line in measured_lines(one, texts, catalog)]
    parts = [Part(texts("recheck.head" if lines else "recheck.nothing"))]
    parts += [Part(line, yields=2, tight=True) for line in lines]
    if outcome.hard is not None:
        first, now = (texts.number(level) for level in outcome.hard)
        parts.append(Part(texts("recheck.hard_now", first=first, now=now)))
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
        picture=charts.sides(outcome.measured, texts, catalog),
        effect=Effect.PARTY if better else None,
    )


def _changed(one: Measured) -> bool:
    return any(one.change(side) in (Change.BETTER, Change.WORSE) for side in one.sides)


def week_line(week: Week, texts: Texts) -> Html:
    """ "1 Mar: ●●●○○ 3 of 5"."""
    day = texts.day(week.monday)
    if not week.planned:
        return texts("progress.break", day=day)
    if not week.done:
        return texts("progress.quiet" if week.quiet else "progress.begun", day=day)
    dots = DONE * week.done + OPEN * (week.planned - week.done)
    return texts("progress.week", day=day, dots=dots, n=week.done, planned=week.planned)


def pain_line(weeks: tuple[Week, ...], texts: Texts) -> Html | None:
    """The weekly medians in a row; None with fewer than two."""
    medians = [texts.number(w.pain) for w in weeks if w.pain is not None]
    return texts("progress.pain", medians=" → ".join(medians[-6:])) if len(medians) > 1 else None


def measured_lines(one: Measured, texts: Texts, catalog: Catalog) -> list[Html]:
    """ "Knee to wall, left: 5.5 → 7 cm, the same within the error of 1.9"; a line for each side."""
    return [_measured(one, side, texts, catalog) for side in one.sides if one.numbers(side)]


def _measured(one: Measured, side: Side | None, texts: Texts, catalog: Catalog) -> Html:
    numbers = one.numbers(side)
    change = one.change(side)
    first, last = (texts.amount(numbers[n][1], one.unit) for n in (0, -1))
    name = texts.phrase(catalog.tests[one.test].name)
    values = {
        "name": name
        if side is None
        else texts("progress.side", name=name, side=texts(f"side.{side}")),
        "first": first,
        "last": last,
        "unit": texts.unit(one.unit, numbers[-1][1]),
        "error": texts.amount(one.error, one.unit),
    }
    return texts("progress.once" if change is None else f"progress.{change}", **values)
