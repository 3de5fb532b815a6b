"""`understand`: typed words in, what they come to out, as JSON lines; no database, no network."""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.cli.operator import settings_or_exit

if TYPE_CHECKING:
    from bot.domain.acts import Understanding
    from bot.understanding.situations import Situations
    from bot.understanding.understand import Understander

TAKEN = ("text", "situation", "language", "forwarded", "edited")
"""Fields read of a line that is a JSON object."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What holds for plain lines, and the moment they are read at."""
    parser.add_argument("--situation", default="idle", help="what is on the screen")
    parser.add_argument("--language", default="en", help="the person's language")
    parser.add_argument(
        "--now", type=datetime.fromisoformat, metavar="ISO", help="the moment (default: now)"
    )


def run(given: argparse.Namespace) -> int:
    """Print one JSON object a line; exit 2 for a situation that is unknown."""
    from bot.catalog.folder import content_folder
    from bot.clock import wall_clock
    from bot.understanding.fixtures import example_situations
    from bot.understanding.load import understander
    from bot.understanding.red_flags import sign_ear

    content = content_folder(settings_or_exit().content_dir)
    try:
        situations = example_situations(content)
        ear = understander(content, ear=sign_ear(content))
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    given.now = given.now or wall_clock()
    if given.now.tzinfo is None:
        given.now = given.now.replace(tzinfo=situations.zone)
    if given.situation not in situations.contexts:
        print(f"no situation is called {given.situation!r}", file=sys.stderr)
        return 2
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    return _answer_lines(sys.stdin, given, situations, ear)


def _answer_lines(
    lines: Iterable[str], given: argparse.Namespace, situations: "Situations", ear: "Understander"
) -> int:
    for line in lines:
        message = _message(line.rstrip("\n"), given)
        context = situations.contexts.get(str(message["situation"]))
        if context is None:
            print(f"no situation is called {message['situation']!r}", file=sys.stderr)
            return 2
        context = replace(
            context,
            now=given.now.astimezone(situations.zone),
            language=str(message["language"]),
            forwarded=message["forwarded"] is True,
            edited=message["edited"] is True,
        )
        found = ear.understand(str(message["text"]), context)
        told = {name: message[name] for name in ("text", "situation", "language")}
        print(json.dumps({**told, **as_json(found)}, ensure_ascii=False), flush=True)
    return 0


def as_json(found: "Understanding") -> dict[str, Any]:
    """Return an understanding by its public names."""
    flag = found.flag
    return {
        "flag": None
        if flag is None
        else {"id": flag.id, "refer": flag.refer, "about": flag.about, "when": flag.when},
        "acts": [{"act": act.name, **act.slots} for act in found.acts],
        "asks_back": found.asks_back,
        "confidence": round(found.confidence, 2),
    }


def _message(line: str, given: argparse.Namespace) -> Mapping[str, Any]:
    """Return the fields of a line: a JSON object's own, else the line as plain text."""
    told: dict[str, Any] = {
        "text": line,
        "situation": given.situation,
        "language": given.language,
        "forwarded": False,
        "edited": False,
    }
    if line.lstrip().startswith("{"):
        try:
            held = json.loads(line)
        except (ValueError, RecursionError):
            return told
        if isinstance(held, dict):
            told["text"] = ""
            told.update({name: held[name] for name in TAKEN if name in held})
    return told
