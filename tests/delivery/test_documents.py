"""The page for a physiotherapist comes as documents, and its words come whatever happens to it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO

import pytest
from pypdf import PdfReader

from bot.catalog.folder import content_folder
from bot.catalog.render_process import NotDrawn, RenderProcess
from bot.domain.sheet import Sheet
from bot.main import RenderedPictures
from bot.telegram.outbound import Attachments, Prints
from bot.telegram.respond import Responder
from tests.delivery.chat import Chat
from tests.delivery.conftest import Stage


@asynccontextmanager
async def asked(stage: Stage, prints: Prints | None) -> AsyncIterator[dict[str, bytes]]:
    """Somebody with a profile asks for it: each document by its name."""
    responder = Responder(stage.deps, stage.bot, stage.speak, Attachments(prints=prints))
    async with responder.running():
        chat = await Chat.join(stage, responder)
        await chat.settle_in()
        await chat.goes("/summary")
        documents = {}
        for message in chat.seen().chat:
            if document := message.get("document"):
                files = stage.sandbox.files
                content = files.contents[files.by_id[document["file_id"]].digest]
                documents[str(document["file_name"])] = content
        assert "Your name is not on it" in chat.seen().last["text"]
        yield documents


async def test_it_is_a_page_and_its_words_and_names_nobody(stage: Stage) -> None:
    with RenderProcess(content_folder() / "figures") as renderer:
        async with asked(stage, RenderedPictures(renderer).paper) as documents:
            assert documents.keys() == {"counterpose-summary.pdf", "counterpose-summary.txt"}
            [page] = PdfReader(BytesIO(documents["counterpose-summary.pdf"])).pages
            printed = page.extract_text()
            words = documents["counterpose-summary.txt"].decode()
            assert "Knee to wall (cm)" in printed
            assert "Knee to wall (cm)" in words
            for whose in ("<script>", "@x", "Europe/Kyiv", "18:00"):
                assert whose not in printed
                assert whose not in words


@pytest.mark.parametrize("broken", [None, NotDrawn("gone")])
async def test_where_nothing_can_be_printed_its_words_come_alone(
    stage: Stage, broken: Exception | None
) -> None:
    def fails(_: Sheet) -> bytes:
        assert broken is not None
        raise broken

    async with asked(stage, None if broken is None else fails) as documents:
        assert documents.keys() == {"counterpose-summary.txt"}
        assert b"WHAT WAS FOUND" in documents["counterpose-summary.txt"]
