"""One simulated person from the first question through weeks of training."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.assessment.again import Sitting
from bot.domain.assessment.assess import chances_of, profile
from bot.domain.assessment.gap import Lagging, lagging
from bot.domain.assessment.profile import Profile
from bot.domain.catalog import Catalog
from bot.domain.ids import Equipment, QuestionId
from bot.domain.person import Preferences
from bot.domain.safety.flag import FlagKind, Refer
from bot.domain.safety.screening import screen
from bot.domain.talk.answers import Answers, Value
from bot.domain.talk.script import Script
from bot.domain.training.balance import balance_of
from bot.domain.training.pain import Colour
from bot.domain.training.pain_response import PainResponse, judge
from bot.domain.training.plan import plan
from bot.domain.training.replay import ReplayMemo
from bot.domain.training.retest import FULL_WEEKS, graduated, leading, once_likely
from bot.domain.training.routine import Routine
from bot.domain.training.trainee import Trainee
from bot.domain.training.workout import CardState, Workout
from bot.simulation.answering import Voice
from bot.simulation.feeling import Feeling
from bot.simulation.talking import talk
from bot.simulation.tally import Tally
from bot.simulation.truth import Truth
from bot.simulation.unusual_days import circumstances, days_away, step_asked
from bot.simulation.watching import Watch, count_chances, count_profile, count_questions
from bot.simulation.wishes import Wishing

FIRST_DAY = date(2026, 1, 5)
CLEARED = 0.7
"""How many get the go-ahead when a clinician looks first."""
CLEARANCE = timedelta(days=7)
_ASKED_FOR = ("band", "roller", "ball", "dumbbell")


@dataclass(frozen=True, slots=True)
class Stage:
    """What all simulated people share."""

    catalog: Catalog
    wishing: Wishing
    scripts: tuple[Script, ...]
    by_phone: bool = False
    """Everybody has the measuring page."""


def live(truth: Truth, weeks: int, stage: Stage, tally: Tally) -> None:
    """Assess one person, let them train for some weeks, and count what happens."""
    voice = Voice(truth, stage.catalog, stage.wishing, FIRST_DAY)
    answers = talk(voice, stage.scripts, by_phone=stage.by_phone)
    first_profile = profile(answers, stage.catalog)
    count_chances(truth, chances_of(answers, stage.catalog), tally)
    count_questions(answers, stage.scripts, tally)
    count_profile(truth, first_profile, stage.catalog, tally)
    screening = screen(answers, stage.catalog.flags.values(), FIRST_DAY)
    red = any(stage.catalog.flags[f].kind is FlagKind.RED for f in truth.flags)
    tally.red_flagged += red
    tally.urgent += screening.refer is Refer.URGENT
    tally.clinician_first += screening.refer is Refer.CLINICIAN_FIRST
    cleared = screening.refer is Refer.NONE or (
        screening.refer is Refer.CLINICIAN_FIRST and not red and truth.rng.random() < CLEARED
    )
    if not cleared or screening.no_plan:
        tally.no_plan += 1
        return
    tally.red_flagged_planned += red
    training = _Training(truth, stage, tally, _Assessed(voice, answers, first_profile))
    for day in range(weeks * 7):
        training.day(FIRST_DAY + timedelta(days=day))
    tally.graduates += len(graduated(training.profiles, stage.catalog.patterns))
    if training.history:
        tally.blocks[training.history[-1].routine.block] += 1


@dataclass(frozen=True, slots=True)
class _Assessed:
    """A person's assessment: who answered, with what, and the profile."""

    voice: Voice
    answers: Answers
    profile: Profile


class _Training:
    def __init__(self, truth: Truth, stage: Stage, tally: Tally, assessed: _Assessed) -> None:
        self.truth, self.stage, self.tally, self.voice = truth, stage, tally, assessed.voice
        self.answers = assessed.answers
        self.raised = screen(self.answers, stage.catalog.flags.values()).flags
        self.profiles = [assessed.profile]
        self.lead, self.keeping = leading(self.profiles, stage.catalog.patterns)
        self.sittings = [Sitting(FIRST_DAY, self.answers)]
        self.lagging: Lagging = frozenset()
        rng = truth.rng
        self.preferences = Preferences(
            minutes=rng.choice((5, 10, 10, 20, 30)),
            days=frozenset(rng.sample(range(7), rng.choice((3, 4, 5, 7)))),
            equipment=frozenset(Equipment(e) for e in _ASKED_FOR if rng.random() < 0.4),
            place=rng.choice(("home", "home", "home", "office", "both")),
        )
        self.history: list[Workout] = []
        self.replay = ReplayMemo()
        self.back = FIRST_DAY
        """First day on which they train again."""
        self.feeling = Feeling(truth)
        self.watch = Watch(stage.catalog, tally, FIRST_DAY)

    def day(self, day: date) -> None:
        """Live one day: re-test, plan, train, report."""
        gone = (day - FIRST_DAY).days
        if gone and gone % (FULL_WEEKS * 7) == 0:
            self._retest(day)
        self._tell_morning(day)
        if day < self.back:
            return
        if away := days_away(self.truth):
            self.back = day + timedelta(days=away)
            return
        closed = screen(self.answers, self.raised, day).closed
        trainee = Trainee(
            profile=self.lead,
            closed=closed,
            preferences=self.preferences,
            started=FIRST_DAY,
            history=tuple(self.history),
            today=circumstances(self.truth),
            keeping=self.keeping,
            once_likely=once_likely(self.profiles),
            lagging=self.lagging,
            balance=balance_of(self.answers),
            replay=self.replay,
        )
        routine = plan(trainee, day, self.stage.catalog)
        if not routine.items:
            return
        self.watch.hold(routine, trainee)
        self._train(routine)

    def _train(self, routine: Routine) -> None:
        truth, rng = self.truth, self.truth.rng
        workout = Workout.of(routine)
        if rng.random() >= truth.diligence:
            declined = workout.decline() if rng.random() < 0.5 else workout
            self.history.append(declined)
            return
        count = len(routine.items)
        done = count if rng.random() < 0.85 else rng.randint(1, count)
        felt = [step_asked(truth) for _ in workout.cards]
        reported = workout.report(done)
        workout = replace(
            reported,
            cards=tuple(
                c if f is None else replace(c, felt=f)
                for c, f in zip(reported.cards, felt, strict=True)
            ),
            pains=self.feeling.pains(light=routine.light),
            effort=round(min(10, max(2, rng.gauss(6, 1)))),
        )
        if workout.pains.sharp and done:
            settled = [*workout.cards]
            settled[done - 1] = replace(settled[done - 1], state=CardState.HURT)
            workout = replace(workout, cards=tuple(settled))
        self.history.append(workout)
        self.tally.sessions += 1
        self.feeling.respond(routine)
        self._judge(workout)

    def _judge(self, workout: Workout) -> None:
        response = judge(self.history, workout.day, self.stage.catalog.plan_rules, self.truth.pains)
        tally = self.tally
        tally.greens += response.colour is Colour.GREEN
        tally.ambers += response.colour is Colour.AMBER
        self._after(response, workout)

    def _after(self, response: PainResponse, workout: Workout) -> None:
        if response.colour is Colour.RED:
            self.watch.red(workout.day, workout.pains.region)
        self.tally.rescreens += response.rescreen
        if response.refer is not Refer.NONE:
            self.tally.referred += 1
            self.back = workout.day + CLEARANCE

    def _tell_morning(self, day: date) -> None:
        """Report the next morning's pain, after strength days."""
        if not self.history or self.history[-1].day != day - timedelta(days=1):
            return
        last = self.history[-1]
        if not last.done or last.routine.light:
            return
        morning = self.feeling.morning(last.pains.before or 0)
        self.history[-1] = replace(last, pains=replace(last.pains, morning=morning))
        response = judge(self.history, last.day, self.stage.catalog.plan_rules, self.truth.pains)
        if response.colour is Colour.RED:
            self._after(response, self.history[-1])

    def _retest(self, day: date) -> None:
        """Repeat the person's own tests; habits and signs stay as they were."""
        tested = [
            q
            for s in self.stage.scripts
            for q in s.questions
            if q.card is not None and q.id in self.answers
        ]
        again: dict[QuestionId, Value] = dict(self.answers)
        for question in dict.fromkeys(tested):
            again[question.id] = self.voice.answer(question, again)
        self.profiles.append(profile(again, self.stage.catalog))
        self.lead, self.keeping = leading(self.profiles, self.stage.catalog.patterns)
        self.sittings.append(Sitting(day, again))
        catalog = self.stage.catalog
        self.lagging = lagging(self.sittings, catalog.tests.values(), catalog.patterns)
