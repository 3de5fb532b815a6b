"""The chat number of a person, as an operator types it."""

import argparse
import sys

LARGEST = 2**52
"""Telegram's numbers stay below it."""


def add_person(parser: argparse.ArgumentParser) -> None:
    """Let a command ask whom it is about."""
    parser.add_argument("person", metavar="PERSON", help="their chat number")


def person_or_exit(text: str) -> int:
    """Read the number; on anything else one line, and exit 2."""
    if text.isascii() and text.isdigit() and 0 < int(text) < LARGEST:
        return int(text)
    print(f"{text} is no chat number, as 12345 is", file=sys.stderr)
    raise SystemExit(2)
