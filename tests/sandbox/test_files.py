"""Files go up, get ids of this bot, come down again, and are sent anew by id."""

import io
from typing import Any

import httpx
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramEntityTooLarge
from aiogram.types import (
    BufferedInputFile,
    InputMediaAnimation,
    InputMediaDocument,
    InputMediaPhoto,
    MediaUnion,
)
from telegram import Bot as PtbBot

from telegram_sandbox import acts, files
from telegram_sandbox.chats import Person
from telegram_sandbox.files import dimensions
from telegram_sandbox.params import Upload
from telegram_sandbox.state import Sandbox
from tests.sandbox.conftest import TOKEN
from tests.sandbox.foreign import held_to_the_bot_api
from tests.sandbox.pictures import GIF, png

PHOTO = BufferedInputFile(png(40, 30), "a.png")


@pytest.fixture
def eve(sandbox: Sandbox) -> Person:
    person = acts.join(sandbox, first_name="Eve")
    acts.write(sandbox, person, "/start")
    return person


async def test_a_photo_comes_down_as_it_went_up(sandbox: Sandbox, eve: Person, aio: Bot) -> None:
    with held_to_the_bot_api(sandbox):
        sent = await aio.send_photo(eve.id, PHOTO, caption="<b>hi</b>", parse_mode="HTML")
        assert sent.photo is not None
        assert (sent.caption, sent.photo[-1].width, sent.photo[-1].height) == ("hi", 40, 30)
        downloaded = await aio.download(sent.photo[-1].file_id, io.BytesIO())
        assert downloaded is not None
        assert downloaded.read() == png(40, 30)
        again = await aio.send_photo(eve.id, sent.photo[-1].file_id)
        assert again.photo is not None
        assert again.photo[-1].file_unique_id == sent.photo[-1].file_unique_id


async def test_ptb_uploads_and_downloads(eve: Person, url: str) -> None:
    async with PtbBot(TOKEN, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot") as bot:
        sent = await bot.send_document(eve.id, b"one,two", filename="a.csv")
        assert sent.document is not None
        assert sent.document.mime_type == "text/csv"
        file = await bot.get_file(sent.document.file_id)
        assert bytes(await file.download_as_bytearray()) == b"one,two"


@pytest.mark.parametrize(
    ("method", "kind"),
    [
        ("send_animation", "animation"),
        ("send_audio", "audio"),
        ("send_voice", "voice"),
        ("send_video", "video"),
        ("send_video_note", "video_note"),
        ("send_sticker", "sticker"),
        ("send_document", "document"),
    ],
)
async def test_every_kind_of_file_is_sent(
    method: str, kind: str, sandbox: Sandbox, eve: Person, aio: Bot
) -> None:
    with held_to_the_bot_api(sandbox):
        sent = await getattr(aio, method)(eve.id, BufferedInputFile(GIF, "a.gif"))
        assert getattr(sent, kind).file_id
        again = await getattr(aio, method)(eve.id, getattr(sent, kind).file_id)
    assert getattr(again, kind).file_unique_id == getattr(sent, kind).file_unique_id


async def test_an_album_is_several_messages_with_one_id(
    sandbox: Sandbox, eve: Person, aio: Bot
) -> None:
    media: list[MediaUnion] = [
        InputMediaPhoto(media=PHOTO, caption="one"),
        InputMediaPhoto(media=BufferedInputFile(png(10, 10), "b.png")),
    ]
    with held_to_the_bot_api(sandbox):
        sent = await aio.send_media_group(eve.id, media)
    assert [message.caption for message in sent] == ["one", None]
    assert len({message.media_group_id for message in sent}) == 1
    mixed: list[MediaUnion] = [
        InputMediaPhoto(media=PHOTO),
        InputMediaDocument(media=BufferedInputFile(b"x", "x.txt")),
    ]
    with pytest.raises(TelegramBadRequest, match="mixed in the album"):
        await aio.send_media_group(eve.id, mixed)


async def test_the_picture_of_a_message_is_replaced_in_place(
    sandbox: Sandbox, eve: Person, aio: Bot
) -> None:
    with held_to_the_bot_api(sandbox):
        sent = await aio.send_photo(eve.id, PHOTO, caption="old")
        animation = InputMediaAnimation(media=BufferedInputFile(GIF, "b.gif"), caption="new")
        edited = await aio.edit_message_media(animation, chat_id=eve.id, message_id=sent.message_id)
    assert not isinstance(edited, bool)
    assert (edited.caption, edited.photo) == ("new", None)
    assert edited.animation is not None
    [_, stored] = sandbox.messages.of(eve.id)
    assert stored.id == sent.message_id


async def test_ids_of_another_bot_mean_nothing(eve: Person, aio: Bot) -> None:
    other = Sandbox("99:other")
    foreign = other.files.keep("photo", Upload("a.png", "image/png", png()))
    with pytest.raises(TelegramBadRequest, match="wrong file identifier"):
        await aio.send_photo(eve.id, foreign.file_id)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"no picture", "IMAGE_PROCESS_FAILED"),
        (png(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
        (png(9000, 1001), "PHOTO_INVALID_DIMENSIONS"),
        (b"", "file must be non-empty"),
    ],
)
async def test_bad_pictures_are_refused(
    content: bytes, complaint: str, eve: Person, aio: Bot
) -> None:
    with pytest.raises(TelegramBadRequest, match=complaint):
        await aio.send_photo(eve.id, BufferedInputFile(content, "a.png"))


async def test_large_files_are_refused_up_and_down(
    eve: Person, aio: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "UPLOAD_MOST", 100)
    with pytest.raises(TelegramEntityTooLarge):
        await aio.send_document(eve.id, BufferedInputFile(b"x" * 101, "a.txt"))
    monkeypatch.setattr("telegram_sandbox.methods.getting.DOWNLOAD_MOST", 50)
    sent = await aio.send_document(eve.id, BufferedInputFile(b"x" * 99, "a.txt"))
    assert sent.document is not None
    with pytest.raises(TelegramBadRequest, match="file is too big"):
        await aio.get_file(sent.document.file_id)


async def test_a_persons_files_reach_the_bot(eve: Person, url: str, aio: Bot) -> None:
    await aio.get_updates(offset=-1)
    async with httpx.AsyncClient() as http:
        path = f"{url}/sim/people/{eve.id}/messages"
        for kind, name in (("photo", "a.png"), ("voice", "a.ogg"), ("document", "a.pdf")):
            answer = await http.post(path, files={kind: (name, png())}, data={"caption": kind})
            assert answer.status_code == 200
        assert (await http.post(path, files={"cake": ("a", b"x")})).status_code == 422
    messages: list[Any] = [update.message for update in (await aio.get_updates())[1:]]
    assert [message.caption for message in messages] == ["photo", "voice", "document"]
    content = await aio.download(messages[0].photo[-1].file_id, io.BytesIO())
    assert content is not None
    assert content.read() == png()


def test_sizes_are_read_from_real_files() -> None:
    from PIL import Image

    for form in ("PNG", "GIF", "JPEG", "WEBP"):
        buffer = io.BytesIO()
        Image.new("RGB", (37, 53)).save(buffer, form)
        assert dimensions(buffer.getvalue()) == (37, 53), form
    assert dimensions(b"text") is None


async def test_files_can_be_named_by_address(
    sandbox: Sandbox, eve: Person, url: str, aio: Bot
) -> None:
    kept = sandbox.files.keep("photo", Upload("a.png", "image/png", png(12, 10)))
    address = f"{url}/sim/files/{kept.file_id}"
    with held_to_the_bot_api(sandbox):
        sent = await aio.send_photo(eve.id, address)
        media: list[MediaUnion] = [InputMediaPhoto(media=address), InputMediaPhoto(media=address)]
        album = await aio.send_media_group(eve.id, media)
    for message in (sent, *album):
        assert message.photo is not None
        assert (message.photo[-1].width, message.photo[-1].height) == (12, 10)
    for wrong in (f"{url}/nothing.png", "http://127.0.0.1:1/a.png"):
        with pytest.raises(TelegramBadRequest, match="failed to get HTTP URL content"):
            await aio.send_photo(eve.id, wrong)


@pytest.mark.parametrize(
    ("asked", "status", "part", "content_range"),
    [
        ("bytes=0-3", 206, b"0123", "bytes 0-3/10"),
        ("bytes=4-", 206, b"456789", "bytes 4-9/10"),
        ("bytes=-3", 206, b"789", "bytes 7-9/10"),
        ("bytes=8-99", 206, b"89", "bytes 8-9/10"),
        ("bytes=10-", 416, b"", "bytes */10"),
        ("bytes=5-3", 416, b"", "bytes */10"),
        ("bytes=-", 200, b"0123456789", None),
        ("lines=1-2", 200, b"0123456789", None),
    ],
)
async def test_a_part_of_a_film_can_be_had_and_none_runs_as_a_page(
    asked: str, status: int, part: bytes, content_range: str | None, sandbox: Sandbox, url: str
) -> None:
    film = sandbox.files.keep("video", Upload("a.mp4", "video/mp4", b"0123456789"))
    async with httpx.AsyncClient() as http:
        answer = await http.get(f"{url}/sim/files/{film.file_id}", headers={"Range": asked})
    assert (answer.status_code, answer.content) == (status, part)
    assert answer.headers.get("Content-Range") == content_range
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
