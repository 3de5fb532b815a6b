"""Send pictures and tracks: by the id Telegram gave them, or uploaded."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import TypeVar

from telegram import Bot, InputFile, InputMediaAnimation, InputMediaPhoto, Message
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, TelegramError

from bot.telegram.pictures import Pictures
from bot.telegram.rendering import inline, markup
from bot.telegram.retry import Try, is_gone, is_same, once
from bot.telegram.tracks import Tracks
from bot.views.screen import Audio, Picture, Screen

Given = TypeVar("Given", Message, Message | bool)

UPLOADING = 2.0
"""Seconds a push waits for somebody else's upload of the same picture."""


class Media:
    """What a screen has besides words.

    Args:
        pictures: where pictures come from; without, everything is text.
        tracks: where tempo tracks come from; without, only their words are sent.
        tries: how calls wait and are tried again; who has it also waits for a picture to be drawn.
            Without, a picture that is not ready is left out, and so is one that would be a message
            of its own.
        paid: pay for going beyond Telegram's free pace.
    """

    def __init__(
        self,
        bot: Bot,
        pictures: Pictures | None,
        tracks: Tracks | None,
        *,
        tries: Try | None,
        paid: bool = False,
    ) -> None:
        self._bot = bot
        self._pictures = pictures
        self._tracks = tracks
        self._patient = tries is not None
        self._try: Try = tries or once
        self._paid = paid or None

    def wanted(self, screen: Screen) -> bool:
        """Whether the screen has a picture and pictures are to be had at all."""
        return screen.picture is not None and self._pictures is not None

    async def picture(self, chat_id: int, screen: Screen, *, caption: bool) -> Message | None:
        """The screen's picture, with its words or without; None when there is none to be had.

        Raises:
            TelegramError: as the Bot API answers.
        """
        if screen.picture is None or not (caption or self._patient):
            return None
        call = self._bot.send_animation if screen.picture.moving else self._bot.send_photo

        def send(media: str | InputFile) -> Awaitable[Message]:
            return call(
                chat_id,
                media,
                caption=screen.text if caption else None,
                parse_mode=ParseMode.HTML,
                reply_markup=markup(screen) if caption else None,
                disable_notification=screen.silent or None,
                allow_paid_broadcast=self._paid,
            )

        return await self._with_picture(chat_id, screen.picture, send)

    async def swap(self, chat_id: int, message_id: int, screen: Screen) -> bool:
        """Whether the message could be given the screen's picture together with its words.

        Raises:
            TelegramError: as the Bot API answers, but for what it does not like about the picture.
        """
        if (picture := screen.picture) is None:
            return False
        kind = InputMediaAnimation if picture.moving else InputMediaPhoto

        def edit(media: str | InputFile) -> Awaitable[Message | bool]:
            return self._bot.edit_message_media(
                media=kind(media, caption=screen.text, parse_mode=ParseMode.HTML),
                chat_id=chat_id,
                message_id=message_id,
                reply_markup=inline(screen),
            )

        try:
            return await self._with_picture(chat_id, picture, edit) is not None
        except BadRequest as error:
            if is_same(error):
                return True
            raise

    async def track(self, chat_id: int, screen: Screen, audio: Audio) -> Message | None:
        """A track with its words; None where there are no tracks.

        Raises:
            TelegramError: as the Bot API answers.
        """
        if self._tracks is None:
            return None
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

    async def _with_picture(
        self,
        chat_id: int,
        picture: Picture,
        call: Callable[[str | InputFile], Awaitable[Given]],
    ) -> Given | None:
        """What came of the call: with the picture's id, else with the picture itself; None when
        there is none to be had, or Telegram does not take it."""
        if (pictures := self._pictures) is None:
            return None
        known = await pictures.known(picture)
        if known is not None:
            try:
                return await self._try(partial(call, known))
            except BadRequest as error:
                if is_gone(error) or is_same(error):
                    raise
                await pictures.forget(picture, known)  # another bot's, or of an older token
        file = await self._file(chat_id, picture)
        if file is None:
            return None
        try:
            patience = None if self._patient else UPLOADING
            async with pictures.uploading(picture, patience) as mine:
                if not mine:
                    return None
                known = await pictures.known(picture)
                sent = await self._try(partial(call, known or file))
                if known is None and isinstance(sent, Message):
                    await pictures.keep(picture, sent)
                return sent
        except BadRequest as error:
            if is_gone(error) or is_same(error):
                raise
            return None

    async def _file(self, chat_id: int, picture: Picture) -> InputFile | None:
        """The picture itself; whoever waits for it sees that. Who must not wait gets one that is
        ready."""
        assert self._pictures is not None
        if not self._patient:
            if picture.chart is not None:
                return await self._pictures.in_time(picture)
            return self._pictures.ready(picture)
        with suppress(TelegramError):
            doing = ChatAction.UPLOAD_VIDEO if picture.moving else ChatAction.UPLOAD_PHOTO
            await self._bot.send_chat_action(chat_id, doing)
        return await self._pictures.draw(picture)
