"""What `check` says about written answers and the glossary."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.catalog import faq
from bot.catalog.folder import content_folder
from bot.catalog.load import load
from bot.understanding.check import problems as misunderstood


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the content that may be broken."""
    skipped = shutil.ignore_patterns("figures")
    shutil.copytree(content_folder(), tmp_path / "content", ignore=skipped)
    return tmp_path / "content"


def edited(content: Path, topic: str, change: Callable[[str], str]) -> list[str]:
    """Problems after one file was changed."""
    path = content / "answers" / f"{topic}.yaml"
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    return list(faq.problems(content, load(content)))


def test_the_answers_of_this_release_are_sound(content: Path) -> None:
    assert list(faq.problems(content, load(content))) == []


def test_a_neighbour_that_does_not_exist_is_named(content: Path) -> None:
    lines = edited(content, "cost", lambda text: text.replace("near: [", "near: [nowhere, "))
    assert lines == ["answers/cost.yaml: near: no other topic is called nowhere"]


def test_an_answer_longer_than_a_screen_is_named(content: Path) -> None:
    longer = "answer: |\n" + "  one more line of some forty letters or so\n" * 12
    lines = edited(content, "cost", lambda text: text.replace("answer: |\n", longer))
    assert len(lines) == 1
    assert lines[0].startswith("answers/cost.yaml: answer has ")


def test_an_example_may_stand_in_one_file_only(content: Path) -> None:
    twice = "examples:\n  - Is this  free\n"
    lines = edited(content, "yoga", lambda text: text.replace("examples:\n", twice))
    assert lines == ["answers/yoga.yaml: 'Is this  free' stands in cost.yaml too"]


def test_a_term_has_a_name_of_its_own(content: Path) -> None:
    path = content / "glossary.yaml"
    path.write_text(path.read_text("utf-8").replace("names: [mat,", "names: [routine,"), "utf-8")
    lines = list(faq.problems(content, load(content)))
    assert lines == ["glossary.yaml: mat: 'routine' is a name of routine too"]


def test_a_model_of_other_examples_is_named(content: Path) -> None:
    path = content / "answers" / "cost.yaml"
    path.write_text(path.read_text("utf-8").replace("  - gratis?\n", ""), "utf-8")
    lines = [problem for problem in misunderstood(content) if "topics.npz" in problem]
    assert len(lines) == 1
    assert "does not belong to" in lines[0]
