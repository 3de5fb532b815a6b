"""One simulated person from the first question through weeks of training."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.assessment.assess import profile
from bot.domain.assessment.profile import Profile
from bot.domain.catalog import Catalog
from bot.domain.ids import Equipment, QuestionId, Region, Side
from bot.domain.person import Preferences
from bot.domain.safety.flag import FlagKind, Refer
from bot.domain.safety.screen import screen
from bot.domain.talk.answers import Value
from bot.domain.talk.script import Script
from bot.domain.training.circumstances import Circumstances
from bot.domain.training.guide import Reason
from bot.domain.training.judgement import Judgement, judge
from bot.domain.training.pain import Colour
from bot.domain.training.plan import plan
from bot.domain.training.recheck import FULL_WEEKS, graduated, leading
from bot.domain.training.routine import Routine
from bot.domain.training.session import MOST, MOST_AT_FIRST
from bot.domain.training.trainee import Trainee
from bot.domain.training.workout import CardState, Pains, Workout
from bot.simulation.answering import Voice
from bot.simulation.talking import talk
from bot.simulation.tally import Tally
from bot.simulation.truth import Truth
from bot.simulation.wishes import Wishing

FIRST_DAY = date(2026, 1, 5)
CLEARED = 0.7
"""How many get the go-ahead when a clinician looks first."""
CLEARANCE = timedelta(days=7)
RESTED = timedelta(days=2)
UP = {
    f"change.{r}"
    for r in (
        Reason.MORE_REPS,
        Reason.LONGER_HOLD,
        Reason.ANOTHER_SET,
        Reason.SLOWER,
        Reason.HARDER,
        Reason.HEAVIER,
        Reason.TOO_EASY,
    )
}
DOWN = {f"change.{r}" for r in (Reason.EASIER_ASKED, Reason.EASIER_AMBER, Reason.EASIER_RED)}
_ASKED_FOR = ("band", "roller", "ball", "dumbbell")


@dataclass(frozen=True, slots=True)
class Stage:
    """What all lives share."""

    catalog: Catalog
    wishing: Wishing
    scripts: tuple[Script, ...]


def live(truth: Truth, weeks: int, stage: Stage, tally: Tally) -> None:
    """Assessment, then every day of the weeks; what happens is counted."""
    voice = Voice(truth, stage.catalog, stage.wishing, FIRST_DAY)
    answers = talk(voice, stage.scripts)
    found = profile(answers, stage.catalog)
    _count_profile(truth, answers, found, stage, tally)
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
    training = _Training(truth, stage, tally, voice, answers, found)
    for day in range(weeks * 7):
        training.day(FIRST_DAY + timedelta(days=day))
    tally.graduates += len(graduated(training.profiles))
    if training.history:
        tally.blocks[training.history[-1].routine.block] += 1


def _count_profile(
    truth: Truth,
    answers: Mapping[QuestionId, Value],
    found: Profile,
    stage: Stage,
    tally: Tally,
) -> None:
    tally.people += 1
    tally.questions += len(answers)
    asked = {q.id: q.card.test for s in stage.scripts for q in s.questions if q.card is not None}
    tally.tests += len({asked[id] for id in answers if id in asked})
    reported = {f.pattern for f in (*found.drivers, *found.others)}
    for pattern in stage.catalog.patterns:
        true, said = pattern in truth.sides, pattern in reported
        counted = (
            (tally.true_found if said else tally.true_missed)
            if true
            else (tally.false_found if said else tally.true_absent)
        )
        counted[pattern] += 1
    if not truth.sides:
        tally.healthy += 1
        tally.healthy_told_nothing += not reported
        tally.healthy_without_likely += all(f.level == "possible" for f in found.drivers)
        return
    tally.with_patterns += 1
    severest = max(truth.severity, key=lambda p: truth.severity[p])
    tally.strongest_leads += severest in {f.pattern for f in found.drivers}


class _Training:
    def __init__(
        self,
        truth: Truth,
        stage: Stage,
        tally: Tally,
        voice: Voice,
        answers: Mapping[QuestionId, Value],
        found: Profile,
    ) -> None:
        self.truth, self.stage, self.tally, self.voice = truth, stage, tally, voice
        self.answers = answers
        self.raised = screen(answers, stage.catalog.flags.values()).flags
        self.profiles = [found]
        self.lead, self.keeping = leading(self.profiles)
        rng = truth.rng
        self.preferences = Preferences(
            minutes=rng.choice((5, 10, 10, 20, 30)),
            days=frozenset(rng.sample(range(7), rng.choice((3, 4, 5, 7)))),
            equipment=frozenset(Equipment(e) for e in _ASKED_FOR if rng.random() < 0.4),
            place=rng.choice(("home", "home", "home", "office", "both")),
        )
        self.history: list[Workout] = []
        self.back = FIRST_DAY
        """First day on which they train again."""
        self.reds: list[tuple[date, Region | None]] = []

    def day(self, day: date) -> None:
        """Retest, plan, train, tell."""
        rng = self.truth.rng
        gone = (day - FIRST_DAY).days
        if gone and gone % (FULL_WEEKS * 7) == 0:
            self._retest()
        self._tell_morning(day)
        if day < self.back:
            return
        if rng.random() < 0.004:
            self.back = day + timedelta(days=rng.choice((3, 6, 10, 25)))
            return
        closed = screen(self.answers, self.raised, day).closed
        trainee = Trainee(
            profile=self.lead,
            closed=closed,
            preferences=self.preferences,
            started=FIRST_DAY,
            history=tuple(self.history),
            today=self._circumstances(),
            keeping=self.keeping,
        )
        routine = plan(trainee, day, self.stage.catalog)
        if not routine.items:
            return
        self._check(routine, trainee)
        self._train(routine)

    def _circumstances(self) -> Circumstances:
        rng = self.truth.rng
        luck = rng.random()
        if luck < 0.04:
            return Circumstances(tired=True)
        if luck < 0.07:
            return Circumstances(equipment=frozenset())
        if luck < 0.10:
            return Circumstances(minutes=5)
        if luck < 0.11:
            return Circumstances(ill=True)
        if luck < 0.12:
            return Circumstances(place="office")
        if luck < 0.13 and self.truth.pains:
            return Circumstances(hurting=frozenset({rng.choice(sorted(self.truth.pains))}))
        return Circumstances()

    def _check(self, routine: Routine, trainee: Trainee) -> None:
        """Hold the routine against what must never be."""
        tally, exercises = self.tally, self.stage.catalog.exercises
        tally.routines += 1
        chosen = [exercises[i.exercise] for i in routine.items]
        tally.closed_prescribed += sum(bool(e.closed_by & trainee.closed) for e in chosen)
        tally.over_minutes += routine.seconds > routine.minutes * 60
        first_week = (routine.day - FIRST_DAY).days < 7
        tally.too_many += len(chosen) > (MOST_AT_FIRST if first_week else MOST)
        sides = {
            f.pattern: f.side
            for f in trainee.profile.drivers
            if f.side_confirmed and f.side in (Side.LEFT, Side.RIGHT)
        }
        tally.wrong_side_first += sum(
            i.side_first is not None
            and i.why.pattern in sides
            and i.side_first is not sides[i.why.pattern]
            for i in routine.items
        )
        for day, region in self.reds:
            if day < routine.day <= day + RESTED:
                tally.reds_not_rested += self._works(routine, region)
        keys = [c.reason.key for c in routine.changes]
        tally.steps_up += sum(k in UP for k in keys)
        tally.steps_down += sum(k in DOWN for k in keys)
        tally.deload_weeks += f"change.{Reason.DELOAD_PLANNED}" in keys

    def _works(self, routine: Routine, region: Region | None) -> bool:
        """Whether a routine trains what hurt too much."""
        if region is None:
            return False
        area = self.stage.catalog.guide.areas[region]
        chosen = [self.stage.catalog.exercises[i.exercise] for i in routine.items]
        return any(area.muscles & set(e.muscles) or area.movements & e.closed_by for e in chosen)

    def _train(self, routine: Routine) -> None:
        truth, rng = self.truth, self.truth.rng
        workout = Workout.of(routine)
        if rng.random() >= truth.diligence:
            declined = workout.decline() if rng.random() < 0.5 else workout
            self.history.append(declined)
            return
        count = len(routine.items)
        done = count if rng.random() < 0.85 else rng.randint(1, count)
        felt = [self._felt() for _ in workout.cards]
        told = workout.report(done)
        workout = replace(
            told,
            cards=tuple(
                c if f is None else replace(c, felt=f)
                for c, f in zip(told.cards, felt, strict=True)
            ),
            pains=self._pains(light=routine.light),
            effort=round(min(10, max(2, rng.gauss(6, 1)))),
        )
        if workout.pains.sharp and done:
            settled = [*workout.cards]
            settled[done - 1] = replace(settled[done - 1], state=CardState.HURT)
            workout = replace(workout, cards=tuple(settled))
        self.history.append(workout)
        self.tally.sessions += 1
        self._respond(routine)
        self._judge(workout)

    def _felt(self) -> str | None:
        luck = self.truth.rng.random()
        return "easier" if luck < 0.01 else "harder" if luck < 0.04 else None

    def _pains(self, *, light: bool) -> Pains:
        """What it felt like: the usual level, some noise, now and then a flare-up."""
        truth, rng = self.truth, self.truth.rng
        if not truth.pains or light:
            return Pains(during=rng.choice((0, 0, 0, 1)))
        region = max(sorted(truth.pains), key=lambda r: truth.pains[r])
        usual = round(truth.pains[region])
        flare = rng.random() < truth.flare
        during = usual + rng.choice((-1, 0, 0, 0, 1)) + (rng.choice((1, 2, 2, 3)) if flare else 0)
        return Pains(
            before=usual,
            during=min(10, max(0, during)),
            region=region,
            sharp=flare and rng.random() < 0.2,
        )

    def _respond(self, routine: Routine) -> None:
        """Training takes something away from the patterns it was for, and from pain."""
        truth = self.truth
        worked = {i.why.pattern for i in routine.items if i.why.pattern is not None}
        for pattern in worked & set(truth.severity):
            truth.severity[pattern] = max(-1.0, truth.severity[pattern] - truth.response)
        for region in truth.pains:
            truth.pains[region] = max(0.0, truth.pains[region] - truth.response / 2)

    def _judge(self, workout: Workout) -> None:
        told = judge(self.history, workout.day, self.stage.catalog.guide, self.truth.pains)
        tally = self.tally
        tally.greens += told.colour is Colour.GREEN
        tally.ambers += told.colour is Colour.AMBER
        self._after(told, workout)

    def _after(self, told: Judgement, workout: Workout) -> None:
        if told.colour is Colour.RED and (workout.day, workout.pains.region) not in self.reds:
            self.tally.reds += 1
            self.reds.append((workout.day, workout.pains.region))
        self.tally.rescreens += told.rescreen
        if told.refer is not Refer.NONE:
            self.tally.referred += 1
            self.back = workout.day + CLEARANCE

    def _tell_morning(self, day: date) -> None:
        """The next morning's pain, after strength days."""
        if not self.history or self.history[-1].day != day - timedelta(days=1):
            return
        last = self.history[-1]
        if not last.done or last.routine.light:
            return
        rng, before = self.truth.rng, last.pains.before or 0
        morning = max(0, before + rng.choice((-1, 0, 0, 0, 0, 1)))
        if rng.random() < self.truth.flare:
            morning = min(10, morning + rng.choice((1, 2, 2, 3)))
        self.history[-1] = replace(last, pains=replace(last.pains, morning=morning))
        told = judge(self.history, last.day, self.stage.catalog.guide, self.truth.pains)
        if told.colour is Colour.RED:
            self._after(told, self.history[-1])

    def _retest(self) -> None:
        """The person's own tests again; habits and signs as they were."""
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
        self.lead, self.keeping = leading(self.profiles)
