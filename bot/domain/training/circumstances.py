"""What is different today, and how one thing is added to another."""

from dataclasses import dataclass

from bot.domain.ids import Equipment, ExerciseId, Region


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is different today; None and empty where nothing is."""

    minutes: int | None = None
    equipment: frozenset[Equipment] | None = None
    """What there is beside the things of the place."""
    place: str | None = None
    tired: bool = False
    ill: bool = False
    hurting: frozenset[Region] = frozenset()
    missing: frozenset[Equipment] = frozenset()
    """What is not at hand, though it usually is."""
    avoid: frozenset[ExerciseId] = frozenset()
    """Exercises the person does not want today."""

    def and_also(self, more: "Circumstances") -> "Circumstances":
        """Both together; where they contradict each other, what was told last."""
        found = more.equipment or frozenset()
        return Circumstances(
            minutes=self.minutes if more.minutes is None else more.minutes,
            equipment=self.equipment if more.equipment is None else more.equipment,
            place=more.place or self.place,
            tired=self.tired or more.tired,
            ill=self.ill or more.ill,
            hurting=self.hurting | more.hurting,
            missing=(self.missing - found) | more.missing,
            avoid=self.avoid | more.avoid,
        )
