"""Pictures and tracks as messages: by the id Telegram gave them, or uploaded."""

from contextlib import suppress
from functools import partial

from telegram import Bot, InputFile, InputMediaAnimation, InputMediaPhoto, Message
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, TelegramError

from bot.telegram.keyboards import inline, markup
from bot.telegram.patience import Try
from bot.telegram.pictures import Pictures
from bot.telegram.refusals import is_gone, is_same
from bot.telegram.tracks import Tracks
from bot.views.screen import Audio, Picture, Screen


class Media:
    """What a screen has besides words.

    Args:
        pictures: where pictures come from; without, everything is text.
        tracks: where tempo tracks come from; without, only their words are sent.
        tries: how often a call is tried.
        paid: pay for going beyond Telegram's free pace.
    """

    def __init__(
        self,
        bot: Bot,
        pictures: Pictures | None,
        tracks: Tracks | None,
        tries: Try,
        *,
        paid: bool = False,
    ) -> None:
        self._bot = bot
        self._pictures = pictures
        self._tracks = tracks
        self._try = tries
        self._paid = paid or None

    def wanted(self, screen: Screen) -> bool:
        """Whether the screen has a picture and pictures are to be had at all."""
        return screen.picture is not None and self._pictures is not None

    async def picture(self, chat_id: int, screen: Screen, *, caption: bool) -> Message | None:
        """The screen's picture, with its words or without; None when there is none to be had.

        Raises:
            TelegramError: as the Bot API answers.
        """
        if screen.picture is None or self._pictures is None:
            return None
        call = self._bot.send_animation if screen.picture.moving else self._bot.send_photo
        for afresh in (False, True):
            media = await self._file(chat_id, screen.picture, afresh=afresh)
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
                if is_gone(error):
                    raise
                if isinstance(media, str):
                    continue
                return None
            if not isinstance(media, str):
                await self._pictures.keep(screen.picture, sent)
            return sent
        return None

    async def swap(self, chat_id: int, message_id: int, screen: Screen) -> bool:
        """Whether the message could be given the screen's picture together with its words.

        Raises:
            TelegramError: as the Bot API answers, but for what it does not like about the picture.
        """
        picture = screen.picture
        if picture is None or self._pictures is None:
            return False
        kind = InputMediaAnimation if picture.moving else InputMediaPhoto
        for afresh in (False, True):
            media = await self._file(chat_id, picture, afresh=afresh)
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
                if is_same(error):
                    return True
                if isinstance(media, str):
                    continue
                return False
            if isinstance(edited, Message) and not isinstance(media, str):
                await self._pictures.keep(picture, edited)
            return True
        return False

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

    async def _file(
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
