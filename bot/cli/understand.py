"""`understand`: typed words in, what they come to out, as JSON lines; no database, no network."""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.cli.error_lines import settings_or_exit

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


def run(args: argparse.Namespace) -> int:
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
    args.now = args.now or wall_clock()
    if args.now.tzinfo is None:
        args.now = args.now.replace(tzinfo=situations.zone)
    if args.situation not in situations.contexts:
        print(f"no situation is called {args.situation!r}", file=sys.stderr)
        return 2
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    return _answer_lines(sys.stdin, args, situations, ear)


def _answer_lines(
    lines: Iterable[str], args: argparse.Namespace, situations: "Situations", ear: "Understander"
) -> int:
    for line in lines:
        message = _message(line.rstrip("\n"), args)
        context = situations.contexts.get(str(message["situation"]))
        if context is None:
            print(f"no situation is called {message['situation']!r}", file=sys.stderr)
            return 2
        context = replace(
            context,
            now=args.now.astimezone(situations.zone),
            language=str(message["language"]),
            forwarded=message["forwarded"] is True,
            edited=message["edited"] is True,
        )
        understanding = ear.understand(str(message["text"]), context)
        message_fields = {name: message[name] for name in ("text", "situation", "language")}
        print(
            json.dumps({**message_fields, **as_json(understanding)}, ensure_ascii=False), flush=True
        )
    return 0


def as_json(understanding: "Understanding") -> dict[str, Any]:
    """Return an understanding by its public names."""
    flag = understanding.flag
    return {
        "flag": None
        if flag is None
        else {"id": flag.id, "refer": flag.refer, "about": flag.about, "when": flag.when},
        "acts": [{"act": act.name, **act.slots} for act in understanding.acts],
        "asks_back": understanding.asks_back,
        "confidence": round(understanding.confidence, 2),
    }


def _message(line: str, args: argparse.Namespace) -> Mapping[str, Any]:
    """Return the fields of a line: a JSON object's own, else the line as plain text."""
    fields: dict[str, Any] = {
        "text": line,
        "situation": args.situation,
        "language": args.language,
        "forwarded": False,
        "edited": False,
    }
    if line.lstrip().startswith("{"):
        try:
            held = json.loads(line)
        except (ValueError, RecursionError):
            return fields
        if isinstance(held, dict):
            fields["text"] = ""
            fields.update({name: held[name] for name in TAKEN if name in held})
    return fields
