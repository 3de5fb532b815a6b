"""What brings somebody here, as answers: one place, its side, and how bad it is."""

from bot.domain.ids import QuestionId, Region, Side
from bot.domain.talk.answers import Answers, Value
from bot.domain.talk.script import Script

PLACE, ELSEWHERE = QuestionId("complaint"), QuestionId("complaint_other")
SIDE = QuestionId("complaint_side")
NOWHERE, OTHER = "none", "other"
NEAREST = {"upper_arm": Region("shoulder"), "thigh": Region("hip"), "calf": Region("ankle")}
"""Places that people name and the script does not ask of, and where it asks of them."""


def place_told(given: Answers) -> str:
    """Return the region that was told, or `none`."""
    place = str(given[PLACE])
    return str(given[ELSEWHERE]) if place == OTHER else place


def answers_of(
    script: Script, region: Region | None, side: Side | None, level: float | None
) -> dict[QuestionId, Value]:
    """Return the answers of the script that say so; none where it does not ask of the region."""
    if region is None:
        return {PLACE: NOWHERE}
    region = NEAREST.get(region, region)
    answers: dict[QuestionId, Value] = {}
    for question, before in ((PLACE, {}), (ELSEWHERE, {PLACE: OTHER})):
        asked = script.question(question)
        if asked is not None and asked.option(region) is not None:
            answers = {**before, question: str(region)}
            break
    if answers and side is not None:
        answers[SIDE] = str(side)
    if answers and level is not None:
        answers[QuestionId(f"pain_{region}")] = level
    return answers
