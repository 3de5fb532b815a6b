"""The shapes of content files: scripts and self-tests."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from bot.catalog.shared_models import File, Many, Part, Slug, Span, Text, When
from bot.domain.ids import Side
from bot.domain.talk.measure import Level
from bot.domain.talk.phone import Mode
from bot.domain.talk.question import MOST_CHOICES, Kind


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
    unless: When = []
    number: Annotated[int, Field(ge=1, le=MOST_CHOICES)] | None = None


class ItemPart(Part):
    """One line of what is asked about."""

    text: Text
    unless: When = []


def _item(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


class QuestionPart(Part, defer_build=False):
    """One question, English inline."""

    id: Slug | Annotated[str, Field(pattern=r"^T\d\d(_[a-z0-9_]+)?$")]
    ask: Text
    kind: Kind = Kind.CHOICE
    options: list[OptionPart] = []
    when: When = []
    unless: When = []
    note: Text | None = None
    at_once: Text | None = None
    first_of: Slug | None = None
    items: list[Annotated[ItemPart, BeforeValidator(_item)]] = []
    unit: str = ""
    low: float = 0
    high: float = 10
    between: tuple[int, int] | None = None
    opens_at: float | None = None
    measure: MeasurePart | None = None
    because: Text | None = None
    because_sides: Text | None = None
    label: Text | None = None
    counted: Text | None = None
    not_sure: bool = False
    skip: bool = False
    once: bool = False
    unasked: bool = False


class SamePart(Part):
    """A question that another script holds, asked here too."""

    same: Slug
    when: When = []
    unasked: bool = False


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
    questions: Annotated[
        list[QuestionPart | SamePart | InquiryPart | AgainPart], Field(min_length=1)
    ]


def questions_of(file: ScriptFile) -> list[QuestionPart]:
    """Every question that a script spells out, those of its inquiry too."""
    parts = (p.questions if isinstance(p, InquiryPart) else [p] for p in file.questions)
    return [q for part in parts for q in part if isinstance(q, QuestionPart)]


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
