"""What somebody else's fake of Telegram makes of formatted texts; it runs in its own Python.

JSON in: [text, parse mode] each. JSON out: the Message's text and entities.
"""

import asyncio
import json
import sys

from telegram import Bot
from tg_auto_test.test_utils.stub_request import (  # type: ignore[import-not-found]
    StubTelegramRequest,
)


async def answer(samples: list[tuple[str, str]]) -> list[object]:
    """Each text sent through the fake by PTB."""
    fake = StubTelegramRequest()
    async with Bot("1:x", request=fake, get_updates_request=fake) as bot:
        sent = [await bot.send_message(5, text, parse_mode=mode) for text, mode in samples]
    return [[message.text, [one.to_dict() for one in message.entities]] for message in sent]


if __name__ == "__main__":
    json.dump(asyncio.run(answer(json.load(sys.stdin))), sys.stdout)
