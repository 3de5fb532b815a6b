"""All content of this release, frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from bot.domain.assessment.battery import Inquiry
from bot.domain.assessment.network import Network
from bot.domain.assessment.pattern import Pattern
from bot.domain.assessment.self_test import SelfTest
from bot.domain.body_places import Spot
from bot.domain.faq import Term, TermId, Topic, TopicId
from bot.domain.ids import (
    Equipment,
    ExerciseId,
    FlagId,
    Movement,
    MuscleId,
    PatternId,
    QuestionId,
    Region,
    ScriptId,
    TestId,
)
from bot.domain.phrase import Phrase
from bot.domain.safety.emergency import Country
from bot.domain.safety.flag import Flag
from bot.domain.safety.news import NewsRule
from bot.domain.talk.question import Question
from bot.domain.talk.script import Script
from bot.domain.tip import Tip, TipId
from bot.domain.training.exercise import Exercise
from bot.domain.training.plan_rules import PlanRules


@dataclass(frozen=True, slots=True)
class Named:
    """A word of a closed vocabulary with its plain name."""

    name: Phrase
    note: Phrase | None = None


class DeliveryKind(StrEnum):
    """What the bot sends by itself."""

    ROUTINE = "routine"
    CHECKIN = "checkin"
    NUDGE = "nudge"
    MORNING = "morning"
    REVIEW = "review"
    REASSESS = "reassess"
    WELCOME_BACK = "welcome_back"
    """The first message after a planned break."""
    SILENCE = "silence"
    """What suits better? Asked after three days without an answer."""
    FAREWELL = "farewell"
    """The last message to somebody who does not answer."""
    CLEARANCE = "clearance"
    BIRTHDAY = "birthday"
    """To who was too young for a plan: the 18th."""
    STRETCH = "stretch"
    """A second short stretch, where it was switched on."""
    BREAK = "break"
    """A break from sitting, where it was switched on."""
    TIMER = "timer"
    ALARM = "alarm"
    """To operators: something is wrong with the bot."""


@dataclass(frozen=True, slots=True)
class DeliveryRule:
    """How long a message of this kind is worth sending, and before which others."""

    expires: timedelta
    priority: int
    """Smaller goes first among those due."""
    silent: bool


@dataclass(frozen=True, slots=True)
class Catalog:
    """Scripts, patterns, tests, flags, exercises and words."""

    scripts: Mapping[ScriptId, Script]
    tests: Mapping[TestId, SelfTest]
    patterns: Mapping[PatternId, Pattern]
    flags: Mapping[FlagId, Flag]
    exercises: Mapping[ExerciseId, Exercise]
    muscles: Mapping[MuscleId, Named]
    movements: Mapping[Movement, Named]
    equipment: Mapping[Equipment, Named]
    deliveries: Mapping[DeliveryKind, DeliveryRule]
    tips: Mapping[TipId, Tip]
    words: Mapping[str, Mapping[str, str | Mapping[str, str]]]
    """Language -> key -> words, or plural form -> words. English holds the bot's own words;
    the other languages hold those and the content's."""
    network: Network
    """What the patterns cause, and how common it is without them."""
    plan_rules: PlanRules = field(default_factory=PlanRules)
    """What planning and progress read beside the exercises."""
    topics: Mapping[TopicId, Topic] = field(default_factory=dict)
    """Frequent questions with their written answers."""
    glossary: Mapping[TermId, Term] = field(default_factory=dict)
    countries: tuple[Country, ...] = ()
    """Countries whose emergency number and helplines are known."""
    news: tuple[NewsRule, ...] = ()
    """What news about the body, told in words, answers in the safety screen."""
    body: Mapping[Region, tuple[Spot, ...]] = field(default_factory=dict)
    """Where the places of the body lie on the drawn figure."""

    @property
    def battery(self) -> Inquiry:
        """Questions and self-tests as the assessment asks them."""
        return next(
            item
            for script in self.scripts.values()
            for item in script.items
            if isinstance(item, Inquiry)
        )

    @property
    def questions(self) -> Mapping[QuestionId, Question]:
        """Every question of every script."""
        every = [q for script in self.scripts.values() for q in script.questions]
        return {q.id: q for q in sorted(every, key=lambda q: (not q.unasked, q.once))}
