"""Turn a complaint into answers of the script: place, side, level, other places."""

from collections.abc import Mapping

from bot.domain.ids import QuestionId, Region, Side
from bot.domain.talk.answers import Answers, Value
from bot.domain.talk.script import Script

PLACE, ELSEWHERE = QuestionId("complaint"), QuestionId("complaint_other")
SIDE, ALSO = QuestionId("complaint_side"), QuestionId("complaint_also")
NOWHERE, OTHER = "none", "other"


def place_told(answers: Answers) -> str:
    """Return the region that was told, or `none`."""
    place = str(answers[PLACE])
    return str(answers[ELSEWHERE]) if place == OTHER else place


def places_told(answers: Answers) -> frozenset[str]:
    """Return all regions that were told, or `none`."""
    place, also = place_told(answers), answers.get(ALSO)
    others = also if place != NOWHERE and isinstance(also, frozenset) else frozenset[str]()
    return others | {place}


def side_of(answers: Answers, region: Region) -> Side | None:
    """Return the side of the place that brought somebody here, if it is that one and one-sided."""
    if PLACE not in answers or place_told(answers) != region:
        return None
    side = answers.get(SIDE)
    return Side(side) if side in (Side.LEFT, Side.RIGHT) else None


def answers_of(
    script: Script,
    region: Region | None,
    side: Side | None,
    level: float | None,
    also: Mapping[Region, float | None],
) -> dict[QuestionId, Value]:
    """Return the answers of the script for a complaint; none where it has no such region.

    Args:
        also: the other places that were told, each with its level.
    """
    if region is None:
        return {PLACE: NOWHERE}
    answers: dict[QuestionId, Value] = {}
    for question, before in ((PLACE, {}), (ELSEWHERE, {PLACE: OTHER})):
        asked = script.question(question)
        if asked is not None and asked.option(region) is not None:
            answers = {**before, question: str(region)}
            break
    if answers and side is not None:
        answers[SIDE] = str(side)
    if not answers:
        return {}
    others = {other: bad for other, bad in also.items() if other != region}
    listed = script.question(ALSO)
    known = {o for o in others if listed is not None and listed.option(o) is not None}
    if known:
        answers[ALSO] = frozenset(str(other) for other in known)
    levels = {region: level, **{other: others[other] for other in known}}
    pain_levels = {
        QuestionId(f"pain_{place}"): bad for place, bad in levels.items() if bad is not None
    }
    return {**answers, **pain_levels}
