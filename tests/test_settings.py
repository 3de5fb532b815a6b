"""Settings: all of them documented, wrong ones one clear line."""

import os
import re
from pathlib import Path

import pytest

from bot.db.store import connect
from bot.main import hook_of, make_bot
from bot.settings import Settings, WrongSetting, misspelt_names, read_settings


def test_every_setting_is_in_the_example_and_nothing_else_is() -> None:
    example = Path(__file__).parents[1].joinpath(".env.example").read_text()
    listed = set(re.findall(r"^(BOT_[A-Z_]+)=", example, re.MULTILINE))
    assert listed == {f"BOT_{name.upper()}" for name in Settings.model_fields}


def test_the_example_can_be_used_as_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    example = Path(__file__).parents[1] / ".env.example"
    (tmp_path / ".env").write_text(example.read_text())
    monkeypatch.chdir(tmp_path)
    assert read_settings() == Settings(_env_file=None)


NO_ADDRESS = (
    *("text", "-1", "ftp://host", "https://", "https:///hook", "https://host:99999", "a b"),
    *("https://https://host", "https://host:", "https://[::1", "https://[zz]/", "https://a..b"),
    *(f"https://{'a' * 64}.org", "“https://host”", "'https://host'", "https://ho'st", "https://*"),
)
NO_NUMBER = ("text", "-1", "0", "nan", "1e9", "9" * 30, "1,5")
WRONG = {
    "token": ("not-a-token", "-5:abc", "٣:abc", "123:", f"123:{'a' * 90}", "123:a b"),
    "api_url": (
        *(*NO_ADDRESS, "http://127.0.0.1:port", "https://host/?a=b", "https://host/bot"),
        *("https://host/bot123:marker", "https://host/mine/bot/"),
    ),
    "database_url": (
        *("text", "-1", "mysql://user:marker@host/bot", "sqlite:///bot.db", "/data/bot.db"),
        *("sqlite+aiosqlite://", "sqlite+aiosqlite:///", "sqlite+aiosqlite://data/bot.db"),
        *("sqlite+aiosqlite:///:memory:", "sqlite+aiosqlite:///bot.db?timeout=abc"),
        *("sqlite+aiosqlite:///~/bot.db", "sqlite+aiosqlite:////", "sqlite+aiosqlite:///data/"),
        *("sqlite+aiosqlite:///a%00b.db", "postgresql://bot:mar%00ker@host/bot"),
    ),
    "webhook_url": (
        *(*NO_ADDRESS, "example.org/hook", "https://example.org/hook#part"),
        *("https://example.org/{any}", "https://example.org/}"),
    ),
    "webhook_secret": ("with spaces", "s" * 257, "é"),
    "webhook_listen": (
        *("8443", "127.0.0.1:99999", "127.0.0.1:²", "http://127.0.0.1:1", "host:-1", ":8443"),
        *("127.0.0.1 :1", "*:8443", "[::1:8443", "::1]:8443", "[]:8443"),
    ),
    "send_rate": (*NO_NUMBER, "1e-300"),
    "proxy": (
        *(*NO_ADDRESS, "127.0.0.1:1080", "socks4://127.0.0.1:1080", "socks5://host:99999"),
        *("socks5://user@host", "socks5://user:@host", "socks5h://:marker@host"),
        *("http://user:märker@host", f"http://user:{'m' * 256}@host"),
    ),
    "admin_ids": ("me", "1,me", "1;2", "-1", "9" * 30),
    "log_level": ("LOUD", "10"),
    "log_format": ("xml", "1"),
    "metrics_listen": ("9090", "127.0.0.1:99999", "http://127.0.0.1:9090"),
    "retention_days": (*NO_NUMBER, "36501", "1.5"),
    "paid_broadcast": ("perhaps", "-1", "2"),
    "content_dir": ("nowhere", "a\nb", "empty", "a-file", "x" * 5000),
    "measure_url": (*NO_ADDRESS, "http://example.org/measure/", "https://example.org/m/?a=b"),
    "crisis_text": ("x" * 301,),
}
"""For each setting what an operator may write by mistake."""


@pytest.mark.parametrize("name", Settings.model_fields)
def test_a_wrong_value_is_one_line_that_names_the_variable_and_says_how_it_should_look(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "a-file").touch()
    for value in WRONG[name]:
        monkeypatch.setenv(f"BOT_{name.upper()}", value)
        with pytest.raises(WrongSetting) as wrong:
            read_settings()
        line = str(wrong.value)
        assert re.match(rf"BOT_{name.upper()}: (must |there is n|cannot be read: )", line), line
        assert len(line.splitlines()) == 1
        assert "marker" not in line


@pytest.mark.parametrize("value", ["", "  "])
def test_an_empty_variable_is_one_that_is_not_set(
    value: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.setenv(f"BOT_{name.upper()}", value)
    assert read_settings() == Settings(_env_file=None)
    (tmp_path / ".env").write_text("BOT_WEBHOOK_URL=https://example.org/hook\n")
    assert read_settings().webhook_url is None


def test_blanks_around_a_value_do_not_count(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_TOKEN", " 123456:ABC-DEF\r")
    token = read_settings().token
    assert token is not None
    assert token.get_secret_value() == "123456:ABC-DEF"


def test_a_webhook_without_a_secret_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_WEBHOOK_URL", HOOK)
    with pytest.raises(WrongSetting, match=r"^BOT_WEBHOOK_URL needs BOT_WEBHOOK_SECRET$"):
        read_settings()


HOOK = "https://example.org/hook"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (HOOK.replace("https", "http"), "must begin with https://"),
        (HOOK.replace("org", "org:9000"), "must have the port 443, 80, 88 or 8443"),
        ("https://localhost/hook", "must be an address of the internet"),
        ("https://192.168.1.5/hook", "must be an address of the internet"),
        ("https://[::1]:8443/hook", "must be an address of the internet"),
    ],
)
def test_a_webhook_that_telegram_does_not_call_is_told_unless_the_server_is_ones_own(
    url: str, words: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_WEBHOOK_SECRET", "marker")
    monkeypatch.setenv("BOT_WEBHOOK_URL", url)
    with pytest.raises(WrongSetting, match=f"^BOT_WEBHOOK_URL: {words}") as wrong:
        read_settings()
    assert len(str(wrong.value).splitlines()) == 1
    for own in ("http://127.0.0.1:8081", "https://bot-api.example.org"):
        monkeypatch.setenv("BOT_API_URL", own)
        assert read_settings().webhook_url == url


@pytest.mark.parametrize(
    "url", [HOOK, HOOK.replace("org", "org:8443"), "https://8.8.8.8:88/", "https://bücher.de/ö"]
)
def test_a_webhook_that_telegram_calls_is_taken(
    url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_WEBHOOK_SECRET", "s")
    monkeypatch.setenv("BOT_WEBHOOK_URL", url)
    assert read_settings().webhook_url == url


def test_page_and_webhook_at_one_address_are_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_WEBHOOK_SECRET", "s")
    monkeypatch.setenv("BOT_WEBHOOK_URL", HOOK)
    monkeypatch.setenv("BOT_MEASURE_URL", f"{HOOK}/page")
    assert read_settings().measure_url == f"{HOOK}/page/"
    monkeypatch.setenv("BOT_MEASURE_URL", f"{HOOK}/")
    with pytest.raises(WrongSetting, match=r"^BOT_MEASURE_URL: must be another address than"):
        read_settings()


@pytest.mark.parametrize("name", ["BOT_CONTENT_DIR", "BOT_CRISIS_TEXT", "BOT_PROXY"])
def test_a_value_in_another_encoding_is_told(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(name, os.fsdecode("für marker".encode("latin-1")))
    with pytest.raises(WrongSetting, match=rf"^{name}: must be in UTF-8$"):
        read_settings()


def test_metrics_and_webhook_at_one_address_are_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_METRICS_LISTEN", "0.0.0.0:8443")
    assert read_settings().metrics_listen == "0.0.0.0:8443"
    monkeypatch.setenv("BOT_WEBHOOK_SECRET", "s")
    monkeypatch.setenv("BOT_WEBHOOK_URL", HOOK)
    with pytest.raises(WrongSetting, match=r"^BOT_METRICS_LISTEN: must be another"):
        read_settings()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "latin-1"])
def test_an_env_file_in_another_encoding_is_told(
    encoding: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_bytes("# für\nBOT_TOKEN=1:a\n".encode(encoding))
    with pytest.raises(WrongSetting, match=r"^\.env: is not in UTF-8"):
        read_settings()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("link", ".env: is a link to a file that is not there"),
        ("pipe", ".env: is not a file"),
        ("folder", ".env: cannot be read: Is a directory"),
    ],
)
def test_an_env_file_that_is_no_file_is_told(
    kind: str, words: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / ".env"
    match kind:
        case "link":
            file.symlink_to("gone")
        case "pipe":
            os.mkfifo(file)
        case _:
            file.mkdir()
    with pytest.raises(WrongSetting, match=f"^{re.escape(words)}$"):
        read_settings()


def test_an_env_file_with_a_mark_at_its_beginning_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("BOT_SEND_RATE=7\n", encoding="utf-8-sig")
    assert read_settings().send_rate == 7


@pytest.mark.parametrize(
    ("content", "number"),
    [
        ("BOT_SEND_RATE=7\n\n  \nmarker\n", 4),
        ("BOT_TOKEN marker\n", 1),
        ("# words\nBOT_TOKEN: marker\n", 2),
        ("BOT_CRISIS_TEXT='marker\nBOT_SEND_RATE=7\n", 1),
        ("\r\nexport BOT_TOKEN\r\n", 2),
    ],
)
def test_a_line_that_sets_nothing_is_told_by_its_number(
    content: str, number: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text(content, newline="")
    with pytest.raises(WrongSetting) as wrong:
        read_settings()
    assert re.match(rf"\.env: line {number} must be NAME=value", str(wrong.value))
    assert "marker" not in str(wrong.value)


def test_a_name_that_is_nearly_a_setting_is_told_with_the_right_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("bot_toekn=1:a\nBOT_SEND_RATE=7\nPOSTGRES_PASSWORD=a\n")
    monkeypatch.setenv("BOT_SENDRATE", "5")
    monkeypatch.setenv("BOT_DB_URL", "5")
    assert misspelt_names() == {
        "BOT_DB_URL": "BOT_DATABASE_URL",
        "BOT_SENDRATE": "BOT_SEND_RATE",
        "BOT_TOEKN": "BOT_TOKEN",
    }


def test_names_that_another_program_sets_are_left_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("SERVICE_HOST", "SERVICE_PORT", "PORT", "PORT_8443_TCP_ADDR", "PORT_8443_TCP"):
        monkeypatch.setenv(f"BOT_{name}", "tcp://10.0.0.1:8443")  # Kubernetes, for a service "bot"
    assert misspelt_names() == {}


def test_no_secret_is_in_a_repr(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_TOKEN", "123456:marker-of-a-secret")
    monkeypatch.setenv("BOT_DATABASE_URL", "postgresql+asyncpg://bot:marker@localhost/bot")
    monkeypatch.setenv("BOT_WEBHOOK_URL", HOOK)
    monkeypatch.setenv("BOT_WEBHOOK_SECRET", "marker")
    monkeypatch.setenv("BOT_PROXY", "socks5://user:marker@127.0.0.1:1080")
    monkeypatch.setenv("BOT_API_URL", "http://user:marker@127.0.0.1:8081")
    settings = read_settings()
    holders = (settings, make_bot(settings), hook_of(settings), connect(settings.database_url))
    for one in holders:
        assert "marker" not in repr(one) + str(one)


def test_a_wrong_token_is_not_repeated_in_the_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_TOKEN", "marker-of-a-secret")
    with pytest.raises(WrongSetting) as wrong:
        read_settings()
    assert "marker" not in str(wrong.value)
