"""`run`, `demo`, `chat`, `migrate` and `doctor` as processes: what they print and how they end."""

import json
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from bot.__main__ import main
from bot.db.revision import head
from tests.cli.shell import TOKEN, Shell
from tests.telegram.proxies import SECRET, proxy

WRONG = "4200000000:marker-of-a-wrong-token"
FILE = "sqlite+aiosqlite:///bot.db"


def line_of(process: subprocess.Popen[str], pattern: str) -> str:
    """Wait for a line that the process prints."""
    assert process.stdout is not None
    for line in process.stdout:
        if re.search(pattern, line):
            return line
    raise AssertionError(f"it ended without {pattern!r}: {process.communicate()}")


def end(process: subprocess.Popen[str], number: signal.Signals) -> tuple[int, str]:
    """Exit status and what it said to standard error after a signal."""
    process.send_signal(number)
    _, output = process.communicate(timeout=30)
    return process.returncode, output


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_demo_serves_its_page_until_it_is_told_to_stop(
    number: signal.Signals, shell: Shell
) -> None:
    nobody = "http://127.0.0.1:9"  # a proxy of the environment concerns no demo
    names = ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "BOT_PROXY")
    proxies = dict.fromkeys(names, nobody)
    process = shell.begin("demo", "--port", "0", "--no-browser", **proxies, no_proxy="")
    line = line_of(process, "Counterpose is at")
    address = re.search(r"http://127\.0\.0\.1:\d+", line)
    assert address is not None
    with urllib.request.urlopen(address.group(), timeout=10) as page:
        assert b"<html" in page.read()
    status, output = end(process, number)
    assert status == 0
    assert "Traceback" not in output
    assert (shell.folder / "data" / "demo" / "bot.db").is_file()
    assert (shell.folder / "data" / "demo").stat().st_mode & 0o777 == 0o700


@pytest.mark.slow
def test_a_fresh_demo_deletes_only_what_a_demo_made(shell: Shell) -> None:
    def serve(*words: str) -> None:
        process = shell.begin("demo", "--port", "0", "--no-browser", "--data", "mine", *words)
        line_of(process, "Counterpose is at")
        assert end(process, signal.SIGTERM)[0] == 0

    mine = shell.folder / "mine"
    (mine / "files").mkdir(parents=True)
    kept = [mine / "thesis.txt", mine / "files" / "photo.png", mine / "sub" / "bot.db"]
    (mine / "sub").mkdir()
    for file in kept:
        file.write_text("mine")
    serve()
    (mine / "files" / ("a" * 64)).write_text("of the demo")
    with closing(sqlite3.connect(mine / "bot.db")) as old, old:
        old.execute("CREATE TABLE mark_of_the_old (a)")
    serve("--fresh")
    assert [file.read_text() for file in kept] == ["mine"] * 3
    assert not (mine / "files" / ("a" * 64)).exists()
    with closing(sqlite3.connect(mine / "bot.db")) as new, pytest.raises(sqlite3.OperationalError):
        new.execute("SELECT * FROM mark_of_the_old")


def test_the_demo_warns_where_others_can_reach_it(shell: Shell) -> None:
    process = shell.begin("demo", "--host", "0.0.0.0", "--port", "0", "--no-browser")
    line_of(process, "Counterpose is at")
    status, output = end(process, signal.SIGTERM)
    assert status == 0
    assert output.startswith("warning: everybody who reaches 0.0.0.0 can read this chat")


def test_the_demo_tells_a_port_that_is_taken(shell: Shell) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        line = shell.refused("demo", "--port", str(taken.getsockname()[1]), "--no-browser")
    assert line.startswith("--port: ")


@pytest.mark.parametrize(
    ("words", "settings", "named"),
    [
        (("--port", "99999"), {}, "--port: cannot listen on 99999"),
        (("--port", "0", "--data", "a-file"), {}, "--data: cannot use a-file: File exists"),
        (("--port", "0", "--data", "."), {}, "--data: bot.db is not of a demo"),
        (("--port", "0", "--data", ".", "--fresh"), {}, "--data: bot.db is not of a demo"),
        (("--port", "0", "--data", "old"), {}, "BOT_DATABASE_URL: cannot be opened: file is not a"),
        (("--port", "0"), {"BOT_CONTENT_DIR": "gone"}, "BOT_CONTENT_DIR: there is no folder gone"),
    ],
)
def test_the_demo_tells_what_keeps_it_from_running(
    words: tuple[str, ...], settings: dict[str, str], named: str, shell: Shell
) -> None:
    (shell.folder / "a-file").touch()
    (shell.folder / "old").mkdir()
    for folder in (shell.folder, shell.folder / "old"):
        (folder / "bot.db").write_text("no database " * 99)
    (shell.folder / "old" / "clock.txt").write_text("0")
    assert shell.refused("demo", "--no-browser", *words, **settings).startswith(named)
    assert (shell.folder / "bot.db").read_text() == "no database " * 99


def test_the_bot_runs_until_it_is_told_to_stop(shell: Shell, telegram: str) -> None:
    (shell.folder / ".env").write_text(f"BOT_TOKEN={TOKEN}\nBOT_API_URL={telegram}\n")
    process = shell.begin("run", BOT_DATABASE_URL=FILE)
    assert process.stderr is not None
    assert any("running" in line for line in process.stderr)
    command = (f"/proc/{process.pid}/cmdline", f"/proc/{process.pid}/comm")
    for path in command:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123
            assert TOKEN.partition(":")[2] not in file.read()
    status, output = end(process, signal.SIGTERM)
    assert status == 0
    assert "Traceback" not in output


def test_without_a_token_no_database_is_made(shell: Shell) -> None:
    assert shell.refused("run").startswith("BOT_TOKEN: missing")
    assert list(shell.folder.iterdir()) == []


def test_a_name_that_is_nearly_a_setting_is_in_the_log(shell: Shell) -> None:
    ended = shell("run", BOT_TOEKN=TOKEN)
    warning, refusal = ended.stderr.splitlines()
    assert "WARNING setting not known error=BOT_TOEKN, is BOT_TOKEN meant?" in warning
    assert refusal.startswith("BOT_TOKEN: missing")
    assert ended.returncode == 2


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"BOT_TOKEN": ""}, "BOT_TOKEN: missing"),
        ({"BOT_TOKEN": WRONG}, "BOT_TOKEN: Telegram does not know this token"),
        ({"BOT_API_URL": "http://127.0.0.1:port"}, "BOT_API_URL: must be an address"),
        ({"BOT_DATABASE_URL": f"{FILE[:-6]}.env/bot.db"}, "BOT_DATABASE_URL: cannot be opened: "),
        (
            {"BOT_DATABASE_URL": "sqlite+aiosqlite:///file:old.db?mode=ro&uri=true"},
            "BOT_DATABASE_URL: cannot be opened: attempt to write a readonly database",
        ),
        (
            {"BOT_DATABASE_URL": f"{FILE[:-6]}file:old.db?timeout=abc&uri=true"},
            "BOT_DATABASE_URL: the parameters behind the ? cannot be used: leave them out",
        ),
        (
            {"BOT_DATABASE_URL": "postgresql://bot:marker@a..b/bot"},
            "BOT_DATABASE_URL: the server's name has a part that is empty or too long",
        ),
        ({"BOT_CONTENT_DIR": "mine"}, "mine/muscles.yaml: line 2: "),
        (
            {"BOT_CONTENT_DIR": "."},
            "muscles.yaml: No such file or directory: is BOT_CONTENT_DIR right?",
        ),
        ({"BOT_CONTENT_DIR": "nowhere"}, "BOT_CONTENT_DIR: there is no folder nowhere"),
        (
            {"BOT_PROXY": "http://no-such-host.invalid:3128"},
            "BOT_PROXY: no-such-host.invalid: there is no such host",
        ),
        (
            {"BOT_PROXY": "socks5://no-such-host.invalid"},
            "BOT_PROXY: no-such-host.invalid: there is no such host",
        ),
        (
            {
                "BOT_API_URL": "http://192.0.2.1",
                "http_proxy": "http://no-such-host.invalid:3128",
                "no_proxy": "",
            },
            "HTTPS_PROXY of the environment: no-such-host.invalid: there is no such host",
        ),
        (
            {"BOT_API_URL": "http://192.0.2.1", "http_proxy": "socks4://marker", "no_proxy": ""},
            "HTTPS_PROXY of the environment: must begin with http://",
        ),
        (
            {
                "BOT_WEBHOOK_URL": "https://example.org/hook",
                "BOT_WEBHOOK_SECRET": "secret",
                "BOT_WEBHOOK_LISTEN": "192.0.2.1:8443",
            },
            "BOT_WEBHOOK_LISTEN: cannot listen on 192.0.2.1:8443",
        ),
        (
            {"BOT_METRICS_LISTEN": "192.0.2.1:9090"},
            "BOT_METRICS_LISTEN: cannot listen on 192.0.2.1:9090",
        ),
    ],
)
def test_the_bot_tells_what_keeps_it_from_running(
    settings: dict[str, str], named: str, shell: Shell, telegram: str
) -> None:
    (shell.folder / ".env").touch()
    with closing(sqlite3.connect(shell.folder / "old.db")) as old:
        old.execute("CREATE TABLE some (thing)")
    (shell.folder / "mine").mkdir()
    (shell.folder / "mine" / "muscles.yaml").write_text("a: [1\n")
    usual = {"BOT_TOKEN": TOKEN, "BOT_API_URL": telegram, "BOT_DATABASE_URL": FILE}
    ended = shell("run", **{**usual, **settings})
    assert ended.returncode == 2
    assert ended.stderr.splitlines()[-1].startswith(named)
    assert "running" not in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "marker" not in ended.stderr


def logs_in_time(process: subprocess.Popen[str], words: str) -> bool:
    """Whether the process logs this, sooner or later."""
    assert process.stderr is not None
    return any(words in line for line in process.stderr)


@pytest.mark.slow
def test_an_outage_of_telegram_at_the_start_is_waited_out(shell: Shell, telegram: str) -> None:
    for method in ("getMe", "getWebhookInfo", "setMyCommands"):
        arm(telegram, {"kind": "too_many", "method": method, "seconds": 1})
    process = shell.begin("run", BOT_TOKEN=TOKEN, BOT_API_URL=telegram, BOT_DATABASE_URL=FILE)
    assert logs_in_time(process, "Telegram cannot be reached yet error=RetryAfter seconds=1")
    assert logs_in_time(process, "running")
    assert end(process, signal.SIGTERM)[0] == 0


def arm(telegram: str, fault: dict[str, object]) -> None:
    """Let the server fail once."""
    body = json.dumps(fault).encode()
    urllib.request.urlopen(urllib.request.Request(f"{telegram}/sim/faults", body), timeout=10)


def test_a_server_that_is_not_there_yet_is_waited_for(shell: Shell, unused_tcp_port: int) -> None:
    address = f"http://127.0.0.1:{unused_tcp_port}"
    process = shell.begin("run", BOT_TOKEN=TOKEN, BOT_API_URL=address, BOT_DATABASE_URL=FILE)
    assert logs_in_time(process, "Telegram cannot be reached yet")
    with serve_telegram(unused_tcp_port):
        assert logs_in_time(process, "running")
        assert end(process, signal.SIGTERM)[0] == 0


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["http", "socks5"])
def test_a_dead_proxy_at_the_start_is_waited_for_and_named(
    scheme: str, shell: Shell, telegram: str
) -> None:
    proxy = f"{scheme}://user:marker@127.0.0.1:9"
    usual = {"BOT_TOKEN": TOKEN, "BOT_API_URL": telegram, "BOT_DATABASE_URL": FILE}
    process = shell.begin("run", **usual, BOT_PROXY=proxy)
    assert logs_in_time(process, "the proxy cannot be reached: look at BOT_PROXY")
    status, rest = end(process, signal.SIGTERM)
    assert status == 0
    assert "marker" not in rest


@pytest.mark.parametrize(
    ("kind", "scheme", "words"),
    [
        ("socks5", "http", "is no HTTP proxy (socks5://, perhaps?)"),
        ("http", "socks5", "does not answer as a SOCKS proxy (http://, perhaps?)"),
    ],
)
def test_a_proxy_of_another_kind_is_named_in_one_line_at_the_start(
    kind: str, scheme: str, words: str, shell: Shell, telegram: str, unused_tcp_port: int
) -> None:
    usual = {"BOT_TOKEN": TOKEN, "BOT_API_URL": telegram, "BOT_DATABASE_URL": FILE}
    with proxy(kind, shell.folder, unused_tcp_port) as address:
        process = shell.begin("run", **usual, BOT_PROXY=address.replace(kind, scheme, 1))
        assert process.stderr is not None
        first = process.stderr.readline()
        status, rest = end(process, signal.SIGTERM)
    assert f"the proxy {words}: look at BOT_PROXY" in first
    assert status == 0
    assert SECRET not in first + rest


@contextmanager
def serve_telegram(port: int) -> Iterator[None]:
    """A Bot API server at this port."""
    command = [sys.executable, "-m", "telegram_sandbox", "--port", str(port), "--token", TOKEN]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


def test_a_webhook_in_use_is_named_and_taken_away_only_when_asked(
    shell: Shell, unused_tcp_port: int
) -> None:
    url = f"http://127.0.0.1:{unused_tcp_port}"
    settings = {"BOT_TOKEN": TOKEN, "BOT_API_URL": url, "BOT_DATABASE_URL": FILE}
    with serve_telegram(unused_tcp_port):
        wait_for(url)
        hook = "https://others.example.org/hook"
        urllib.request.urlopen(f"{url}/bot{TOKEN}/setWebhook?url={hook}", timeout=10)
        ended = shell("run", **settings)
        assert ended.returncode == 2
        line = ended.stderr.splitlines()[-1]
        assert line.startswith(f"BOT_WEBHOOK_URL: is empty, but Telegram sends updates to {hook}")
        assert "`counterpose run --delete-webhook`" in line
        process = shell.begin("run", "--delete-webhook", **settings)
        assert logs_in_time(process, "running")
        assert end(process, signal.SIGTERM)[0] == 0


def wait_for(url: str) -> None:
    """Until something answers there."""
    for _ in range(200):
        try:
            urllib.request.urlopen(url, timeout=10)
        except OSError:
            time.sleep(0.05)
        else:
            return


def test_an_address_that_is_no_bot_api_server_is_told(shell: Shell) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}"
        usual = {"BOT_TOKEN": TOKEN, "BOT_DATABASE_URL": FILE}
        for wrong in (f"{address}/elsewhere", "http://no-such-host.invalid"):
            ended = shell("run", **usual, BOT_API_URL=wrong)
            assert ended.returncode == 2
            assert ended.stderr.splitlines()[-1].startswith("BOT_API_URL: ")
        server.shutdown()


class LoggedOut(BaseHTTPRequestHandler):
    """Telegram's own server, to a bot that has moved to another one."""

    def do_POST(self) -> None:
        body = b'{"ok":false,"error_code":400,"description":"Logged out"}'
        self.send_response(400)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def test_a_bot_that_moved_to_another_server_is_told(shell: Shell) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), LoggedOut) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}"
        ended = shell("run", BOT_TOKEN=TOKEN, BOT_DATABASE_URL=FILE, BOT_API_URL=address)
        server.shutdown()
    assert ended.returncode == 2
    assert ended.stderr.splitlines()[-1] == "BOT_API_URL: the server refuses this bot: Logged out"


def test_windows_itself_is_sent_to_wsl(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert main(["demo"]) == 2
    output = capsys.readouterr()
    assert output.err == "Counterpose runs on Linux and macOS; on Windows, use WSL\n"


@pytest.mark.parametrize("dialect", ["postgresql"])
def test_the_bot_refuses_a_server_that_is_behind(
    shell: Shell, telegram: str, database: str
) -> None:
    empty = re.sub(r"/[^/?]+\?", "/postgres?", database)
    line = shell.refused("run", BOT_TOKEN=TOKEN, BOT_API_URL=telegram, BOT_DATABASE_URL=empty)
    assert line.startswith("BOT_DATABASE_URL: ")
    assert line.endswith("run `counterpose migrate`")


def test_migrate_says_from_where_to_where(shell: Shell) -> None:
    first = shell("migrate", BOT_DATABASE_URL=FILE)
    assert (first.returncode, first.stdout) == (0, f"database at {head()}, was empty\n")
    assert shell("migrate", BOT_DATABASE_URL=FILE).stdout == (
        f"database at {head()}, was {head()}\n"
    )


def test_chat_answers_until_its_input_ends(shell: Shell) -> None:
    ended = shell("chat", typed="/start\n/privacy\n")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Hello, I am Counterpose." in ended.stdout
    assert "What I keep" in ended.stdout
    assert list(shell.folder.iterdir()) == []
