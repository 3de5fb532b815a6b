"""The emoji a bot or a person may react with."""

from typing import Any

from telegram_sandbox.errors import bad_request

_VARIANT = "\ufe0f"
_EMOJI = (
    "👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 "
    "🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 "
    "😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 "
    "🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡"
)
ALLOWED = frozenset(_EMOJI.split())


def is_allowed(emoji: object) -> bool:
    """Whether Telegram has this reaction; emoji presentation does not matter."""
    return isinstance(emoji, str) and emoji.replace(_VARIANT, "") in ALLOWED


def read_reaction(value: Any) -> str | None:
    """The emoji of a call's `reaction` list; None takes the reaction away.

    Raises:
        ApiError: more than one, or one that is not allowed.
    """
    if value is None or value == []:
        return None
    if not isinstance(value, list) or not isinstance(value[0], dict):
        raise bad_request("expected an Array of ReactionType")
    if len(value) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    emoji = value[0].get("emoji")
    if value[0].get("type") != "emoji" or not isinstance(emoji, str) or not is_allowed(emoji):
        raise bad_request("REACTION_INVALID")
    return emoji
