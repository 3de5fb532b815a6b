"""A screen: what is shown, free of any channel."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.body_places import NumberedPlace
from bot.domain.chart import Chart
from bot.domain.intent import Intent
from bot.domain.sheet import Sheet
from bot.domain.training.audio_cues import Score
from bot.views.folding import Part, page
from bot.views.texts import Html


class Style(StrEnum):
    """How much a button asks to be tapped; plain where the client has no styles."""

    PLAIN = ""
    PRIMARY = "primary"
    SUCCESS = "success"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """Words that carry an intent."""

    text: str
    intent: Intent
    style: Style = Style.PLAIN


class Mode(StrEnum):
    """Where a screen goes."""

    SEND = "send"
    """A new message."""
    EDIT = "edit"
    """Into the tapped message; a new one where nothing was tapped."""
    MARK = "mark"
    """Into the tapped message; nothing where nothing was tapped."""
    TOAST = "toast"
    """A short notice at the tap; a new message where nothing was tapped."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by the id of its figure; the channel knows how to get it.

    With `moving` it is the movement itself rather than its start and end. With `marks` it is a body
    map: (muscle, left or right, tight or weak), and the words on it. With `places` it is the body
    with numbered places. With `chart` it is a chart, drawn for this one message.
    """

    figure: str
    side: str = "left"
    moving: bool = False
    marks: tuple[tuple[str, str, str], ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    places: tuple[NumberedPlace, ...] = ()
    chart: Chart | None = None


class Effect(StrEnum):
    """An animation that plays once with a new message; nothing where the client has none."""

    PARTY = "party"


class Reaction(StrEnum):
    """What the bot puts on the message it answers; nothing where the channel has none."""

    THUMB = "thumb"


@dataclass(frozen=True, slots=True)
class Audio:
    """A track by its score; the channel knows how to make it heard."""

    score: Score
    title: str


@dataclass(frozen=True, slots=True)
class AskLocation:
    """A button below the input field that shares a location."""

    button: str
    words: Html
    """Said along with it where the message itself has buttons: no message holds both."""


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A button below the input field that opens a page, where the channel can."""

    button: str
    words: Html
    """Said along with it where the message itself has buttons: no message holds both."""
    address: str


@dataclass(frozen=True, slots=True)
class Screen:
    """One message."""

    text: Html = Html("")  # noqa: RUF009 - words never change
    rows: tuple[tuple[Button, ...], ...] = ()
    mode: Mode = Mode.SEND
    ask_location: AskLocation | None = None
    open_page: OpenPage | None = None
    close_keyboard: bool = False
    """Takes the button below the input field away."""
    picture: Picture | None = None
    documents: tuple[tuple[str, bytes], ...] = ()
    sheet: Sheet | None = None
    """A page, sent as a document before the text; the channel knows how to print it."""
    audio: Audio | None = None
    """A track, with the text under it."""
    message: int | None = None
    """The message it replaces, whatever was tapped."""
    effect: Effect | None = None
    reaction: Reaction | None = None
    silent: bool = False
    parts: tuple[Part, ...] = ()
    """Where given, the text is laid out of them, anew when somebody adds one."""

    def __post_init__(self) -> None:
        if self.parts:
            object.__setattr__(self, "text", page(self.parts, len(self.rows)))
