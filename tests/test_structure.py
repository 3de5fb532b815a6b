"""The shape of the code: short modules, short chains, no circles, one meaning for each name."""

import ast
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LONGEST_MODULE = 300
LONGEST_CHAIN = 11
"""Modules of `bot.app` that import one another in a row."""
BEING_REPLACED = "bot.understanding."
"""Typed words are read anew in this package; until that is done it is only held to its imports."""
PACKAGES = ("bot", "telegram_sandbox")


def modules(package: str) -> dict[str, Path]:
    """Return every module of a package by its dotted name."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in (ROOT / package).rglob("*.py")
    }


@cache
def imports(package: str) -> Mapping[str, frozenset[str]]:
    """Return which modules of the package each module imports when it is loaded."""
    known = modules(package)
    graph: dict[str, frozenset[str]] = {}
    for name, path in known.items():
        names: set[str] = set()
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module is not None:
                names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        graph[name] = frozenset(names & known.keys()) - {name}
    return graph


@pytest.mark.parametrize("package", PACKAGES)
def test_no_module_is_longer_than_a_few_screens(package: str) -> None:
    long = {
        name: lines
        for name, path in modules(package).items()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_MODULE
    }
    assert not long


@pytest.mark.parametrize("package", PACKAGES)
def test_no_module_imports_itself_by_way_of_others(package: str) -> None:
    graph = imports(package)
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " -> ".join((*path, name))
        if name not in done:
            for imported in graph[name]:
                visit(imported, (*path, name))
            done.add(name)

    for name in graph:
        visit(name, ())


def test_no_use_case_is_deeper_than_the_longest_chain_allowed() -> None:
    graph = imports("bot")

    @cache
    def longest(name: str) -> tuple[str, ...]:
        below = [longest(m) for m in graph[name] if _in_app(m)]
        return (name, *max(below, key=len, default=()))

    chain = max((longest(name) for name in graph if _in_app(name)), key=len)
    assert len(chain) <= LONGEST_CHAIN, " -> ".join(chain)


def _in_app(name: str) -> bool:
    folder = (ROOT / Path(*name.split("."))).is_dir()
    return name.startswith("bot.app.") and not folder


SAME_SUBJECT = frozenset(
    {
        *("account", "address", "assess", "backup", "busy_minutes", "census", "charts", "check"),
        *(
            "complaint",
            "dialogues",
            "echo",
            "export",
            "faq",
            "first_exercise",
            "figures",
            "housekeeping",
            "migrate",
            "move",
            "operator",
            "pain",
            "pinned_card",
            "phone",
            "measuring_page",
            "body_places",
            "emergency",
            "barriers",
            "clearance",
            "pain_prompts",
            "pause",
            "news",
        ),
        *("faq", "progress", "retest", "review", "routine", "ruler", "schedule", "server"),
        *("settings_menu", "summary", "tips", "trainee", "workout", "workouts"),
    }
)
"""Names that several layers use for the same thing."""


def test_a_file_name_means_one_thing() -> None:
    homes = defaultdict(list)
    for name, path in modules("bot").items():
        if path.stem not in ("__init__", "__main__") and not name.startswith(BEING_REPLACED):
            homes[path.stem].append(name)
    shared = {stem: names for stem, names in homes.items() if len(names) > 1}
    assert {stem: names for stem, names in shared.items() if stem not in SAME_SUBJECT} == {}
