"""Settings: all of them documented, wrong ones one clear line."""

import re
from pathlib import Path

import pytest

from bot.db.store import connect
from bot.main import hook_of, make_bot
from bot.settings import Settings, WrongSetting, read_settings


def test_every_setting_is_in_the_example_and_nothing_else_is() -> None:
    example = Path(__file__).parents[1].joinpath(".env.example").read_text()
    listed = set(re.findall(r"^(BOT_[A-Z_]+)=", example, re.MULTILINE))
    assert listed == {f"BOT_{name.upper()}" for name in Settings.model_fields}


def test_the_example_can_be_used_as_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    example = Path(__file__).parents[1] / ".env.example"
    (tmp_path / ".env").write_text(example.read_text())
    monkeypatch.chdir(tmp_path)
    assert read_settings() == Settings(_env_file=None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "not-a-token"),
        ("BOT_API_URL", "ftp://example.org"),
        ("BOT_DATABASE_URL", "mysql://localhost/bot"),
        ("BOT_SEND_RATE", "0"),
        ("BOT_SEND_RATE", "fast"),
        ("BOT_LOG_LEVEL", "LOUD"),
        ("BOT_WEBHOOK_LISTEN", "8443"),
        ("BOT_ADMIN_IDS", "me"),
        ("BOT_RETENTION_DAYS", "-1"),
        ("BOT_WEBHOOK_URL", "https://example.org/hook"),
        ("BOT_WEBHOOK_URL", "example.org/hook"),
        ("BOT_WEBHOOK_URL", "https:///hook"),
        ("BOT_WEBHOOK_URL", "ftp://example.org/hook"),
        ("BOT_WEBHOOK_URL", "https://example.org:99999/hook"),
        ("BOT_WEBHOOK_SECRET", "with spaces"),
        ("BOT_WEBHOOK_SECRET", "s" * 257),
        ("BOT_WEBHOOK_LISTEN", "127.0.0.1:99999"),
        ("BOT_WEBHOOK_LISTEN", "127.0.0.1:²"),
        ("BOT_METRICS_LISTEN", "http://127.0.0.1:9090"),
        ("BOT_API_URL", "http://127.0.0.1:port"),
        ("BOT_API_URL", "https://"),
        ("BOT_MEASURE_URL", "http://example.org/measure/"),
        ("BOT_MEASURE_URL", "https://example.org/measure/?a=b"),
        ("BOT_PROXY", "127.0.0.1:1080"),
        ("BOT_PROXY", "socks4://127.0.0.1:1080"),
        ("BOT_PROXY", "socks5://127.0.0.1:99999"),
    ],
)
def test_a_wrong_value_is_one_line_that_names_the_variable(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongSetting) as wrong:
        read_settings()
    assert name in str(wrong.value)
    assert "\n" not in str(wrong.value)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "latin-1"])
def test_an_env_file_in_another_encoding_is_told(
    encoding: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_bytes("# für\nBOT_TOKEN=1:a\n".encode(encoding))
    with pytest.raises(WrongSetting, match=r"^\.env: is not in UTF-8"):
        read_settings()


def test_an_env_file_with_a_mark_at_its_beginning_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("BOT_SEND_RATE=7\n", encoding="utf-8-sig")
    assert read_settings().send_rate == 7


def test_no_secret_is_in_a_repr(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_TOKEN", "123456:marker-of-a-secret")
    monkeypatch.setenv("BOT_DATABASE_URL", "postgresql+asyncpg://bot:marker@localhost/bot")
    monkeypatch.setenv("BOT_WEBHOOK_URL", "https://example.org/hook")
    monkeypatch.setenv("BOT_WEBHOOK_SECRET", "marker")
    monkeypatch.setenv("BOT_PROXY", "socks5://user:marker@127.0.0.1:1080")
    settings = read_settings()
    made = (settings, make_bot(settings), hook_of(settings), connect(settings.database_url))
    for one in made:
        assert "marker" not in repr(one) + str(one)


def test_a_wrong_token_is_not_repeated_in_the_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_TOKEN", "marker-of-a-secret")
    with pytest.raises(WrongSetting) as wrong:
        read_settings()
    assert "marker" not in str(wrong.value)
