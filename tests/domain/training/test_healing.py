"""What was operated on lately is neither loaded nor stretched."""

from datetime import date
from pathlib import Path

from bot.catalog.read import read_yaml
from bot.cli.assess_report import assessment
from bot.domain.ids import QuestionId, Region
from bot.domain.talk.written import written
from tests.content import real_catalog

CONTENT = Path(__file__).parents[3] / "content"
START = date(2027, 1, 4)


def test_a_knee_operated_on_last_month_is_left_alone() -> None:
    catalog = real_catalog()
    raw = read_yaml(CONTENT / "examples" / "patterns.yaml")
    raw |= {
        "card_body": "some",
        "body_which": ["surgery"],
        "surgery_date": "2026-12-10",
        "surgery_region": ["knee"],
    }
    answers = written(raw, catalog.questions)
    assert QuestionId("surgery_region") in answers
    knee = catalog.plan_rules.areas[Region("knee")]
    days = assessment(answers, catalog, START, cleared=True)["plan"]["days"]
    chosen = {exercise["id"] for day in days for exercise in day["exercises"]}
    assert chosen
    for name in chosen:
        assert not set(catalog.exercises[name].muscles) & knee.muscles, name
