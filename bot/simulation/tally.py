"""What is counted over all simulated people."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, fields
from typing import Any

from bot.domain.ids import PatternId


@dataclass(slots=True)
class Tally:
    """Plain counts; shares are made from them in the report."""

    people: int = 0
    healthy: int = 0
    healthy_told_nothing: int = 0
    healthy_without_likely: int = 0
    true_found: Counter[PatternId] = field(default_factory=Counter)
    true_missed: Counter[PatternId] = field(default_factory=Counter)
    false_found: Counter[PatternId] = field(default_factory=Counter)
    true_absent: Counter[PatternId] = field(default_factory=Counter)
    patterns_told: int = 0
    """Patterns told, over everybody."""
    told_true: int = 0
    likely: int = 0
    likely_true: int = 0
    told_something: int = 0
    """People who were told any pattern."""
    first_true: int = 0
    """Of them, those whose first pattern is there."""
    squares: float = 0.0
    """Of the distance between each probability and the truth."""
    in_tenth: Counter[int] = field(default_factory=Counter)
    """Probabilities by their tenth."""
    chance_in_tenth: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    true_in_tenth: Counter[int] = field(default_factory=Counter)
    strongest_leads: int = 0
    """People whose severest pattern is among the leading ones."""
    with_patterns: int = 0
    questions: int = 0
    tests: int = 0
    urgent: int = 0
    clinician_first: int = 0
    red_flagged: int = 0
    red_flagged_planned: int = 0
    no_plan: int = 0
    routines: int = 0
    sessions: int = 0
    closed_prescribed: int = 0
    over_minutes: int = 0
    too_many: int = 0
    wrong_side_first: int = 0
    greens: int = 0
    ambers: int = 0
    reds: int = 0
    reds_not_rested: int = 0
    steps_up: int = 0
    steps_down: int = 0
    deload_weeks: int = 0
    rescreens: int = 0
    referred: int = 0
    graduates: int = 0
    """Patterns that were normal in two re-tests."""
    blocks: Counter[str] = field(default_factory=Counter)
    """People by the block of their last routine."""

    def add(self, other: "Tally") -> None:
        """Count what another tally counted too."""
        for each in fields(self):
            here, there = getattr(self, each.name), getattr(other, each.name)
            if isinstance(here, dict):
                for key, number in there.items():
                    here[key] += number
            else:
                setattr(self, each.name, here + there)

    def as_json(self) -> dict[str, Any]:
        """Everything, ready for `json.dumps`; a mapping as a list of pairs."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        return {n: [*map(list, v.items())] if isinstance(v, dict) else v for n, v in values.items()}

    @classmethod
    def from_json(cls, written: dict[str, Any]) -> "Tally":
        """Read what `as_json` wrote."""
        tally = cls()
        for name, value in written.items():
            if isinstance(value, list):
                getattr(tally, name).update(dict(value))
            else:
                setattr(tally, name, value)
        return tally
