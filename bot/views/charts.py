"""Charts of a person's weeks and tests: one look each, and none where nothing can be compared."""

from collections.abc import Sequence

from bot.domain.catalog import Catalog
from bot.domain.training.progress import MOMENTS, Measured, Week
from bot.views.screen import Chart, Picture
from bot.views.texts import Texts

MOST_WEEKS = 6
"""Weeks whose days can be read under a chart on a phone."""


def of_weeks(weeks: Sequence[Week], texts: Texts) -> Picture | None:
    """Pain where it was told in two weeks or more, otherwise what was done of what was planned."""
    return pain(weeks, texts) or sessions(weeks, texts)


def sessions(weeks: Sequence[Week], texts: Texts) -> Picture | None:
    """Sessions done of those planned; with fewer than two weeks there is nothing to compare."""
    shown = weeks[-MOST_WEEKS:]
    if len(shown) < 2:
        return None
    chart = Chart(
        kind="sessions",
        words=tuple((w, str(texts(f"progress.chart.{w}"))) for w in ("title", "planned", "done")),
        labels=tuple(texts.month_day(week.monday) for week in shown),
        series=(tuple(week.done for week in shown), tuple(week.planned for week in shown)),
    )
    return Picture("chart", chart=chart)


def pain(weeks: Sequence[Week], texts: Texts) -> Picture | None:
    """The median of each week, a line for each moment it was told of; None with fewer than two
    weeks of any."""
    shown = weeks[-MOST_WEEKS:]
    if sum(week.pain is not None for week in shown) < 2:
        return None
    lines = {
        moment: tuple(week.pains[number] for week in shown) for number, moment in enumerate(MOMENTS)
    }
    known_lines = {m: line for m, line in lines.items() if any(level is not None for level in line)}
    title = ("title", str(texts("chart.pain.title")))
    chart = Chart(
        kind="pain",
        words=(title, *((moment, str(texts(f"chart.pain.{moment}"))) for moment in known_lines)),
        labels=tuple(texts.month_day(week.monday) for week in shown),
        series=tuple(known_lines.values()),
    )
    return Picture("chart", chart=chart)


def sides(measured: Sequence[Measured], texts: Texts, catalog: Catalog) -> Picture | None:
    """The test whose number changed most against its own error, for better or worse, by side."""
    compared = [one for one in measured if _most(one) is not None]
    if not compared:
        return None
    one = max(compared, key=lambda one: _most(one) or 0.0)
    both = [(side, [number for _, number in one.numbers(side)]) for side in one.sides]
    name = texts.phrase(catalog.tests[one.test].name)
    unit = texts(f"unit.{one.unit or 'none'}")
    words = {w: str(texts(f"chart.sides.{w}")) for w in ("before", "after")}
    chart = Chart(
        kind="sides",
        words=(("title", str(name)), ("unit", str(unit)), *words.items()),
        labels=tuple(
            str(texts("chart.sides.whole" if side is None else f"side.{side}")) for side, _ in both
        ),
        series=(
            tuple(told[0] if told else None for _, told in both),
            tuple(told[-1] if len(told) > 1 else None for _, told in both),
        ),
        error=one.error,
    )
    return Picture("chart", chart=chart)


def _most(one: Measured) -> float | None:
    """The largest change of a side in errors of measurement; None where nothing is compared."""
    numbers = [[number for _, number in one.numbers(side)] for side in one.sides]
    changes = [abs(line[-1] - line[0]) for line in numbers if len(line) > 1]
    return max(changes) / (one.error or 1.0) if changes else None
