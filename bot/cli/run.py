"""`run`: the bot against Telegram."""

import argparse
import asyncio
import logging
import signal
from urllib.parse import urlsplit

from bot.cli.error_lines import CannotRun, run_or_exit, settings_or_exit
from bot.clock import wall_clock
from bot.memory import lasting
from bot.settings import Settings, misspelt_names

log = logging.getLogger(__name__)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nearly everything is a setting."""
    parser.add_argument(
        "--delete-webhook",
        action="store_true",
        help="take away a webhook that Telegram knows, and fetch updates",
    )


def run(args: argparse.Namespace) -> int:
    """Run until stopped."""
    settings = settings_or_exit()
    for name, meant in misspelt_names().items():
        log.warning("setting not known", extra={"error": f"{name}, is {meant} meant?"})
    return run_or_exit(_run(settings, delete_webhook=args.delete_webhook))


async def _run(settings: Settings, *, delete_webhook: bool) -> int:
    with lasting():
        from telegram.error import BadRequest, InvalidToken

        from bot import main
        from bot.telegram.address import CannotListen
        from bot.telegram.connecting import WebhookInUse, WebhookRefused
        from bot.telegram.network_errors import NoSuchHost, NotTelegram
        from bot.telegram.proxy import WrongProxy

    task = asyncio.current_task()
    assert task is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    if delete_webhook and settings.webhook_url:
        raise CannotRun("--delete-webhook: BOT_WEBHOOK_URL is set; empty it to fetch updates")
    try:
        await main.run(settings, wall_clock, delete_webhook=delete_webhook)
    except asyncio.CancelledError:
        return 0  # told to stop: what was under way is finished, the rest given back
    except CannotListen as error:
        metrics = error.address == settings.metrics_listen
        name = "BOT_METRICS_LISTEN" if metrics else "BOT_WEBHOOK_LISTEN"
        raise CannotRun(f"{name}: {error}") from None
    except (main.NoToken, WrongProxy) as error:
        raise CannotRun(str(error)) from None
    except InvalidToken:
        raise CannotRun(
            "BOT_TOKEN: Telegram does not know this token; copy it again from @BotFather"
        ) from None
    except WebhookInUse as error:
        raise CannotRun(
            f"BOT_WEBHOOK_URL: is empty, but Telegram sends updates to {error.url or 'a webhook'}: "
            "set it, or take the webhook away with `counterpose run --delete-webhook`"
        ) from None
    except WebhookRefused as error:
        raise CannotRun(f"BOT_WEBHOOK_URL: Telegram does not take it: {error}") from None
    except (NoSuchHost, NotTelegram) as error:
        raise CannotRun(f"{_address_of(settings, str(error))}: {error}") from None
    except BadRequest as error:  # such as "logged out", of a bot that moved to another server
        raise CannotRun(f"BOT_API_URL: the server refuses this bot: {error.message}") from None
    return 0


def _address_of(settings: Settings, error: str) -> str:
    """Return the name of the setting whose host an error tells of."""
    from bot.main import proxy_of

    proxy = urlsplit(proxy_of(settings) or "").hostname
    if proxy is None or not error.startswith(f"{proxy}:"):
        return "BOT_API_URL"
    return "BOT_PROXY" if settings.proxy else "HTTPS_PROXY of the environment"
