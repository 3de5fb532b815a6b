"""What is asked of a pain that was told without a number: answers of a script, then a report."""

from collections.abc import Collection, Sequence

from bot.domain.ids import QuestionId, Region, ScriptId, Side
from bot.domain.talk.answers import Answers, Value
from bot.domain.training.workout import PainMoment, Report, Workout

PAIN_DETAILS = ScriptId("pain_details")
WHERE, HOW_MUCH = QuestionId("hurts_where"), QuestionId("hurts_how_much")
SIDE, COMES_WITH = QuestionId("hurts_side"), QuestionId("hurts_with")
NEW = QuestionId("hurts_anew")
"""Whether that place never hurt before: an answer that the bot gives itself."""
NOTED = QuestionId("hurts_noted")
"""Whether its level is kept already and only the rest is asked: the bot answers that itself."""
MOMENT, SHARP = QuestionId("hurts_moment"), QuestionId("hurts_sharp")
"""What words told of it beside the place, kept until the level is known."""
EXPECTING, OF_THE_SCREEN = QuestionId("hurts_expecting"), QuestionId("preg_warning")
"""What is so right now in a pregnancy, and the question of the safety screen that it answers."""
NOTHING, NO = "none", "no"


def hurt_before(place: Region, usual: Collection[Region], history: Sequence[Workout]) -> bool:
    """Whether a place hurt from the beginning, or was told to hurt in a workout."""
    return place in usual or any(
        place == workout.pains.region
        or place in {card.region for card in workout.cards}
        or place in {pain.region for pain in workout.pains.places}
        for workout in history
    )


def answers_of(pain: Report, *, is_new: bool) -> dict[QuestionId, Value]:
    """Return what words told of a pain as answers of the script."""
    known: dict[QuestionId, Value | None] = {
        WHERE: pain.region and str(pain.region),
        SIDE: pain.side and str(pain.side),
        MOMENT: pain.moment and str(pain.moment),
        SHARP: "yes" if pain.sharp else None,
        NEW: "yes" if is_new else "no",
    }
    return {question: value for question, value in known.items() if value is not None}


def noted_answers_of(pain: Report) -> dict[QuestionId, Value]:
    """Return what is known of a pain at a new place whose level is kept already."""
    level: dict[QuestionId, Value] = {} if pain.pain is None else {HOW_MUCH: float(pain.pain)}
    return {**answers_of(pain, is_new=True), **level, NOTED: "yes"}


def report_of(answers: Answers) -> Report:
    """Return the report of a pain that all answers make."""
    level, side, moment = answers.get(HOW_MUCH), answers.get(SIDE), answers.get(MOMENT)
    return Report(
        pain=round(level) if isinstance(level, int | float) else None,
        region=Region(str(answers[WHERE])) if WHERE in answers else None,
        side=Side(str(side)) if side is not None else None,
        moment=PainMoment(str(moment)) if moment is not None else None,
        sharp=SHARP in answers,
    )
