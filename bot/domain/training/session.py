"""Put one session together: choose the exercises, dose them, fit them into the minutes."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import islice, takewhile

from bot.domain.ids import ExerciseId, MuscleId, Side
from bot.domain.training import eligibility
from bot.domain.training.balance import Balance
from bot.domain.training.contract_relax import may_contract_relax
from bot.domain.training.dosage import LONG_HOLD, Item, Terms, item
from bot.domain.training.exercise import Practice
from bot.domain.training.periodization import DayKind, week_of
from bot.domain.training.prerequisites import Pool
from bot.domain.training.push_pull import pulls_first
from bot.domain.training.readiness import (
    first_week_went_well,
    gaps_for_extra_set,
    nothing_hurts_much,
)
from bot.domain.training.relief import Relief, relieved
from bot.domain.training.rest import Spared, comes_back, too_new
from bot.domain.training.routine import Block, Only
from bot.domain.training.selection import Choice, ExerciseSelection
from bot.domain.training.session_parts import (
    FULL_MINUTES,
    MOST,
    MOST_AT_FIRST,
    Part,
    patterns_at_once,
    session_parts,
    strength_parts,
)
from bot.domain.training.session_size import Size, cut
from bot.domain.training.targets import targets
from bot.domain.training.time_limit import fit
from bot.domain.training.trainee import Knowledge, Trainee
from bot.domain.training.training_state import TrainingState

KNOWN_FOR = timedelta(days=14)
"""What was done within so long is nothing new in an easier week."""


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything that one session is made from."""

    trainee: Trainee
    day: date
    state: TrainingState
    block: Block
    kind: DayKind
    turn: int
    """Strength sessions done so far, by which parts and muscles take turns."""
    relief: Relief = field(default_factory=Relief)
    before_break: TrainingState | None = None
    """Where the person stood before days away that cost steps."""
    resting: bool = True
    """Whether what hurt too much lately rests."""
    returning: bool = True
    """Whether what rested comes back shorter."""
    most: Size | None = None
    """How much it may hold, where less than the minutes."""


def put_together(situation: Situation, catalog: Knowledge) -> tuple[list[Item], int]:
    """Return the items of a session in its order, and their seconds."""
    trainee, day, state = situation.trainee, situation.day, situation.state
    usual = eligibility.always(trainee, catalog)
    spared = _spared(situation, catalog)
    allowed = eligibility.today(trainee, catalog, spared, usual)
    if situation.resting:
        allowed -= _too_new(allowed, situation, catalog)
    minutes, turn = trainee.minutes, situation.turn
    aims = targets(trainee, catalog, patterns_at_once(minutes))
    if minutes >= FULL_MINUTES and trainee.today.focus is None:
        aims = aims.taking_turns(turn)
    sore = eligibility.sore_muscles(trainee, catalog)
    settled = nothing_hurts_much(day, state.log) and not trainee.today.hurting
    unloaded = frozenset[MuscleId]() if settled else sore
    terms = Terms(
        day=day,
        minutes=minutes,
        block=situation.block,
        short_holds=LONG_HOLD in trainee.closed,
        lagging=gaps_for_extra_set(trainee, day),
        contract=may_contract_relax(trainee, day, situation.block, state.log),
        proven=first_week_went_well(trainee, day, state.log),
        light=situation.kind is DayKind.LIGHT,
        gentle=aims.gentle,
        side_first=None if trainee.today.focus_side is Side.BOTH else trainee.today.focus_side,
        unloaded=unloaded,
    )
    beside = {Part.MEASURED} if aims.beside.weak else set[Part]()
    beside |= {Part.BALANCE} if trainee.balance is not Balance.USUAL else set()
    parts = session_parts(
        minutes, situation.block, situation.kind, turn=turn, beside=frozenset(beside)
    )
    if trainee.today.only is Only.STRENGTH and situation.kind is not DayKind.LIGHT:
        parts = strength_parts(parts)
    own = eligibility.own_things(trainee, catalog)
    pulls = pulls_first(trainee, catalog)
    most = MOST_AT_FIRST if week_of(day, trainee.started) == 0 else MOST
    if situation.most is not None:
        most = min(most, situation.most.exercises)
    chosen: list[Choice] = []
    for among in (allowed & _known(situation, catalog), allowed):
        if not chosen and among:
            pool = Pool(among, spared, own, sore, situation.block, pulls, trainee.balance)
            selection = ExerciseSelection(catalog, pool, state, day, turn)
            chosen = [*islice(selection.fill(parts, aims), most)]
    items, seconds = fit([item(choice, state, terms) for choice in chosen], minutes)
    halfway = frozenset(
        item.choice.placed.exercise.id
        for item in items
        if situation.returning and state.standing(*item.choice.practice).came_back_last
    )
    back = coming_back(situation, items)
    relief = replace(situation.relief, coming_back=back, halfway=halfway - back)
    if relief != Relief():
        items, seconds = relieved(items, relief, minutes * 60)
    if situation.most is None:
        return items, seconds
    return cut(items, seconds, situation.most, chosen)


def _too_new(
    allowed: frozenset[ExerciseId], situation: Situation, catalog: Knowledge
) -> frozenset[ExerciseId]:
    """Return what was never done and would load what hurt too much lately."""
    state, exercises = situation.state, catalog.exercises
    unknown = (id for id in allowed if Practice(id) not in state.standings)
    return frozenset(id for id in unknown if too_new(state.rests, exercises[id], situation.day))


def coming_back(situation: Situation, items: Sequence[Item]) -> frozenset[ExerciseId]:
    """Return what of a session rested after pain and was not done since."""
    if not situation.returning:
        return frozenset()
    rests, day = situation.state.rests, situation.day
    coming = set[ExerciseId]()
    for choice in (one.choice for one in items):
        exercise, last = choice.placed.exercise, situation.state.standing(*choice.practice).last
        if comes_back(rests, exercise, choice.muscle, last, day):
            coming.add(exercise.id)
    return frozenset(coming)


def _known(situation: Situation, catalog: Knowledge) -> frozenset[ExerciseId]:
    """Return what an easier week chooses from first: what was done in the last two weeks, and the
    easier steps that took the place of something. After pain all stays open."""
    if not situation.relief.halved or situation.state.halved:
        return frozenset()
    since = situation.day - KNOWN_FOR
    lately = takewhile(lambda w: w.day >= since, reversed(situation.trainee.history))
    done = {i.exercise for w in lately if w.done for i in w.routine.items}
    index = eligibility.index_of(catalog)
    instead = situation.state.instead.items()
    eased = {there for here, there in instead if index.neighbour(here, harder=False) == there}
    return frozenset(done | eased)


def _spared(situation: Situation, catalog: Knowledge) -> Spared:
    """Return what is spared today: after a red, what hurts now, and what is healing."""
    trainee, day = situation.trainee, situation.day
    spared = eligibility.spared_places(trainee.today.hurting | trainee.healing, catalog)
    for rest in situation.state.rests:
        if day <= rest.until and situation.resting:
            spared = spared.and_also(rest.spared)
    return spared
