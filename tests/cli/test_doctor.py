"""`doctor`: a line for everything, with the cause and what to do; nothing is changed."""

import json
import os
import re
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.cli.shell import TOKEN, Shell
from tests.db.pooler import needs_pgbouncer, pooler
from tests.telegram.proxies import SECRET, proxy

WRONG = "4200000000:marker-of-a-wrong-token"
FILE = "sqlite+aiosqlite:///bot.db"
LINES = ("settings", "proxy", "token", "database", "schema", "content", "webhook", "clock")
BEHIND_A_PROXY = {"token", "webhook", "clock"}


@pytest.fixture
def usual(telegram: str) -> dict[str, str]:
    """Settings with which everything is well."""
    return {"BOT_TOKEN": TOKEN, "BOT_API_URL": telegram, "BOT_DATABASE_URL": FILE}


def examine(shell: Shell, **settings: str) -> tuple[dict[str, str], dict[str, str]]:
    """What is well and what is not."""
    ended = shell("doctor", **settings)
    assert "Traceback" not in ended.stderr
    assert "marker" not in ended.stdout + ended.stderr
    rows = [line.split(maxsplit=2) for line in ended.stdout.splitlines()]
    assert [row[0] for row in rows] == list(LINES)
    well = {name: words for name, state, words in rows if state == "ok"}
    ill = {name: words for name, state, words in rows if state == "FAIL"}
    assert ended.returncode == (1 if ill else 0)
    return well, ill


def seen(folder: Path) -> dict[str, tuple[int, float, bytes]]:
    """Every file: its rights, its age, its content."""
    return {
        str(path.relative_to(folder)): (
            path.stat().st_mode,
            path.stat().st_mtime,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in sorted(folder.rglob("*"))
    }


def test_it_has_a_line_for_everything_and_changes_nothing(
    shell: Shell, usual: dict[str, str]
) -> None:
    shell("migrate", **usual)
    (shell.folder / "bot.db.lock").unlink()
    before = seen(shell.folder)
    well, ill = examine(shell, **usual)
    assert ill == {}
    assert well["proxy"] == "none"
    assert seen(shell.folder) == before


def test_where_there_is_no_database_none_is_made(shell: Shell, usual: dict[str, str]) -> None:
    address = "sqlite+aiosqlite:///new/folder/bot.db"
    _, ill = examine(shell, **{**usual, "BOT_DATABASE_URL": address})
    assert set(ill) == {"database", "schema"}
    assert all("`counterpose migrate` makes it" in words for words in ill.values())
    assert seen(shell.folder) == {}


@pytest.mark.parametrize(
    ("settings", "names", "cure"),
    [
        ({"BOT_TOKEN": ""}, {"token", "webhook"}, "get one from @BotFather"),
        ({"BOT_TOKEN": WRONG}, {"token", "webhook"}, "copy it again from @BotFather"),
        (
            {"BOT_API_URL": "http://127.0.0.1:9"},
            {"token", "webhook", "clock"},
            "BOT_PROXY names a proxy",
        ),
        (
            {"BOT_API_URL": "http://no-such-host.invalid"},
            {"token", "webhook", "clock"},
            "no-such-host.invalid: there is no such host: correct BOT_API_URL",
        ),
        (
            {"BOT_API_URL": "http://192.0.2.1", "http_proxy": "socks4://marker", "no_proxy": ""},
            {"proxy", "token", "webhook", "clock"},
            "HTTPS_PROXY of the environment: must begin with http://",
        ),
        (
            {"BOT_API_URL": "http://user:marker@127.0.0.1:9"},
            {"token", "webhook", "clock"},
            "http://127.0.0.1:9 cannot be reached",
        ),
        ({"BOT_CONTENT_DIR": "."}, {"content"}, "see `counterpose check`"),
        (
            {"BOT_WEBHOOK_URL": "https://example.org/hook", "BOT_WEBHOOK_SECRET": "s"},
            {"webhook"},
            "`counterpose run` tells it",
        ),
        (
            {"BOT_DATABASE_URL": "postgres://bot:marker@127.0.0.1:9/bot?colour=blue"},
            {"database", "schema"},
            "the parameter colour is not known",
        ),
        (
            {"BOT_DATABASE_URL": "postgres://bot:mar@ker@127.0.0.1:9/bot"},
            {"database", "schema"},
            "cannot be opened: [Errno 111]",
        ),
    ],
)
def test_it_says_why_and_what_to_do(
    settings: dict[str, str], names: set[str], cure: str, shell: Shell, usual: dict[str, str]
) -> None:
    shell("migrate", **usual)
    _, ill = examine(shell, **{**usual, **settings})
    assert set(ill) == names
    assert any(cure in words for words in ill.values())


@contextmanager
def damaged(path: Path) -> Iterator[None]:
    path.write_bytes(b"no database" * 999)
    yield


@contextmanager
def damaged_within(path: Path) -> Iterator[None]:
    """The first page of one table is broken, which SQLite tells in several lines."""
    with closing(sqlite3.connect(path)) as connection:
        [size] = connection.execute("PRAGMA page_size").fetchone()
        named = "SELECT rootpage FROM sqlite_master WHERE name = 'answers'"
        [page] = connection.execute(named).fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\7" * size)
    yield


@contextmanager
def a_pipe(path: Path) -> Iterator[None]:
    path.unlink()
    os.mkfifo(path)
    path.chmod(0o666)
    yield
    assert path.stat().st_mode & 0o777 == 0o666


@contextmanager
def readable(path: Path) -> Iterator[None]:
    path.chmod(0o644)
    yield


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Another program has the file to itself."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        other.execute("INSERT INTO updates (id, handled_at) VALUES (1, '2027-01-01')")
        yield


@contextmanager
def old(path: Path) -> Iterator[None]:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    yield


@pytest.mark.parametrize(
    ("harm", "name", "cure"),
    [
        (damaged, "database", "`counterpose restore`"),
        (damaged_within, "database", "code 11): `counterpose restore` puts a backup back"),
        (a_pipe, "database", "bot.db is not a file: correct BOT_DATABASE_URL"),
        (a_pipe, "schema", "BOT_DATABASE_URL does not name a file"),
        (readable, "database", "chmod 600 bot.db"),
        pytest.param(held, "database", "stop what holds it", marks=pytest.mark.slow),
        (old, "schema", "run `counterpose migrate`"),
    ],
)
def test_it_says_what_is_wrong_with_the_file(
    harm: object, name: str, cure: str, shell: Shell, usual: dict[str, str]
) -> None:
    shell("migrate", **usual)
    with harm(shell.folder / "bot.db"):  # type: ignore[operator]
        _, ill = examine(shell, **usual)
    assert cure in ill[name]


def test_what_is_wrong_with_the_token_is_told_once(shell: Shell, usual: dict[str, str]) -> None:
    for token in ("", WRONG):
        _, ill = examine(shell, **{**usual, "BOT_TOKEN": token})
        assert "BotFather" in ill["token"]
        assert ill["webhook"] == "cannot be looked at without the token: see its line"


def test_a_name_that_is_nearly_a_setting_is_told(shell: Shell, usual: dict[str, str]) -> None:
    _, ill = examine(shell, **usual, BOT_SENDRATE="marker")
    assert ill["settings"] == "BOT_SENDRATE is no setting: is BOT_SEND_RATE meant?"


def test_a_file_of_settings_that_others_may_read_is_told(
    shell: Shell, usual: dict[str, str]
) -> None:
    file = shell.folder / ".env"
    file.touch(0o640)
    _, ill = examine(shell, **usual)
    assert ill["settings"] == ".env can be read by others: chmod 600 .env"
    file.chmod(0o600)
    well, _ = examine(shell, **usual)
    assert well["settings"] == "from .env and the environment"


RESULT = {
    "id": 1,
    "is_bot": True,
    "first_name": "A",
    "username": "a_bot",
    "url": "",
    "has_custom_certificate": False,
    "pending_update_count": 0,
}
"""What is asked for, of a bot and of a webhook."""


class Tired(BaseHTTPRequestHandler):
    """A Bot API server that closes each connection, without an answer, at its second call."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if hasattr(self, "answered"):
            self.close_connection = True
            return
        self.answered = True
        body = json.dumps({"ok": True, "result": RESULT}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        """Be quiet."""


def test_a_connection_that_was_closed_meanwhile_is_no_fault(
    shell: Shell, usual: dict[str, str]
) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Tired) as server:
        Thread(target=server.serve_forever).start()
        address = f"http://127.0.0.1:{server.server_port}"
        well, _ = examine(shell, **{**usual, "BOT_API_URL": address})
        server.shutdown()
    assert well["webhook"] == "none, the bot polls"


@pytest.mark.parametrize(
    ("kind", "scheme", "password", "cause"),
    [
        (
            "http",
            "http",
            "marker-wrong",
            "asks for a user and a password, or for others (HTTP 401)",
        ),
        ("socks5", "socks5", "marker-wrong", "asks for a user and a password, or for others"),
        ("http", "socks5", SECRET, "does not answer as a SOCKS proxy (http://, perhaps?)"),
        ("socks5", "http", SECRET, "is no HTTP proxy (socks5://, perhaps?)"),
    ],
)
def test_a_proxy_that_does_not_work_is_the_only_cause_named(
    kind: str,
    scheme: str,
    password: str,
    cause: str,
    shell: Shell,
    usual: dict[str, str],
    unused_tcp_port: int,
) -> None:
    shell("migrate", **usual)
    with proxy(kind, shell.folder, unused_tcp_port) as address:
        setting = address.replace(SECRET, password).replace(kind, scheme, 1)
        _, ill = examine(shell, **usual, BOT_PROXY=setting)
    assert ill.pop("proxy").startswith(f"the proxy {cause}")
    assert ill == dict.fromkeys(
        BEHIND_A_PROXY, "cannot be looked at without the proxy: see its line"
    )


@pytest.mark.parametrize("scheme", ["http", "socks5"])
def test_a_proxy_that_is_silent_is_waited_for_once(
    scheme: str, shell: Shell, usual: dict[str, str]
) -> None:
    shell("migrate", **usual)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        setting = f"{scheme}://127.0.0.1:{silent.getsockname()[1]}"
        _, ill = examine(shell, **usual, BOT_PROXY=setting)
        silent.setblocking(False)
        silent.accept()[0].close()
        with pytest.raises(BlockingIOError):  # nobody came a second time
            silent.accept()
    assert ill.pop("proxy").endswith(": look at BOT_PROXY")
    assert set(ill) == BEHIND_A_PROXY


@pytest.mark.parametrize("scheme", ["http", "socks5"])
def test_a_proxy_that_works_is_named_without_its_password(
    scheme: str, shell: Shell, usual: dict[str, str], unused_tcp_port: int
) -> None:
    shell("migrate", **usual)
    with proxy(scheme, shell.folder, unused_tcp_port) as address:
        well, ill = examine(shell, **usual, BOT_PROXY=address)
    assert well["proxy"] == f"{scheme}://127.0.0.1:{unused_tcp_port}, from BOT_PROXY"
    assert ill == {}


def test_behind_a_proxy_that_works_no_line_tells_to_set_one(
    shell: Shell, usual: dict[str, str], unused_tcp_port: int
) -> None:
    shell("migrate", **usual)
    with proxy("http", shell.folder, unused_tcp_port) as address:
        gone = {**usual, "BOT_API_URL": "http://127.0.0.1:9"}
        well, ill = examine(shell, **gone, BOT_PROXY=address)
    assert "proxy" in well
    assert "the network" not in " ".join(ill.values())
    assert "names a proxy" not in " ".join(ill.values())


def test_the_proxy_of_the_environment_counts_but_not_for_this_machine(
    shell: Shell, usual: dict[str, str]
) -> None:
    proxy = "http://user:marker@127.0.0.1:9"
    elsewhere = {**usual, "BOT_API_URL": "http://192.0.2.1"}
    _, ill = examine(shell, **elsewhere, http_proxy=proxy, no_proxy="")
    assert ill["proxy"] == "the proxy cannot be reached: look at HTTPS_PROXY of the environment"
    well, _ = examine(shell, **usual, http_proxy=proxy, no_proxy="")
    assert well["proxy"] == "none"


@needs_pgbouncer
@pytest.mark.parametrize("dialect", ["postgresql"])
@pytest.mark.parametrize("mode", ["session", "transaction"])
def test_it_tells_a_pooler_from_the_server_itself(
    mode: str, shell: Shell, usual: dict[str, str], database: str, unused_tcp_port: int
) -> None:
    well, _ = examine(shell, **{**usual, "BOT_DATABASE_URL": database})
    assert re.fullmatch(r"postgresql [\d.]+", well["database"].partition(" (")[0])
    with pooler(unused_tcp_port, database, mode) as address:
        well, ill = examine(shell, **{**usual, "BOT_DATABASE_URL": address.url})
    assert well["database"].endswith(", through a pooler")
    assert ill == {}
