"""What `assess` prints: the meaning of answers and seven days of plan."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.domain.assessment.assess import profile
from bot.domain.assessment.profile import Finding, Profile, Reason
from bot.domain.catalog import Catalog
from bot.domain.ids import Equipment, QuestionId, ScriptId
from bot.domain.person import EVERY_DAY, Preferences
from bot.domain.safety.flag import Refer
from bot.domain.safety.lasting import spared
from bot.domain.safety.screening import Screening, screen
from bot.domain.talk.answers import Answers
from bot.domain.training.balance import balance_of
from bot.domain.training.eligibility import left_out
from bot.domain.training.minutes import minutes_of
from bot.domain.training.plan import plan
from bot.domain.training.routine import Prescription
from bot.domain.training.trainee import Trainee
from bot.domain.training.workout import Workout

DAYS = 7
SAFETY = ScriptId("safety")
WEEKDAYS = frozenset(range(5))


def assessment(
    answers: Answers, catalog: Catalog, start: date, *, cleared: bool = False
) -> dict[str, Any]:
    """What all answers together mean, ready for `json.dumps`.

    There is no plan while a referral stands, or while a safety question that applies has no
    answer: those are named under `unanswered`.

    Args:
        answers: Of the safety screen, the assessment and the set-up, as one mapping.
        start: The first day of the plan.
        cleared: A clinician gave the go-ahead; it does not lift what is urgent.
    """
    screening = screen(answers, catalog.flags.values(), start)
    concluded = profile(answers, catalog)
    trainee = Trainee(
        profile=concluded,
        closed=screening.closed,
        preferences=_preferences(answers),
        started=start,
        healing=spared(answers, start),
        balance=balance_of(answers),
    )
    following = catalog.battery.next_subject(answers)
    unanswered = list(_unanswered(answers, catalog))
    may_train = not unanswered and _may_train(screening, cleared=cleared)
    return {
        "refer": str(screening.refer),
        "reasons": [{"flag": f.id, "because": f.name.english} for f in screening.reasons],
        "flags": [f.id for f in screening.flags],
        "unanswered": unanswered,
        "closed": sorted(screening.closed),
        "left_out": {out.movement: list(out.exercises) for out in left_out(trainee, catalog)},
        "conclusion": str(concluded.conclusion),
        "patterns": list(_patterns(concluded)),
        "next": None if following is None else following.first.id,
        "plan": {"days": list(_days(trainee, start, catalog)) if may_train else []},
    }


def _unanswered(answers: Answers, catalog: Catalog) -> Iterator[QuestionId]:
    """Yield the safety questions that apply and have no answer, without those that only words told
    to the bot answer."""
    elsewhere = [script for id, script in catalog.scripts.items() if id != SAFETY]
    for question in catalog.scripts[SAFETY].path(answers):
        by_words = question.unasked and not any(s.question(question.id) for s in elsewhere)
        if question.id not in answers and not by_words:
            yield question.id


def _may_train(screening: Screening, *, cleared: bool) -> bool:
    if screening.no_plan or screening.refer is Refer.URGENT:
        return False
    return screening.refer is Refer.NONE or cleared


def _preferences(answers: Answers) -> Preferences:
    """What the set-up asks for, each with its usual value where it was not told."""
    usual = Preferences()
    minutes = answers.get(QuestionId("minutes"))
    equipment = answers.get(QuestionId("equipment"))
    place = answers.get(QuestionId("place"))
    chosen = answers.get(QuestionId("days"))
    days = {"every_day": EVERY_DAY, "weekdays": WEEKDAYS}.get(
        str(answers.get(QuestionId("training_days"))), usual.days
    )
    return replace(
        usual,
        minutes=int(minutes) if isinstance(minutes, str) else usual.minutes,
        equipment=frozenset(Equipment(e) for e in equipment if e != "nothing")
        if isinstance(equipment, frozenset)
        else usual.equipment,
        place=place if isinstance(place, str) else usual.place,
        days=frozenset(int(d) for d in chosen) if isinstance(chosen, frozenset) else days,
    )


def _patterns(profile: Profile) -> Iterator[dict[str, Any]]:
    for drives, findings in ((True, profile.drivers), (False, profile.others)):
        for finding in findings:
            yield _pattern(finding, drives=drives)


def _pattern(finding: Finding, *, drives: bool) -> dict[str, Any]:
    return {
        "id": finding.pattern,
        "side": None if finding.side is None else str(finding.side),
        "worse": None if finding.worse is None else str(finding.worse),
        "side_confirmed": finding.side_confirmed,
        "level": str(finding.level),
        "probability": finding.probability,
        "drives_plan": drives,
        "because": [_reason(reason) for reason in finding.because],
        "against": [_reason(reason) for reason in finding.against],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    side = "" if reason.side is None else str(reason.side)
    value, usual = (f"{n:g}" if n is not None else "" for n in (reason.value, reason.usual))
    words = reason.because.english.format(value=value, usual=usual, side=side)
    return {
        "question": reason.question,
        "words": words,
        "weight": reason.weight,
        "side": None if reason.side is None else str(reason.side),
        "value": reason.value,
        "usual": reason.usual,
        "unit": reason.unit,
    }


def _days(trainee: Trainee, start: date, catalog: Catalog) -> Iterator[Mapping[str, Any]]:
    """Seven days as they will be planned if each is done and nothing hurts."""
    for ahead in range(DAYS):
        day = start + timedelta(days=ahead)
        routine = plan(trainee, day, catalog)
        if routine.items:
            done = Workout.of(routine).report(len(routine.items))
            trainee = replace(trainee, history=(*trainee.history, done))
        yield {
            "day": day.isoformat(),
            "minutes": minutes_of(routine),
            "light": routine.light,
            "exercises": [_exercise(item) for item in routine.items],
        }


def _exercise(item: Prescription) -> dict[str, Any]:
    return {
        "id": item.exercise,
        "phase": str(item.phase),
        "side_first": None if item.side_first is None else str(item.side_first),
        "sets": item.sets,
        "reps": item.reps,
        "hold_s": item.hold_s,
        "side_hold_s": None
        if item.side_hold_s is None
        else {"left": item.side_hold_s[0], "right": item.side_hold_s[1]},
        "seconds": item.seconds,
        "why": {
            "pattern": item.why.pattern,
            "muscle": item.why.muscle,
            "side": None if item.why.side is None else str(item.why.side),
        },
    }
