"""Everything the articles name is said to a person somewhere."""

from pathlib import Path

from bot.catalog.coverage import lines, phrases, problems
from bot.catalog.load import load
from bot.catalog.tips import load_tips
from bot.domain.phrase import Phrase

CONTENT = Path(__file__).parents[2] / "content"
CATALOG = load(CONTENT)
TIPS = load_tips(CONTENT)
LINES = list(lines(CONTENT))
ENGLISH = {p.key: p.english for part in (CATALOG, TIPS) for p in phrases(part)}


def _write(content: Path, line: str) -> None:
    (content / "coverage.yaml").write_text(
        f"source: general practice\nsections: [{{name: Rules, lines: [{line}]}}]\n"
    )


def test_every_line_is_said_and_every_dose_is_held() -> None:
    assert problems(CONTENT, CATALOG, TIPS.values()) == []


def test_what_says_a_line_has_words() -> None:
    own = CATALOG.words["en"]
    keys = {key for _, line in LINES for key in line.said_by}
    assert {key for key in keys if not (ENGLISH.get(key) or str(own.get(key, ""))).strip()} == set()


def test_the_list_has_all_eleven_sections() -> None:
    assert len({section for section, _ in LINES}) == 11


def test_every_tip_is_part_of_no_line_only_if_it_goes_beyond_the_articles() -> None:
    said_by = {key for _, line in LINES for key in line.said_by}
    beyond = {id for id, tip in TIPS.items() if tip.text.key not in said_by}
    anchors = {"anchor", "anchor_day", "anchor_evening"}
    others = {"free_the_shoulder", "heels", "load_not_more", "no_bounce", "sofa"}
    assert beyond == anchors | others


def test_a_line_that_nobody_is_told_is_a_problem(tmp_path: Path) -> None:
    _write(tmp_path, "{says: Slow down., said_by: [tip.tempo.text, tip.nowhere.text]}")
    lines = problems(tmp_path, CATALOG, TIPS.values())
    assert len(lines) == 1
    assert lines[0].endswith("Rules: Slow down. no phrase tip.nowhere.text")


def test_a_line_whose_exercise_has_another_dose_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "exercises").symlink_to(CONTENT / "exercises")
    dose = "doses: {glute_bridge: {sets: 3, reps: 12}}"
    _write(tmp_path, f"{{says: Bridge., said_by: [exercise.glute_bridge.name], {dose}}}")
    lines = problems(tmp_path, CATALOG, TIPS.values())
    assert [problem.split(": ")[-1] for problem in lines] == [
        "Bridge. glute_bridge has another dose"
    ]


def test_phrases_are_found_however_deep_they_stand() -> None:
    hidden = {"a": ({"b": [Phrase("here", "words")]},)}
    assert [phrase.key for phrase in phrases(hidden)] == ["here"]
