"""Values to keep: made up, but with every field in use."""

from datetime import UTC, date, datetime, time

from bot.domain.assessment.profile import (
    Conclusion,
    Finding,
    Likelihood,
    Profile,
    Reason,
)
from bot.domain.ids import (
    Equipment,
    ExerciseId,
    FlagId,
    MuscleId,
    OptionId,
    PatternId,
    QuestionId,
    Region,
    ScriptId,
    Side,
    TestId,
    UserId,
)
from bot.domain.person import Lock, Person, Preferences
from bot.domain.phrase import Phrase
from bot.domain.safety.flag import Refer
from bot.domain.snapshot import Snapshot
from bot.domain.talk.condition import Clause, Condition
from bot.domain.talk.question import Kind, Option, Question
from bot.domain.talk.script import Script
from bot.domain.training.exercise import Phase
from bot.domain.training.routine import Block, Change, Prescription, Routine, Why
from bot.domain.training.workout import Card, CardState, Ending, Pains, Work, Workout

ANNA = UserId(2**40 + 7)
BORIS = UserId(8)
TALK = ScriptId("talk")
OTHER = ScriptId("other")


def a_lock() -> Lock:
    """Locked until seen by a clinician, with two reasons."""
    return Lock(
        Refer.URGENT, (FlagId("R01"), FlagId("R07")), datetime(2027, 2, 1, 9, 30, tzinfo=UTC)
    )


def a_person(id: UserId = ANNA, lock: Lock | None = None) -> Person:
    """Somebody who chose everything otherwise than it comes."""
    return Person(
        id=id,
        language="pt-BR",
        came_from="friend_123",
        consent_version="2",
        consent_at=datetime(2027, 2, 1, 8, tzinfo=UTC),
        preferences=Preferences(
            zone="Asia/Kathmandu",
            push_at=time(6, 45),
            minutes=20,
            days=frozenset({0, 2, 4}),
            equipment=frozenset({Equipment("band"), Equipment("wall")}),
            place="office",
            anchor="after my first coffee",
            quiet_from=time(21, 30),
            quiet_to=time(8),
            pictures=False,
            reminders=False,
            review_day=5,
            second_stretch=True,
            movement_breaks=True,
            units="in",
            never=frozenset({ExerciseId("plank")}),
        ),
        started=date(2027, 2, 2),
        paused_until=date.max,
        stopped=True,
        reachable=False,
        lock=lock,
        cleared=frozenset({FlagId("R12"), FlagId("R03")}),
        cleared_at=datetime(2027, 2, 3, 8, 0, 0, 123456, tzinfo=UTC),
    )


def a_profile(conclusion: Conclusion = Conclusion.FOUND) -> Profile:
    """One finding with a reason in numbers."""
    finding = Finding(
        pattern=PatternId("P01"),
        side=Side.BOTH,
        worse=Side.LEFT,
        side_confirmed=False,
        level=Likelihood.LIKELY,
        probability=0.72,
        because=(
            Reason(
                question=QuestionId("T11"),
                because=Phrase("question.T11.because", "you could hold it for {value} s"),
                weight=0.3,
                side=Side.LEFT,
                value=12.0,
                usual=25.0,
                unit="s",
                error=5.0,
            ),
        ),
    )
    return Profile(conclusion, (finding,), unsure=(PatternId("P08"),), repeat=(TestId("T11"),))


def a_workout(day: date = date(2027, 3, 1)) -> Workout:
    """Half done, with pain and effort told."""
    item = Prescription(
        exercise=ExerciseId("calf_wall"),
        phase=Phase.LENGTHEN,
        side_first=Side.LEFT,
        sets=2,
        reps=None,
        hold_s=30,
        why=Why(PatternId("P01"), MuscleId("soleus"), Side.LEFT),
        seconds=150,
        side_hold_s=(40, 30),
    )
    routine = Routine(
        day=day,
        items=(item, item),
        seconds=300,
        minutes=10,
        block=Block.BUILD,
        light=True,
        general=True,
        changes=(Change(Phrase("change.pain", "your knee hurt"), ExerciseId("lunge")),),
    )
    return Workout(
        day=day,
        routine=routine,
        cards=(
            Card(CardState.DONE, "harder", (Work(Side.LEFT, 12, None, "green band"),)),
            Card(CardState.HURT),
        ),
        begun=True,
        ending=Ending.PART,
        pains=Pains(1, 5, 2, 0, Region("knee"), sharp=True),
        effort=7,
    )


def a_question(id: str, kind: Kind = Kind.CHOICE, when: str = "") -> Question:
    """Options are yes and no; `when` is `question=option`."""
    condition = Condition()
    if when:
        earlier, option = when.split("=")
        condition = Condition(((Clause(QuestionId(earlier), frozenset({option})),),))
    options = tuple(Option(OptionId(o), Phrase(o, o)) for o in ("yes", "no", "maybe"))
    return Question(QuestionId(id), Phrase(id, id), kind, options, condition, high=100)


def a_script(id: ScriptId = TALK) -> Script:
    """Asks about pain, more if there is some, then two numbers and several options."""
    return Script(
        id,
        Phrase(id, id),
        (
            a_question("pain"),
            a_question("where", when="pain=yes"),
            a_question("hold", Kind.SIDES),
            a_question("age", Kind.NUMBER),
            a_question("likes", Kind.SEVERAL),
        ),
    )


SCRIPTS = {TALK: a_script(TALK), OTHER: a_script(OTHER)}


def a_state() -> Snapshot:
    """How things stood before a message, on a day with a workout and one without."""
    person, workout = a_person(), a_workout()
    return Snapshot(
        person.preferences,
        person.started,
        person.paused_until,
        person.stopped,
        datetime(2027, 2, 2, 1, tzinfo=UTC),
        (workout.day, date(2027, 2, 2)),
        (workout, None),
    )
