"""Read the entities that a bot sends in place of markup."""

from typing import Any

from telegram_sandbox.errors import ApiError, bad_request
from telegram_sandbox.markup_tags import units, web_address

Entity = dict[str, Any]

_FOUND_BY_ITSELF = frozenset(
    ("url", "email", "bot_command", "mention", "hashtag", "cashtag", "phone_number")
)
_NEEDS = {
    "bold": (),
    "italic": (),
    "underline": (),
    "strikethrough": (),
    "spoiler": (),
    "blockquote": (),
    "expandable_blockquote": (),
    "code": (),
    "pre": (),
    "text_link": ("url",),
    "text_mention": ("user",),
    "custom_emoji": ("custom_emoji_id",),
    "date_time": ("unix_time",),
}
_EMOJI_MOST = 2**63 - 1


def read(value: Any, text: str) -> list[Entity]:
    """The entities of a call that fit its text; those Telegram finds by itself are passed over.

    Raises:
        ApiError: Telegram would refuse them.
    """
    if value is None:
        return []
    if not isinstance(value, list):
        raise bad_request("expected an Array of MessageEntity")
    entities = [_one(item) for item in value]
    whole = units(text)
    for entity in entities:
        _place(entity["offset"], entity["length"], whole)
    return [e for e in entities if e["type"] not in _FOUND_BY_ITSELF and e["length"] > 0]


def _fail(text: str) -> ApiError:
    return bad_request(f"can't parse MessageEntity: {text}")


def _place(offset: int, length: int, whole: int) -> None:
    if offset < 0:
        raise bad_request(f"receive an entity with incorrect offset {offset}")
    if length < 0:
        raise bad_request(f"receive an entity with incorrect length {length}")
    if offset > whole:
        raise bad_request(f"entity begins after the end of the text at UTF-16 offset {offset}")
    if offset + length > whole:
        raise bad_request(
            f"entity beginning at UTF-16 offset {offset} ends after the end of the text "
            f"at UTF-16 offset {offset + length}"
        )


def _one(item: Any) -> Entity:
    if not isinstance(item, dict):
        raise _fail("expected an Object")
    for name in ("offset", "length", "type"):
        if name not in item:
            raise _fail(f'Can\'t find field "{name}"')
    for name in ("offset", "length"):
        if not isinstance(item[name], int):
            raise _fail(f'Field "{name}" must be of type Number')
    kind = item["type"]
    if not isinstance(kind, str) or kind not in _FOUND_BY_ITSELF | _NEEDS.keys():
        raise _fail("Unsupported type specified")
    for name in _NEEDS.get(kind, ()):
        if item.get(name) is None:
            raise _fail(f'Can\'t find field "{name}"')
    entity = {name: value for name, value in item.items() if value is not None}
    match kind:
        case "text_link":
            entity["url"] = _address(str(entity["url"]))
        case "text_mention":
            user = entity.pop("user")
            entity["user_id"] = user.get("id", 0) if isinstance(user, dict) else 0
            entity["explicit"] = True
        case "custom_emoji":
            number = str(entity["custom_emoji_id"])
            if not (number.isdecimal() and int(number) <= _EMOJI_MOST):
                raise _fail('Field "custom_emoji_id" must be a valid Number')
    return entity


def _address(url: str) -> str:
    address = web_address(url)
    if address is None:
        scheme = url.split("://", 1)[0].lower() if "://" in url else ""
        why = "Wrong HTTP URL" if scheme in {"", "http", "https"} else "Unsupported URL protocol"
        raise bad_request(
            f"entity URL '{url}' is invalid: {'URL host is empty' if not url else why}"
        )
    return address
