"""The settings menu: which page or question a tap opens, and what a choice changes."""

from bot.app import dialogues
from bot.app.context import COMPLAINT, SAFETY, SETUP, Context
from bot.app.person import preferences as settings
from bot.domain.event import EventKind
from bot.domain.intent import OnSetting
from bot.domain.outcome import Outcome
from bot.domain.outcome.account import SettingAsked, SettingsShown
from bot.domain.outcome.reply import Chatted, Stale
from bot.domain.outcome.talk import Asking
from bot.domain.ruler import Ruler
from bot.domain.setting import LENGTHS, OFTEN, SEVERAL, TYPED, Setting
from bot.domain.setting_scripts import script_of, scripts
from bot.domain.talk.dialogue import Dialogue

TOLD_EARLY = (Setting.PUSH_AT, Setting.MINUTES)
"""What may be told before the set-up asks for it."""
MORE = "more"
"""The name of the second page."""


async def command(context: Context, argument: str) -> list[Outcome]:
    """Show all settings in a new message; with the name of one, ask for it."""
    if not argument:
        return [SettingsShown(context.person)]
    return await ask(context, argument, again=False)


async def tapped(context: Context, intent: OnSetting) -> list[Outcome]:
    """Answer a button of the menu in its place."""
    if intent.name in ("", MORE):
        await _leave(context)
        return [SettingsShown(context.person, more=intent.name == MORE, again=True)]
    chosen = _named(intent.name)
    if chosen is None:
        return [Stale()]
    return await choose(context, chosen, intent.value, again=not intent.typed)


async def choose(context: Context, chosen: Setting, value: str, *, again: bool) -> list[Outcome]:
    """Take a choice, or show the choices where none is given; ask an open measure anew in its new
    unit.

    Raises:
        NotAnOption, NothingChosen: nothing was changed.
    """
    early = context.person.preferences.push_at is None and chosen not in LENGTHS
    if early and value and chosen in TOLD_EARLY and (asked := await _first_script(context)):
        await context.log(EventKind.TOLD_EARLY, {"question": str(chosen), "value": value})
        return [Chatted("setup.kept"), Asking(asked)]
    if not value or early or value == Ruler.HAND:
        return await ask(context, Setting.HAND if value == Ruler.HAND else chosen, again=again)
    shown = await settings.change(context, chosen, value, again=again)
    if chosen in SEVERAL and again:
        return [SettingAsked(context.person, chosen, again=True)]
    opened = await dialogues.current(context) if chosen in LENGTHS else None
    if opened is not None and opened.current is not None and opened.current.unit == "cm":
        return [*shown, Asking(opened)]
    return shown


async def ask(context: Context, name: str, *, again: bool) -> list[Outcome]:
    """Show the choices of one setting; before the set-up is done, begin the set-up."""
    chosen = _named(name)
    if chosen is None:
        return [Stale()]
    asked = await dialogues.current(context)
    if context.person.preferences.push_at is None and chosen not in LENGTHS:
        if first := await _first_script(context):
            return [Chatted("setup.soon"), Asking(first)]
        return await dialogues.begin(context, SETUP)
    if asked is not None and asked.script.id == script_of(chosen):
        return [Asking(asked, again=again)]
    await _leave(context)
    if chosen in TYPED:
        return [Asking(await _open(context, chosen), again=again)]
    if chosen in OFTEN or chosen in (Setting.LANGUAGE, Setting.RULER):
        return [SettingAsked(context.person, chosen, again)]
    return [SettingsShown(context.person, more=True, again=again)]


async def _first_script(context: Context) -> Dialogue | None:
    """Return the open questions that come before the set-up."""
    asked = await dialogues.current(context)
    return asked if asked is not None and asked.script.id in (COMPLAINT, SAFETY) else None


async def _open(context: Context, chosen: Setting) -> Dialogue:
    """Open the dialogue that takes what is typed for an answer."""
    script = scripts(context.catalog)[script_of(chosen)]
    opened = await context.store.dialogues.open(context.person.id, script.id, context.now)
    return Dialogue(opened, script, {})


async def _leave(context: Context) -> None:
    """Close the question of a setting, if one is open."""
    asked = await dialogues.current(context)
    if asked is not None and asked.script.alone:
        await context.store.dialogues.close(asked.id, context.now)


def _named(name: str) -> Setting | None:
    try:
        return Setting(name)
    except ValueError:
        return None
