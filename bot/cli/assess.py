"""`assess FILE`: the clinical core from a shell; no database, no clock."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from bot.cli.error_lines import settings_or_exit

A_MONDAY = date(2027, 1, 4)
"""Where the plan begins unless told otherwise, so that the same file gives the same output."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The file, and what may differ from the usual."""
    parser.add_argument("file", type=Path, metavar="FILE", help="answers as YAML, id: value")
    parser.add_argument("--start", type=date.fromisoformat, default=A_MONDAY, metavar="DAY")
    parser.add_argument("--cleared", action="store_true", help="a clinician gave the go-ahead")


def run(args: argparse.Namespace) -> int:
    """Print one JSON object; exit 2 and one line for answers that cannot be."""
    from bot.catalog.folder import content_folder
    from bot.catalog.load import load
    from bot.catalog.read import BrokenFile, read_yaml
    from bot.cli.assess_report import assessment
    from bot.domain.errors import BotError
    from bot.domain.talk.written import written

    try:
        catalog = load(content_folder(settings_or_exit().content_dir))
        typed = read_yaml(args.file)
        if not isinstance(typed, dict):
            raise BrokenFile(f"{args.file}: question ids and values expected, as `age: 41`")
        answers = written(typed, catalog.questions)
    except BrokenFile as error:
        print(error, file=sys.stderr)
        return 2
    except BotError as error:
        details = ", ".join(f"{name} {value}" for name, value in sorted(error.details.items()))
        reason = str(error).split(";")[0].rstrip(".")
        print(f"{args.file}: {reason} ({details})", file=sys.stderr)
        return 2
    report = assessment(answers, catalog, args.start, cleared=args.cleared)
    print(json.dumps(report, ensure_ascii=False, indent=2))
    return 0
