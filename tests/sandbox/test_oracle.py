"""tg-auto-test, a fake of Telegram by other people, reads the bot's words as the sandbox does.

It needs Python 3.12, so it lives in an environment of its own; it knows neither block quotes nor
the language of code, which are left out.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.db.store import Transaction
from telegram_sandbox import text as texts
from telegram_sandbox.params import Params
from tests.app.talker import Talker

pytestmark = pytest.mark.slow

PACKAGES = ("tg-auto-test==1.3.24", "python-telegram-bot==22.8")
KNOWN = ("bold", "italic", "underline", "strikethrough", "spoiler", "code", "text_link")

SAMPLES = [
    ("😀 <b>Bold &amp; <i>both</i></b> <a href='http://a.b/'>link</a>", "HTML"),
    ("<u>é</u> <s>x</s> <tg-spoiler>hidden 👩‍👩‍👧</tg-spoiler> <code>c</code>", "HTML"),
    ("<b>one <i>two</i></b><i> three</i> &lt;b&gt; &quot;q&quot;", "HTML"),
    ("*b* _i_ __u__ ~s~ ||sp|| `c` [l](http://a.b/)", "MarkdownV2"),
    ("*b _both_* 😀 _i_ 1\\.5 \\- \\(x\\)", "MarkdownV2"),
]


def python() -> str | None:
    """Some Python of 3.12 or later."""
    if sys.version_info >= (3, 12):
        return sys.executable
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    places = [
        *sorted(root.glob("versions/3.1[2-9]*/bin/python")),
        *(Path("/usr/bin") / f"python3.{minor}" for minor in range(12, 16)),
    ]
    return next((str(place) for place in places if place.exists()), None)


@pytest.fixture(scope="module")
def oracle() -> Path:
    """The Python of an environment with tg-auto-test, made once in the user's cache."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = base / "counterpose" / "oracle"
    interpreter = folder / "bin" / "python"
    if not (folder / "ready").exists():
        newer = python()
        if newer is None:
            pytest.skip("no Python 3.12 on this machine")
        subprocess.run([newer, "-m", "venv", "--clear", str(folder)], check=True)
        install = [str(interpreter), "-m", "pip", "install", "--quiet", *PACKAGES]
        if subprocess.run(install, check=False, capture_output=True).returncode != 0:
            pytest.skip("tg-auto-test cannot be installed")
        (folder / "ready").touch()
    return interpreter


def ours(text: str, mode: str) -> Any:
    """Text and entities as the sandbox reads them."""
    clean, entities = texts.message_text(Params({"text": text, "parse_mode": mode}))
    return [clean, entities]


def comparable(message: Any) -> Any:
    """The text, and the entities that both know."""
    text, entities = message
    known = [e for e in entities if e["type"] in KNOWN]
    return text, sorted((e["type"], e["offset"], e["length"], e.get("url", "")) for e in known)


async def words(transaction: Transaction, clock: MovableClock) -> list[str]:
    """What the bot says over a few days, formatted."""
    me = Talker(transaction, clock)
    await me.settle_in()
    texts_seen: list[str] = []
    for line in (
        "/start",
        "/help",
        "/today",
        "[Start]",
        "[More]",
        "[Why this?]",
        "[Done]",
        "/profile",
    ):
        await me.say(line)
        texts_seen += [screen.text for screen in me.screens()]
    for line in ("/settings", "/privacy", "/assess", "[Skip]", "/progress"):
        await me.say(line)
        texts_seen += [screen.text for screen in me.screens()]
    return texts_seen


@pytest.mark.parametrize("dialect", ["sqlite"])
async def test_a_fake_by_other_people_reads_texts_as_the_sandbox_does(
    transaction: Transaction, clock: MovableClock, oracle: Path
) -> None:
    samples = SAMPLES + [(text, "HTML") for text in await words(transaction, clock)]
    ended = subprocess.run(  # noqa: ASYNC221 - nothing else goes on
        [str(oracle), str(Path(__file__).with_name("oracle.py"))],
        input=json.dumps(samples),
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"]},
    )
    assert ended.returncode == 0, ended.stderr
    theirs = json.loads(ended.stdout)
    print(f"{len(samples)} texts read by both")
    for sample, their in zip(samples, theirs, strict=True):
        assert comparable(their) == comparable(ours(*sample)), sample
