"""A whole story told in marker words leaves none of them anywhere but in the database."""

import asyncio
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from bot.catalog.folder import content_folder
from bot.clock import wall_clock
from telegram_sandbox.person import Person
from tests.story.steps import Say, Tap, read_steps
from tests.story.test_killed import Telling

SECRETS = ("xyzzymarker", "plughmarker")
TOKEN = f"4200000002:{SECRETS[0]}-of-the-bot"
WORDS = ("quokka", "narwhal", "axolotl", "capybara", "pangolin", "wombat", "tapir", "okapi")
KEPT = "tapir"
"""The one that is a setting, and so in the database."""
PLACE = "50.4511"
RUN = """
import os, sys
from datetime import timedelta
from pathlib import Path
from bot import clock
real = clock.wall_clock
clock.wall_clock = lambda: real() + timedelta(seconds=float(Path(os.environ["CLOCK"]).read_text()))
from bot.__main__ import main
sys.exit(main(["run"]))
"""


class Machine:
    """A folder in which a bot and its Bot API server run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "data" / "bot.db"
        self.told = folder / "told"
        self.told.mkdir()
        (folder / "clock").write_text("0")
        (folder / "content").mkdir()
        for part in content_folder().iterdir():
            if part.name != "figures":  # drawing takes longer than everything else
                (folder / "content" / part.name).symlink_to(part)

    @contextmanager
    def running(self, name: str, *words: str, **settings: str) -> Iterator[subprocess.Popen[str]]:
        """A process; what it prints goes into files."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith("BOT_")}
        with (self.told / f"{name}.err").open("w") as errors:
            process = subprocess.Popen(
                [sys.executable, *words],
                cwd=self.folder,
                env={**kept, "PYTHONPATH": str(Path(__file__).parents[2]), **settings},
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
            try:
                yield process
            finally:
                process.terminate()
                out, _ = process.communicate(timeout=30)
                (self.told / f"{name}.out").write_text(out)

    def shift(self, seconds: float) -> None:
        """Move the bot's clock ahead of the wall clock, by so much in all."""
        fresh = self.folder / "clock.fresh"
        fresh.write_text(str(seconds))
        fresh.rename(self.folder / "clock")

    def keep_title(self, number: int) -> None:
        """How the process shows in a list of processes."""
        for name in ("cmdline", "comm"):
            (self.told / name).write_bytes(Path(f"/proc/{number}/{name}").read_bytes())

    def execute(self, statement: str, *values: object) -> None:
        """Change the bot's database behind its back."""
        with closing(sqlite3.connect(self.database, timeout=30)) as connection, connection:
            connection.execute(statement, values)

    def markers_held(self) -> dict[str, list[str]]:
        """File -> the markers in it, of all files but those of the database."""
        markers = [m.encode() for m in (*SECRETS, *WORDS, PLACE, "Zanzibar")]
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        files = [path for path in files if "content" not in path.relative_to(self.folder).parts]
        return {
            str(path.relative_to(self.folder)): held
            for path in files
            if not path.name.startswith("bot.db")
            if (held := [m.decode() for m in markers if m.lower() in path.read_bytes().lower()])
        }


async def tell_the_story(ann: Person, machine: Machine) -> None:
    """The first days, with markers in every place where words can be put."""
    marked = {"/start friend_123": "/start narwhal"}
    telling = Telling(ann, machine, machine.database)
    for step in read_steps():
        match step:
            case Say(words):
                await telling.take(Say(marked.get(words, words)))
            case _:
                await telling.take(step)
    for step in (Say("/settings"), Tap("More"), Tap("My moment"), Say(f"after my {KEPT}")):
        await telling.take(step)
    sent = await ann.say("my quokka hurts, 7 of 10")
    await ann.edit(sent, "my axolotl hurts, 8 of 10")
    await ann.send_file("document", "capybara.txt", b"about a capybara", "look at my pangolin")
    await ann.send({"location": {"latitude": float(PLACE), "longitude": 30.5}})
    await ann.say("chest pain like a wombat on me")
    await ann.say("/okapi wombat")
    await ann.tap_data(ann.chat[-1]["message_id"], "t:okapi:okapi:okapi", reply=False)


async def let_everything_fail(ann: Person, machine: Machine, sim: httpx.AsyncClient) -> None:
    """Telegram out of order, updates nobody can read, and rows that break what reads them."""
    for kind in ("too_many", "500", "bad_json", "reset_after"):
        fault = {"method": "sendMessage", "times": 1, "kind": kind, "seconds": 1}
        (await sim.post("/faults", json=fault)).raise_for_status()
        await ann.say(f"a quokka and {kind}", reply=False)
    for raw in ({"message": {"message_id": "okapi", "chat": "wombat"}}, {"okapi": "wombat"}):
        (await sim.post("/updates", json=raw)).raise_for_status()
    machine.execute(
        "UPDATE people SET preferences = ?, lock = NULL",
        json.dumps({"minutes": "quokka", "anchor": "wombat", "zone": "okapi"}),
    )
    machine.execute("UPDATE workouts SET routine = ?", json.dumps({"items": "pangolin"}))
    machine.execute(
        "UPDATE deliveries SET ready = ?, state = 'promised', due = ?, expires = ?"
        " WHERE id = (SELECT max(id) FROM deliveries WHERE kind = 'routine')",
        *((wall_clock() + timedelta(days=n)).strftime("%F %T.000000") for n in (-1, -1, 99)),
    )
    await ann.say("are you there, quokka?", reply=False)
    await ann.say("/today", reply=False)
    await asyncio.sleep(2)


@pytest.mark.parametrize("form", ["console", "json"])
@pytest.mark.slow
async def test_no_marker_is_in_any_log_metric_traceback_or_file(
    form: str, tmp_path: Path, unused_tcp_port: int
) -> None:
    machine = Machine(tmp_path)
    metrics = f"127.0.0.1:{unused_tcp_port}"
    settings = {
        "BOT_TOKEN": TOKEN,
        "BOT_WEBHOOK_SECRET": SECRETS[1],
        "BOT_METRICS_LISTEN": metrics,
        "BOT_CONTENT_DIR": "content",
        "BOT_LOG_LEVEL": "DEBUG",
        "BOT_LOG_FORMAT": form,
        "CLOCK": str(tmp_path / "clock"),
    }
    sandbox = ("-m", "telegram_sandbox", "--port", "0", "--token", TOKEN)
    with machine.running("sandbox", *sandbox) as server:
        assert server.stdout is not None
        url = server.stdout.readline().strip()
        with machine.running("bot", "-c", RUN, BOT_API_URL=url, **settings) as bot:
            async with (
                await Person.join(
                    url, patience=60, quiet=0.1, first_name="Zanzibar", username="zanzibarmarker"
                ) as ann,
                httpx.AsyncClient(base_url=f"{url}/sim") as sim,
                httpx.AsyncClient(base_url=f"http://{metrics}") as monitoring,
            ):
                await tell_the_story(ann, machine)
                await let_everything_fail(ann, machine, sim)
                for path in ("metrics", "healthz", "readyz", "nothing"):
                    text = (await monitoring.get(f"/{path}")).text
                    (machine.told / path).write_text(text)
            machine.keep_title(bot.pid)
    errors = (machine.told / "bot.err").read_text()
    for word in ("update failed", "update cannot be read", "push broken", "running"):
        assert word in errors, errors[-3000:]
    assert "Traceback" not in errors
    assert 'outcome="broken"' in (machine.told / "metrics").read_text()
    assert KEPT.encode() in b"".join(p.read_bytes() for p in machine.database.parent.iterdir())
    assert machine.markers_held() == {}
