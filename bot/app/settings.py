"""The message with all settings: its pages, its questions, its choices."""

from bot.app import setting as settings
from bot.app import talk
from bot.app.scene import SETUP, Scene
from bot.domain.intent import OnSetting
from bot.domain.outcome import Outcome
from bot.domain.outcome.account import SettingAsked, SettingsShown
from bot.domain.outcome.reply import Stale
from bot.domain.outcome.talk import Asking
from bot.domain.setting import OFTEN, SEVERAL, TYPED, Setting
from bot.domain.talk.dialogue import Dialogue

MORE = "more"
"""The name of the second page."""


async def command(scene: Scene, argument: str) -> list[Outcome]:
    """All settings in a new message; with the name of one, its question."""
    if not argument:
        return [SettingsShown(scene.person)]
    return await ask(scene, argument, again=False)


async def tapped(scene: Scene, intent: OnSetting) -> list[Outcome]:
    """A button of that message: the answer takes its place."""
    if intent.name in ("", MORE):
        await _leave(scene)
        return [SettingsShown(scene.person, more=intent.name == MORE, again=True)]
    if not intent.value or scene.person.preferences.push_at is None:
        return await ask(scene, intent.name, again=True)
    chosen = _named(intent.name)
    if chosen is None:
        return [Stale()]
    shown = await settings.change(scene, chosen, intent.value, again=True)
    return [SettingAsked(scene.person, chosen, again=True)] if chosen in SEVERAL else shown


async def ask(scene: Scene, name: str, *, again: bool) -> list[Outcome]:
    """The choices of one setting; before the set-up is done, the set-up itself."""
    chosen = _named(name)
    if chosen is None:
        return [Stale()]
    if scene.person.preferences.push_at is None:
        return await talk.begin(scene, SETUP)
    await _leave(scene)
    if chosen in TYPED:
        return [Asking(await _open(scene, chosen), again=again)]
    if chosen in OFTEN or chosen is Setting.LANGUAGE:
        return [SettingAsked(scene.person, chosen, again)]
    return [SettingsShown(scene.person, more=True, again=again)]


async def _open(scene: Scene, chosen: Setting) -> Dialogue:
    """The dialogue that takes what is written for an answer."""
    script = settings.scripts(scene.catalog)[settings.script_of(chosen)]
    opened = await scene.store.dialogues.open(scene.person.id, script.id, scene.now)
    return Dialogue(opened, script, {})


async def _leave(scene: Scene) -> None:
    """The question of a setting, if one is open, is not asked any more."""
    asked = await talk.current(scene)
    if asked is not None and asked.script.alone:
        await scene.store.dialogues.close(asked.id, scene.now)


def _named(name: str) -> Setting | None:
    try:
        return Setting(name)
    except ValueError:
        return None
