"""The core in one step: the published examples, their schema, and what stops a plan."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.catalog.read import read_yaml
from bot.cli.assess_report import assessment
from bot.domain.catalog import Catalog
from bot.domain.errors import BotError, NotAsked, OutOfRange
from bot.domain.ids import QuestionId
from bot.domain.talk.answers import Answers, Sides
from bot.domain.talk.written import written
from tests.content import real_catalog

CONTENT = Path(__file__).parents[2] / "content"
EXAMPLES = CONTENT / "examples"
MONDAY = date(2026, 11, 23)
TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return real_catalog()


def answers(name: str, catalog: Catalog) -> Answers:
    return written(read_yaml(EXAMPLES / f"{name}.yaml"), catalog.questions)


def faults(value: Any, schema: dict[str, Any], where: str = "$") -> list[str]:
    """What a value lacks of its schema; the few keywords that ours uses."""
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(isinstance(value, TYPES[k]) for k in kinds):
        return [f"{where}: not {kinds}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{where}: {value} is none of {schema['enum']}"]
    if isinstance(value, list):
        return [f for n, v in enumerate(value) for f in faults(v, schema["items"], f"{where}[{n}]")]
    if not isinstance(value, dict):
        return []
    known, more = schema.get("properties", {}), schema["additionalProperties"]
    lines = [f"{where}: no {k}" for k in schema.get("required", []) if k not in value]
    for key, inner in value.items():
        if key in known:
            lines += faults(inner, known[key], f"{where}.{key}")
        elif more is False:
            lines.append(f"{where}: unknown {key}")
        else:
            lines += faults(inner, more, f"{where}.{key}")
    return lines


@pytest.mark.parametrize("name", ["patterns", "urgent"])
def test_an_example_gives_what_the_published_schema_promises(name: str, catalog: Catalog) -> None:
    schema = json.loads((EXAMPLES / "assess.schema.json").read_text(encoding="utf-8"))
    document = json.loads(json.dumps(assessment(answers(name, catalog), catalog, MONDAY)))
    assert faults(document, schema) == []


def test_the_desk_worker_gets_the_lower_crossed_pattern_on_the_left(catalog: Catalog) -> None:
    document = assessment(answers("patterns", catalog), catalog, MONDAY)
    first = document["patterns"][0]
    assert (first["id"], first["side"], first["level"]) == ("P01", "left", "likely")
    assert first["because"][0]["question"] == "T07_left"
    assert 0 < first["because"][0]["weight"] < first["probability"]
    assert document["next"] in catalog.questions
    planned = [d for d in document["plan"]["days"] if d["exercises"]]
    assert len(planned) == 5
    assert all(d["minutes"] <= 20 for d in planned)
    sided = [e for d in planned for e in d["exercises"] if e["side_first"] and e["why"]["pattern"]]
    assert {e["side_first"] for e in sided} == {"left"}


def test_not_sure_about_numbness_is_urgent_and_gives_no_plan(catalog: Catalog) -> None:
    document = assessment(answers("urgent", catalog), catalog, MONDAY, cleared=True)
    assert document["refer"] == "urgent"
    assert [r["flag"] for r in document["reasons"]] == ["R01"]
    assert document["plan"]["days"] == []


def test_a_safety_question_left_open_gives_no_plan(catalog: Catalog) -> None:
    open_answers = dict(answers("patterns", catalog))
    del open_answers[QuestionId("card_red")]
    document = assessment(open_answers, catalog, MONDAY)
    assert document["unanswered"] == ["card_red"]
    assert document["plan"]["days"] == []


def test_a_clinician_first_condition_gives_a_plan_only_with_the_go_ahead(catalog: Catalog) -> None:
    condition = {
        **answers("patterns", catalog),
        QuestionId("card_body"): "some",
        QuestionId("body_which"): frozenset({"osteoporosis"}),
    }
    assert assessment(condition, catalog, MONDAY)["plan"]["days"] == []
    cleared = assessment(condition, catalog, MONDAY, cleared=True)
    done = [e["id"] for d in cleared["plan"]["days"] for e in d["exercises"]]
    assert done
    closed = set(cleared["closed"])
    assert all(not catalog.exercises[e].closed_by & closed for e in done)
    assert cleared["left_out"]


@pytest.mark.parametrize(
    ("raw", "error"),
    [({"nonsense": "1"}, NotAsked), ({"T01": "90"}, OutOfRange), ({"T11": "12"}, BotError)],
)
def test_an_answer_that_cannot_be_is_refused(
    raw: dict[str, Any], error: type[BotError], catalog: Catalog
) -> None:
    with pytest.raises(error):
        written(raw, catalog.questions)


def test_sides_lists_and_words_are_read_as_they_are_written(catalog: Catalog) -> None:
    raw = {"T11": {"left": "6.5", "right": 9}, "habits": ["bag", "heels"], "T01": "not_sure"}
    read = written(raw, catalog.questions)
    assert read == {
        "T11": Sides(6.5, 9.0),
        "habits": frozenset({"bag", "heels"}),
        "T01": "not_sure",
    }
