"""Screens as Bot API calls: sent, edited in place, or shown at the tap."""

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from html import unescape
from typing import Any

from telegram import (
    Bot,
    CallbackQuery,
    InputFile,
    InputMediaAnimation,
    InputMediaPhoto,
    Message,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, TelegramError

from bot.telegram.keyboards import below, inline, markup
from bot.telegram.patience import again, once
from bot.telegram.pictures import Pictures
from bot.telegram.tracks import Tracks
from bot.views.screen import Audio, Effect, Mode, Picture, Screen

LONGEST_CAPTION = 1024
"""Code points under a picture, after its tags are taken away."""
PASSING = "…"
"""A message that takes a keyboard away and is gone at once."""
EFFECTS: dict[Effect | None, str] = {Effect.PARTY: "5046509860389126442"}
"""What Telegram calls its message effects."""
GONE = ("chat not found", "user is deactivated", "private chat not found")
"""Refusals that mean the person is not there any more."""
LONGEST_TOAST = 200
"""Code points of a notice at a tap."""


@dataclass(frozen=True, slots=True)
class Tapped:
    """The tap that is being answered."""

    query: CallbackQuery

    @property
    def message_id(self) -> int | None:
        """The message whose button was tapped, as long as Telegram still shows it to us."""
        return self.query.message.message_id if self.query.message else None

    @property
    def has_picture(self) -> bool:
        """Whether that message is a picture, still or moving, with words under it."""
        message = self.query.message
        return isinstance(message, Message) and bool(message.photo or message.animation)


class Outbound:
    """Speaks to one chat at a time.

    Args:
        pictures: where pictures come from; without, everything is text.
        tracks: where tempo tracks come from; without, only their words are sent.
        patient: wait and try again by itself, as replies do; pushes come back by their own rules.
        paid: pay for going beyond Telegram's free pace.
    """

    def __init__(
        self,
        bot: Bot,
        pictures: Pictures | None = None,
        tracks: Tracks | None = None,
        *,
        patient: bool = False,
        paid: bool = False,
    ) -> None:
        self._bot = bot
        self._pictures = pictures
        self._tracks = tracks
        self._try = again if patient else once
        self._paid = paid or None

    async def answer(self, chat_id: int, screens: list[Screen], tapped: Tapped | None) -> None:
        """Answer an update: the tap's spinner first, then every screen in order."""
        if tapped is not None:
            toast = next((s for s in screens if s.mode is Mode.TOAST), None)
            await self._stop_spinner(tapped, toast)
            screens = [s for s in screens if s is not toast]
        free = tapped
        for screen in screens:
            await self._below(chat_id, screen)
            if screen.message is not None and (free is None or free.message_id != screen.message):
                with suppress(BadRequest):
                    await self.replace(chat_id, screen)
                continue
            one = free if screen.mode in (Mode.EDIT, Mode.MARK) else None
            if one is not None and await self._edit(chat_id, one, screen):
                free = None
            elif screen.mode is not Mode.MARK:
                await self.send(chat_id, screen)

    async def _below(self, chat_id: int, screen: Screen) -> None:
        """Change what is below the input field where the message itself has buttons: by a message
        of its own, which stays only as long as it says something."""
        keyboard = below(screen)
        if not screen.rows or keyboard is None:
            return
        words = PASSING if screen.ask_location is None else screen.ask_location.words
        send = partial(
            self._bot.send_message,
            chat_id,
            words,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard,
            disable_notification=True,
        )
        sent = await self._try(send)
        if screen.ask_location is None:
            with suppress(BadRequest):
                await self._try(partial(self._bot.delete_message, chat_id, sent.message_id))

    async def send(self, chat_id: int, screen: Screen) -> Message:
        """A new message; where its words are too many for a picture, the picture goes first.

        Raises:
            TelegramError: as the Bot API answers.
        """
        if screen.audio is not None:
            return await self._audio(chat_id, screen, screen.audio)
        for name, content in screen.documents:
            file = InputFile(content, filename=name)
            await self._try(partial(self._bot.send_document, chat_id, file))
        fits = len(_plain(screen.text)) <= LONGEST_CAPTION and screen.ask_location is None
        sent = await self._media(chat_id, screen, caption=fits)
        if sent is not None and fits:
            return sent
        return await self._words(chat_id, screen, EFFECTS.get(screen.effect))

    async def _words(self, chat_id: int, screen: Screen, effect: str | None) -> Message:
        """Text; where Telegram does not know the effect, without it."""
        try:
            return await self._send_text(chat_id, screen, effect)
        except BadRequest as error:
            if effect is None or "effect" not in error.message.lower():
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

    async def _audio(self, chat_id: int, screen: Screen, audio: Audio) -> Message:
        """A track with its words; the words alone where there are no tracks."""
        if self._tracks is None:
            return await self.send(chat_id, replace(screen, audio=None))
        file: str | InputFile | None = await self._tracks.known(audio.score)
        if file is None:
            with suppress(TelegramError):
                await self._bot.send_chat_action(chat_id, ChatAction.UPLOAD_VOICE)
            file = await self._tracks.make(audio.score)
        sent = await self._try(
            partial(
                self._bot.send_audio,
                chat_id,
                file,
                caption=screen.text,
                title=audio.title,
                duration=audio.score.seconds,
                parse_mode=ParseMode.HTML,
                reply_markup=inline(screen),
            )
        )
        if not isinstance(file, str):
            await self._tracks.keep(audio.score, sent)
        return sent

    async def _media(self, chat_id: int, screen: Screen, *, caption: bool) -> Message | None:
        """The screen's picture, with its words or without; None when there is none to be had."""
        if screen.picture is None or self._pictures is None:
            return None
        call = self._bot.send_animation if screen.picture.moving else self._bot.send_photo
        for afresh in (False, True):
            media = await self._picture(chat_id, screen.picture, afresh=afresh)
            if media is None:
                return None
            try:
                sent = await self._try(
                    partial(
                        call,
                        chat_id,
                        media,
                        caption=screen.text if caption else None,
                        parse_mode=ParseMode.HTML,
                        reply_markup=markup(screen) if caption else None,
                        disable_notification=screen.silent or None,
                        allow_paid_broadcast=self._paid,
                    )
                )
            except BadRequest as error:  # another bot's file id, or what Telegram does not like
                if any(gone in error.message.lower() for gone in GONE):
                    raise
                if isinstance(media, str):
                    continue
                return None
            if not isinstance(media, str):
                await self._pictures.keep(screen.picture, sent)
            return sent
        return None

    async def _picture(
        self, chat_id: int, picture: Picture, *, afresh: bool
    ) -> str | InputFile | None:
        """What Telegram calls it, else the picture itself; whoever waits for it sees that."""
        if self._pictures is None:
            return None
        if not afresh and (known := await self._pictures.known(picture)) is not None:
            return known
        with suppress(TelegramError):
            doing = ChatAction.UPLOAD_VIDEO if picture.moving else ChatAction.UPLOAD_PHOTO
            await self._bot.send_chat_action(chat_id, doing)
        return await self._pictures.draw(picture)

    async def replace(self, chat_id: int, screen: Screen) -> None:
        """The words and buttons of an earlier message, whether a picture stands over them or not.

        Raises:
            TelegramError: as the Bot API answers; BadRequest when the message is gone.
        """
        same: dict[str, Any] = {
            "chat_id": chat_id,
            "message_id": screen.message,
            "parse_mode": ParseMode.HTML,
            "reply_markup": inline(screen),
        }
        caption = partial(self._bot.edit_message_caption, caption=screen.text, **same)
        text = partial(self._bot.edit_message_text, screen.text, **same)
        tries = (caption, text) if screen.picture is not None else (text, caption)
        for last, edit in enumerate(tries):
            try:
                await self._try(edit)
            except BadRequest as error:
                if "not modified" in error.message.lower():
                    return
                if last or "there is no" not in error.message.lower():
                    raise
            else:
                return

    async def _edit(self, chat_id: int, tapped: Tapped, screen: Screen) -> bool:
        """Whether the tapped message could be changed (or says that already)."""
        if tapped.message_id is None:
            return False
        try:
            if tapped.has_picture:
                return await self._edit_media(chat_id, tapped.message_id, screen)
            if screen.picture is not None and self._pictures is not None:
                await self._no_buttons(chat_id, tapped.message_id)
                return False
            await self._try(
                partial(
                    self._bot.edit_message_text,
                    screen.text,
                    chat_id=chat_id,
                    message_id=tapped.message_id,
                    parse_mode=ParseMode.HTML,
                    reply_markup=inline(screen),
                )
            )
        except BadRequest as error:
            if "not modified" in error.message.lower():
                return True
            await self._no_buttons(chat_id, tapped.message_id)  # what follows has them
            return False
        return True

    async def _edit_media(self, chat_id: int, message_id: int, screen: Screen) -> bool:
        if len(_plain(screen.text)) > LONGEST_CAPTION:
            await self._no_buttons(chat_id, message_id)
            return False
        if await self._swap(chat_id, message_id, screen):
            return True
        edit = partial(
            self._bot.edit_message_caption,
            caption=screen.text,
            parse_mode=ParseMode.HTML,
            chat_id=chat_id,
            message_id=message_id,
            reply_markup=inline(screen),
        )
        await self._try(edit)
        return True

    async def _swap(self, chat_id: int, message_id: int, screen: Screen) -> bool:
        """Whether the message could be given the screen's picture together with its words."""
        picture = screen.picture
        if picture is None or self._pictures is None:
            return False
        kind = InputMediaAnimation if picture.moving else InputMediaPhoto
        for afresh in (False, True):
            media = await self._picture(chat_id, picture, afresh=afresh)
            if media is None:
                return False
            edit = partial(
                self._bot.edit_message_media,
                media=kind(media, caption=screen.text, parse_mode=ParseMode.HTML),
                chat_id=chat_id,
                message_id=message_id,
                reply_markup=inline(screen),
            )
            try:
                edited = await self._try(edit)
            except BadRequest as error:  # another bot's file id, or what Telegram does not like
                if "not modified" in error.message.lower():
                    return True
                if isinstance(media, str):
                    continue
                return False
            if isinstance(edited, Message) and not isinstance(media, str):
                await self._pictures.keep(picture, edited)
            return True
        return False

    async def delete(self, chat_id: int, message_id: int) -> None:
        """Take a message back, if it is still there and young enough."""
        with suppress(TelegramError):
            await self._bot.delete_message(chat_id, message_id)

    async def _no_buttons(self, chat_id: int, message_id: int) -> None:
        with suppress(BadRequest):
            await self._try(
                partial(self._bot.edit_message_reply_markup, chat_id=chat_id, message_id=message_id)
            )

    async def _stop_spinner(self, tapped: Tapped, toast: Screen | None) -> None:
        words = None if toast is None else _plain(toast.text)[:LONGEST_TOAST]
        with suppress(TelegramError):  # too late there; what follows says enough
            await tapped.query.answer(words)


def _plain(html: str) -> str:
    """The words alone: a notice at a tap takes no formatting."""
    return unescape(re.sub(r"<[^>]+>", "", html))
