"""What pregnancy shows by itself says nothing about muscles."""

from bot.domain.assessment.assess import profile
from bot.domain.ids import QuestionId
from bot.domain.talk.answers import Value
from tests.domain.training.builders import CATALOG


def test_belly_and_arch_are_no_signs_in_pregnancy() -> None:
    history: dict[str, Value] = {
        "age": 33.0,
        "sex": "female",
        "sitting": "over_7",
        "activity": "under_150",
        "habits": frozenset({"heels"}),
        "pain_regions": frozenset({"low_back"}),
        "pain_low_back": 4.0,
    }
    seen = {**history, "signs_lower": frozenset({"arch", "belly"})}
    question = next(
        q for s in CATALOG.scripts.values() for q in s.questions if q.id == "signs_lower"
    )
    for pregnancy, offered in (("none", True), ("pregnant", False)):
        answers = {QuestionId(k): v for k, v in {**seen, "pregnancy": pregnancy}.items()}
        shown = {option.id for part in question.parts(answers) for option in part}
        assert ({"arch", "belly"} <= shown) is offered
        assessed = profile(answers, CATALOG)
        because = [
            r.because.english
            for f in (*assessed.drivers, *assessed.others)
            for r in f.because
            if r.because
        ]
        assert any("belly comes forward" in words for words in because) is offered
