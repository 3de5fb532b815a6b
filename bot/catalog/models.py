"""The shapes of content files: exercises, flags, vocabularies, deliveries."""

from typing import Annotated

from pydantic import Field

from bot.catalog.shared_models import SLUG, File, Many, Part, Reviewed, Slug, Span, Text, When
from bot.domain.safety.flag import FlagKind, Refer
from bot.domain.training.exercise import Phase, Position, Slower


class DosePart(Part):
    """`{sets: 1-2, reps: 10-15, hold: 2}`; without reps, sets of one hold. Seconds."""

    sets: Span
    reps: Span | None = None
    hold: Span | None = None


class ExerciseFile(File):
    """content/exercises/<id>.yaml"""

    name: Text
    phase: Phase
    muscles: Annotated[list[Slug], Field(min_length=1)]
    one_sided: bool
    equipment: list[Annotated[str, Field(pattern=f"^{SLUG}(\\+{SLUG})*$")]] = []
    positions: Annotated[list[Position], Field(min_length=1)]
    dose: DosePart
    closed_by: list[Slug] = []
    easier: Slug | None = None
    harder: Slug | None = None
    steps: Annotated[list[Text], Field(min_length=3, max_length=5)]
    felt: Text | None = None
    mistake: Text
    breathing: Text
    caution: Text | None = None
    caution_for: list[str] = []
    begins: Text | None = None
    press: Text | None = None
    slower: Slower = Slower.DOWN
    also_for: list[Annotated[str, Field(pattern=r"^P\d\d$")]] = []
    mistakes: dict[Slug, Text] = {}
    any_tight: bool = False
    load: list[Slug] = []
    in_hand: bool = False


class FlagPart(Part):
    """One flag: when it is raised, who looks first, what it closes."""

    name: Text
    when: When = []
    refer: Refer
    closes: list[Slug] = []
    no_plan: bool = False
    police: bool = False
    advice: Text | None = None
    source: Annotated[list[Text], Many] = []
    reviewed: Reviewed = None


class FlagsFile(File):
    """content/safety/<kind>.yaml"""

    kind: FlagKind
    flags: dict[str, FlagPart]


class WordPart(Part):
    """A word of a closed vocabulary."""

    name: Text
    note: Text | None = None


class VocabularyFile(File):
    """content/muscles.yaml, movements.yaml, equipment.yaml"""

    words: dict[Slug, WordPart]


class DeliveryPart(Part):
    """One kind of message that the bot sends by itself."""

    expires_minutes: Annotated[int, Field(ge=1)]
    priority: int
    silent: bool = True


class DeliveriesFile(File):
    """content/deliveries.yaml"""

    kinds: dict[Slug, DeliveryPart]
