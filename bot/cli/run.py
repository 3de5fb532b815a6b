"""`run`: the bot against Telegram."""

import argparse
import asyncio
import signal

from bot.cli.operator import CannotRun, run_or_exit, settings_or_exit
from bot.clock import wall_clock
from bot.memory import lasting
from bot.settings import Settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """It has none: everything is a setting."""


def run(given: argparse.Namespace) -> int:
    """Run until stopped."""
    return run_or_exit(_run(settings_or_exit()))


async def _run(settings: Settings) -> int:
    with lasting():
        from telegram.error import InvalidToken, NetworkError

        from bot import main
        from bot.telegram.address import CannotListen
        from bot.telegram.polling import SecondPoller

    task = asyncio.current_task()
    assert task is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    try:
        await main.run(settings, wall_clock)
    except asyncio.CancelledError:
        return 0  # told to stop: what was under way is finished, the rest given back
    except CannotListen as error:
        metrics = error.address == settings.metrics_listen
        name = "BOT_METRICS_LISTEN" if metrics else "BOT_WEBHOOK_LISTEN"
        raise CannotRun(f"{name}: {error}") from None
    except main.NoToken as error:
        raise CannotRun(str(error)) from None
    except InvalidToken:
        raise CannotRun("BOT_TOKEN: Telegram does not know this token") from None
    except SecondPoller:
        raise CannotRun(
            "BOT_TOKEN: another process fetches updates with this token; stop it first"
        ) from None
    except NetworkError as error:
        raise CannotRun(f"BOT_API_URL: cannot be reached: {type(error).__name__}") from None
    return 0
