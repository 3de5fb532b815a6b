"""Which imbalances, pains and habits a simulated person has; how many have none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import sqrt
from random import Random

from bot.domain.assessment.pattern import Habit
from bot.domain.catalog import Catalog
from bot.domain.ids import FindingId, FlagId, PatternId, Region, Side
from bot.domain.safety.flag import FlagKind
from bot.simulation.anatomy import MOVES, OFTEN_SEEN

HEALTHY = 0.25
"""Share of people in whom no imbalance developed."""
THRESHOLD = 0.5
"""A body has a pattern when its imbalance is this far beyond usual or farther, in bands: the
distance from the edge of normal to the edge of mild."""
DEVELOPED = (0.5, 2.0)
"""An imbalance that developed lies here."""
EVERYBODY = 0.12
"""Spread of the small imbalances that every body has."""
REACH = 0.9
"""Bands from a usual body to the edge of normal, which an imbalance crosses first."""
ALIKE = 0.6
"""Share of a body's own variation that is the same on both sides."""
HABIT_RATE, HABIT_ODDS = 0.15, 2.0
"""How common a habit is, and times how much likelier an imbalance develops with it."""
SORE_ANYWAY, SORE_BY_PATTERN = 0.08, 0.25
WITH_CONDITION, WITH_RED_FLAG = 0.18, 0.03
ONE_SIDED = frozenset(PatternId(id) for id in ("P05", "P11", "P17", "P18"))
"""Patterns that a body never shows on both sides."""


class World(StrEnum):
    """How hard the world makes the bot's work."""

    USUAL = "usual"
    """Sound bodies lie well inside what is usual; posture signs are rare without a pattern."""
    HARD = "hard"
    """Noise doubled, and posture signs as common as in healthy people. Source: Herrington 2011."""
    NORMS = "norms"
    """Sound bodies are centred one spread inside each cut: one in six lies beyond it."""

    @property
    def noise(self) -> float:
        """Return a factor on the usual error of measurement."""
        return 2.0 if self is World.HARD else 1.0

    @property
    def sound(self) -> tuple[float, float]:
        """Return where a healthy body lies, in bands from the edge of normal, and its spread."""
        return (-1.0, 1.0) if self is World.NORMS else (-0.9, 0.4)

    def sign_rate(self, sign: str) -> float:
        """Return how often somebody without a pattern still reports a sign of it."""
        match self:
            case World.USUAL:
                return 0.08
            case World.HARD:
                return OFTEN_SEEN.get(sign, 0.4)
            case World.NORMS:
                return OFTEN_SEEN.get(sign, 0.4) / 2


@dataclass(slots=True)
class Truth:
    """What nobody but the simulation knows; training changes the imbalance."""

    rng: Random
    age: int
    sex: str
    places: Mapping[PatternId, Side]
    """The side of every imbalance, however small."""
    imbalance: dict[PatternId, float]
    """In bands."""
    habits: tuple[Habit, ...]
    flags: tuple[FlagId, ...]
    pains: dict[Region, float]
    world: World
    response: float
    """Bands that one session takes away."""
    diligence: float
    """How likely a session is done."""
    unsure: float
    """How often "not sure" or "skip" is answered where it is offered."""
    flare: float
    """How likely a session ends in a flare-up."""
    sides: Mapping[PatternId, Side] = field(init=False)
    """The patterns the body had on the first day, and where."""
    _sound: dict[tuple[FindingId, Side | None], float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sides = {p: self.places[p] for p, u in self.imbalance.items() if u >= THRESHOLD}

    def bands(self, finding: FindingId, side: Side) -> float:
        """Return how far one side of the body is beyond normal in what a test can show."""
        beyond = self._usual(finding, side)
        for pattern, size in self.imbalance.items():
            share = MOVES[pattern].get(finding, 0.0)
            if share and self.places[pattern] in (side, Side.BOTH):
                beyond += share * (REACH + size) * min(1.0, max(0.0, size) / THRESHOLD)
        return beyond

    def _usual(self, finding: FindingId, side: Side) -> float:
        """Draw a healthy body: partly the same on both sides, partly each side's own."""
        mean, spread = self.world.sound
        own = self._drawn(finding, side) * sqrt(1 - ALIKE)
        return mean + spread * (own + self._drawn(finding, None) * sqrt(ALIKE))

    def _drawn(self, finding: FindingId, side: Side | None) -> float:
        key = (finding, side)
        if key not in self._sound:
            self._sound[key] = self.rng.gauss(0, 1)
        return self._sound[key]


def person(rng: Random, catalog: Catalog, world: World) -> Truth:
    """Draw a person at random: habits first, then their effect on the body."""
    habits = _habits(rng, catalog)
    patterns = sorted(catalog.patterns)
    places = {p: _side(rng, p) for p in patterns}
    imbalance = {p: min(abs(rng.gauss(0, EVERYBODY)), THRESHOLD * 0.98) for p in patterns}
    for pattern in _developed(rng, catalog, habits):
        imbalance[pattern] = rng.uniform(*DEVELOPED)
    return Truth(
        rng=rng,
        age=round(min(85, max(18, rng.gauss(42, 14)))),
        sex=rng.choice(("female", "male")),
        places=places,
        imbalance=imbalance,
        habits=habits,
        flags=_flags(rng, catalog),
        pains=_pains(rng, catalog, imbalance),
        world=world,
        response=max(0.0, rng.gauss(0.04, 0.02)),
        diligence=rng.betavariate(4, 2),
        unsure=rng.choice((0.0, 0.0, 0.02, 0.1)),
        flare=rng.choice((0.0, 0.01, 0.02, 0.05)),
    )


def _habits(rng: Random, catalog: Catalog) -> tuple[Habit, ...]:
    """Draw the habits of one person, each way of living once."""
    different = {h.when: h for p in catalog.patterns.values() for h in p.habits}
    return tuple(h for h in different.values() if rng.random() < HABIT_RATE)


def _developed(rng: Random, catalog: Catalog, habits: Sequence[Habit]) -> list[PatternId]:
    if rng.random() < HEALTHY:
        return []
    lived = {h.when for h in habits}
    left = {
        p.id: HABIT_ODDS ** sum(h.when in lived for h in p.habits)
        for _, p in sorted(catalog.patterns.items())
    }
    chosen: list[PatternId] = []
    for _ in range(rng.choices((1, 2, 3), (5, 3, 2))[0]):
        chosen.append(rng.choices([*left], [*left.values()])[0])
        del left[chosen[-1]]
    return chosen


def _side(rng: Random, pattern: PatternId) -> Side:
    one = pattern in ONE_SIDED
    return rng.choices((Side.LEFT, Side.RIGHT, Side.BOTH), (1, 1, 0 if one else 1))[0]


def _pains(
    rng: Random, catalog: Catalog, imbalance: Mapping[PatternId, float]
) -> dict[Region, float]:
    regions = sorted({r for p in catalog.patterns.values() for r in p.regions})
    due = {
        r for p, size in imbalance.items() if size >= THRESHOLD for r in catalog.patterns[p].regions
    }
    hurts = [r for r in regions if rng.random() < (SORE_BY_PATTERN if r in due else SORE_ANYWAY)]
    return {r: float(rng.randint(1, 5)) for r in hurts}


def _flags(rng: Random, catalog: Catalog) -> tuple[FlagId, ...]:
    def of(kind: FlagKind) -> Sequence[FlagId]:
        return sorted(f.id for f in catalog.flags.values() if f.kind is kind and f.when.questions)

    if rng.random() < WITH_RED_FLAG:
        return (rng.choice(of(FlagKind.RED)),)
    if rng.random() < WITH_CONDITION:
        adult = [f for f in of(FlagKind.CONDITION) if f != "UNDER_18"]
        return tuple(rng.sample(adult, rng.choice((1, 1, 2))))
    return ()
