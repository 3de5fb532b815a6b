"""Say what self-tests showed, a line each: what changed, what did not, what was done once."""

from collections.abc import Iterator, Sequence

from bot.domain.assessment.change import Change
from bot.domain.catalog import Catalog
from bot.domain.ids import Side, TestId
from bot.domain.training.choices import Chosen
from bot.domain.training.measurements import Measured, number_of
from bot.views import charts
from bot.views.texts import Html, Texts


def lines_of_tests(
    measured: Sequence[Measured], chosen: Sequence[Chosen], texts: Texts, catalog: Catalog
) -> list[Html]:
    """ "Knee to wall, left: 5 → 7.5 cm. Better ...", a line for each side: what changed first, then
    what did not in one line, then what was done once, a line for each test."""
    by_change: dict[Change, list[Html]] = {}
    for one in measured:
        for side in one.sides:
            change = one.change(side)
            if change is not None and change is not Change.SAME:
                line = _changed(one, side, change, texts, catalog)
                by_change.setdefault(change, []).append(line)
    tests = dict.fromkeys([*(one.test for one in measured), *(one.test for one in chosen)])
    by_test = [
        (test, [m for m in measured if m.test == test], [c for c in chosen if c.test == test])
        for test in tests
    ]
    same = [
        name
        for test, numbers, seen in by_test
        for name in _same(test, numbers, seen, texts, catalog)
    ]
    return [
        *by_change.get(Change.BETTER, []),
        *by_change.get(Change.WORSE, []),
        *_seen_otherwise(chosen, texts, catalog),
        *([texts("progress.same", names=texts.list(same))] if same else []),
        *(
            Html(". ".join(lines))
            for _, numbers, seen in by_test
            if (lines := list(_done_once(numbers, seen, texts, catalog)))
        ),
    ]


def _same(
    test: TestId,
    measured: Sequence[Measured],
    chosen: Sequence[Chosen],
    texts: Texts,
    catalog: Catalog,
) -> list[Html]:
    """What of one test did not change: its name where that is all of it, else its parts."""
    changes = [one.change(side) for one in measured for side in one.sides]
    changes += [one.change for one in chosen if one.first is not None]
    compared = {change for change in changes if change is not None}
    if Change.SAME not in compared:
        return []
    if compared == {Change.SAME}:
        return [texts.phrase(catalog.tests[test].name)]
    names: list[Html] = []
    for one in measured:
        name = charts.name_of_test(one, texts, catalog)
        same = [side for side in one.sides if one.change(side) is Change.SAME]
        aside = same[0] if len(same) == 1 else None
        names += [_aside(name, aside, texts)] if same else []
    alike = [one for one in chosen if one.change is Change.SAME]
    return [*names, *dict.fromkeys(_name(one, texts, catalog) for one in alike)]


def _seen_otherwise(chosen: Sequence[Chosen], texts: Texts, catalog: Catalog) -> Iterator[Html]:
    """What was seen in tests without a number, the first time and now, where it changed."""
    for one in chosen:
        if one.first is not None and one.change not in (None, Change.SAME):
            first, latest = (
                texts.list([texts.phrase(option.text) for option in options])
                for options in (one.first, one.now)
            )
            values = {"name": _name(one, texts, catalog), "first": first, "now": latest}
            yield texts(f"recheck.choice.{one.change}", **values)


def _done_once(
    measured: Sequence[Measured], chosen: Sequence[Chosen], texts: Texts, catalog: Catalog
) -> Iterator[Html]:
    """What of one test cannot be compared yet; the name stands before the first of it."""
    named = False
    for one in measured:
        if first := [side for side in one.sides if one.numbers(side) and one.change(side) is None]:
            yield _once(one, first, texts, catalog)
            named = True
    for choice in chosen:
        if choice.first is None or choice.change is None:
            latest = texts.list([texts.phrase(option.text) for option in choice.now])
            name = _name(choice, texts, catalog)
            words = texts("recheck.choice.once", name=name, now=latest)
            yield latest if named and choice.side is None else words


def _name(one: Chosen, texts: Texts, catalog: Catalog) -> Html:
    return _aside(texts.phrase(catalog.tests[one.test].name), one.side, texts)


def _aside(name: Html, side: Side | None, texts: Texts) -> Html:
    """ "Knee to wall (left)"."""
    if side is None:
        return name
    return texts("progress.same_side", name=name, side=texts(f"side.{side}"))


def _changed(
    one: Measured, side: Side | None, change: Change, texts: Texts, catalog: Catalog
) -> Html:
    """One number, the first time and now, held against its error."""
    numbers = one.numbers(side)
    first, last = (texts.amount(numbers[n][1], one.unit) for n in (0, -1))
    values = {
        "name": charts.name_of(one, side, texts, catalog),
        "first": first,
        "last": last,
        "unit": charts.behind(texts.unit(one.unit, numbers[-1][1])),
        "error": texts.amount(one.error, one.unit),
    }
    return texts(f"progress.{change}", **values)


def _once(one: Measured, sides: Sequence[Side | None], texts: Texts, catalog: Catalog) -> Html:
    """What was measured a single time, as the person counted it: nothing to compare yet."""
    question = catalog.questions[one.question]
    name, unit = charts.name_of_test(one, texts, catalog), one.unit
    numbers = {side: one.numbers(side)[-1][1] for side in sides}
    if one.counted is not None and question.counted is not None:
        name, unit = texts.phrase(question.counted), question.unit
        counts = {side: number_of(one.counted, side) for side in sides}
        numbers = {side: n for side, n in counts.items() if n is not None}
    words = [
        amount if side is None else texts("progress.of_side", side=texts(f"side.{side}"), n=amount)
        for side, number in numbers.items()
        for amount in [texts.amount(number, unit)]
    ]
    value = Html(", ".join(words) + charts.behind(texts.unit(unit, max(numbers.values()))))
    return texts("progress.once", name=name, value=value)
