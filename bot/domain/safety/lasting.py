"""What weeks change in a condition: a pregnancy, a birth, an operation; from when a plan may be."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from bot.domain.ids import FlagId, Movement, QuestionId, Region
from bot.domain.safety.flag import Flag
from bot.domain.talk.answers import Answers, date_of

FULL_TERM = timedelta(weeks=40)
FOURTH_MONTH = timedelta(weeks=13)
"""From here on lying long on the back stays closed. Source: Mottola 2018; the week is our choice,
the earliest that is called the fourth month."""
NO_PLAN_AFTER_BIRTH = timedelta(weeks=6)
HEALING = timedelta(weeks=12)
"""After a birth, an operation, a fracture, a dislocation or an injection."""
ANSWERS_HOLD = timedelta(weeks=10)
"""So long conditions and medicines are taken to be as they were told: they are asked again with the
re-test of twelve weeks, also where it is begun early. Source: clinical model, safety; the weeks are
our choice."""
LYING_ON_BACK = Movement("supine_lying")

Rule = Callable[[Flag, Answers, date], Flag | None]


def as_of(flag: Flag, answers: Answers, today: date) -> Flag | None:
    """Return the flag as it stands on a day; None when its time is over.

    A date that was not told, or lies ahead where it cannot, leaves the flag at its most careful.
    """
    rule = _RULES.get(flag.id)
    return flag if rule is None else rule(flag, answers, today)


def _pregnant(flag: Flag, answers: Answers, today: date) -> Flag:
    due = date_of(answers.get(QuestionId("due_date")))
    comfortable = answers.get(QuestionId("supine_ok")) == "yes"
    if due is None or not comfortable:
        return flag
    along = FULL_TERM - (due - today)
    early = timedelta() <= along < FOURTH_MONTH
    return replace(flag, closes=flag.closes - {LYING_ON_BACK}) if early else flag


def _after_birth(flag: Flag, answers: Answers, today: date) -> Flag | None:
    born = date_of(answers.get(QuestionId("birth_date")))
    if born is not None and today - born >= HEALING:
        return None
    if born is not None and today - born >= NO_PLAN_AFTER_BIRTH:
        return replace(flag, no_plan=False)
    return flag


def _after_operation(flag: Flag, answers: Answers, today: date) -> Flag | None:
    done = date_of(answers.get(QuestionId("surgery_date")))
    return None if done is not None and today - done >= HEALING else flag


def spared(answers: Answers, today: date | None = None) -> frozenset[Region]:
    """Return the places not to load or stretch: healing, or made worse by exercise."""
    return _operated(answers, today) | _regions(answers, "injury_region")


def _operated(answers: Answers, today: date | None) -> frozenset[Region]:
    done = date_of(answers.get(QuestionId("surgery_date")))
    healed = done is not None and today is not None and today - done >= HEALING
    return frozenset() if healed else _regions(answers, "surgery_region")


def _regions(answers: Answers, question: str) -> frozenset[Region]:
    places = answers.get(QuestionId(question))
    return frozenset(map(Region, places)) if isinstance(places, frozenset) else frozenset()


_RULES: Mapping[FlagId, Rule] = {
    FlagId("PREGNANT"): _pregnant,
    FlagId("POSTPARTUM_12W"): _after_birth,
    FlagId("RECENT_SURGERY"): _after_operation,
}
