"""What follows a place or a language that is typed: a zone set, several offered, or asked."""

import asyncio

from bot.app import dialogues
from bot.app.account import settings_menu
from bot.app.context import Context
from bot.domain.outcome import Outcome
from bot.domain.outcome.reply import Chatted
from bot.domain.outcome.talk import ZonesFound
from bot.domain.setting import Setting
from bot.understanding.red_flags import other_languages
from bot.understanding.zone import zones_of_city

MOST_ZONES = 6
"""Places offered when several fit; more do not fit on a phone."""


async def move(context: Context, place: str) -> list[Outcome]:
    """Set the zone of a place; several places of that name are offered, an unknown one is asked.

    Before the set-up is done it begins, as its questions ask for the place.
    """
    vocabulary = context.deps.vocabulary(context.person.language)
    places = await asyncio.to_thread(zones_of_city, place, vocabulary) if place else ()
    zones = {zone for _, zone in places}
    if len(zones) == 1:
        return await settings_menu.choose(context, Setting.ZONE, zones.pop(), again=False)
    asked = await settings_menu.ask(context, Setting.ZONE, again=False)
    opened = await dialogues.current(context)
    if zones and opened is not None and opened.current is not None and opened.script.alone:
        return [ZonesFound(opened, opened.current.id, tuple(places[:MOST_ZONES]))]
    return asked


async def speak(context: Context, code: str) -> list[Outcome]:
    """Change to a language there are words of; of any other, say that there are none yet."""
    if code in context.catalog.words:
        return await settings_menu.choose(context, Setting.LANGUAGE, code, again=False)
    known = other_languages(context.deps.content_folder)
    line = next((language.line for language in known if language.code == code), None)
    if line is None:
        return [Chatted("reply.one_language")]
    return [Chatted("reply.one_language_line", {"line": line})]
