"""Weeks, pain and tests in words; a quiet week is no zero."""

from bot.domain.catalog import Catalog
from bot.domain.ids import Side
from bot.domain.intent import Command
from bot.domain.outcome.account import Look, ProgressShown
from bot.domain.outcome.assessed import Retested
from bot.domain.training.progress import Measured, Week
from bot.views import charts
from bot.views.screen import Button, Mode, Picture, Screen
from bot.views.texts import Html, Texts

SHOWN = 4
"""Measured lines before the fold."""
LAST_WEEKS = 4
"""Weeks shown line by line; their number is said of all."""
DONE, OPEN = "●", "○"


def progress_shown(outcome: ProgressShown, texts: Texts, catalog: Catalog) -> Screen:
    """Everything on one screen, the tests folded."""
    told = outcome.progress
    block = texts(f"block.{told.block.name.lower()}")
    parts = [texts("progress.head", n=told.week, block=block)]
    if told.weeks:
        parts.append(Html("\n".join(week_line(w, texts) for w in told.weeks[-LAST_WEEKS:])))
    else:
        parts.append(texts("progress.not_begun"))
    if told.weeks_kept > 1:
        parts.append(texts("progress.kept", n=told.weeks_kept))
    if pain := pain_line(told.weeks, texts):
        parts.append(pain)
    lines = [line for one in told.measured for line in measured_lines(one, texts, catalog)]
    if lines:
        body = "\n".join(lines)
        parts.append(Html(f"{texts('progress.tests')}\n<blockquote expandable>{body}</blockquote>"))
    if told.keeping:
        names = [texts.phrase(catalog.patterns[p].name) for p in told.keeping]
        parts.append(texts("progress.keeping", names=texts.list(names)))
    buttons = tuple(
        Button(str(texts(f"button.to.{name}")), Command(name)) for name in ("today", "profile")
    )
    picture, others = _charts(outcome, texts, catalog)
    return Screen(
        Html("\n\n".join(parts)),
        rows=(others, buttons) if others else (buttons,),
        mode=Mode.SEND if outcome.look is None else Mode.EDIT,
        picture=picture,
    )


def _charts(
    outcome: ProgressShown, texts: Texts, catalog: Catalog
) -> tuple[Picture | None, tuple[Button, ...]]:
    """The chart that was asked for, else the first there is; and buttons for the others."""
    told = outcome.progress
    found = {
        Look.SESSIONS: charts.sessions(told.weeks, texts),
        Look.PAIN: charts.pain(told.weeks, texts),
        Look.TESTS: charts.sides(told.measured, texts, catalog),
    }
    there = {look: picture for look, picture in found.items() if picture is not None}
    shown = outcome.look if outcome.look in there else next(iter(there), None)
    others = tuple(
        Button(str(texts(f"button.look.{look}")), Command("progress", str(look)))
        for look in there
        if look is not shown
    )
    return (None if shown is None else there[shown]), others


def retested(outcome: Retested, texts: Texts, catalog: Catalog) -> Screen:
    """First time and now, per side, and only beyond the error a change."""
    lines = [line for one in outcome.measured for line in measured_lines(one, texts, catalog)]
    parts = [texts("recheck.head" if lines else "recheck.nothing")]
    if len(lines) > SHOWN:
        parts += [Html("\n".join(lines[:SHOWN]))]
        rest = "\n".join(lines[SHOWN:])
        parts.append(Html(f"<blockquote expandable>{rest}</blockquote>"))
    elif lines:
        parts.append(Html("\n".join(lines)))
    if outcome.hard is not None:
        first, now = (texts.number(level) for level in outcome.hard)
        parts.append(texts("recheck.hard_now", first=first, now=now))
    if outcome.graduated:
        names = [texts.phrase(catalog.patterns[p].name) for p in outcome.graduated]
        parts.append(texts("progress.keeping", names=texts.list(names)))
    if outcome.worse_twice:
        parts.append(texts("recheck.worse_twice"))
    rows: tuple[tuple[Button, ...], ...] = ()
    if outcome.all_kept:
        parts.append(texts("recheck.all_kept"))
        rows = ((Button(str(texts("button.programme")), Command("programme")),),)
    chart = charts.sides(outcome.measured, texts, catalog)
    return Screen(Html("\n\n".join(parts)), rows=rows, picture=chart)


def week_line(week: Week, texts: Texts) -> Html:
    """ "1 Mar: ●●●○○ 3 of 5"."""
    day = texts.day(week.monday)
    if not week.planned:
        return texts("progress.break", day=day)
    if not week.done:
        return texts("progress.quiet", day=day)
    dots = DONE * week.done + OPEN * (week.planned - week.done)
    return texts("progress.week", day=day, dots=dots, n=week.done, planned=week.planned)


def pain_line(weeks: tuple[Week, ...], texts: Texts) -> Html | None:
    """The weekly medians in a row; None with fewer than two."""
    told = [texts.number(w.pain) for w in weeks if w.pain is not None]
    return texts("progress.pain", medians=" → ".join(told[-6:])) if len(told) > 1 else None


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
        "unit": texts.unit(one.unit),
        "error": texts.amount(one.measure.error, one.unit),
    }
    return texts("progress.once" if change is None else f"progress.{change}", **values)
