"""`python -m bot COMMAND`, and the console script `counterpose COMMAND`."""

import argparse
import importlib
import sys

from bot.memory import lasting

COMMANDS = {
    "demo": "the bot in your browser: no token, no network",
    "chat": "the same bot in this terminal",
    "run": "the bot on Telegram",
    "migrate": "bring the database to this release",
    "check": "check all content",
    "assess": "answers in (YAML), what they mean out (JSON)",
    "understand": "typed words in, what they come to out (JSON lines)",
    "simulate": "simulated people through weeks of the real core",
    "figures": "every figure on one page",
    "measuring_page": "the page that measures with the phone, for any static host",
    "doctor": "check token, database, content, webhook and clock",
    "stats": "how many people there are and how their messages fare",
    "export": "all that is kept about one person, as files",
    "erase": "erase one person for good",
    "backup": "copy the SQLite database while the bot runs",
    "restore": "put a backup in the place of the SQLite database",
    "move": "copy a SQLite file into the database of the settings",
}

OURS = ("bot", "telegram_sandbox")
MISSING = (
    "packages are missing ({}): use .venv/bin/python, which `make install` makes, or "
    "install requirements.txt"
)


def main(argv: list[str] | None = None) -> int:
    """Run one command; its exit status."""
    if sys.platform == "win32":
        print("Counterpose runs on Linux and macOS; on Windows, use WSL", file=sys.stderr)
        return 2
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        arguments = _parse(words)
        return int(arguments.run(arguments))
    except KeyboardInterrupt:  # while it was still being loaded
        return 0
    except BrokenPipeError:  # whoever read us has heard enough
        sys.stdout = None  # nothing is left to flush
        return 0
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] in OURS:
            raise
        print(MISSING.format(error.name), file=sys.stderr)
        return 2


def _parse(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="counterpose", description="Counterpose, the bot.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, does in COMMANDS.items():
        sub = commands.add_parser(name, help=does, description=does)
        if words[:1] == [name]:  # only the command that runs is imported
            with lasting():
                module = importlib.import_module(f"bot.cli.{name}")
            module.arguments(sub)
            sub.set_defaults(run=module.run)
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main())
