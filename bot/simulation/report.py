"""Which figures are told of many simulated people: how often right, how safe, how far."""

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random
from typing import Any

from bot.domain.catalog import Catalog
from bot.domain.ids import PatternId
from bot.simulation.life import Stage, live
from bot.simulation.talking import scripts
from bot.simulation.tally import Tally
from bot.simulation.truth import World, person
from bot.simulation.wishes import Wishing

FLOOR = 0.7
"""Sensitivity and specificity below this are named."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """What all simulated people live under."""

    world: World = World.USUAL
    by_phone: bool = False
    """Everybody has the measuring page, and uses it."""


USUAL = Conditions()


@dataclass(frozen=True, slots=True)
class Report:
    """One table."""

    people: int
    weeks: int
    seed: int
    under: Conditions
    tally: Tally
    patterns: tuple[PatternId, ...]

    def sensitivity(self, pattern: PatternId) -> float:
        """Return the share reported among the people who have a pattern."""
        recognized, missed = self.tally.true_found[pattern], self.tally.true_missed[pattern]
        return _share(recognized, recognized + missed)

    def specificity(self, pattern: PatternId) -> float:
        """Return the share not reported among the people without a pattern."""
        absent, false = self.tally.true_absent[pattern], self.tally.false_found[pattern]
        return _share(absent, absent + false)

    @property
    def sensitivity_of_all(self) -> float:
        """Return the share reported among all patterns that people have."""
        recognized, missed = self.tally.true_found.total(), self.tally.true_missed.total()
        return _share(recognized, recognized + missed)

    @property
    def calibration_error(self) -> float:
        """Return how far probabilities are from how often they come true, by tenths."""
        t = self.tally
        off = sum(abs(t.chance_in_tenth[n] - t.true_in_tenth[n]) for n in range(10))
        return round(off / max(1, t.in_tenth.total()), 4)

    @property
    def below_floor(self) -> tuple[PatternId, ...]:
        """Return the patterns for which either is lower than it should be."""
        return tuple(
            p for p in self.patterns if min(self.sensitivity(p), self.specificity(p)) < FLOOR
        )

    def as_json(self) -> dict[str, Any]:
        """Everything, ready for `json.dumps`."""
        return {
            "people": self.people,
            "weeks": self.weeks,
            "seed": self.seed,
            "world": str(self.under.world),
            "by_phone": self.under.by_phone,
            "patterns": {
                p: {
                    "with_it": self.tally.true_found[p] + self.tally.true_missed[p],
                    "sensitivity": round(self.sensitivity(p), 3),
                    "specificity": round(self.specificity(p), 3),
                }
                for p in self.patterns
            },
            "below_floor": list(self.below_floor),
            **{name: value for name, _, value in self.figures()},
        }

    def as_text(self) -> str:
        """Two tables, as they stand in the README."""
        world = f"{self.under.world} world" + (", by phone" if self.under.by_phone else "")
        lines = [
            f"{self.people} people, {self.weeks} weeks, seed {self.seed}, {world}",
            "",
            "| pattern | people with it | sensitivity | specificity |",
            "|---|---|---|---|",
        ]
        for p in self.patterns:
            count = self.tally.true_found[p] + self.tally.true_missed[p]
            mark = " (below the floor)" if p in self.below_floor else ""
            lines.append(
                f"| {p}{mark} | {count} | {self.sensitivity(p):.0%} | {self.specificity(p):.0%} |"
            )
        lines += ["", "| figure | value |", "|---|---|"]
        lines += [f"| {words} | {shown(value)} |" for _, words, value in self.figures()]
        return "\n".join(lines)

    def figures(self) -> list[tuple[str, str, Any]]:
        """Return name, words and value of every figure but those of single patterns."""
        t = self.tally
        healthy = _share(t.healthy_told_nothing, t.healthy)
        likely = _share(t.likely_true, t.likely)
        unworried = _share(t.healthy_without_likely, t.healthy)
        return [
            ("healthy_told_nothing", "healthy people told nothing", healthy),
            ("healthy_without_likely", "healthy people told nothing likely", unworried),
            ("sensitivity", "patterns they have that were told", self.sensitivity_of_all),
            ("told_true", "patterns told that are there", _share(t.told_true, t.patterns_told)),
            ("likely_true", "patterns told as likely that are there", likely),
            ("first_true", "first pattern told is there", _share(t.first_true, t.told_something)),
            ("brier", "Brier score", round(t.squares / max(1, t.in_tenth.total()), 4)),
            ("calibration_error", "calibration error by tenths", self.calibration_error),
            (
                "severest_among_leading",
                "severest pattern among the leading",
                _share(t.strongest_leads, t.with_patterns),
            ),
            ("questions", "questions asked, average", _share(t.questions, t.people)),
            ("self_tests", "self-tests asked, average", _share(t.tests, t.people)),
            ("urgent", "sent to urgent care", t.urgent),
            ("clinician_first", "sent to a clinician first", t.clinician_first),
            ("red_flagged", "people with a red flag", t.red_flagged),
            ("red_flagged_planned", "of them given a plan", t.red_flagged_planned),
            ("without_plan", "people without a plan", t.no_plan),
            ("routines", "routines planned", t.routines),
            ("sessions", "sessions done", t.sessions),
            ("closed_prescribed", "closed movements prescribed", t.closed_prescribed),
            ("over_minutes", "routines over the minutes", t.over_minutes),
            ("too_many", "routines with too many exercises", t.too_many),
            ("wrong_side_first", "exercises begun on the stronger side", t.wrong_side_first),
            ("greens", "green sessions", t.greens),
            ("ambers", "amber sessions", t.ambers),
            ("reds", "red sessions", t.reds),
            ("reds_not_rested", "reds not followed by rest of the area", t.reds_not_rested),
            ("steps_up", "steps up", t.steps_up),
            ("steps_down", "steps down", t.steps_down),
            ("rescreens", "times the safety questions were asked again", t.rescreens),
            ("referred", "times a clinician was asked for on the way", t.referred),
            ("graduates", "patterns that went to keeping", t.graduates),
            ("blocks", "people by their last block", dict(sorted(t.blocks.items()))),
        ]


def simulate(
    catalog: Catalog,
    people: int,
    weeks: int,
    seed: int,
    under: Conditions = USUAL,
) -> Report:
    """Let simulated people live; the same seed gives the same report."""
    tally = count(catalog, range(people), weeks, seed, under)
    return Report(people, weeks, seed, under, tally, tuple(sorted(catalog.patterns)))


def count(
    catalog: Catalog, numbers: Iterable[int], weeks: int, seed: int, under: Conditions
) -> Tally:
    """Let the people of these numbers live, each alike however many others do."""
    stage = Stage(catalog, Wishing(catalog), scripts(catalog), under.by_phone)
    tally = Tally()
    for number in numbers:
        rng = Random(f"{seed}:{number}")  # noqa: S311 - a simulation wants to be repeatable
        live(person(rng, catalog, under.world), weeks, stage, tally)
    return tally


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def shown(value: object) -> str:
    """Return a value as the tables show it."""
    match value:
        case dict():
            return ", ".join(f"{key} {count}" for key, count in value.items())
        case float() if value < 0.1:
            return f"{value:.3f}"
        case float() if value <= 1:
            return f"{value:.0%}"
        case float():
            return f"{value:.1f}"
        case _:
            return str(value)
