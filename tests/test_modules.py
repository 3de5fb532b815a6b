"""`docs/modules.md` says of every module what it decides: the first line of its docstring.

`pytest tests/test_modules.py --update` writes it anew.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import takewhile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILE = re.compile(r"`([a-z_/]+)`")
LIST = ROOT / "docs" / "modules.md"
HEAD = """# Where what is decided

One line a module: the first line of its docstring, so write there what the module decides; and the
names of its constants, classes and functions, so that a rule is found by the word it has there.
`pytest tests/test_modules.py --update` writes this list anew.
"""


def first_line(path: Path) -> str:
    """Return the first line of a module's docstring, or of a script's or content file's comment."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return (ast.get_docstring(ast.parse(text)) or "").partition("\n")[0]
    mark = "//" if path.suffix == ".js" else "#"
    comment = takewhile(lambda line: line.startswith(mark), text.splitlines())
    words = " ".join(line.lstrip(f"{mark} ") for line in comment)
    return f"{words.partition('. ')[0].rstrip('.')}."


def public_names(path: Path) -> str:
    """Return the constants, classes and functions that a module has for others, as it has them."""
    if path.suffix != ".py":
        return ""
    names = [name for node in ast.parse(path.read_text("utf-8")).body for name in _bound(node)]
    return ", ".join(name for name in names if not name.startswith("_"))


def _bound(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            yield node.name
        case ast.Assign(targets=targets):
            for target in targets:
                yield from (one.id for one in ast.walk(target) if isinstance(one, ast.Name))
        case ast.AnnAssign(target=ast.Name(id=name)):
            yield name


@cache
def rooms() -> Mapping[str, list[Path]]:
    """Return what decides something, by its folder."""
    modules = [path for package in ("bot", "telegram_sandbox") for path in _modules(package)]
    deciding = [*modules, *_content()]
    folders = sorted({path.parent for path in deciding})
    modules_of = {
        folder.relative_to(ROOT).as_posix(): [
            path for path in deciding if path.parent == folder and path.stem != "__init__"
        ]
        for folder in folders
    }
    return {folder: paths for folder, paths in modules_of.items() if paths}


def _modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def _content() -> Iterator[Path]:
    for folder in (ROOT / "content", ROOT / "content/safety", ROOT / "content/scripts"):
        yield from sorted(folder.glob("*.yaml"))
    for folder in (ROOT / "content/measure", ROOT / "telegram_sandbox/page/js"):
        yield from sorted(folder.glob("*.js"))


def written() -> str:
    """Return the list as it has to stand."""
    parts = [HEAD]
    for folder, paths in rooms().items():
        lines = [f"| `{p.name}` | {first_line(p)} | {public_names(p)} |" for p in paths]
        head = ["| file | decides | names |", "|---|---|---|"]
        parts.append("\n".join([f"## `{folder}/`", "", *head, *lines]))
    return "\n\n".join(part.strip() for part in parts) + "\n"


def test_the_list_of_modules_is_up_to_date(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update"):
        LIST.write_text(written(), encoding="utf-8")
    assert LIST.read_text(encoding="utf-8") == written()


@pytest.mark.parametrize("folder", list(rooms()))
def test_every_first_line_is_a_whole_sentence(folder: str) -> None:
    short = [
        (path.name, line)
        for path in rooms()[folder]
        if len(line := first_line(path)) < 20 or not line.endswith(".")
    ]
    assert short == []


def test_every_file_that_the_map_names_exists() -> None:
    text = (ROOT / "bot" / "README.md").read_text(encoding="utf-8")
    table = text.partition("| room | subject: file |")[2].partition("\n\n")[0]
    named = [name for row in table.splitlines()[2:] for name in FILE.findall(row.split("|", 2)[2])]
    stems = {str(path.with_suffix("")) for path in _modules("bot")}
    assert len(named) > 60
    assert [one for one in named if not any(stem.endswith(f"/{one}") for stem in stems)] == []
