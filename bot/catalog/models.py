"""The shapes of the content files; an unknown key is an error."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from bot.domain.ids import Side
from bot.domain.safety.flag import FlagKind, Refer
from bot.domain.talk.measure import Level
from bot.domain.talk.phone import Mode
from bot.domain.talk.question import Kind
from bot.domain.training.exercise import Phase, Position

SLUG = r"[a-z][a-z0-9_]*"


def _single_line(text: str) -> str:
    if "\n" in text.strip():
        raise ValueError("one line only")
    return text.strip()


def _aslist(value: Any) -> Any:
    return [value] if isinstance(value, (str, dict)) else value


Text = Annotated[str, Field(min_length=1), AfterValidator(_single_line)]
Slug = Annotated[str, Field(pattern=f"^{SLUG}$")]
Many = BeforeValidator(_aslist)
Span = Annotated[str, Field(pattern=r"^\d+(-\d+)?$")]
"""A number, or from-to: "10-15"."""


class Part(BaseModel):
    """A block of a content file."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Bounds(Part):
    """What an answer is held against: `{at_least: 6, below: 9}`, `{is_not: none}`."""

    is_: Annotated[list[str], Many, Field(default=[], alias="is")]
    is_not: Annotated[list[str], Many] = []
    at_least: float | None = None
    below: float | None = None


def _bounds(value: Any) -> Any:
    return {"is": value} if isinstance(value, (str, list)) else value


Clauses = dict[
    Slug | Annotated[str, Field(pattern=r"^T\d\d")], Annotated[Bounds, BeforeValidator(_bounds)]
]
When = Annotated[list[Clauses], Many]
"""`{question: option}`; all entries of a block hold; of a list of blocks one is enough."""


class Review(Part):
    """Who signed a file off; empty until a clinician does."""

    by: Text
    on: Text


def _unsigned(value: Any) -> Any:
    return None if value in ("", {}) else value


Reviewed = Annotated[Review | None, BeforeValidator(_unsigned)]


class File(Part):
    """What every content file says about itself."""

    source: Annotated[list[Text], Many, Field(min_length=1)]
    reviewed: Reviewed = None


class NormPart(Part):
    """Cuts for some people."""

    normal: float
    mild: float
    sex: str | None = None
    age: Span | None = None


class AsymmetryPart(Part):
    """When a side difference counts."""

    mild: float
    marked: float | None = None
    percent: bool = False
    at_least: float = 0.0


class MeasurePart(Part):
    """The scale of a measured question."""

    better: Annotated[str, Field(pattern="^(higher|lower)$")]
    norms: list[NormPart] = []
    error: float
    asymmetry: AsymmetryPart | None = None
    cap: float | None = None
    short_cap: float | None = None
    over: str | None = None


Rate = Annotated[float, Field(ge=0, lt=1)]


class Sourced(Part):
    """A number that says where it is from: a study, a norm, or the word `estimate`."""

    source: Text


class RatePart(Sourced):
    """How common something is."""

    rate: Annotated[float, Field(gt=0, lt=1)]


class LeakPart(Sourced):
    """How common a finding is without its causes: at least mild, marked, and on both sides."""

    mild: Annotated[float, Field(gt=0, lt=1)]
    marked: Rate
    alike: Rate = 0.0


class RolesPart(Part):
    """The muscles whose length or strength a finding measures."""

    length: list[Slug] = []
    strength: list[Slug] = []
    compared: bool = False


class OptionPart(Part):
    """One answer."""

    id: Slug | Annotated[str, Field(pattern=r"^\d+(:\d\d)?$")]
    text: Text
    because: Text | None = None
    level: Level | None = None
    finding: Annotated[str, Field(pattern=r"^T\d\d(_[a-z0-9_]+)?$")] | None = None
    side: Side | None = None
    alone: bool = False
    leak: RatePart | None = None
    examples: tuple[str, ...] = ()


class QuestionPart(Part):
    """One question, English inline."""

    id: Slug | Annotated[str, Field(pattern=r"^T\d\d(_[a-z0-9_]+)?$")]
    ask: Text
    kind: Kind = Kind.CHOICE
    options: list[OptionPart] = []
    when: When = []
    note: Text | None = None
    unit: str = ""
    low: float = 0
    high: float = 10
    measure: MeasurePart | None = None
    because: Text | None = None
    because_sides: Text | None = None
    not_sure: bool = False
    skip: bool = False


class MostPart(Part):
    """How much one sitting asks at most."""

    questions: Annotated[int, Field(ge=1)]
    tests: Annotated[int, Field(ge=1)]
    tests_in_all: Annotated[int, Field(ge=1)]


class InquiryPart(Part):
    """Where habits, signs and self-tests are asked, in the order of what they tell."""

    most: MostPart
    questions: Annotated[list[QuestionPart], Field(min_length=1)]
    before_tests: QuestionPart
    when: When = []


class AgainPart(Part):
    """Where the self-tests are asked that the bot names when it opens the script."""

    self_tests: Literal["named"]


class ScriptFile(File):
    """content/scripts/<id>.yaml"""

    name: Text
    questions: Annotated[list[QuestionPart | InquiryPart | AgainPart], Field(min_length=1)]


PointPart = tuple[float, float]
LinePart = Annotated[list[PointPart], Field(min_length=2)]


class DrawingPart(Part):
    """A line figure in a field of 200 by 130; of the phone its middle and its turn in degrees."""

    lines: Annotated[list[LinePart], Field(min_length=1)]
    phone: tuple[float, float, float]
    ground: list[LinePart] = []
    head: PointPart | None = None
    way: list[PointPart] = []


class OppositePart(Part):
    """What the same number means at its other end."""

    finding: Annotated[str, Field(pattern=r"^T\d\d(_[a-z0-9_]+)?$")]
    norms: Annotated[list[NormPart], Field(min_length=1)]
    because: Text


class PhonePart(QuestionPart):
    """A question that the measuring page answers, and how the phone lies for it."""

    finding: Annotated[str, Field(pattern=r"^T\d\d(_[a-z0-9_]+)?$")]
    instead_of: Annotated[list[str], Field(min_length=1)]
    measure: MeasurePart
    opposite: OppositePart | None = None
    mode: Mode = Mode.ANGLE
    axis: Literal["x", "y", "z"] = "x"
    sign: Literal["1", "-1", "0"] = "0"
    zero: Literal["flat", "upright"] = "flat"
    add: float = 0
    lies: Text
    zeroing: Text
    moving: Text
    reading: Text
    drawing: DrawingPart
    alone: bool = False
    source: Annotated[list[Text], Many, Field(min_length=1)]


class TestFile(File):
    """content/tests/<id>-<slug>.yaml"""

    name: Text
    why: Text
    steps: Annotated[list[Text], Field(min_length=2, max_length=6)]
    caution: Text | None = None
    minutes: Annotated[float, Field(gt=0)]
    leaks: dict[str, LeakPart] = {}
    muscles: dict[str, RolesPart] = {}
    skip_if: list[str] = []
    skip_when: When = []
    needs: list[Slug] = []
    questions: Annotated[list[QuestionPart], Field(min_length=1)]
    phone: PhonePart | None = None
    page_only: bool = False


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
    mistake: Text
    breathing: Text
    caution: Text | None = None
    press: Text | None = None
    also_for: list[Annotated[str, Field(pattern=r"^P\d\d$")]] = []
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
