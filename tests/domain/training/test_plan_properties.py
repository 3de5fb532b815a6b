"""What holds for everybody: random people, conditions, days and histories."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.assessment.profile import Finding, Likelihood
from bot.domain.ids import Equipment, Movement, Region, Side
from bot.domain.training import eligibility
from bot.domain.training.exercise import STRENGTH, Phase, Practice
from bot.domain.training.pain import Colour, colour
from bot.domain.training.plan import plan
from bot.domain.training.plan_rules import Reason
from bot.domain.training.progression import AFTER_AMBER, GREENS, Programme
from bot.domain.training.replay import current_state
from bot.domain.training.routine import Circumstances, Prescription
from bot.domain.training.session_parts import MOST, MOST_AT_FIRST
from bot.domain.training.trainee import Trainee
from bot.domain.training.workout import Card, CardState, Pains, Work, Workout
from tests.domain.training.builders import CATALOG, MONDAY, PATTERNS, finding, trainee

FLAGS = sorted(f.id for f in CATALOG.flags.values() if f.closes)
REGIONS = sorted(CATALOG.plan_rules.areas)
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

findings = st.lists(
    st.builds(
        finding,
        st.sampled_from(PATTERNS),
        st.sampled_from([None, *Side]),
        st.sampled_from(Likelihood),
        confirmed=st.booleans(),
    ),
    max_size=3,
    unique_by=lambda f: f.pattern,
)
circumstances = st.builds(
    Circumstances,
    minutes=st.none() | st.integers(1, 45),
    equipment=st.none() | st.just(frozenset[Equipment]()),
    place=st.sampled_from([None, "office"]),
    tired=st.booleans(),
    hurting=st.frozensets(st.sampled_from(REGIONS), max_size=2),
)
pains = st.builds(
    Pains,
    before=st.none() | st.integers(0, 6),
    during=st.none() | st.integers(0, 8),
    morning=st.none() | st.integers(0, 7),
    region=st.sampled_from([None, *REGIONS]),
    sharp=st.sampled_from([False] * 9 + [True]),
)


@st.composite
def people(draw: st.DrawFn) -> Trainee:
    closed = {
        m
        for f in draw(st.lists(st.sampled_from(FLAGS), max_size=3))
        for m in CATALOG.flags[f].closes
    }
    return trainee(
        *draw(findings),
        closed=closed,
        minutes=draw(st.sampled_from([5, 10, 15, 20, 30])),
        days=draw(st.frozensets(st.integers(0, 6), min_size=1)),
        equipment=draw(
            st.frozensets(st.sampled_from([Equipment(e) for e in ("band", "roller", "dumbbell")]))
        ),
        place=draw(st.sampled_from(["home", "office", "both"])),
    )


@st.composite
def lived(draw: st.DrawFn) -> tuple[Trainee, list[Workout]]:
    """Some weeks of a person, planned and told about day by day."""
    who = draw(people())
    for number in range(draw(st.integers(0, 40))):
        if draw(st.integers(0, 9)) < 3:
            continue
        routine = plan(who, MONDAY + timedelta(days=number), CATALOG)
        if not routine.items:
            continue
        workout = Workout.of(routine).report(draw(st.integers(0, len(routine.items))))
        cards = list(workout.cards)
        felt = draw(st.sampled_from([None, None, None, "easier", "harder"]))
        cards[0] = replace(cards[0], felt=felt)
        if draw(st.integers(0, 9)) == 0:
            reps = draw(st.integers(0, 12))
            cards[-1] = replace(cards[-1], work=(Work(Side.LEFT, reps), Work(Side.RIGHT, 12)))
        if draw(st.integers(0, 19)) == 0:
            cards[-1] = Card(CardState.HURT)
        day_pains = draw(pains) if draw(st.integers(0, 2)) == 0 else Pains(during=1)
        effort = draw(st.integers(4, 9))
        workout = replace(workout, cards=tuple(cards), pains=day_pains, effort=effort)
        who = replace(who, history=(*who.history, workout))
    return replace(who, today=draw(circumstances)), list(who.history)


@given(lived(), st.integers(0, 120))
@FEW
def test_nothing_closed_nothing_too_long_nothing_too_many(
    life: tuple[Trainee, list[Workout]], ahead: int
) -> None:
    who, history = life
    last = history[-1].day if history else MONDAY
    day = last + timedelta(days=1 + ahead % 30)
    routine = plan(who, day, CATALOG)
    for item in routine.items:
        exercise = CATALOG.exercises[item.exercise]
        assert not exercise.closed_by & who.closed
        assert item.sets >= 1
        assert item.reps is None or item.reps >= 1
    assert routine.seconds <= routine.minutes * 60
    assert sum(i.seconds for i in routine.items) <= routine.seconds
    assert len(routine.items) <= (MOST_AT_FIRST if (day - MONDAY).days < 7 else MOST)
    assert len({i.exercise for i in routine.items}) == len(routine.items)
    assert list(routine.items) == sorted(routine.items, key=lambda i: list(Phase).index(i.phase))


@given(lived())
@FEW
def test_the_same_person_day_and_history_give_the_same_routine(
    life: tuple[Trainee, list[Workout]],
) -> None:
    who, history = life
    day = (history[-1].day if history else MONDAY) + timedelta(days=1)
    first = plan(who, day, CATALOG)
    plan(trainee(finding("P05"), minutes=5), day, CATALOG)  # somebody else in between
    assert plan(replace(who, history=tuple(history)), day, CATALOG) == first


@given(lived())
@FEW
def test_the_weaker_side_begins(life: tuple[Trainee, list[Workout]]) -> None:
    who, history = life
    day = (history[-1].day if history else MONDAY) + timedelta(days=1)
    sides = {f.pattern: side for f in who.profile.drivers if (side := _weaker(f)) is not None}
    for item in plan(who, day, CATALOG).items:
        one_sided = CATALOG.exercises[item.exercise].one_sided
        assert (item.side_first is not None) is one_sided
        if one_sided and item.why.pattern in sides:
            assert item.side_first is sides[item.why.pattern]


def _weaker(driver: Finding) -> Side | None:
    if not driver.side_confirmed or driver.side not in (Side.LEFT, Side.RIGHT):
        return None
    return driver.side


@given(people(), st.integers(1, 20), st.sampled_from(REGIONS), st.integers(6, 10))
@FEW
def test_after_a_red_the_area_rests_for_two_days(
    who: Trainee, days: int, region: Region, pain: int
) -> None:
    area = CATALOG.plan_rules.areas[region]
    for number in range(days):
        routine = plan(who, MONDAY + timedelta(days=number), CATALOG)
        if not routine.items:
            continue
        workout = Workout.of(routine).report(len(routine.items))
        red = replace(workout, pains=Pains(during=pain, region=region))
        assert colour(red) is Colour.RED
        hurt = replace(who, history=(*who.history, red))
        for later in (1, 2):
            for item in plan(hurt, routine.day + timedelta(days=later), CATALOG).items:
                exercise = CATALOG.exercises[item.exercise]
                assert not area.muscles & set(exercise.muscles)
                assert not area.movements & exercise.closed_by
        who = replace(who, history=(*who.history, replace(workout, pains=Pains(during=1))))


@given(people(), st.integers(4, 30))
@FEW
def test_no_progress_after_amber(who: Trainee, days: int) -> None:
    """Nothing that was in the amber session is more work the next time it comes, where the minutes
    had not cut it short."""
    asked: dict[str, tuple[int, bool, int]] = {}
    amber_on = days // 2
    after: set[str] = set()
    for number in range(days):
        routine = plan(who, MONDAY + timedelta(days=number), CATALOG)
        if not routine.items:
            continue
        for item in routine.items:
            work = item.sets * (item.reps or 1) * (item.hold_s or 1)
            amount = (work, item.slow, item.heavier)
            if item.exercise in after and item.phase in STRENGTH and item.exercise in asked:
                assert all(
                    now <= then for now, then in zip(amount, asked[item.exercise], strict=True)
                )
                after.discard(item.exercise)
            asked[item.exercise] = amount
        workout = Workout.of(routine).report(len(routine.items))
        day_pains = Pains(during=1)
        if (
            number >= amber_on
            and not routine.light
            and not any(w.pains.during == 4 for w in who.history)
        ):
            day_pains = Pains(during=4)
            after = {str(i.exercise) for i in routine.items if is_whole(i)}
        who = replace(who, history=(*who.history, replace(workout, pains=day_pains)))


AMBERS = (Pains(during=4), Pains(before=2, after=4), Pains(before=2, morning=4))
UPWARD = (
    Reason.MORE_REPS,
    Reason.LONGER_HOLD,
    Reason.ANOTHER_SET,
    Reason.SLOWER,
    Reason.HARDER,
    Reason.HEAVIER,
)


def is_whole(item: Prescription) -> bool:
    reps = CATALOG.exercises[item.exercise].dose.reps
    return reps is None or (item.reps or 0) >= reps.low


@given(people(), st.integers(2, 30), st.sampled_from(AMBERS))
@FEW
def test_after_amber_come_two_halved_sessions_and_then_two_green_ones_before_a_step(
    who: Trainee, days: int, amber: Pains
) -> None:
    """The whole span of the rule: halves, greens without a step, and only then a step."""
    upward = {CATALOG.plan_rules.change(reason).reason for reason in UPWARD}
    index = eligibility.index_of(CATALOG)
    usual = eligibility.always(who, CATALOG)
    since, full, waiting = -1, 0, dict[Practice, tuple[int, int]]()
    for number in range(days + 21):
        day = MONDAY + timedelta(days=number)
        routine = plan(who, day, CATALOG)
        if not routine.items:
            continue
        if 0 <= since < AFTER_AMBER:
            assert routine.eased
        if full < GREENS:  # later the easier one in its place may have earned it back
            grown = [c for c in routine.changes if c.reason in upward]
            assert not {(c.exercise, c.muscle) for c in grown} & set(waiting)
        now = current_state(who.history, Programme(index, CATALOG.plan_rules, usual, MONDAY), day)
        assert all(now.standing(*one).level <= level for one, (level, _) in waiting.items())
        pains = Pains(during=1)
        if since < 0 and number >= days and not routine.light:
            pains = amber
            practised = [index.practice(i.exercise, i.why.muscle) for i in routine.items]
            waiting = {one: (now.standing(*one).level, 0) for one in practised}
            since = 0
        elif since >= 0:
            since, full = since + 1, full + (not routine.eased)
            for item in routine.items if not routine.eased else ():
                practice = index.practice(item.exercise, item.why.muscle)
                level, greens = waiting.pop(practice, (0, GREENS))
                if greens + 1 < GREENS:
                    waiting[practice] = (level, greens + 1)
        workout = replace(Workout.of(routine).report(len(routine.items)), pains=pains)
        who = replace(who, history=(*who.history, workout))
        assert (colour(workout, pains.before or 0) is Colour.AMBER) is (pains is amber)


@given(people(), st.integers(0, 27))
@FEW
def test_in_the_first_weeks_strength_never_comes_two_days_running(who: Trainee, days: int) -> None:
    strong = []
    for number in range(days):
        routine = plan(who, MONDAY + timedelta(days=number), CATALOG)
        if routine.items:
            workout = Workout.of(routine).report(len(routine.items))
            who = replace(who, history=(*who.history, workout))
            if any(i.phase in STRENGTH for i in routine.items):
                strong.append(number)
    assert all(b - a > 1 for a, b in pairwise(strong))


@given(findings, st.sampled_from([Movement(m) for m in sorted(CATALOG.movements)]))
@FEW
def test_a_movement_closed_today_is_left_out_today(
    drivers: list[Finding], movement: Movement
) -> None:
    who = trainee(*drivers, closed=[movement], minutes=30)
    for number in range(14):
        for item in plan(who, MONDAY + timedelta(days=number), CATALOG).items:
            assert movement not in CATALOG.exercises[item.exercise].closed_by
