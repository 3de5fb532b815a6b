"""`stats`: how many people there are and how their messages fare; numbers only."""

import argparse
import json
from collections.abc import Iterator

from bot.cli.error_lines import run_or_exit, settings_or_exit
from bot.domain.census import LATE_S, Census
from bot.settings import Settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """For people or for programs."""
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    """Print them."""
    return run_or_exit(_stats(settings_or_exit(), as_json=args.json))


async def _stats(settings: Settings, *, as_json: bool) -> int:
    from bot.cli.database import opened
    from bot.clock import wall_clock
    from bot.db.store import transactions

    async with opened(settings) as engine, transactions(engine)() as store:
        census = await store.counting.census(wall_clock())
    print(json.dumps(_tree(census), indent=2) if as_json else "\n".join(_lines(census)))
    return 0


def _lines(census: Census) -> Iterator[str]:
    people, post = census.people, census.post
    for name in ("met", "agreed", "assessed", "receiving"):
        yield f"people {name:22} {getattr(people, name):8}"
    for name in ("paused", "stopped", "unreachable", "locked"):
        yield f"people {name:22} {getattr(people, name):8}"
    for days, number in people.active.items():
        yield f"people {f'active in {days} days':22} {number:8}"
    for (kind, outcome), number in sorted(post.counts.items()):
        yield f"a day's {f'{kind} {outcome}':21} {number:8}"
    yield f"a day's {f'later than {LATE_S} s':21} {post.late:8}"
    yield f"a day's {'longest delay, s':21} {post.worst_s:8.0f}"
    yield f"a day's {'unanswered questions':21} {census.unanswered:8}"
    yield f"now {'overdue':25} {post.overdue:8}"
    yield f"now {'oldest overdue, s':25} {post.oldest_s:8.0f}"


def _tree(census: Census) -> dict[str, object]:
    people, post = census.people, census.post
    stands = ("met", "agreed", "assessed", "receiving", "paused", "stopped", "unreachable")
    return {
        "at": census.at.isoformat(),
        "people": {
            **{name: getattr(people, name) for name in (*stands, "locked")},
            "active": {str(days): number for days, number in people.active.items()},
        },
        "last_day": {
            "deliveries": [
                {"kind": kind, "outcome": outcome, "number": number}
                for (kind, outcome), number in sorted(post.counts.items())
            ],
            "late": post.late,
            "worst_s": round(post.worst_s, 1),
            "unanswered_questions": census.unanswered,
        },
        "now": {"overdue": post.overdue, "oldest_s": round(post.oldest_s, 1)},
        "days": [
            {"day": one.day.isoformat(), "sent": one.sent, "begun": one.begun}
            for one in census.days
        ],
    }
