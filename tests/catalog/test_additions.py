"""A new exercise, question, pattern or language is one file or one block; a mistake is one line."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.catalog.check import problems
from bot.catalog.load import load
from bot.domain.assessment.assess import profile
from bot.domain.ids import DialogueId, ExerciseId, PatternId, QuestionId, ScriptId
from bot.domain.outcome.reply import Stale
from bot.domain.outcome.talk import Asking
from bot.domain.person import Preferences
from bot.domain.talk.answers import Answers, Sides
from bot.domain.talk.dialogue import Dialogue
from bot.domain.training.plan import plan
from bot.domain.training.trainee import Trainee
from bot.views.screens import view
from bot.views.texts import Texts
from tests.content import real_catalog

ASKED = "when: {training_days: choose}"
REAL = Path(__file__).parents[2] / "content"

NEW_EXERCISE = """
name: Wall lean
phase: lengthen
muscles: [gastrocnemius]
one_sided: true
equipment: [wall]
positions: [standing]
dose: {sets: 2, hold: 30-60}
easier: calf_straight
steps: [Stand facing a wall., Step one foot back., Lean until the calf pulls.]
mistake: Letting the heel lift.
breathing: Slowly, in and out.
source: general practice
reviewed:
"""
NEW_PATTERN = """
name: Tight front of the shin
meaning: The muscles at the front of the shin hold tight.
tight: [tibialis_anterior]
weak: [gluteus_medius, soleus]
lower_body: true
prior: {rate: 0.3, both: 0.5, source: estimate}
habits:
  - {when: {sitting: over_7}, because: you sit more than 7 hours a day, odds: 2, source: estimate}
signs:
  - {when: {signs_lower: heels_lift}, because: heels lift, strength: 0.8, source: estimate}
tests: [{finding: T11, mild: 0.9, marked: 0.8, source: estimate}]
pains: [{region: ankle, strength: 0.2, source: estimate}]
source: made up for this test
reviewed:
"""
NEW_QUESTION = """
  - id: gardening
    ask: Do you garden?
    options: [{id: no, text: No}, {id: yes, text: Yes}]
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the real content that a test may change, all but the figures."""
    skipped = shutil.ignore_patterns("figures")
    content = Path(shutil.copytree(REAL, tmp_path / "content", ignore=skipped))
    (content / "figures").symlink_to(REAL / "figures")
    return content


def test_the_real_content_has_no_problems() -> None:
    assert problems(REAL) == []


def test_every_exercise_and_self_test_of_this_release_has_a_figure() -> None:
    catalog = real_catalog()
    names = {path.stem for path in (REAL / "figures").glob("*.yaml")}
    shown = {*catalog.exercises} | {f"test_{id}" for id in catalog.tests}
    assert shown - names == {"test_T23"}  # loose joints are asked about: nothing to show


def test_a_new_exercise_is_one_file(content: Path) -> None:
    (content / "exercises" / "wall_lean.yaml").write_text(NEW_EXERCISE)
    assert problems(content) == []
    assert ExerciseId("wall_lean") in load(content).exercises


def test_a_new_pattern_is_one_file_and_can_be_found_and_trained(content: Path) -> None:
    (content / "imbalances" / "P77-tight-shin.yaml").write_text(NEW_PATTERN)
    assert problems(content) == []
    catalog = load(content)
    answers: Answers = {
        QuestionId("age"): 40.0,
        QuestionId("sitting"): "over_7",
        QuestionId("signs_lower"): frozenset({"heels_lift"}),
        QuestionId("go_on"): "tests",
        QuestionId("T11"): Sides(3.0, 3.0),
    }
    concluded = profile(answers, catalog)
    assert PatternId("P77") in {f.pattern for f in (*concluded.drivers, *concluded.others)}
    routine = plan(
        Trainee(concluded, frozenset(), Preferences(minutes=20)), date(2027, 1, 4), catalog
    )
    assert routine.items


def test_a_new_question_is_one_block_and_is_asked(content: Path) -> None:
    script = content / "scripts" / "assessment.yaml"
    text = script.read_text()
    script.write_text(text.replace("questions:\n", f"questions:{NEW_QUESTION}", 1))
    assert problems(content) == []
    catalog = load(content)
    dialogue = Dialogue(DialogueId(1), catalog.scripts[ScriptId("assessment")], {})
    screen = view(Asking(dialogue), Texts("en", catalog.words), catalog)
    assert "Do you garden?" in screen.text
    assert [button.text for row in screen.rows for button in row][:2] == ["No", "Yes"]


def test_a_new_language_is_one_file_and_may_be_partial(content: Path) -> None:
    (content / "locale" / "de.yaml").write_text(
        "de:\n"
        "  tap:\n    stale: Der Knopf ist von gestern.\n"
        "  question:\n    pain_regions:\n      ask: Wo tut es weh?\n"
    )
    assert problems(content) == []
    catalog = load(content)
    german = Texts("de-AT", catalog.words)
    assert view(Stale(), german, catalog).text == "Der Knopf ist von gestern."
    asked = {QuestionId("find_out"): "now"}
    dialogue = Dialogue(DialogueId(1), catalog.scripts[ScriptId("assessment")], asked)
    screen = view(Asking(dialogue), german, catalog)
    assert "Wo tut es weh" in screen.text
    assert "Nowhere" in [button.text for row in screen.rows for button in row]


UNREADABLE = [
    ("exercises/glute_bridge.yaml", "phase: activate", "phase: activte", "phase"),
    ("exercises/glute_bridge.yaml", "name:", "nme:", "nme"),
    ("deliveries.yaml", "  routine:", "  rutine:", "routine"),
]
MISTAKEN = [
    ("exercises/glute_bridge.yaml", "[gluteus_maximus", "[gluteus_maximum", "no muscle"),
    ("exercises/glute_bridge.yaml", "breathing:", "press: Up.\nbreathing:", "press"),
    ("exercises/upper_trap_stretch.yaml", "breathing:", "press: In.\nbreathing:", "press"),
    ("imbalances/P01-*.yaml", "tight: [", "tight: [nothing_known, ", "no muscle nothing_known"),
    ("scripts/setup.yaml", "{barrier: tired}", "{barrier: x}", "no answer"),
    ("scripts/setup.yaml", "{training_days: choose}", "{anchor: x}", "not asked before"),
    ("locale/en.yaml", "<b>Your profile</b>", "<b>Your profile", "not closed"),
    ("scripts/checkin.yaml", "opens_at: 4", "opens_at: 2", "too many numbers"),
    ("tests/T25-*.yaml", "  T25_phone: {mild", "  T25_fone: {mild", "no finding or question"),
    ("tests/T30-*.yaml", "    error: 5\n", "    error: 3\n", "nobody measured it alone"),
]


def mistake(content: Path, file: str, old: str, new: str) -> str:
    """Make it; the name of the file."""
    [path] = content.glob(file)
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))
    return path.name


@pytest.mark.parametrize(("file", "old", "new", "fault"), UNREADABLE)
def test_what_cannot_be_read_is_a_line_that_names_the_file_and_the_fault(
    content: Path, file: str, old: str, new: str, fault: str
) -> None:
    name = mistake(content, file, old, new)
    [line] = problems(content)
    assert name in line
    assert fault in line
    assert "\n" not in line


def test_each_mistake_is_a_line_that_names_the_file_and_the_fault(content: Path) -> None:
    faults = [(mistake(content, *words), fault) for *words, fault in MISTAKEN]
    lines = problems(content)
    untold = [
        (name, fault)
        for name, fault in faults
        if not any(name in line and fault in line for line in lines)
    ]
    assert untold == []
    assert not any("\n" in line for line in lines)


def test_a_key_given_twice_is_refused(content: Path) -> None:
    path = content / "exercises" / "glute_bridge.yaml"
    path.write_text(path.read_text() + "\nname: Again\n")
    [line] = problems(content)
    assert re.search(r"glute_bridge.yaml: line \d+: key 'name' given twice", line)


def test_a_strange_placeholder_and_an_unknown_key_of_a_translation_are_told(
    content: Path,
) -> None:
    (content / "locale" / "de.yaml").write_text(
        "de:\n  next_due: 'Als {naechstes}'\n  nothing_like_this: x\n"
    )
    lines = problems(content)
    assert "locale/de.yaml: next_due: strange placeholder naechstes" in lines
    assert "locale/de.yaml: nothing_like_this: not a text of the bot" in lines
