"""Names of values say which value it is: never only that something was found, told or made."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
VAGUE = frozenset({"told", "found", "said", "given", "made"})
PACKAGES = ("bot", "telegram_sandbox", "tests")
CLOCKS = frozenset({"now", "_now", "time", "utcnow", "monotonic"})
INSTANTS = frozenset({"datetime", "Now", "float", "Callable[[], float]"})


@cache
def trees() -> dict[str, ast.Module]:
    """Return every module, parsed, by its path."""
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
    }


def bindings(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield each name that the code binds to a value, with its line."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield name, node.lineno
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                yield name, node.lineno


def vague() -> list[str]:
    """Return the bindings whose name does not say which value it is."""
    return [
        f"{path}:{line} {name}"
        for path, tree in trees().items()
        for name, line in bindings(tree)
        if name in VAGUE
    ]


def misleading_now(tree: ast.AST) -> Iterator[int]:
    """Yield the lines that bind `now` to anything but the present instant."""
    for node in ast.walk(tree):
        match node:
            case ast.arg(arg="now", annotation=annotation):
                if annotation is None or ast.unparse(annotation) not in INSTANTS:
                    yield node.lineno
            case ast.Assign(targets=targets, value=value):
                bound = {name for target in targets for name, _ in bindings(target)}
                if "now" in bound and not _reads_a_clock(value):
                    yield node.lineno


def _reads_a_clock(value: ast.expr) -> bool:
    calls = [node.func for node in ast.walk(value) if isinstance(node, ast.Call)]
    names = {f.attr if isinstance(f, ast.Attribute) else getattr(f, "id", "") for f in calls}
    return not names.isdisjoint(CLOCKS)


def test_every_name_says_which_value_it_is() -> None:
    assert vague() == []


def test_now_is_the_present_instant() -> None:
    lines = [
        f"{path}:{line}"
        for path, tree in trees().items()
        if not path.startswith("tests/")  # tests make their own clocks
        for line in misleading_now(tree)
    ]
    assert lines == []


@pytest.mark.parametrize(
    "code",
    [
        "found = find()",
        "def f(*, told): ...",
        "given: int = 1",
        "[said for said in words]",
        "(made := 1)",
        "match x:\n    case [*found]: ...",
    ],
)
def test_every_kind_of_binding_is_seen(code: str) -> None:
    assert any(name in VAGUE for name, _ in bindings(ast.parse(code)))


def test_only_a_clock_or_an_instant_is_called_now() -> None:
    assert list(misleading_now(ast.parse("now = ladder.of(id)"))) == [1]
    assert list(misleading_now(ast.parse("def f(now: Colour): ..."))) == [1]
    assert not list(misleading_now(ast.parse("def f(now: datetime): ...\nnow = deps.now()")))
