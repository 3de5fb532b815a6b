"""The second channel: the same bot in a terminal, with a clock that people move."""

import re
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime, timedelta
from html import unescape

from bot.app.deps import Deps
from bot.app.handle import Reply, handle
from bot.app.push import dispatch
from bot.clock import MovableClock
from bot.domain.ids import UserId
from bot.domain.intent import Command, Inbound, Intent, Location, Text
from bot.domain.outcome import Outcome
from bot.domain.outcome.caution import Referred
from bot.domain.outcome.pushed import ReviewDue, RoutineDue
from bot.domain.outcome.reported import PainAsked
from bot.domain.outcome.talk import Asking
from bot.domain.person import Person
from bot.views.paper import as_text
from bot.views.screen import Button, Mode, Screen
from bot.views.screens import answer, view
from bot.views.texts import Texts, words_for

ME = UserId(1)
"""The one person at this terminal."""
_SPAN = re.compile(r"\+ *(?:(\d+) *([mhd])|next)(?: +(\S.*))?$")
_PLACE = re.compile(r"\((-?\d+(?:\.\d+)?), *(-?\d+(?:\.\d+)?)\)$")
_FOLDED = re.compile(r"<blockquote expandable>(.*?)</blockquote>", re.DOTALL)
"""What a phone shows folded, and unfolds at a tap."""
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
NO_BREAK = "\u00a0"
"""A space at which no phone breaks the line; a terminal has room."""
AT_ONCE = 30
"""Pushes claimed at a time; one person never has as many."""

HELP = (
    "[Words] taps a button, (50.4, 30.5) shares a location, anything else is typed.\n"
    "What a phone folds stands behind a bar.\n"
    "+ 1d, + 2h, + 30m move the clock, + next moves it to the next message; # is a remark.\n"
    "+ 14d done, pain 1 answers every message on the way with these words.\n"
)


class Terminal:
    """One conversation; `write` gets whole lines."""

    def __init__(
        self,
        deps: Deps,
        speak: Callable[[str], Texts],
        clock: MovableClock,
        write: Callable[[str], object],
        language: str = "en",
    ) -> None:
        self._deps = deps
        self._speak = speak
        self._clock = clock
        self._write = write
        self._language = language
        self._updates = 0
        self._buttons: dict[str, Button] = {}

    async def talk(self, lines: AsyncIterator[str]) -> None:
        """Everything a person does, until the lines end."""
        async for line in lines:
            await self.do(line.strip())

    async def do(self, line: str) -> None:
        """One line."""
        if not line:
            return
        self._write(f"> {line}\n" if not line.startswith("#") else f"{line}\n")
        if line.startswith("#"):
            return
        if span := _SPAN.match(line):
            await self._move(span)
            return
        intent = self._intent(line)
        if intent is None:
            self._write("(no such button)\n\n")
            return
        self._show_all(await self._reply(intent))

    async def _reply(self, intent: Intent) -> Reply:
        self._updates += 1
        return await handle(self._deps, Inbound(self._updates, ME, self._language, intent))

    def _show_all(self, reply: Reply) -> None:
        texts = words_for(reply.person, self._speak)
        for screen in answer(reply.outcomes, reply.echo, texts, self._deps.catalog):
            self._show(screen)

    def _intent(self, line: str) -> Intent | None:
        if line.startswith("[") and line.endswith("]"):
            button = self._buttons.get(line[1:-1])
            return None if button is None else button.intent
        if place := _PLACE.match(line):
            return Location(float(place[1]), float(place[2]))
        if line.startswith("/"):
            name, _, argument = line[1:].partition(" ")
            return Command(name.lower(), argument.strip())
        return Text(line)

    async def _move(self, span: re.Match[str]) -> None:
        """Move the clock and deliver every message on the way.

        With words after the span, each daily message is answered with them and not shown.
        """
        if span[2]:
            target = self._clock() + timedelta(**{_UNITS[span[2]]: int(span[1])})
        elif (due := await self._due()) is not None:
            target = due
        else:
            self._write("(nothing is planned)\n\n")
            return
        answered = 0
        while (due := await self._due()) is not None and due <= target:
            self._clock.move(max(due - self._clock(), timedelta()))
            count, more = await self._deliver_due(span[3])
            answered += count
            if more:  # something that is not of every day: there the quiet ends
                target = self._clock()
        self._clock.move(max(target - self._clock(), timedelta()))
        if span[3]:
            self._write(f"({answered} messages, each answered: {span[3]})\n")
        self._write(f"({self._clock():%a %d %b %Y, %H:%M} UTC)\n\n")

    async def _due(self) -> datetime | None:
        async with self._deps.transaction() as store:
            return await store.deliveries.next_due()

    async def _deliver_due(self, words: str | None) -> tuple[int, bool]:
        """Deliver everything that is due now.

        Return how many daily messages were answered with the words, and whether the bot asked
        for something else.
        """
        answered, asked = 0, False
        claimed = await dispatch.due(self._deps, AT_ONCE, AT_ONCE)
        for one in await dispatch.prepare(self._deps, claimed):
            of_a_day = _of_a_day(one.outcome)
            if not words or of_a_day is None:
                self._push(one.person, one.outcome)
            await dispatch.settle(self._deps, [dispatch.Sent(one.delivery)])
            if words and of_a_day:
                answered += 1
                asked = asked or await self._answer_with(words)
        return answered, asked

    async def _answer_with(self, words: str) -> bool:
        """Send the words as a reply; return whether the bot asked for more, which is then shown."""
        reply = await self._reply(Text(words))
        more = any(isinstance(outcome, Asking | Referred) for outcome in reply.outcomes)
        if more:
            self._write(f"({self._clock():%a %d %b, %H:%M} UTC)\n> {words}\n")
            self._show_all(reply)
        return more

    def _push(self, person: Person, outcome: Outcome) -> None:
        self._write(f"({self._clock():%a %d %b, %H:%M} UTC)\n")
        self._show(view(outcome, words_for(person, self._speak), self._deps.catalog))

    def _show(self, screen: Screen) -> None:
        if screen.mode is Mode.MARK:
            return
        self._write("\n".join(_lines(screen)) + "\n\n")
        self._buttons.update({b.text: b for row in screen.rows for b in row})


def _lines(screen: Screen) -> Iterator[str]:
    text = unescape(re.sub(r"<[^>]+>", "", _FOLDED.sub(_marked, screen.text)))
    text = text.replace(NO_BREAK, " ")
    yield f"({text})" if screen.mode is Mode.TOAST else text
    if screen.ask_location:
        yield f"[{screen.ask_location.button}]"
    if screen.sheet is not None:
        yield from (f"| {line}".rstrip() for line in as_text(screen.sheet).splitlines())
    for name, content in screen.documents:
        yield f"(document {name}, {len(content)} bytes)"
    for row in screen.rows:
        yield " ".join(f"[{button.text}]" for button in row)


def _of_a_day(outcome: Outcome) -> bool | None:
    """Whether a message of every day brings a routine; None of any other message."""
    match outcome:
        case RoutineDue():
            return True
        case ReviewDue():
            return outcome.routine is not None
        case PainAsked():
            return False
        case _:
            return None


def _marked(quote: re.Match[str]) -> str:
    return "\n".join(f"│ {line}".rstrip() for line in quote[1].splitlines())
