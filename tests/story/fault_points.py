"""Where the real bot is killed: wrapped around it in the test's own process, nowhere else."""

import os
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from bot.telegram import polling, respond, webhook
from bot.telegram.request import AiohttpRequest
from bot.telegram.respond import Responder

POINTS = ("receive", "commit", "send", "confirm")
"""After which the bot dies: the update is there; its transaction is committed; the first message
of the reply is at Telegram; Telegram was told to forget the update."""

Step = Callable[..., Awaitable[Any]]


def place(point: str, fuse: Path) -> None:
    """From now on this process, or one forked from it, dies at the point if the fuse is laid.

    A fuse burns once: it is taken away before the process dies.
    """

    def laid() -> bool:
        return fuse.exists()

    def burn() -> None:
        if laid():
            fuse.unlink()
            os.kill(os.getpid(), signal.SIGKILL)

    def receive(step: Step) -> Step:
        async def received(*arguments: Any, **named: Any) -> Any:
            burn()
            return await step(*arguments, **named)

        return received

    def commit(step: Step) -> Step:
        async def committed(*arguments: Any, **named: Any) -> Any:
            answer = await step(*arguments, **named)
            burn()
            return answer

        return committed

    def send(step: Step) -> Step:
        async def sent(self: AiohttpRequest, url: str, *arguments: Any, **named: Any) -> Any:
            answer = await step(self, url, *arguments, **named)
            if url.rpartition("/")[2].startswith(("sendMessage", "sendPhoto", "editMessage")):
                burn()
            return answer

        return sent

    def confirm_poll(step: Step) -> Step:
        async def fetched(bot: Any, offset: int) -> Any:
            if offset and laid():
                polling.HOLD = 0  # Telegram forgets at once; so it may answer at once
            answer = await step(bot, offset)
            if offset:
                burn()
            return answer

        return fetched

    def confirm_webhook(create_app: Callable[..., Step]) -> Callable[..., Step]:
        def create(*arguments: Any) -> Step:
            app = create_app(*arguments)

            async def answered(scope: Any, receive: Any, send: Any) -> None:
                await app(scope, receive, send)
                burn()  # the 200 is with the kernel, which sends it

            return answered

        return create

    match point:
        case "receive":
            _wrap(Responder, "respond", receive)
        case "commit":
            _wrap(respond, "handle", commit)
        case "send":
            _wrap(AiohttpRequest, "do_request", send)
        case "confirm":
            _wrap(polling, "_fetch", confirm_poll)
            _wrap(webhook, "create_app", confirm_webhook)
        case _:
            raise ValueError(point)


def _wrap(where: object, name: str, around: Callable[[Any], Any]) -> None:
    setattr(where, name, around(getattr(where, name)))
