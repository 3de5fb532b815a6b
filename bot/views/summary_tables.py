"""Lay out the tables of the page for a physiotherapist: tests, weeks and exercises."""

from bot.domain.catalog import Catalog
from bot.domain.ids import Side
from bot.domain.sheet import Line, Section, Table
from bot.domain.talk.answers import Sides
from bot.domain.training.measurements import Measured, number_of
from bot.domain.training.progress import Week
from bot.domain.training.summary import Summary
from bot.views import charts
from bot.views.paper import bare
from bot.views.texts import Texts

MOST_TESTS = 10
MOST_EXERCISES = 9
"""The most frequent ones."""
NOTHING = "–"


def tests(summary: Summary, texts: Texts, catalog: Catalog) -> Section | None:
    """Each test with its first and its last time, its error, and what that allows to say."""
    measured = summary.progress.measured
    if not measured:
        return None
    rows = tuple(_test(one, texts, catalog) for one in measured[:MOST_TESTS])
    names = ("test", "first", "values", "last", "values", "error", "change")
    return Section(
        bare(texts("summary.head.tests")),
        _more(len(measured) - MOST_TESTS, texts),
        Table(_columns(names, texts), rows),
    )


def weeks(summary: Summary, texts: Texts) -> Section | None:
    """Sessions done of those planned, and pain at its three moments, week by week."""
    some = summary.last_weeks
    if not some:
        return None
    names = ("week", "done", "during", "after", "morning")
    rows = tuple(_week(week, texts) for week in some)
    table = Table(_columns(names, texts), rows)
    return Section(bare(texts("summary.head.weeks")), table=table, narrow=True)


def exercises(summary: Summary, texts: Texts, catalog: Catalog) -> Section | None:
    """What became of the exercises that came most often."""
    if not summary.exercises:
        return None
    rows = tuple(
        (
            bare(texts.phrase(catalog.exercises[one.exercise].name)),
            *(str(n or NOTHING) for n in (one.done, one.skipped, one.hurt, one.extra)),
        )
        for one in summary.exercises
        if one.exercise in catalog.exercises
    )
    names = ("exercise", "did", "skipped", "hurt", "extra")
    return Section(
        bare(texts("summary.head.exercises")),
        _more(len(rows) - MOST_EXERCISES, texts),
        Table(_columns(names, texts), rows[:MOST_EXERCISES]),
        narrow=True,
    )


def _columns(names: tuple[str, ...], texts: Texts) -> tuple[str, ...]:
    return tuple(bare(texts(f"summary.column.{name}")) for name in names)


def _more(left_out: int, texts: Texts) -> tuple[Line, ...]:
    """What had no room is in the export; nothing is said where nothing was left out."""
    return (Line(bare(texts("summary.not_shown", n=left_out))),) if left_out > 0 else ()


def _test(one: Measured, texts: Texts, catalog: Catalog) -> tuple[str, ...]:
    name = charts.name_of_test(one, texts, catalog)
    if one.unit:
        name = texts("summary.test", name=name, unit=texts.unit(one.unit))
    (first, before), (last, latest) = one.tries[0], one.tries[-1]
    if len(one.tries) == 1:
        after = (NOTHING, NOTHING)
    else:
        after = (texts.date(last), _values(one, latest, texts))
    return (
        bare(name),
        texts.date(first),
        _values(one, before, texts),
        *after,
        texts.amount(one.error, one.unit),
        _changes(one, texts),
    )


def _values(one: Measured, value: Sides | float, texts: Texts) -> str:
    """The numbers of one time, left and right where there are sides."""
    sides = (Side.LEFT, Side.RIGHT) if isinstance(value, Sides) else (None,)
    numbers = [(side, number_of(value, side)) for side in sides]
    return ", ".join(
        _beside(side, texts.amount(number, one.unit), texts)
        for side, number in numbers
        if number is not None
    )


def _changes(one: Measured, texts: Texts) -> str:
    """Better, worse or neither, once where both sides agree."""
    changes = [(side, change) for side in one.sides if (change := one.change(side)) is not None]
    if not changes:
        return NOTHING
    if len({change for _, change in changes}) == 1:
        return bare(texts(f"summary.change.{changes[0][1]}"))
    words = [_beside(side, bare(texts(f"summary.change.{c}")), texts) for side, c in changes]
    return ", ".join(words)


def _beside(side: Side | None, words: str, texts: Texts) -> str:
    return words if side is None else f"{bare(texts(f'side.{side}'))} {words}"


def _week(week: Week, texts: Texts) -> tuple[str, ...]:
    done = texts("summary.done_of", n=week.done, planned=week.planned)
    pains = (NOTHING if level is None else texts.number(level) for level in week.pains)
    return (texts.month_day(week.first), bare(done), *pains)
