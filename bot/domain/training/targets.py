"""What a session works on: leading patterns, places told, and what measured weak."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.domain.assessment.measured import MeasuredMuscle, Muscles, State, as_measured, muscles_in
from bot.domain.assessment.pattern import Pattern
from bot.domain.assessment.profile import Finding, Likelihood
from bot.domain.ids import Movement, MuscleId, PatternId, Region, Side
from bot.domain.training.trainee import Knowledge, Trainee

SIDE_IS_WEAKER = frozenset(PatternId(id) for id in ("P11", "P17", "P18"))
"""Their side is that of the weak muscle, so that neither side counts as the tight one; of all
others the side that shows the pattern is both. Source: clinical model, patterns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One pattern, a sore place, what measured weak, or what a general routine keeps moving."""

    pattern: PatternId | None = None
    place: Region | None = None
    """The place that was told, where no pattern explains it."""
    tight: tuple[MuscleId, ...]
    weak: tuple[MuscleId, ...]
    side: Side | None = None
    """Left or right: the weaker side, which begins and sets the dose; None: both alike."""
    tight_side: Side | None = None
    """Left or right: the side that is stretched longer."""
    gentle: bool
    """Never more than possible, or not examined: it begins at the lowest dose."""
    lower_body: bool | None
    """None: the whole body."""
    spares: frozenset[Movement] = frozenset()
    """What a sore place is spared while nothing more is known."""
    shorter: Mapping[MuscleId, Side] = field(default_factory=dict)
    """Muscles that measured short, with their side."""
    weaker: Mapping[MuscleId, Side] = field(default_factory=dict)
    """Muscles that measured weak, with their side."""
    kept: bool = False
    """Whether its pattern was normal twice: neither side leads any more."""
    possible: bool = False
    """Whether its pattern is possible rather than likely."""

    def side_first(self, muscle: MuscleId, *, stretching: bool) -> Side | None:
        """Return the side to begin with: the one that alone measured worse, else that of the
        pattern."""
        measured = (self.shorter if stretching else self.weaker).get(muscle)
        return self.side if measured in (None, Side.BOTH) else measured

    def longer_side(self, muscle: MuscleId) -> Side | None:
        """Return the side that is stretched longer, if any."""
        measured = self.shorter.get(muscle)
        return self.tight_side if measured is None else _one(measured)


@dataclass(frozen=True, slots=True)
class Targets:
    """What a session works on."""

    leading: tuple[Target, ...]
    beside: Target
    """What measured weak or short without belonging to any of them."""
    general: Target
    """What fills the parts that nothing is left for."""

    @property
    def gentle(self) -> bool:
        """Whether nothing that leads is sure."""
        return all(target.gentle for target in self.leading)

    @property
    def in_one_half(self) -> bool:
        """Whether all that leads lies in the same half of the body."""
        led = {target.lower_body for target in self.leading}
        return len(led) == 1 and None not in led

    def taking_turns(self, turn: int) -> "Targets":
        """Return the same with another of the first, equally sure ones in front."""
        first = self.leading[0]
        alike = [t for t in self.leading if t.gentle is first.gentle]
        by = turn % len(alike)
        rest = self.leading[len(alike) :]
        if self.leading[: len(alike)] != tuple(alike):
            return self
        return replace(self, leading=(*alike[by:], *alike[:by], *rest))


def halves(
    patterns: Iterable[Pattern], *, lower: bool
) -> tuple[frozenset[MuscleId], frozenset[MuscleId]]:
    """Return the muscles of this half of the body, and those of the other."""
    here: set[MuscleId] = set()
    there: set[MuscleId] = set()
    for pattern in patterns:
        (here if pattern.lower_body is lower else there).update((*pattern.tight, *pattern.weak))
    return frozenset(here), frozenset(there)


def targets(trainee: Trainee, catalog: Knowledge, most: int) -> Targets:
    """Return what leads: likely patterns, places that hurt and no likely pattern explains, possible
    patterns, and beside them what measured weak or short; a chain from the foot up counts as one.

    Args:
        most: how many patterns the session has room for.
    """
    profile, measured = trainee.profile, trainee.profile.muscles
    chosen = _leading(trainee, catalog, most)
    aims = [_of_pattern(finding, catalog, trainee) for finding in chosen]
    if not chosen or any(f.pattern not in trainee.keeping for f in chosen):
        sure = [f for f in chosen if f.level is Likelihood.LIKELY]
        explained = {r for f in sure for r in catalog.patterns[f.pattern].regions}
        sore = [r for r in profile.sore if r not in explained and r in catalog.plan_rules.areas]
        places = [_of_place(r, catalog, measured) for r in sore[: 1 if chosen else most]]
        likely = sum(f.level is Likelihood.LIKELY for f in chosen)
        aims[likely:likely] = places
    aims = [*_of_focus(trainee, catalog), *aims]
    general = _general(catalog, aims, measured)
    aims = aims or [general]
    known = {m for aim in aims for m in (*aim.tight, *aim.weak)}
    short, weak = (
        tuple(m for m in muscles_in(state, measured) if m not in known)
        for state in (State.SHORT, State.WEAK)
    )
    beside = _target(Muscles(short, weak), measured, gentle=False)
    spares = _of_sore(trainee, catalog)
    beside, general = (replace(target, spares=spares) for target in (beside, general))
    return Targets(tuple(aims), beside, general)


def _of_sore(trainee: Trainee, catalog: Knowledge) -> frozenset[Movement]:
    """Return what sore places are spared by everything that is not meant for what was found."""
    areas = catalog.plan_rules.areas
    return frozenset().union(*(areas[p].spares for p in trainee.profile.sore if p in areas))


def _leading(trainee: Trainee, catalog: Knowledge, most: int) -> list[Finding]:
    drivers = _sore_first(trainee, catalog)
    active = [f for f in drivers if f.pattern not in trainee.keeping]
    kept = [f for f in drivers if f.pattern in trainee.keeping]
    chosen: list[Finding] = []
    groups = 0
    chained = False
    for finding in (*active, *kept):
        in_chain = catalog.patterns[finding.pattern].chain is not None
        if not (in_chain and chained):
            groups += 1
        if groups > most:
            break
        chained = chained or in_chain
        chosen.append(finding)
    return chosen


def _sore_first(trainee: Trainee, catalog: Knowledge) -> list[Finding]:
    """Return the findings in their order; of likely ones those first that most often make the worst
    place hurt, where a chain counts as one."""
    sore, drivers = trainee.profile.sore[:1], trainee.profile.drivers
    chain = {f.pattern for f in drivers if catalog.patterns[f.pattern].chain is not None}

    def hurts(finding: Finding) -> float:
        group = chain if finding.pattern in chain else {finding.pattern}
        pains = (pain for id in group for pain in catalog.patterns[id].pains)
        return max((pain.strength for pain in pains if pain.region in sore), default=0.0)

    likely = [f for f in drivers if f.level is Likelihood.LIKELY]
    rest = [f for f in drivers if f.level is not Likelihood.LIKELY]
    return sorted(likely, key=hurts, reverse=True) + rest


def _of_pattern(finding: Finding, catalog: Knowledge, trainee: Trainee) -> Target:
    pattern, measured = catalog.patterns[finding.pattern], trainee.profile.muscles
    side = finding.worse if finding.side in (None, Side.BOTH) else finding.side
    kept = finding.pattern in trainee.keeping
    if not finding.side_confirmed or side is Side.BOTH or kept:
        side = None
    muscles = as_measured(pattern.muscles, measured)
    return Target(
        pattern=finding.pattern,
        tight=muscles.tight,
        weak=muscles.weak,
        side=side,
        tight_side=None if finding.pattern in SIDE_IS_WEAKER else side,
        gentle=finding.level is Likelihood.POSSIBLE and finding.pattern not in trainee.once_likely,
        lower_body=pattern.lower_body,
        shorter=muscles_in(State.SHORT, measured),
        weaker=muscles_in(State.WEAK, measured),
        kept=kept,
        possible=finding.level is Likelihood.POSSIBLE,
    )


def _of_place(region: Region, catalog: Knowledge, measured: Sequence[MeasuredMuscle]) -> Target:
    area = catalog.plan_rules.areas[region]
    halves = {p.lower_body for p in catalog.patterns.values() if region in p.regions}
    muscles = as_measured(area.usual, measured)
    return Target(
        place=region,
        tight=muscles.tight,
        weak=muscles.weak,
        gentle=True,
        lower_body=halves.pop() if len(halves) == 1 else None,
        spares=area.spares,
        shorter=muscles_in(State.SHORT, measured),
        weaker=muscles_in(State.WEAK, measured),
    )


def _of_focus(trainee: Trainee, catalog: Knowledge) -> list[Target]:
    """Return the place that today is to work on first, if one was asked for."""
    region, side = trainee.today.focus, trainee.today.focus_side
    if region is None or region not in catalog.plan_rules.areas:
        return []
    target = _of_place(region, catalog, trainee.profile.muscles)
    spares = target.spares if region in trainee.profile.sore else frozenset()
    one = None if side is None else _one(side)
    if one is None:
        return [replace(target, spares=spares)]
    shorter, weaker = _of_side(target.shorter, one), _of_side(target.weaker, one)
    return [replace(target, side=one, spares=spares, shorter=shorter, weaker=weaker)]


def _of_side(measured: Mapping[MuscleId, Side], side: Side) -> Mapping[MuscleId, Side]:
    """Return what measured worse there or on both sides: the side that was asked for leads."""
    return {muscle: one for muscle, one in measured.items() if one in (side, Side.BOTH)}


def _general(
    catalog: Knowledge, leading: Sequence[Target], measured: Sequence[MeasuredMuscle]
) -> Target:
    """A little of everything, nothing of it against what leads."""
    plan_rules = catalog.plan_rules
    tight = {m for target in leading for m in target.tight}
    weak = {m for target in leading for m in target.weak}
    usual = Muscles(
        tuple(m for m in plan_rules.general_tight if m not in weak),
        tuple(m for m in plan_rules.general_weak if m not in tight),
    )
    gentle = all(target.gentle for target in leading)
    return _target(as_measured(usual, measured), measured, gentle=gentle)


def _target(muscles: Muscles, measured: Iterable[MeasuredMuscle], *, gentle: bool) -> Target:
    measured = tuple(measured)
    return Target(
        tight=muscles.tight,
        weak=muscles.weak,
        gentle=gentle,
        lower_body=None,
        shorter=muscles_in(State.SHORT, measured),
        weaker=muscles_in(State.WEAK, measured),
    )


def _one(side: Side) -> Side | None:
    return None if side is Side.BOTH else side
