"""Make the published tables of simulated people: how many, in which worlds, in chunks."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot.catalog.read import read_yaml
from bot.domain.catalog import Catalog
from bot.domain.ids import PatternId
from bot.simulation.report import Conditions, Report, count, shown
from bot.simulation.tally import Tally
from bot.simulation.truth import World

CHUNK = 25
"""People whose figures are kept together."""
_CONCLUDED = (
    *("healthy_told_nothing", "healthy_without_likely", "sensitivity", "told_true"),
    *("likely_true", "first_true", "brier", "calibration_error", "self_tests"),
)
"""Figures of what is concluded, before any training."""
_CLINICAL = ("imbalances", "tests")
_ASKED, _RATE = "scripts/assessment.yaml", ".leak."
"""Where signs and sore places are asked about, and the key of how often sound people have them."""


@dataclass(frozen=True, slots=True)
class Run:
    """How many people, for how long, and by which seed."""

    people: int
    weeks: int
    seed: int


def fingerprint(content: Path) -> str:
    """A short hash of every number of the network and the self-tests, as it is written."""
    hashed = sha256()
    for path in sorted(p for folder in _CLINICAL for p in (content / folder).glob("*.yaml")):
        for where, number in _numbers(read_yaml(path), path.stem):
            hashed.update(f"{where}={number}\n".encode())
    for path in content.glob(_ASKED):
        for where, number in _numbers(read_yaml(path), path.stem):
            if _RATE in where:
                hashed.update(f"{where}={number}\n".encode())
    return hashed.hexdigest()[:12]


def publish(run: Run, catalog: Catalog, content: Path, keep: Path) -> Iterator[str]:
    """Yield a line for every chunk that is done, then the whole as Markdown.

    Args:
        keep: the folder of the finished chunks; what the same tree counted is not counted again.
    """
    folder = keep / f"{_tree(content)}-{run.seed}-{run.weeks}"
    folder.mkdir(parents=True, exist_ok=True)
    reports: dict[Conditions, Report] = {}
    for under in (*map(Conditions, World), *(Conditions(world, by_phone=True) for world in World)):
        whole, weeks = Tally(), 0 if under.by_phone else run.weeks
        name = f"{under.world}-phone" if under.by_phone else str(under.world)
        for first in range(0, run.people, CHUNK):
            numbers = range(first, min(first + CHUNK, run.people))
            path = folder / f"{name}-{numbers.start}-{numbers.stop}.json"
            if not path.exists():
                _write(path, count(catalog, numbers, weeks, run.seed, under))
            whole.add(Tally.from_json(json.loads(path.read_text("utf-8"))))
            yield f"{name}: {numbers.stop} of {run.people}"
        patterns = tuple(sorted(catalog.patterns))
        reports[under] = Report(run.people, weeks, run.seed, under, whole, patterns)
    typed = [report for under, report in reports.items() if not under.by_phone]
    by_phone = [report for under, report in reports.items() if under.by_phone]
    yield as_markdown(typed, by_phone, fingerprint(content))


def _write(path: Path, tally: Tally) -> None:
    """Keep a chunk at once or not at all."""
    unfinished = path.with_suffix(".part")
    unfinished.write_text(json.dumps(tally.as_json()), "utf-8")
    unfinished.replace(path)


def _tree(content: Path) -> str:
    """A short hash of everything that may change a figure."""
    code = Path(__file__).parents[1]
    files = [*content.rglob("*.yaml"), *code.glob("domain/**/*.py"), *code.glob("simulation/*.py")]
    hashed = sha256()
    for path in sorted(files):
        hashed.update(path.read_bytes())
    return hashed.hexdigest()[:12]


def as_markdown(reports: list[Report], by_phone: list[Report], mark: str) -> str:
    """Three tables: figures, patterns, and what the phone changes in what is concluded."""
    worlds = [str(r.under.world) for r in reports]
    first = reports[0]
    lines = [
        f"{first.people} people, {first.weeks} weeks, seed {first.seed}, parameters `{mark}`.",
        "",
        *_head("figure", worlds),
    ]
    lines += [
        f"| {row[0][1]} | {' | '.join(shown(value) for _, _, value in row)} |"
        for row in zip(*(r.figures() for r in reports), strict=True)
    ]
    lines += ["", *_head("pattern: people with it, sensitivity, specificity", worlds)]
    for pattern in first.patterns:
        cells = [
            f"{_with(r.tally, pattern)}, {r.sensitivity(pattern):.0%}, {r.specificity(pattern):.0%}"
            for r in reports
        ]
        lines.append(f"| {pattern} | {' | '.join(cells)} |")
    lines += ["", *_head("typed, then by phone", worlds)]
    for name in _CONCLUDED:
        pairs = zip(reports, by_phone, strict=True)
        cells = [" / ".join(_figure(report, name)[1] for report in pair) for pair in pairs]
        lines.append(f"| {_figure(first, name)[0]} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _figure(report: Report, name: str) -> tuple[str, str]:
    """The words and the value of one figure."""
    return next((words, shown(value)) for id, words, value in report.figures() if id == name)


def _with(tally: Tally, pattern: PatternId) -> int:
    return tally.true_found[pattern] + tally.true_missed[pattern]


def _head(first: str, columns: list[str]) -> tuple[str, str]:
    return f"| {first} | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"


def _numbers(value: Any, where: str) -> Iterator[tuple[str, str]]:
    """Every number below a value of a file, with the keys that lead to it."""
    match value:
        case dict():
            for key, inner in value.items():
                yield from _numbers(inner, f"{where}.{key}")
        case list():
            for at, inner in enumerate(value):
                yield from _numbers(inner, f"{where}.{at}")
        case str() if _is_number(value):
            yield where, value


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
