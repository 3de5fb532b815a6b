"""Turn screens into Bot API calls: sent, edited in place, or shown at the tap."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from telegram import Bot, InputFile, Message
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, TelegramError

from bot.domain.sheet import Sheet
from bot.telegram.editing import Edits, Tapped
from bot.telegram.media import Media
from bot.telegram.pictures import Pictures
from bot.telegram.rendering import below, fits_caption, markup, toast_text
from bot.telegram.retry import Try, is_about_effect, once
from bot.telegram.tracks import Tracks
from bot.views.paper import as_text
from bot.views.screen import Effect, Mode, Reaction, Screen

log = logging.getLogger(__name__)

NAME = "counterpose-summary"

Prints = Callable[[Sheet], bytes]
"""A sheet as PDF; blocks until it is there: for a thread."""


PASSING = "…"
"""A message that takes a keyboard away and is gone at once."""
EFFECTS: dict[Effect | None, str] = {Effect.PARTY: "5046509860389126442"}
"""What Telegram calls its message effects."""
REACTIONS = {Reaction.THUMB: "👍"}
"""Of those that Telegram has."""


async def documents(sheet: Sheet, prints: Prints | None) -> tuple[tuple[str, bytes], ...]:
    """(file name, content) of each; the words alone where it cannot be printed."""
    words = (f"{NAME}.txt", as_text(sheet).encode())
    if prints is None:
        return (words,)
    try:
        page = await asyncio.to_thread(prints, sheet)
    except Exception as error:  # the words say the same
        log.warning("not printed", extra={"error": type(error).__name__})
        return (words,)
    return ((f"{NAME}.pdf", page), words)


@dataclass(frozen=True, slots=True)
class Attachments:
    """Where that comes from which goes beside words; without it only words are sent."""

    pictures: Pictures | None = None
    tracks: Tracks | None = None
    prints: Prints | None = None
    """Who makes a page of a sheet."""


class Outbound:
    """Speaks to one chat at a time.

    Args:
        tries: how calls wait and are tried again, as those of replies are. Without, each is made
            once: pushes come back by their own rules, and go without a picture rather than late,
            or as two messages.
        paid: pay for going beyond Telegram's free pace.
    """

    def __init__(
        self,
        bot: Bot,
        attachments: Attachments | None = None,
        *,
        tries: Try | None = None,
        paid: bool = False,
    ) -> None:
        self._bot = bot
        attachments = attachments or Attachments()
        self._prints = attachments.prints
        self._try = tries or once
        self._paid = paid or None
        self._media = Media(bot, attachments.pictures, attachments.tracks, tries=tries, paid=paid)
        self._edits = Edits(bot, self._media, self._try)

    async def answer(
        self,
        chat_id: int,
        screens: list[Screen],
        tapped: Tapped | None,
        written: int | None = None,
    ) -> None:
        """Answer an update: the tap's spinner first, then every screen in order.

        Args:
            written: the person's message that is being answered.
        """
        if tapped is not None:
            notice = next((s for s in screens if s.mode is Mode.TOAST), None)
            await self.stop_spinner(tapped, notice)
            screens = [s for s in screens if s is not notice]
        free = tapped
        for screen in screens:
            await self._below(chat_id, screen)
            if screen.message is not None and (free is None or free.message_id != screen.message):
                with suppress(BadRequest):
                    await self.replace(chat_id, screen)
                continue
            one = free if screen.mode in (Mode.EDIT, Mode.MARK) else None
            if one is not None and await self._edits.tapped(chat_id, one, screen):
                free = None
            elif screen.mode is not Mode.MARK:
                await self.send(chat_id, screen)
        if written is not None:
            for emoji in (REACTIONS[s.reaction] for s in screens if s.reaction is not None):
                await self._react(chat_id, written, emoji)

    async def send(self, chat_id: int, screen: Screen) -> Message:
        """A new message; where its words are too many for a picture, the picture goes first,
        or not at all with a push: that is one message with one sound.

        Raises:
            TelegramError: as the Bot API answers.
        """
        if screen.audio is not None:
            track = await self._media.track(chat_id, screen, screen.audio)
            return track or await self._words(chat_id, screen, None)
        for name, content in (*screen.documents, *await self._papers(chat_id, screen)):
            file = InputFile(content, filename=name)
            await self._try(partial(self._bot.send_document, chat_id, file))
        caption = fits_caption(screen.text) and screen.ask_location is None
        sent = await self._media.picture(chat_id, screen, caption=caption)
        if sent is not None and caption:
            return sent
        return await self._words(chat_id, screen, EFFECTS.get(screen.effect))

    async def replace(self, chat_id: int, screen: Screen) -> None:
        """The words and buttons of an earlier message, whether a picture stands over them or not.

        Raises:
            TelegramError: as the Bot API answers; BadRequest when the message is gone.
        """
        await self._edits.replace(chat_id, screen)

    async def delete(self, chat_id: int, message_id: int) -> None:
        """Take a message back, if it is still there and young enough."""
        with suppress(TelegramError):
            await self._bot.delete_message(chat_id, message_id)

    async def _react(self, chat_id: int, message_id: int, emoji: str) -> None:
        """A mark on what they wrote; where that is not to be had the words say it anyway."""
        with suppress(TelegramError):
            await self._bot.set_message_reaction(chat_id, message_id, emoji)

    async def _below(self, chat_id: int, screen: Screen) -> None:
        """Change what is below the input field where the message itself has buttons: by a message
        of its own, which stays only as long as it says something."""
        keyboard = below(screen)
        if keyboard is None or not (screen.rows or screen.mode is Mode.MARK):
            return
        asks = screen.ask_location or screen.open_page
        words = PASSING if asks is None else asks.words
        send = partial(
            self._bot.send_message,
            chat_id,
            words,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard,
            disable_notification=True,
        )
        sent = await self._try(send)
        if asks is None:
            with suppress(BadRequest):
                await self._try(partial(self._bot.delete_message, chat_id, sent.message_id))

    async def _papers(self, chat_id: int, screen: Screen) -> tuple[tuple[str, bytes], ...]:
        """What the screen has to be printed; whoever waits for it sees that."""
        if screen.sheet is None:
            return ()
        with suppress(TelegramError):
            await self._bot.send_chat_action(chat_id, ChatAction.UPLOAD_DOCUMENT)
        return await documents(screen.sheet, self._prints)

    async def _words(self, chat_id: int, screen: Screen, effect: str | None) -> Message:
        """Text; where Telegram does not know the effect, without it."""
        try:
            return await self._send_text(chat_id, screen, effect)
        except BadRequest as error:
            if effect is None or not is_about_effect(error):
                raise
        return await self._send_text(chat_id, screen, None)

    async def _send_text(self, chat_id: int, screen: Screen, effect: str | None) -> Message:
        return await self._try(
            partial(
                self._bot.send_message,
                chat_id,
                screen.text,
                parse_mode=ParseMode.HTML,
                reply_markup=markup(screen),
                disable_notification=screen.silent or None,
                allow_paid_broadcast=self._paid,
                message_effect_id=effect,
            )
        )

    async def stop_spinner(self, tapped: Tapped, notice: Screen | None = None) -> None:
        """Tell the tap that it has been heard, with words in passing if there are any."""
        words = None if notice is None else toast_text(notice.text)
        with suppress(TelegramError):  # too late there; what follows says enough
            await tapped.query.answer(words)
