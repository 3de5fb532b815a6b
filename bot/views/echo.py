"""Say in one line what was understood of typed words, with the button that takes it back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time

from bot.domain.catalog import Catalog
from bot.domain.echo import Echo, EchoLine, EchoValue
from bot.domain.ids import Equipment, QuestionId, ScriptId
from bot.domain.intent import Undo
from bot.domain.outcome import Outcome
from bot.domain.outcome.account import Paused, Resumed
from bot.domain.outcome.caution import Closed
from bot.domain.outcome.pushed import Postponed
from bot.domain.outcome.reply import Unclear
from bot.domain.outcome.reported import Unwell
from bot.domain.outcome.workout import CardShown, Declined, NeverNoted
from bot.views.folding import MOST_ROWS, Part
from bot.views.layout import grid
from bot.views.reactions import reaction_to
from bot.views.screen import Button, Mode, Screen
from bot.views.texts import Html, Texts

SAFETY = ScriptId("safety")
PLACES_ALONE = frozenset({"focus", "act_focus_more"})
"""What is offered where somebody wants to work on a place and named none."""
SAID_BY: Mapping[type[Outcome], frozenset[str]] = {
    Declined: frozenset({"not_today"}),
    Postponed: frozenset({"later", "later_at"}),
    Paused: frozenset({"pause", "pause_until"}),
    Resumed: frozenset({"resume"}),
    Closed: frozenset({"physio_says"}),
    NeverNoted: frozenset({"never_again"}),
    Unwell: frozenset({"sick"}),
    CardShown: frozenset({"start"}),
}
"""What an answer says in its own words, so that no line before it need say it as well."""


def without_repeats(line: EchoLine | None, outcomes: Sequence[Outcome]) -> EchoLine | None:
    """What was understood, as far as the answer does not say it itself."""
    if line is None:
        return None
    repeated = frozenset().union(*(SAID_BY.get(type(one), frozenset()) for one in outcomes))
    return replace(line, echoes=tuple(one for one in line.echoes if one.key not in repeated))


def with_echo(
    screens: Sequence[Screen], line: EchoLine | None, texts: Texts, catalog: Catalog
) -> list[Screen]:
    """The answer, its first message led by what was understood and ended by an undo button."""
    if line is None or not (line.echoes or line.undo):
        return list(screens)
    words = _all(line.echoes, line.zone, texts, catalog)
    first = texts("said.line", words=words) if words else words
    place = next((n for n, one in enumerate(screens) if one.mode in (Mode.SEND, Mode.EDIT)), None)
    if place is None:
        return [*screens, _undoable(Screen(first), line, texts)]
    shown = screens[place].parts or (Part(screens[place].text),)
    led = replace(screens[place], reaction=reaction_to(line), parts=(Part(first), *shown))
    return [*screens[:place], _undoable(led, line, texts), *screens[place + 1 :]]


def _undoable(screen: Screen, line: EchoLine, texts: Texts) -> Screen:
    if line.undo is None:
        return screen
    button = Button(str(texts("button.undo")), Undo(line.undo))
    if len(screen.rows) < MOST_ROWS:
        return replace(screen, rows=(*screen.rows, (button,)))
    return replace(screen, rows=(*screen.rows[:-1], (*screen.rows[-1], button)))


def unclear(outcome: Unclear, texts: Texts, catalog: Catalog) -> Screen:
    """Two things it may have been: which? Where only the place is open, which place?"""
    if outcome.day is None and all(echo.key in PLACES_ALONE for echo, _ in outcome.choices):
        places = (
            Button(str(_place(echo, texts)).capitalize(), meant) for echo, meant in outcome.choices
        )
        return Screen(texts("said.which_place"), rows=grid(tuple(places)))
    rows = [
        (Button(str(_words(echo, outcome.zone, texts, catalog)).capitalize(), meant),)
        for echo, meant in outcome.choices
    ]
    if outcome.day is None:
        return Screen(texts("said.which"), rows=tuple(rows))
    return Screen(texts("said.other_day", day=texts.day(outcome.day)), rows=tuple(rows))


def _place(echo: Echo, texts: Texts) -> Html:
    region = echo.values.get("region")
    return texts(f"said.{echo.key}" if region is None else f"region.{region}")


def _all(echoes: Sequence[Echo], zone: str, texts: Texts, catalog: Catalog) -> Html:
    words = list(dict.fromkeys(_words(one, zone, texts, catalog) for one in echoes))
    return Html("; ".join(words))


def _words(echo: Echo, zone: str, texts: Texts, catalog: Catalog) -> Html:
    values = {name: _value(value, zone, texts) for name, value in echo.values.items()}
    if (thing := echo.values.get("thing")) is not None:
        values["thing"] = texts.phrase(catalog.equipment[Equipment(str(thing))].name)
    if echo.key == "conditions":
        values["names"] = _conditions(echo, texts, catalog)
    if (aside := echo.values.get("aside")) is not None:
        values["aside"] = texts(f"side.{aside}")
    if (language := echo.values.get("language")) is not None:
        values["language"] = texts.language_name(str(language))
    load = echo.values.get("load")
    values["with"] = texts("said.did_load", load=load) if load else ""
    where = _where(echo, texts)
    when = echo.values.get("when")
    return texts(
        f"said.{echo.key}",
        **{**values, "where": where, "when": texts(f"said.when.{when}") if when else ""},
    )


def _conditions(echo: Echo, texts: Texts, catalog: Catalog) -> Html:
    """Return the options of a safety question that were named, as its list calls them."""
    question = catalog.scripts[SAFETY].question(QuestionId(str(echo.values["question"])))
    assert question is not None
    ids = str(echo.values["options"]).split()
    named = [texts.phrase(option.text) for option in question.options if option.id in ids]
    return texts.list([Html(name[:1].lower() + name[1:]) for name in named])


def _where(echo: Echo, texts: Texts) -> Html:
    """ ", left knee", or nothing."""
    side, region = echo.values.get("side"), echo.values.get("region")
    if region is None and side is None:
        return Html("")
    if region is None:
        return texts("said.where_side", side=texts(f"side.{side}"))
    if side is None:
        return texts("said.where", region=texts(f"region.{region}"))
    return texts("said.where_both", side=texts(f"side.{side}"), region=texts(f"region.{region}"))


def _value(value: EchoValue, zone: str, texts: Texts) -> object:
    match value:
        case datetime():
            return texts.moment(value, zone)
        case date():
            return texts.day(value)
        case time():
            return texts.time(value)
        case frozenset():
            return texts.list([Html(texts.weekday(day)) for day in sorted(value)])
        case _:
            return value
