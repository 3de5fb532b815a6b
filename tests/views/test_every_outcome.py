"""Every outcome, in every language there is and in one made up, fits what Telegram takes."""

import typing
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from html.parser import HTMLParser

import pytest

from bot.catalog.languages import phrases
from bot.domain.assessment.again import Due
from bot.domain.assessment.again import Reason as WhyAgain
from bot.domain.assessment.assess import profile
from bot.domain.assessment.shift import Shift, Shifted
from bot.domain.catalog import Catalog
from bot.domain.census import Census, Day, People, Post
from bot.domain.echo import Echo
from bot.domain.errors import BotError, OutOfRange
from bot.domain.ids import (
    DialogueId,
    ExerciseId,
    FlagId,
    Movement,
    PatternId,
    QuestionId,
    Region,
    ScriptId,
    Side,
    TestId,
    UserId,
)
from bot.domain.intent import Meant
from bot.domain.operator_alarm import Alarm
from bot.domain.outcome import (
    Outcome,
)
from bot.domain.outcome.account import (
    EraseAsked,
    Erased,
    Exported,
    Helped,
    LengthsChosen,
    Paused,
    PrivacyTold,
    ProgressShown,
    QuieterOffered,
    Resumed,
    SettingAsked,
    SettingsShown,
    Stopped,
    Summarised,
)
from bot.domain.outcome.assessed import (
    Assessed,
    NoProfile,
    Remeasured,
    Retested,
    SetUp,
)
from bot.domain.outcome.caution import (
    CameOfAge,
    ClearanceDue,
    Cleared,
    Closed,
    FlagDismissed,
    FlagHeard,
    Referred,
    Reopened,
    Rescreened,
)
from bot.domain.outcome.operator import (
    AlarmRaised,
    ContentTold,
    StatsTold,
    WhoTold,
)
from bot.domain.outcome.pushed import (
    BarrierAsked,
    BarrierMet,
    BreakDue,
    CheckinDue,
    Farewell,
    NudgeDue,
    Postponed,
    RestDay,
    ReviewDue,
    RoutineDue,
    SilenceAsked,
    StretchDue,
)
from bot.domain.outcome.reply import (
    Broken,
    Chatted,
    NotReadable,
    NotUnderstood,
    Refused,
    Stale,
    Unclear,
    Undone,
)
from bot.domain.outcome.reported import (
    Away,
    CheckedIn,
    PainAsked,
    PainNoted,
    Unwell,
)
from bot.domain.outcome.talk import (
    Answered,
    Asking,
    ChangeOffered,
    Greeted,
    Welcomed,
    ZonesFound,
)
from bot.domain.outcome.workout import (
    CardShown,
    Declined,
    FirstEnding,
    FirstExercise,
    FirstExerciseEnded,
    MilestoneReached,
    NeverNoted,
    NeverUndone,
    NeverWhich,
    TimerMoment,
    Timing,
    TodayCard,
    TrackMade,
    WorkoutEnded,
)
from bot.domain.person import Person, Preferences
from bot.domain.ruler import Ruler
from bot.domain.safety.closure import Closure
from bot.domain.safety.flag import Refer
from bot.domain.safety.screening import Screening
from bot.domain.setting import OFTEN, TYPED, Setting
from bot.domain.talk.answers import Answers, Sides
from bot.domain.talk.condition import ALWAYS
from bot.domain.talk.dialogue import Dialogue
from bot.domain.tip import Moment
from bot.domain.training.audio_cues import score
from bot.domain.training.barriers import AT_ONCE, BARRIERS
from bot.domain.training.choices import Chosen
from bot.domain.training.exercise import Practice
from bot.domain.training.measurements import Measured
from bot.domain.training.milestone import Milestone
from bot.domain.training.plan import plan
from bot.domain.training.progress import Progress, Week
from bot.domain.training.retest import Recheck
from bot.domain.training.review import Activity, NextThing, PainDay, Review
from bot.domain.training.review_changes import Made
from bot.domain.training.routine import Block, Prescription, Routine, Why
from bot.domain.training.trainee import Trainee
from bot.domain.training.workout import CardState, PainMoment, Pains, Workout
from bot.telegram.buttons import LONGEST, encode
from bot.views.screen import Mode, Screen
from bot.views.screens import view
from bot.views.texts import Texts
from tests.content import real_catalog
from tests.views.faq_samples import faq_samples
from tests.views.fullest_summary import fullest

NOW = datetime(2027, 1, 4, 6, 30, tzinfo=UTC)
DAY = date(2027, 1, 4)
CENSUS = Census(
    NOW,
    People(9, 8, 7, 6, 1, 1, 1, 1, {1: 3, 7: 5, 30: 8}),
    Post({("routine", "sent"): 5, ("routine", "failed"): 1}, 1, 61.0, 0, 0.0),
    (Day(DAY, 5, 3),),
)


@cache
def the_catalog() -> Catalog:
    """The real content, and a language in which every word is longer and says so."""
    catalog = real_catalog()
    longer = {phrase.key: f"⟦{phrase.english} ··⟧" for phrase in phrases(catalog)}
    return replace(catalog, words={**catalog.words, "qps": longer})


@cache
def samples() -> list[Outcome]:
    """At least one of each."""
    catalog = the_catalog()
    person = Person(
        UserId(1),
        consent_at=NOW,
        preferences=Preferences(zone="Europe/Kyiv", push_at=time(7), anchor="<b>coffee</b> & cake"),
    )
    words = "<i>my own words & more</i> " * 7
    chosen = replace(person.preferences, barrier=words, barrier_plan=words)
    hindered = replace(person, preferences=chosen)
    answers: Answers = {
        QuestionId("age"): 40.0,
        QuestionId("sitting"): "over_7",
        QuestionId("go_on"): "tests",
        QuestionId("T01"): 7.0,
        QuestionId("T11"): Sides(4.0, 9.0),
        QuestionId("T16"): Sides(41.0, 12.0),
        QuestionId("T16_felt"): "hamstring",
    }
    assessed = profile(answers, catalog)
    workout = Workout.of(
        plan(Trainee(assessed, frozenset(), Preferences(minutes=30)), DAY, catalog)
    )
    hurt = workout.mark(0, CardState.HURT).end()
    with_pain = replace(hurt, pains=Pains(during=4))
    dialogue = Dialogue(DialogueId(7), catalog.scripts[ScriptId("setup")], {})
    question = dialogue.current
    assert question is not None
    urgent = Screening((catalog.flags[FlagId("R01")], catalog.flags[FlagId("R04")]))
    shifted = [Shifted(PatternId("P08"), shift, Side.LEFT) for shift in Shift]
    every_condition = Screening(tuple(catalog.flags.values()))
    closure = Closure(frozenset(sorted(catalog.movements)[:2]), None, DAY, "physio")
    tip = catalog.tips[min(catalog.tips)]
    asked = [
        Asking(Dialogue(DialogueId(7), replace(script, items=(q,)), {}))
        for script in catalog.scripts.values()
        for q in (replace(q, when=ALWAYS, unasked=False) for q in script.questions)
    ]
    return [
        *asked,
        Asking(dialogue, again=True),
        Answered(question, "10"),
        ChangeOffered(dialogue, question, "10"),
        ZonesFound(dialogue, question.id, (("Kyiv", "Europe/Kyiv"),)),
        ZonesFound(dialogue, question.id, ()),
        Referred(urgent),
        Referred(every_condition),
        Referred(Screening(()), locked_before=True),
        Rescreened(frozenset()),
        Rescreened(frozenset(), tuple(f for f in catalog.flags.values() if f.refer is Refer.NONE)),
        Rescreened(frozenset((Movement("kneeling"), Movement("overhead_loading")))),
        Cleared(every_condition.closed),
        StatsTold(CENSUS),
        WhoTold(CENSUS.people),
        ContentTold(None),
        ContentTold(()),
        ContentTold(("a <b>problem</b> & more",)),
        ContentTold(("a long problem " * 40,) * 99),
        *(AlarmRaised(alarm) for alarm in Alarm),
        *(FlagHeard(flag, consented=True) for flag in catalog.flags.values()),
        FlagHeard(catalog.flags[FlagId("R04")], consented=False),
        FlagHeard(catalog.flags[FlagId("R04")], consented=True, contradicted=True),
        FlagDismissed(),
        Assessed(assessed, every_condition.closed),
        Assessed(replace(assessed, drivers=()), keeping=tuple(f.pattern for f in assessed.drivers)),
        *(Remeasured(test, (shift,)) for test in catalog.tests for shift in shifted),
        Remeasured(TestId("T11"), (), own=(QuestionId("T11"), 1.5)),
        Remeasured(TestId("T11"), (), own=(QuestionId("T11"), 3.5)),
        Remeasured(TestId("T11"), (), skipped=True),
        NoProfile(),
        SetUp(person, NOW, DAY, general=False, tip=tip),
        SetUp(person, NOW, DAY, general=True),
        RoutineDue(workout, person, first=True, profile=assessed, tip=tip),
        *(
            RoutineDue(workout, person, False, assessed, test=Due(TestId("T21"), reason))
            for reason in WhyAgain
        ),
        RoutineDue(
            workout,
            person,
            first=False,
            profile=assessed,
            asks=PainAsked(DAY, PainMoment.MORNING),
            open_day=DAY,
            welcome=True,
        ),
        RoutineDue(workout, person, first=False, profile=assessed, late=True),
        RoutineDue(workout, hindered, first=False, profile=assessed, went_by=True),
        SetUp(hindered, NOW, DAY, general=False, tip=tip),
        SettingsShown(hindered, more=True),
        *(
            ReviewDue(review, person, due)
            for review in _reviews()
            for due in (None, RoutineDue(workout, person, first=False, profile=assessed, late=True))
        ),
        *(ReviewDue(review, person, None, Recheck.FULL) for review in _reviews()),
        *(
            RoutineDue(workout, person, first=False, profile=assessed, recheck=kind)
            for kind in Recheck
        ),
        Retested(Recheck.FULL, _progress().measured * 4, _progress().keeping, True, (7.0, 4.0)),
        Retested(Recheck.MINI, (), (), all_kept=False, hard=None),
        Retested(Recheck.MINI, (), (), all_kept=False, hard=None, worse_twice=True),
        *_chosen(),
        NudgeDue(workout),
        *(StretchDue(item) for item in workout.routine.items),
        *(BreakDue(tip) for tip in catalog.tips.values() if Moment.BREAK in tip.moments),
        BarrierAsked(BARRIERS[:AT_ONCE], more=True),
        BarrierAsked(BARRIERS[AT_ONCE:]),
        *(BarrierMet(barrier) for barrier in (*BARRIERS, "fewer", "fewer_no")),
        SilenceAsked(person),
        Farewell(),
        CameOfAge(),
        ClearanceDue(),
        *(
            PainAsked(DAY, moment, place=place, hurt_on=hurt_on)
            for moment in (PainMoment.BEFORE, PainMoment.MORNING)
            for place, hurt_on in ((None, None), (Region("upper_back"), None))
        ),
        PainAsked(DAY, PainMoment.BEFORE, place=Region("low_back"), hurt_on=DAY),
        PainAsked(DAY, PainMoment.BEFORE, more=True),
        *(
            PainAsked(DAY, moment, some=True, place=place)
            for moment in (PainMoment.BEFORE, PainMoment.MORNING)
            for place in (None, Region("upper_back"))
        ),
        PainNoted(PainMoment.DURING, 6, left_out=True),
        *(PainNoted(m, 3) for m in (PainMoment.BEFORE, PainMoment.DURING, PainMoment.MORNING)),
        PainNoted(PainMoment.BEFORE, 6, workout.routine.changes, ask_where=True),
        RestDay(NOW, "Europe/Kyiv", tip),
        *(CardShown(workout, n, why=True) for n in range(len(workout.cards))),
        *(CardShown(workout, n, less=True) for n in range(len(workout.cards))),
        *(
            CardShown(workout.noted(0, bout=1), 0, timing=Timing(moment, side, 30))
            for moment in TimerMoment
            for side in (Side.LEFT, None)
        ),
        CardShown(workout, 0, why=True, because=assessed, changes=workout.routine.changes[:1]),
        *_pressed(workout),
        TrackMade(score(workout.routine.items)),
        *(
            FirstExercise(_one(id, meant), place)
            for place, ids in catalog.plan_rules.first.items()
            for id in ids
            for meant in (place, None)
        ),
        *(FirstExerciseEnded(how) for how in FirstEnding),
        WorkoutEnded(hurt),
        *(MilestoneReached(one, 4) for one in Milestone),
        *(TodayCard(one, None) for one in (workout, workout.begin(), with_pain, workout.decline())),
        NeverNoted(workout.routine.items[0].exercise),
        NeverNoted(workout.routine.items[0].exercise, workout.routine.items[1].exercise),
        NeverUndone(workout.routine.items[0].exercise),
        NeverWhich(tuple(i.exercise for i in workout.routine.items)),
        Closed(closure, 0),
        Closed(Closure(frozenset(), Region("knee")), 1),
        Reopened(),
        Assessed(assessed, closures=(closure,)),
        Postponed(NOW, "Europe/Kyiv"),
        Declined(NOW, "Europe/Kyiv"),
        CheckinDue(workout),
        CheckedIn(
            with_pain, NOW, "Europe/Kyiv", workout.routine.changes, Week(DAY, 2, 5, free=1), tip
        ),
        ProgressShown(_progress()),
        ProgressShown(Progress(DAY, None, Block.CALM)),
        SettingsShown(person),
        QuieterOffered(time(7), timedelta(seconds=100), (time(7, 4), time(6, 58))),
        SettingsShown(person, more=True, moved=True),
        *(
            SettingAsked(person, setting)
            for setting in (*set(OFTEN) - set(TYPED), Setting.LANGUAGE, Setting.RULER)
        ),
        *(LengthsChosen(Preferences(ruler=one, hand=20.0)) for one in Ruler),
        Paused(DAY),
        Paused(None),
        Resumed(NOW, "Europe/Kyiv"),
        Stopped(),
        EraseAsked(),
        Erased(),
        Exported((("a.json", b"{}"),)),
        Summarised(fullest(catalog, assessed, workout.routine)),
        Helped(("start", "today")),
        PrivacyTold(365, UserId(1)),
        Welcomed("1"),
        Greeted(person, NOW),
        Stale(),
        *(
            Refused(error(value=1e400, low=0.0, high=25.0, unit="cm", most=4))
            for error in _errors()
        ),
        Unclear(_choices(), "Europe/Kyiv"),
        *faq_samples(catalog, assessed, workout),
        Undone(),
        Unwell(),
        Away("Europe/Kyiv"),
        NotUnderstood(),
        NotReadable(),
        Chatted("thanks"),
        Broken(),
    ]


def _one(id: ExerciseId, place: Region | None = None) -> Workout:
    """A workout of one exercise, once through."""
    exercise = the_catalog().exercises[id]
    why = Why(None, exercise.muscles[0], None, place)
    item = Prescription(
        exercise=id,
        phase=exercise.phase,
        side_first=Side.RIGHT,
        sets=1,
        reps=8,
        hold_s=None,
        why=why,
        seconds=56,
    )
    return Workout.of(Routine(DAY, (item,), 56, 5, Block.CALM, introduction=True))


def _chosen() -> Iterator[Outcome]:
    """What was seen in each test without a number: more, less, as much, elsewhere, once; and tests
    that stayed without an answer."""
    catalog = the_catalog()
    for test in catalog.tests.values():
        for question in test.all_questions:
            seen = [(option,) for option in question.options if option.level]
            for number, latest in enumerate(seen):
                yield Retested(
                    Recheck.FULL,
                    (),
                    (),
                    all_kept=False,
                    hard=None,
                    chosen=(
                        *(Chosen(test.id, None, latest, first) for first in seen),
                        Chosen(test.id, Side.LEFT, latest),
                    ),
                    unmeasured=tuple(catalog.tests)[:number],
                )


def _pressed(workout: Workout) -> Iterator[Outcome]:
    """A stretch that begins with a press: its card, its timer, its track."""
    item = next(i for i in workout.routine.items if the_catalog().exercises[i.exercise].press)
    item = replace(item, reps=None, hold_s=30, contract=True)
    one = Workout.of(replace(workout.routine, items=(item,)))
    yield CardShown(one, 0)
    yield from (CardShown(one, 0, timing=Timing(m, Side.LEFT, 6)) for m in TimerMoment)
    yield TrackMade(score(one.routine.items))


def _reviews() -> Iterator[Review]:
    """Weeks of every kind: full and empty, with and without pain, with every cause of a change."""
    week = Week(DAY - timedelta(days=6), 3, 5, 3.0)
    days = tuple(PainDay(week.first + timedelta(days=n), n % 4 or None) for n in range(7))
    painful = replace(days[2], level=6, region=Region("low_back"))
    one = Review(week, days, 2.0, None, (), 21, NextThing.GO_ON)
    yield one
    yield replace(one, week=Week(week.first, 0, 5), days=(), pain=None, minutes=0)
    yield replace(one, week=Week(week.first, 0, 0), days=(), pain=None, minutes=0)
    yield replace(one, week=Week(week.first, 1, 1), is_ahead=True, minutes=1)
    yield replace(one, week=Week(week.first, 5, 5))
    yield replace(one, days=(replace(days[0], level=0),), pain=None)
    yield from (replace(one, pain_before=before) for before in (1.0, 2.0, 3.5))
    for worst in (painful, replace(painful, region=None)):
        yield from (replace(one, days=(*days, worst), pain=pain) for pain in (2.0, None))
        yield replace(one, days=(*days, worst), has_unmeasured_pain=True)
    yield from (replace(one, next_thing=thing) for thing in NextThing)
    activities = (Activity("stairs", 5), *(Activity("stairs " * 20, 5, n) for n in (9, 6, 1)))
    yield from (replace(one, activity=activity) for activity in activities)
    catalog = the_catalog()
    longest = sorted(catalog.exercises, key=lambda name: -len(str(name)))
    exercises = tuple(Practice(id) for id in longest)
    for cause in catalog.plan_rules.told_in_review:
        yield from (replace(one, changes=(Made(cause, exercises[:n]),)) for n in (1, 2, 7))
    most = tuple(Made(cause, exercises[:7]) for cause in ("left_out", "easier_red", "more_reps"))
    fullest = replace(one, days=(*days, painful), pain_before=1.0, changes=most, is_ahead=True)
    yield replace(fullest, activity=activities[-1], next_thing=NextThing.MEASURE)


def _progress() -> Progress:
    """Twelve weeks with a quiet one and a break, and one test on both sides."""
    catalog = the_catalog()
    question = next(q for q in catalog.questions.values() if q.id == "T11")
    assert question.measure is not None
    tries = ((DAY, Sides(5.5, 9.0)), (DAY, Sides(7.0, 11.0)))
    weeks = [Week(DAY + timedelta(days=7 * n), n % 6, 0 if n == 7 else 5, 3.5) for n in range(12)]
    return Progress(
        day=DAY + timedelta(days=80),
        started=DAY,
        block=Block.KEEP,
        weeks=tuple(weeks),
        pains=((DAY, 4),),
        measured=(Measured(TestId("T11"), question.id, question.unit, question.measure, tries),),
        keeping=tuple(catalog.patterns)[:2],
    )


def _choices() -> tuple[tuple[Echo, Meant], ...]:
    return (
        (Echo("done_count", {"n": 3}), Meant(DAY, '["Done",3,5]')),
        (Echo("pain", {"n": 3, "region": "low_back", "side": "left"}), Meant(DAY, '["Pain",3]')),
    )


def _errors() -> list[type[BotError]]:
    return sorted(BotError.__subclasses__(), key=lambda error: error.__name__)


@pytest.fixture(params=["en", "qps"])
def texts(request: pytest.FixtureRequest) -> Texts:
    return Texts(request.param, the_catalog().words)


class Visible(HTMLParser):
    """What a person sees before anything is unfolded, and whether the tags close."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser's
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def _shown(screen: Screen) -> Visible:
    parser = Visible()
    parser.feed(screen.text)
    return parser


def test_the_samples_have_one_of_each_outcome() -> None:
    assert {type(sample) for sample in samples()} == set(typing.get_args(Outcome))


def test_every_refusal_has_words(texts: Texts) -> None:
    for error in _errors():
        assert texts.has(error().text_key), error
        for reason in error.reasons:
            assert texts.has(error(reason=reason).text_key), (error, reason)


def test_every_screen_fits_and_its_tags_close(texts: Texts) -> None:
    for sample in samples():
        screen = view(sample, texts, the_catalog())
        shown = _shown(screen)
        assert shown.open == []
        assert 0 < len(shown.text) <= 4096, sample
        if screen.mode is Mode.TOAST:
            assert len(shown.text) <= 200
        assert "{" not in shown.text


def test_every_button_fits_into_64_bytes_and_a_row(texts: Texts) -> None:
    for sample in samples():
        for row in view(sample, texts, the_catalog()).rows:
            assert 0 < len(row) <= 8
            for button in row:
                assert button.text.strip()
                assert len(encode(button.intent).encode()) <= LONGEST


def test_every_button_begins_with_a_capital() -> None:
    texts = Texts("en", the_catalog().words)
    screens = (view(sample, texts, the_catalog()) for sample in samples())
    buttons = [button.text for screen in screens for row in screen.rows for button in row]
    assert [words for words in buttons if words[:1].islower()] == []


def test_a_refused_number_is_told_its_range_without_needless_decimals() -> None:
    refused = Refused(OutOfRange(value=190.0, low=0.0, high=25.5, unit="cm"))
    words = view(refused, Texts("en", the_catalog().words), the_catalog()).text
    assert "from 0 to 25.5 cm" in words


def test_words_of_a_person_stay_words() -> None:
    texts = Texts("en", the_catalog().words)
    due = next(s for s in samples() if isinstance(s, RoutineDue))
    assert "&lt;b&gt;coffee&lt;/b&gt; &amp; cake" in view(due, texts, the_catalog()).text


def test_a_language_that_lacks_words_says_them_in_english(texts: Texts) -> None:
    assert "no longer works" in view(Stale(), texts, the_catalog()).text
