"""grammY, a client of another language, agrees on every answer and every refusal."""

import asyncio
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot

from telegram_sandbox import acts
from tests.sandbox.conftest import TOKEN, World
from tests.sandbox.conversation import CONVERSATION, holds
from tests.sandbox.refusals import REFUSALS

HERE = Path(__file__).parent / "node"
NODE, NPM = shutil.which("node"), shutil.which("npm")

pytestmark = pytest.mark.skipif(not (NODE and NPM), reason="node and npm are not installed")


def _cache() -> Path:
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "counterpose" / "node"


async def _run(*command: str, folder: Path, input_text: str = "") -> tuple[int, str, str]:
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=folder,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await asyncio.wait_for(process.communicate(input_text.encode()), 120)
    assert process.returncode is not None
    return process.returncode, out.decode(), err.decode()


@pytest.fixture
async def modules() -> Path:
    """grammY, installed once into the user's cache, outside the tree."""
    folder = _cache()
    if not (folder / "node_modules" / "grammy").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / "package.json", folder)
        assert NPM is not None
        options = ("--no-package-lock", "--no-audit", "--no-fund")
        code, _, complaint = await _run(NPM, "install", *options, folder=folder)
        if code != 0:
            pytest.skip(f"grammY cannot be installed: {complaint.strip()[-200:]}")
    return folder


async def test_grammy_agrees(world: World, url: str, aio: Bot, modules: Path) -> None:
    ann = world.names["ann"]
    world.names["text"] = (await aio.send_message(ann, "hello")).message_id
    world.names["photo"] = (await aio.send_photo(ann, world.names["photo_id"])).message_id
    zoe = acts.join(world.sandbox, first_name="Zoë")
    task: dict[str, Any] = {
        "url": url,
        "token": TOKEN,
        "person": zoe.id,
        "names": world.names,
        "steps": [step.as_json() for step in CONVERSATION],
        "refusals": [refusal.as_json() for refusal in REFUSALS],
    }
    assert NODE is not None
    script = str(HERE / "talk.mjs")
    code, out, complaint = await _run(
        NODE, script, str(modules), folder=modules, input_text=json.dumps(task)
    )
    assert code == 0, complaint
    heard = json.loads(out)
    for step, answer in zip(CONVERSATION, heard["answers"], strict=True):
        assert holds(step.expect, answer), (step.method, answer)
    expected = [{"code": r.code, "description": r.description} for r in REFUSALS]
    assert heard["refusals"] == expected
