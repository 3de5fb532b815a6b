"""`check`, `assess`, `simulate` and `figures`: commands that need no database."""

import json
import shutil

import pytest
from jsonschema import Draft202012Validator

from tests.cli.shell import ROOT, Shell

EXAMPLES = ROOT / "content" / "examples"


def test_check_says_what_is_wrong_and_where(shell: Shell) -> None:
    clean = shell("check", "--quick")
    assert (clean.returncode, clean.stdout, clean.stderr) == (0, "0 problems\n", "")
    shutil.copytree(ROOT / "content", shell.folder / "mine")
    (shell.folder / "mine" / "tips" / "broken.yaml").write_text("a: [1\n")
    broken = shell("check", "--quick", BOT_CONTENT_DIR="mine")
    assert broken.returncode == 1
    line, count = broken.stdout.splitlines()
    assert line.startswith("mine/tips/broken.yaml: line ")
    assert count == "1 problems"


def test_assess_prints_what_its_schema_promises(shell: Shell) -> None:
    schema = json.loads((EXAMPLES / "assess.schema.json").read_text("utf-8"))
    ended = shell("assess", str(EXAMPLES / "patterns.yaml"))
    assert (ended.returncode, ended.stderr) == (0, "")
    assert list(Draft202012Validator(schema).iter_errors(json.loads(ended.stdout))) == []


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ("age: [forty]", "age"),
        ("- age", "question ids and values expected"),
        ("age: 40\nage: 41", "line 2: key 'age' given twice"),
        ("age: 40\n? [sex]\n: male", "line 2: a key must be text"),
        ("age: &older [40, *older]", "nested too deeply, or a part holds itself"),
        ("no_such_question: 1", "no_such_question"),
    ],
)
def test_assess_tells_answers_that_cannot_be_in_one_line(
    answers: str, fault: str, shell: Shell
) -> None:
    (shell.folder / "mine.yaml").write_text(answers)
    line = shell.refused("assess", "mine.yaml")
    assert line.startswith("mine.yaml: ")
    assert fault in line


def test_assess_tells_a_file_that_is_not_there(shell: Shell) -> None:
    assert shell.refused("assess", "gone.yaml").startswith("gone.yaml: ")


def test_simulate_gives_the_same_report_for_the_same_seed(shell: Shell) -> None:
    words = ("simulate", "--people", "2", "--weeks", "1", "--seed", "3", "--json")
    first, second = shell(*words), shell(*words)
    assert (first.returncode, first.stderr) == (0, "")
    assert json.loads(first.stdout) == json.loads(second.stdout)


@pytest.mark.parametrize("words", [("--people", "0"), ("--weeks", "-1")])
def test_simulate_needs_people_and_weeks(words: tuple[str, str], shell: Shell) -> None:
    ended = shell("simulate", *words)
    assert ended.returncode == 2
    assert words[0] in ended.stderr
    assert "Traceback" not in ended.stderr


def test_figures_are_drawn_into_a_file_or_it_is_told_why_not(shell: Shell) -> None:
    (shell.folder / "figures").mkdir()
    mine = {"BOT_CONTENT_DIR": str(shell.folder)}
    line = shell.refused("figures", "page.png", **mine)
    assert line.startswith("BOT_CONTENT_DIR: there are no figures in ")
    shutil.copy(ROOT / "content" / "figures" / "glute_bridge.yaml", shell.folder / "figures")
    assert "poses/glute_bridge.txt: missing" in shell.refused("figures", "page.png", **mine)
    assert "glute_bridge: solved" in shell("figures", "--solve", **mine).stdout
    assert shell("figures", "--solve", **mine).stdout == ""
    assert "no figure nothing" in shell.refused("figures", "--solve", "nothing", **mine)
    assert shell.refused("figures", **mine).startswith("FILE: ")
    ended = shell("figures", "page.png", **mine)
    assert (ended.returncode, ended.stdout) == (0, "1 figures in page.png\n"), ended
    assert (shell.folder / "page.png").read_bytes().startswith(b"\x89PNG")
    assert "nowhere/page.png" in shell.refused("figures", "nowhere/page.png", **mine)


def test_stills_are_drawn_ahead_and_those_of_older_figures_go(shell: Shell) -> None:
    figures = shell.folder / "figures"
    (figures / "poses").mkdir(parents=True)
    mine = {"BOT_CONTENT_DIR": str(shell.folder)}
    for name in ("glute_bridge.yaml", "poses/glute_bridge.txt"):
        shutil.copy(ROOT / "content" / "figures" / name, figures / name)
    assert shell("figures", "--all", **mine).stdout.startswith("2 stills in ")
    before = set((figures / "drawn").iterdir())
    assert all(file.read_bytes().startswith(b"\x89PNG") for file in before)
    with (figures / "glute_bridge.yaml").open("a") as changed:
        changed.write("# another version\n")
    assert shell("figures", "--all", **mine).stdout.startswith("2 stills in ")
    after = set((figures / "drawn").iterdir())
    assert (len(before), len(after), before & after) == (2, 2, set())


@pytest.mark.parametrize("text", ["", "- a\n", "a: b\n"])
@pytest.mark.parametrize("name", ["muscles.yaml", "training.yaml"])
def test_a_content_file_of_another_shape_is_one_line_that_names_it(
    name: str, text: str, shell: Shell
) -> None:
    for part in (ROOT / "content").iterdir():
        if part.name != name:
            (shell.folder / part.name).symlink_to(part)
    (shell.folder / name).write_text(text)
    line = shell.refused(
        "assess", str(EXAMPLES / "patterns.yaml"), BOT_CONTENT_DIR=str(shell.folder)
    )
    assert f"{name}: " in line
