"""Which charts of weeks and tests are drawn: none where nothing can be compared."""

from collections.abc import Sequence
from html import unescape

from bot.domain.assessment.change import Change
from bot.domain.catalog import Catalog
from bot.domain.chart import Chart, Compared, Counts, Gains, Levels
from bot.domain.ids import Side
from bot.domain.training.measurements import Measured
from bot.domain.training.progress import Week
from bot.domain.training.review import Review
from bot.views.screen import Picture
from bot.views.texts import Html, Texts

MOST_ROWS = 4
"""Numbers of tests that one picture compares."""
TOLD_TWICE = 2


def of_review(review: Review, texts: Texts) -> Picture | None:
    """The pain of each day of the week; None where fewer than two days were told of, or none
    hurt."""
    if len(review.reported) < TOLD_TWICE or not any(day.level for day in review.reported):
        return None
    before = review.pain_before
    panel = Levels(
        title=str(texts("review.chart.title")),
        labels=tuple(texts.weekday(one.day.weekday()) for one in review.days),
        levels=tuple(one.level for one in review.days),
        before=before,
        before_words=""
        if before is None
        else str(texts("review.chart.before", level=texts.number(before))),
    )
    return Picture("chart", chart=Chart((panel,)))


def since_the_beginning(
    weeks: Sequence[Week], measured: Sequence[Measured], texts: Texts, catalog: Catalog
) -> Picture | None:
    """What was done, what hurt and what was measured, in one picture; None where nothing can be
    compared."""
    panels = (_routines(weeks, texts), _pain(weeks, texts), _tests(measured, texts, catalog))
    there = tuple(panel for panel in panels if panel is not None)
    return Picture("chart", chart=Chart(there)) if there else None


def of_tests(measured: Sequence[Measured], texts: Texts, catalog: Catalog) -> Picture | None:
    """What was measured, the first time and now; None where nothing was measured twice."""
    panel = _tests(measured, texts, catalog)
    return None if panel is None else Picture("chart", chart=Chart((panel,)))


def _routines(weeks: Sequence[Week], texts: Texts) -> Counts | None:
    if len(weeks) < TOLD_TWICE:
        return None
    return Counts(
        title=str(texts("progress.chart.routines")),
        labels=_mondays(weeks, texts),
        done=tuple(week.done for week in weeks),
        planned=tuple(week.planned for week in weeks),
        words=(str(texts("progress.chart.done")), str(texts("progress.chart.planned"))),
    )


def _pain(weeks: Sequence[Week], texts: Texts) -> Levels | None:
    if sum(week.pain is not None for week in weeks) < TOLD_TWICE:
        return None
    title = str(texts("progress.chart.pain"))
    return Levels(title, _mondays(weeks, texts), tuple(week.pain for week in weeks))


def _mondays(weeks: Sequence[Week], texts: Texts) -> tuple[str, ...]:
    return tuple(texts.month_day(week.first) for week in weeks)


def _tests(measured: Sequence[Measured], texts: Texts, catalog: Catalog) -> Gains | None:
    """The numbers that changed most against their own error, for better or worse."""
    rows = [
        (gain, _compared(one, side, gain, texts, catalog))
        for one in measured
        for side in one.sides
        if (gain := gain_of(one, side)) is not None
    ]
    if not rows:
        return None
    most = sorted(rows, key=lambda row: -abs(row[0]))[:MOST_ROWS]
    words = (str(texts(f"progress.chart.{word}")) for word in ("worse", "chance", "better"))
    worse, chance, better = words
    title = str(texts("progress.chart.tests"))
    return Gains(title, tuple(row for _, row in most), (worse, chance, better))


def gain_of(one: Measured, side: Side | None) -> float | None:
    """Return how much better a number is, in errors of measurement; within one it is no change."""
    numbers = one.numbers(side)
    if (change := one.change(side)) is None:
        return None
    apart = numbers[-1][1] - numbers[0][1]
    errors = apart / (one.error or 1.0) * (1 if one.measure.higher_is_better else -1)
    return max(-0.99, min(0.99, errors)) if change is Change.SAME else errors


def name_of(one: Measured, side: Side | None, texts: Texts, catalog: Catalog) -> Html:
    """ "Knee to wall, left"."""
    name = name_of_test(one, texts, catalog)
    if side is None:
        return name
    return texts("progress.side", name=name, side=texts(f"side.{side}"))


def name_of_test(one: Measured, texts: Texts, catalog: Catalog) -> Html:
    """What was measured: the test, or one of its several numbers."""
    label = catalog.questions[one.question].label
    return texts.phrase(label or catalog.tests[one.test].name)


def behind(unit: Html) -> str:
    """A unit as it stands behind its number; a ratio has none."""
    return f" {unit}" if unit else ""


def _compared(
    one: Measured, side: Side | None, gain: float, texts: Texts, catalog: Catalog
) -> Compared:
    numbers = one.numbers(side)
    first, last = (texts.amount(numbers[n][1], one.unit) for n in (0, -1))
    name = name_of(one, side, texts, catalog)
    unit = texts.unit(one.unit, numbers[-1][1])
    words = texts("progress.chart.row", name=name, first=first, last=last, unit=behind(unit))
    return Compared(unescape(words), gain)
