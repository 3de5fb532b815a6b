"""When a minute is so crowded that quieter ones nearby are offered, and which."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

NEAR = 15
"""Minutes either way that are near enough to be offered."""
NEARBY = tuple(minute for minute in range(-NEAR, NEAR + 1) if minute)
LOOK_BACK = 60
"""Minutes before those, from which a rush may still go on."""
WORTH_IT = timedelta(seconds=60)
"""Who would be later than this is offered another minute."""
CALM = timedelta(seconds=10)
"""What a quieter minute may cost at most."""
MOST = 3
"""Minutes offered."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """What a minute costs, and the ones nearby that cost next to nothing."""

    late: timedelta
    """How late the last of that minute is written to."""
    quieter: tuple[int, ...]
    """Minutes from the chosen one, the nearest first; at least one."""


def crowd(
    people: Mapping[int, int],
    rate: float,
    head_start: timedelta,
    among: Collection[int] = NEARBY,
) -> Crowd | None:
    """Return how crowded a minute is and where it is quieter; None when there is nothing to say.

    A rush is a queue: who cannot be written to in their minute waits into the next one. Choosing a
    minute at random was measured to make it worse; an empty one next to a full one is free.

    Args:
        people: minute from the chosen one (0) -> how many are written to then, from
            `-LOOK_BACK - NEAR` to `NEAR`.
        rate: messages a second of the whole bot.
        head_start: a rush begins early by half of what its last message would be late, at most so.
        among: minutes that suit the person.
    """
    queue = _waits(people, rate)
    late = queue[0] - min(head_start, queue[0] / 2)
    if late < WORTH_IT:
        return None
    near = sorted(among, key=lambda m: (abs(m), m))
    one_more = timedelta(seconds=1 / rate)
    quieter = tuple(m for m in near if queue[m] + one_more <= CALM)[:MOST]
    return Crowd(late, quieter) if quieter else None


def _waits(people: Mapping[int, int], rate: float) -> dict[int, timedelta]:
    """Return, by minute, how long its last message waits, with the backlog of earlier minutes."""
    waiting, waits = 0.0, {}
    for minute in range(-LOOK_BACK - NEAR, NEAR + 1):
        waiting += people.get(minute, 0)
        waits[minute] = timedelta(seconds=waiting / rate)
        waiting = max(0.0, waiting - 60 * rate)
    return waits
