"""The rules that planning reads from the content: equipment, painful areas, words for changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.assessment.measured import Muscles
from bot.domain.ids import Equipment, ExerciseId, Movement, MuscleId, Region
from bot.domain.phrase import Phrase
from bot.domain.training.exercise import Practice
from bot.domain.training.routine import Change


class Reason(StrEnum):
    """Why something differs from before; the words stand in the content under `change.<reason>`."""

    MORE_REPS = "more_reps"
    LONGER_HOLD = "longer_hold"
    ANOTHER_SET = "another_set"
    SLOWER = "slower"
    HARDER = "harder"
    HEAVIER = "heavier"
    TOO_EASY = "too_easy"
    EASIER_ASKED = "easier_asked"
    EASIER_TOO_MUCH = "easier_too_much"
    TOO_MUCH = "too_much"
    NEXT_NO_LONGER = "next_no_longer"
    EASIER_AMBER = "easier_amber"
    EASIER_RED = "easier_red"
    WEAKER_SIDE = "weaker_side"
    EXTRA_SET = "extra_set"
    PRESS = "press"
    EASIER_INSTEAD = "easier_instead"
    HALVED = "halved"
    HALVED_STILL = "halved_still"
    NEXT_LIGHTER = "next_lighter"
    RESTING = "resting"
    BACK = "back"
    BACK_ONE = "back_one"
    AWAY_WEEK = "away_week"
    AWAY_LONG = "away_long"
    AWAY_INSTEAD = "away_instead"
    MISSED_FEW = "missed_few"
    MISSED_WEEK = "missed_week"
    DELOAD_PLANNED = "deload_planned"
    DELOAD_SIGNS = "deload_signs"
    STUCK = "stuck"
    BLOCK_BUILD = "block_build"
    BLOCK_INTEGRATE = "block_integrate"
    BLOCK_KEEP = "block_keep"
    BLOCK_WAITS = "block_waits"
    POSSIBLE = "possible"
    TIRED = "tired"
    TIRED_ALREADY = "tired_already"
    ILL = "ill"
    HURTS_TODAY = "hurts_today"
    HURTS_SPARED = "hurts_spared"
    LEFT_ALONE = "left_alone"
    LEFT_ALONE_INSTEAD = "left_alone_instead"
    LEFT_ALONE_OTHERS = "left_alone_others"
    ALL_LEFT_ALONE = "all_left_alone"
    NOTHING_LEFT = "nothing_left"
    AT_HAND = "at_hand"
    SMALL_AT_FIRST = "small_at_first"
    OFFICE = "office"
    SHORT = "short"
    SHORT_ALREADY = "short_already"
    OTHERS = "others"
    FOCUS = "focus"
    FOCUS_SIDE = "focus_side"
    FOCUS_ALREADY = "focus_already"
    ONLY_STRETCH = "only_stretch"
    ONLY_STRENGTH = "only_strength"
    STRENGTH_RESTS = "strength_rests"
    OTHER = "other"
    HARDER_ASKED = "harder_asked"
    GRADUATED = "graduated"
    PAIN_DOWN = "pain_down"
    PAIN_UP = "pain_up"
    AMBERS = "ambers"
    PAIN_LEAP = "pain_leap"
    SECOND_RED = "second_red"
    RED = "red"
    AT_REST = "at_rest"
    STILL_SORE = "still_sore"
    NO_FALL = "no_fall"
    NO_FALL_LONG = "no_fall_long"
    NEW_PLACE = "new_place"


@dataclass(frozen=True, slots=True)
class Area:
    """A place that may hurt: what rests when it does, and what usually helps it."""

    muscles: frozenset[MuscleId]
    movements: frozenset[Movement]
    usual: Muscles
    """What is stretched and strengthened for it while no pattern is known."""
    spares: frozenset[Movement] = frozenset()
    """What it is spared then."""
    moved_by: frozenset[ExerciseId] = frozenset()
    """What moves or loads it beside the exercises for its muscles: left out while it heals."""


@dataclass(frozen=True, slots=True)
class PlanRules:
    """The part of the content that planning and progress read."""

    reasons: Mapping[Reason, Phrase] = field(default_factory=dict)
    areas: Mapping[Region, Area] = field(default_factory=dict)
    household: frozenset[Equipment] = frozenset()
    """At hand at home without being asked."""
    office: frozenset[Equipment] = frozenset()
    outdoors: frozenset[Equipment] = frozenset()
    gym: frozenset[Equipment] = frozenset()
    """There besides the household's."""
    small: frozenset[MuscleId] = frozenset()
    """Muscles that weights come late for."""
    push: frozenset[MuscleId] = frozenset()
    """Main muscles of what pushes."""
    pull: frozenset[MuscleId] = frozenset()
    """Muscles of what pulls."""
    balance: tuple[ExerciseId, ...] = ()
    """What trains balance, from the supported to the free."""
    general_tight: tuple[MuscleId, ...] = ()
    """What a general routine stretches."""
    general_weak: tuple[MuscleId, ...] = ()
    first: Mapping[Region | None, tuple[ExerciseId, ...]] = field(default_factory=dict)
    """Gentle exercises to begin with for a place, the most usual first; None: for any place."""

    told_in_review: tuple[str, ...] = ()
    """Causes of a change that the weekly review tells, the most telling first."""

    def change(
        self,
        reason: Reason,
        exercise: ExerciseId | None = None,
        other: ExerciseId | None = None,
        levels: tuple[float, float] | None = None,
    ) -> Change:
        """Return a change with its words."""
        return Change(self.reasons[reason], exercise, other=other, levels=levels)

    def change_of(self, reason: Reason, practice: Practice) -> Change:
        """Return a change of one exercise, for its muscle where it fits many."""
        return Change(self.reasons[reason], practice.exercise, practice.muscle)

    def change_at(self, reason: Reason, places: Iterable[Region]) -> Change:
        """Return a change with its words and the places that it is about."""
        return Change(self.reasons[reason], places=tuple(sorted(places)))
