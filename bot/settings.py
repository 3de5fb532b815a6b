"""Which environment variables there are, their defaults, and what is wrong with one."""

import os
import re
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.address_settings import (
    TELEGRAM,
    address_parts,
    check_proxy_address,
    check_webhook_address,
)
from bot.env_file import ENCODING, ENV_FILE, BrokenEnvFile, env_file_names


class WrongSetting(Exception):
    """A setting cannot be used; the text names the variable and what is wrong with it."""


SQLITE = "sqlite+aiosqlite:///"
SERVERS = ("postgresql+asyncpg://", "postgresql://", "postgres://")
PREFIX = "BOT_"
LONGEST_TOKEN = 80
LEAST_RATE = 0.1
LONGEST_KEPT = 36500
"""Days; beyond a century the calendar ends."""
SHAPES = {
    "send_rate": f"must be a number from {LEAST_RATE} to 1000, as in 30",
    "admin_ids": "must be the numbers of people with commas between them, as in 12345,67890",
    "log_level": "must be DEBUG, INFO, WARNING or ERROR",
    "log_format": "must be console or json",
    "retention_days": f"must be a whole number of days from 1 to {LONGEST_KEPT}, as in 365",
    "paid_broadcast": "must be true or false",
    "crisis_text": "must be at most 300 characters long",
}
"""What the settings whose type alone is checked must look like."""


PersonNumber = Annotated[int, Field(gt=0, lt=2**52)]


class Settings(BaseSettings):
    """Environment variables, prefix `BOT_`; `.env.example` lists them all, a test compares."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ENV_FILE,
        env_file_encoding=ENCODING,
        frozen=True,
        extra="ignore",
    )

    token: SecretStr | None = None
    """From @BotFather; `run` and `doctor` need it."""
    api_url: Annotated[str, Field(repr=False)] = f"https://{TELEGRAM}"
    """Root of the Bot API server, without `/bot`; may hold a password."""
    database_url: Annotated[str, Field(repr=False)] = "sqlite+aiosqlite:///data/bot.db"
    """May hold a password, so no `repr` shows it."""
    webhook_url: str | None = None
    """Where Telegram reaches us; without it the bot polls."""
    webhook_secret: SecretStr | None = None
    webhook_listen: str = "0.0.0.0:8443"
    send_rate: Annotated[float, Field(ge=LEAST_RATE, le=1000)] = 30.0
    """Pushes a second for the whole bot."""
    proxy: SecretStr | None = None
    """A proxy for everything that goes to Telegram; may hold a password."""
    admin_ids: Annotated[frozenset[PersonNumber], NoDecode] = frozenset()
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["console", "json"] = "console"
    metrics_listen: str | None = None
    retention_days: Annotated[int, Field(ge=1, le=LONGEST_KEPT)] = 365
    """Days after the last contact until everything about a person is erased."""
    paid_broadcast: bool = False
    content_dir: Path | None = None
    """Another content folder than the one that came with the program."""

    measure_url: str | None = None
    """Where the page that measures with the phone is; empty: numbers are typed."""

    crisis_text: Annotated[str, Field(max_length=300)] = ""
    """The operator's own lines, added to what is said in a crisis."""

    @model_validator(mode="before")
    @classmethod
    def _leave_out_blanks(cls, values: dict[str, Any]) -> dict[str, Any]:
        """Take an empty variable as one that is not set, and blanks around a value away."""
        stripped = {
            name: value.strip() if isinstance(value, str) else value
            for name, value in values.items()
        }
        return {name: value for name, value in stripped.items() if value != ""}

    @field_validator("content_dir")
    @classmethod
    def _folder_exists(cls, value: Path | None) -> Path | None:
        if value is None:
            return None
        try:
            names = [entry.name for entry in value.iterdir()]
        except (FileNotFoundError, NotADirectoryError):
            raise ValueError(f"there is no folder {value}") from None
        except OSError as error:
            raise ValueError(f"cannot be read: {error.strerror}") from None
        if not names:
            raise ValueError(f"there is nothing in {value}")
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
            token = value.get_secret_value()
            if not re.fullmatch(r"[0-9]+:[A-Za-z0-9_-]+", token) or len(token) > LONGEST_TOKEN:
                raise ValueError("must be a bot token, as in 123456:ABC-DEF")
        return value

    @field_validator("api_url")
    @classmethod
    def _is_http(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://, as in https://api.telegram.org")
        parts = address_parts(value)
        if parts.query or parts.fragment:
            raise ValueError("must be the address alone, without ? and #")
        if re.search(r"/bot(\d+:[^/]*)?$", parts.path.rstrip("/")):
            raise ValueError(f"must end before /bot, as in https://{TELEGRAM}")
        return value.rstrip("/")

    @field_validator("measure_url")
    @classmethod
    def _page_address(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = address_parts(value)
        if parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "localhost", "::1"):
            raise ValueError("must begin with https://, or Telegram opens no page")
        if parts.query or parts.fragment:
            raise ValueError("must be the address alone, without ? and #")
        return value if value.endswith((".html", "/")) else f"{value}/"

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        file, _, rest = value.partition(SQLITE)[2].partition("?")
        odd = file.startswith("~") or file.endswith("/") or file == ":memory:"
        if odd or (rest and not file.startswith("file:")) or re.search(r"[\0-\x1f]|%00", value):
            raise ValueError(
                "must be the path of a SQLite file and nothing else, as in "
                "sqlite+aiosqlite:///data/bot.db"
            )
        if not file and not value.startswith(SERVERS):
            raise ValueError(
                "must be a SQLite file, as in sqlite+aiosqlite:///data/bot.db, or a PostgreSQL "
                "database, as in postgresql://user:password@host/name"
            )
        return value

    @field_validator("proxy")
    @classmethod
    def _known_proxy(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            check_proxy_address(value.get_secret_value())
        return value

    @field_validator("webhook_url")
    @classmethod
    def _webhook_address(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = address_parts(value)
        if parts.scheme not in ("https", "http"):
            raise ValueError("must be an address that Telegram reaches: https://name/path")
        if re.search(r"[#{}]", value):
            raise ValueError("must be the address alone, without # { and }")
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
            if not number or not re.fullmatch(r"\[[^][\s]+\]|[^][\s/*]+", host):
                raise ValueError(
                    "must be host:port, as in 127.0.0.1:9090, or 0.0.0.0:9090 for every address"
                )
        return value

    @model_validator(mode="after")
    def _webhook_needs_a_secret(self) -> "Settings":
        if self.webhook_url and not self.webhook_secret:
            raise ValueError("BOT_WEBHOOK_URL needs BOT_WEBHOOK_SECRET")
        return self

    @model_validator(mode="after")
    def _webhook_suits_telegram(self) -> "Settings":
        if self.webhook_url:
            check_webhook_address(self.webhook_url, self.api_url)
        return self

    @model_validator(mode="after")
    def _page_beside_the_webhook(self) -> "Settings":
        if self.measure_url and self.webhook_url:
            page, hook = (address_parts(url) for url in (self.measure_url, self.webhook_url))
            if (page.netloc, page.path.strip("/")) == (hook.netloc, hook.path.strip("/")):
                raise ValueError("BOT_MEASURE_URL: must be another address than BOT_WEBHOOK_URL")
        return self

    @model_validator(mode="after")
    def _two_addresses_to_listen(self) -> "Settings":
        listen = self.webhook_listen
        if self.webhook_url and listen == self.metrics_listen and not listen.endswith(":0"):
            raise ValueError(
                "BOT_METRICS_LISTEN: must be another address than that of BOT_WEBHOOK_LISTEN"
            )
        return self


def read_settings() -> Settings:
    """The settings of this process.

    Raises:
        WrongSetting: the first variable that cannot be used; its value is not repeated.
    """
    for name, value in os.environ.items():
        if name.upper().startswith(PREFIX) and re.search(r"[\ud800-\udfff]", name + value):
            raise WrongSetting(f"{ascii(name)[1:-1]}: must be in UTF-8")
    try:
        env_file_names()
        return Settings()
    except BrokenEnvFile as error:
        raise WrongSetting(str(error)) from None
    except ValidationError as error:
        fault = error.errors(include_input=False)[0]
        name = str(fault["loc"][0]) if fault["loc"] else ""
        words = SHAPES.get(name) or str(fault["msg"]).removeprefix("Value error, ")
        where = f"{PREFIX}{name.upper()}: " if name else ""
        raise WrongSetting(where + " ".join(words.split())) from None


def misspelt_names() -> dict[str, str]:
    """Return the names in the environment and in `.env` that are nearly those of a setting.

    Others that begin alike are none of our business: Kubernetes sets `BOT_SERVICE_HOST` where a
    service is called bot.

    Returns:
        Each of them, and the name that was probably meant.
    """
    known = [name.upper() for name in Settings.model_fields]
    names = {name.upper() for name in (*os.environ, *env_file_names())}
    wrong = {name.removeprefix(PREFIX) for name in names if name.startswith(PREFIX)} - {*known}
    near = {name: get_close_matches(name, known, 1) for name in sorted(wrong)}
    return {PREFIX + name: PREFIX + match[0] for name, match in near.items() if match}
