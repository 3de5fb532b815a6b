"""Settings from the environment; a wrong value is one line that names the variable."""

from pathlib import Path
from typing import Annotated, Literal

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


class Settings(BaseSettings):
    """Environment variables, prefix `BOT_`; `.env.example` lists them all, a test compares."""

    model_config = SettingsConfigDict(
        env_prefix="BOT_", env_file=".env", env_file_encoding="utf-8", frozen=True, extra="ignore"
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
    admin_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["console", "json"] = "console"
    metrics_listen: Annotated[str | None, Blank] = None
    retention_days: Annotated[int, Field(ge=1)] = 365
    """Days after the last contact until everything about a person is erased."""
    paid_broadcast: bool = False
    content_dir: Annotated[Path | None, Blank] = None
    """Another content folder than the one that came with the program."""

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
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if not value.startswith(("sqlite+aiosqlite://", "postgresql+asyncpg://")):
            raise ValueError("must begin with sqlite+aiosqlite:// or postgresql+asyncpg://")
        return value

    @field_validator("webhook_listen", "metrics_listen")
    @classmethod
    def _host_and_port(cls, value: str | None) -> str | None:
        if value is not None:
            host, _, port = value.rpartition(":")
            if not host or not port.isdigit() or not 0 <= int(port) < 65536:
                raise ValueError("must be host:port, as in 127.0.0.1:8443")
        return value

    @model_validator(mode="after")
    def _webhook_needs_a_secret(self) -> "Settings":
        if self.webhook_url and not self.webhook_secret:
            raise ValueError("BOT_WEBHOOK_URL needs BOT_WEBHOOK_SECRET")
        return self


def read_settings() -> Settings:
    """The settings of this process.

    Raises:
        WrongSetting: the first variable that cannot be used; its value is not repeated.
    """
    try:
        return Settings()
    except ValidationError as error:
        fault = error.errors(include_input=False)[0]
        words = str(fault["msg"]).removeprefix("Value error, ")
        where = "".join(f"BOT_{str(part).upper()}: " for part in fault["loc"][:1])
        raise WrongSetting(f"{where}{words}") from None
