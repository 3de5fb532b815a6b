"""Settings from the environment; a wrong value is one line that names the variable."""

import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import SplitResult, urlsplit

from pydantic import (
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class WrongSetting(Exception):
    """A setting cannot be used; the text names the variable and what is wrong with it."""


def _blank_is_none(value: object) -> object:
    return None if value == "" else value


Blank = BeforeValidator(_blank_is_none)

DATABASES = ("sqlite+aiosqlite://", "postgresql+asyncpg://", "postgresql://", "postgres://")
NOT_UTF_8 = ".env: is not in UTF-8; save it anew in that encoding"
PROXIES = ("http", "https", "socks5", "socks5h")


class Settings(BaseSettings):
    """Environment variables, prefix `BOT_`; `.env.example` lists them all, a test compares."""

    model_config = SettingsConfigDict(
        env_prefix="BOT_",
        env_file=".env",
        env_file_encoding="utf-8-sig",
        frozen=True,
        extra="ignore",
    )

    token: Annotated[SecretStr | None, Blank] = None
    """From @BotFather; `run` and `doctor` need it."""
    api_url: str = "https://api.telegram.org"
    """Root of the Bot API server, without `/bot`."""
    database_url: Annotated[str, Field(repr=False)] = "sqlite+aiosqlite:///data/bot.db"
    """May hold a password, so no `repr` shows it."""
    webhook_url: Annotated[str | None, Blank] = None
    """Where Telegram reaches us; without it the bot polls."""
    webhook_secret: Annotated[SecretStr | None, Blank] = None
    webhook_listen: str = "0.0.0.0:8443"
    send_rate: Annotated[float, Field(gt=0, le=1000)] = 30.0
    """Pushes a second for the whole bot."""
    proxy: Annotated[SecretStr | None, Blank] = None
    """A proxy for everything that goes to Telegram; may hold a password."""
    admin_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["console", "json"] = "console"
    metrics_listen: Annotated[str | None, Blank] = None
    retention_days: Annotated[int, Field(ge=1)] = 365
    """Days after the last contact until everything about a person is erased."""
    paid_broadcast: bool = False
    content_dir: Annotated[Path | None, Blank] = None
    """Another content folder than the one that came with the program."""

    measure_url: Annotated[str | None, Blank] = None
    """Where the page that measures with the phone is; empty: numbers are typed."""

    crisis_text: Annotated[str, Field(max_length=300)] = ""
    """The operator's own lines, added to what is said in a crisis."""

    @field_validator("content_dir")
    @classmethod
    def _folder_exists(cls, value: Path | None) -> Path | None:
        if value is not None and not value.is_dir():
            raise ValueError(f"there is no folder {value}")
        return value

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _ids(cls, value: object) -> object:
        if isinstance(value, str):
            return frozenset(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("token")
    @classmethod
    def _token_shape(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            number, _, secret = value.get_secret_value().partition(":")
            if not number.isdigit() or not secret or len(value.get_secret_value()) > 80:
                raise ValueError("not a bot token, which looks like 123456:ABC-DEF")
        return value

    @field_validator("api_url")
    @classmethod
    def _is_http(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://")
        _address(value)
        return value.rstrip("/")

    @field_validator("measure_url")
    @classmethod
    def _page_address(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = _address(value)
        if parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "localhost", "::1"):
            raise ValueError("must begin with https://, or Telegram opens no page")
        if parts.query or parts.fragment:
            raise ValueError("must be the address alone, without ? and #")
        return value if value.endswith((".html", "/")) else f"{value}/"

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if not value.startswith(DATABASES):
            raise ValueError(f"must begin with {DATABASES[0]} or {DATABASES[1]}")
        return value

    @field_validator("proxy")
    @classmethod
    def _known_proxy(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and _address(value.get_secret_value()).scheme not in PROXIES:
            raise ValueError(f"must begin with {', '.join(f'{name}://' for name in PROXIES)}")
        return value

    @field_validator("webhook_url")
    @classmethod
    def _webhook_address(cls, value: str | None) -> str | None:
        if value is not None and _address(value).scheme not in ("https", "http"):
            raise ValueError("must be an address that Telegram reaches: https://name/path")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _webhook_secret_shape(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(
            r"[A-Za-z0-9_-]{1,256}", value.get_secret_value()
        ):
            raise ValueError("must be 1 to 256 of A-Z, a-z, 0-9, _ and -")
        return value

    @field_validator("webhook_listen", "metrics_listen")
    @classmethod
    def _host_and_port(cls, value: str | None) -> str | None:
        if value is not None:
            host, _, port = value.rpartition(":")
            number = port.isascii() and port.isdigit() and 0 <= int(port) < 65536
            if not host or not number or "/" in host:
                raise ValueError("must be host:port, as in 127.0.0.1:8443")
        return value

    @model_validator(mode="after")
    def _webhook_needs_a_secret(self) -> "Settings":
        if self.webhook_url and not self.webhook_secret:
            raise ValueError("BOT_WEBHOOK_URL needs BOT_WEBHOOK_SECRET")
        return self


def _address(text: str) -> SplitResult:
    """The parts of an address.

    Raises:
        ValueError: it has no scheme or host, or a port that is none.
    """
    parts = urlsplit(text)
    try:
        reachable = parts.hostname is not None and parts.port != 0
    except ValueError:
        reachable = False
    if not reachable or not parts.scheme or re.search(r"[\s\\]", text):
        raise ValueError("is no address: scheme://host, and a port from 1 to 65535 if any")
    return parts


def read_settings() -> Settings:
    """The settings of this process.

    Raises:
        WrongSetting: the first variable that cannot be used; its value is not repeated.
    """
    try:
        if b"\0" in Path(".env").read_bytes():
            raise WrongSetting(NOT_UTF_8)
    except FileNotFoundError:
        pass
    except OSError as error:
        raise WrongSetting(f".env: cannot be read: {error.strerror}") from None
    try:
        return Settings()
    except ValidationError as error:
        fault = error.errors(include_input=False)[0]
        words = str(fault["msg"]).removeprefix("Value error, ")
        where = "".join(f"BOT_{str(part).upper()}: " for part in fault["loc"][:1])
        raise WrongSetting(f"{where}{words}") from None
    except UnicodeDecodeError:
        raise WrongSetting(NOT_UTF_8) from None
