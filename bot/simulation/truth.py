"""One simulated person: what is really the case with them, and how they are to talk with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from bot.domain.catalog import Catalog
from bot.domain.ids import FindingId, FlagId, PatternId, Region, Side
from bot.domain.safety.flag import FlagKind

HEALTHY = 0.25
"""Share of people without any pattern."""
WITH_CONDITION, WITH_RED_FLAG = 0.18, 0.03
SOUND_MEAN, SOUND_SPREAD = -0.9, 0.4
"""Where a sound body lies, in bands: 0 is the edge of normal, 1 the edge of mild."""

ONE_SIDED = frozenset(PatternId(id) for id in ("P05", "P11", "P14"))
"""Patterns that a body never shows on both sides."""


@dataclass(frozen=True, slots=True)
class World:
    """How hard the world makes it for the bot."""

    noise: float = 1.0
    """Times the usual error of measurement."""
    common_signs: bool = False
    """Posture signs are as common as in healthy people. Source: Herrington 2011."""

    def sign_rate(self, pattern: PatternId) -> float:
        """How often somebody without a pattern still shows a sign of it."""
        if not self.common_signs:
            return 0.08
        return 0.85 if pattern == "P01" else 0.4


@dataclass(slots=True)
class Truth:
    """What nobody but the simulation knows; training changes the severity."""

    rng: Random
    age: int
    sex: str
    sides: Mapping[PatternId, Side]
    """The true patterns and the side each shows on."""
    severity: dict[PatternId, float]
    """In bands beyond normal."""
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
    sound: dict[tuple[FindingId, Side], float] = field(default_factory=dict)

    def bands(self, finding: FindingId, side: Side, catalog: Catalog) -> float:
        """How far one side of the body is beyond normal for what a test can show."""
        worst = self._sound(finding, side)
        for pattern, shown in self.sides.items():
            if shown in (side, Side.BOTH):
                for evidence in catalog.patterns[pattern].tests:
                    if evidence.finding == finding:
                        share = 0.7 if evidence.half else 1.0
                        worst = max(worst, self.severity[pattern] * share)
        return worst

    def _sound(self, finding: FindingId, side: Side) -> float:
        key = (finding, side)
        if key not in self.sound:
            self.sound[key] = self.rng.gauss(SOUND_MEAN, SOUND_SPREAD)
        return self.sound[key]


def person(rng: Random, catalog: Catalog, world: World) -> Truth:
    """Somebody at random."""
    patterns = sorted(catalog.patterns)
    count = 0 if rng.random() < HEALTHY else rng.choices((1, 2, 3), (5, 3, 2))[0]
    true = rng.sample(patterns, count)
    sides = {p: rng.choice((Side.LEFT, Side.RIGHT, Side.BOTH)) for p in true}
    for pattern in true:
        if pattern in ONE_SIDED:
            sides[pattern] = rng.choice((Side.LEFT, Side.RIGHT))
    regions = sorted({r for p in true for r in catalog.patterns[p].regions})
    hurts = rng.sample(regions, min(len(regions), rng.choice((0, 1, 1, 2))))
    return Truth(
        rng=rng,
        age=round(min(85, max(18, rng.gauss(42, 14)))),
        sex=rng.choice(("female", "male")),
        sides=sides,
        severity={p: rng.uniform(0.5, 2.0) for p in true},
        flags=_flags(rng, catalog),
        pains={r: float(rng.randint(1, 5)) for r in hurts},
        world=world,
        response=max(0.0, rng.gauss(0.04, 0.02)),
        diligence=rng.betavariate(4, 2),
        unsure=rng.choice((0.0, 0.0, 0.02, 0.1)),
        flare=rng.choice((0.0, 0.01, 0.02, 0.05)),
    )


def _flags(rng: Random, catalog: Catalog) -> tuple[FlagId, ...]:
    def of(kind: FlagKind) -> Sequence[FlagId]:
        return sorted(f.id for f in catalog.flags.values() if f.kind is kind and f.when.questions)

    if rng.random() < WITH_RED_FLAG:
        return (rng.choice(of(FlagKind.RED)),)
    if rng.random() < WITH_CONDITION:
        adult = [f for f in of(FlagKind.CONDITION) if f != "UNDER_18"]
        return tuple(rng.sample(adult, rng.choice((1, 1, 2))))
    return ()
