"""The second channel: the same bot, lines in and lines out, with a clock that people move."""

import re
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import timedelta
from html import unescape

from bot.app import push
from bot.app.deps import Deps
from bot.app.handle import handle
from bot.clock import MovableClock
from bot.domain.ids import UserId
from bot.domain.intent import Command, Inbound, Intent, Location, Text
from bot.domain.outcome import Outcome
from bot.domain.person import Person
from bot.views.paper import as_text
from bot.views.screen import Button, Mode, Screen
from bot.views.screens import answer, view
from bot.views.texts import Texts, words_for

ME = UserId(1)
"""The one person at this terminal."""
_SPAN = re.compile(r"\+ *(?:(\d+) *([mhd])|next)$")
_PLACE = re.compile(r"\((-?\d+(?:\.\d+)?), *(-?\d+(?:\.\d+)?)\)$")
_FOLDED = re.compile(r"<blockquote expandable>(.*?)</blockquote>", re.DOTALL)
"""What a phone shows folded, and unfolds at a tap."""
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
AT_ONCE = 30
"""Pushes claimed at a time; one person never has as many."""

HELP = (
    "[Words] taps a button, (50.4, 30.5) shares a location, anything else is typed.\n"
    "What a phone folds stands behind a bar.\n"
    "+ 1d, + 2h, + 30m move the clock, + next moves it to the next message; # is a remark.\n"
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
        if found := _SPAN.match(line):
            await self._move(found)
            return
        intent = self._intent(line)
        if intent is None:
            self._write("(no such button)\n\n")
            return
        self._updates += 1
        inbound = Inbound(self._updates, ME, self._language, intent)
        reply = await handle(self._deps, inbound)
        texts = words_for(reply.person, self._speak)
        for screen in answer(reply.outcomes, reply.heard, texts, self._deps.catalog):
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
        """Move the clock, stopping at every message on the way."""
        now = self._clock()
        if span[2]:
            target = now + timedelta(**{_UNITS[span[2]]: int(span[1])})
        else:
            async with self._deps.transaction() as store:
                due = await store.deliveries.next_due()
            if due is None:
                self._write("(nothing is planned)\n\n")
                return
            target = due
        while True:
            async with self._deps.transaction() as store:
                due = await store.deliveries.next_due()
            if due is None or due > target:
                break
            self._clock.move(max(due - self._clock(), timedelta()))
            claimed = await push.due(self._deps, AT_ONCE, AT_ONCE)
            for one in await push.prepare(self._deps, claimed):
                self._push(one.person, one.outcome)
                await push.settle(self._deps, [push.Sent(one.delivery)])
        self._clock.move(max(target - self._clock(), timedelta()))
        self._write(f"({self._clock():%a %d %b %Y, %H:%M} UTC)\n\n")

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
    yield f"({text})" if screen.mode is Mode.TOAST else text
    if screen.ask_location:
        yield f"[{screen.ask_location.button}]"
    if screen.sheet is not None:
        yield from (f"| {line}".rstrip() for line in as_text(screen.sheet).splitlines())
    for name, content in screen.documents:
        yield f"(document {name}, {len(content)} bytes)"
    for row in screen.rows:
        yield " ".join(f"[{button.text}]" for button in row)


def _marked(quote: re.Match[str]) -> str:
    return "\n".join(f"│ {line}".rstrip() for line in quote[1].splitlines())
