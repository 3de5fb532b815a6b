"""When each cue of a routine sounds in the track one can listen to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.training.dose import (
    CHANGE_S,
    DOWN_AND_UP_S,
    REST_S,
    SLOWER_S,
    USUAL_PAUSE_S,
)
from bot.domain.training.routine import Prescription
from bot.domain.training.sets import Stage, sets_of, stages

UP_S = 1
"""Of a repetition at 4-2-1, the way back up."""
LEAD_S = 10
"""To get into position before the first exercise."""


class Sound(StrEnum):
    """What is played."""

    NEXT = "next"
    """The next exercise: three rising tones."""
    CHANGE = "change"
    """The other side: two tones."""
    DOWN = "down"
    """A repetition begins: lower slowly."""
    STAY = "stay"
    """Hold."""
    PRESS = "press"
    """Press against the stretch: a short trill."""
    EASE = "ease"
    """Let go and into it: one long middle tone."""
    UP = "up"
    """And back."""
    TICK = "tick"
    """A second of it."""
    REST = "rest"
    """The set is over: one long low tone."""
    END = "end"
    """All is done: three falling tones."""


_HEARD = {Stage.HOLD: Sound.STAY, Stage.PRESS: Sound.PRESS, Stage.EASE: Sound.EASE}


@dataclass(frozen=True, slots=True)
class Score:
    """Sounds by the second they begin at."""

    sounds: tuple[tuple[int, Sound], ...]
    seconds: int
    """Where it ends."""


def score(items: Sequence[Prescription]) -> Score:
    """Return the sounds of a routine, exercise by exercise: each set counted at 4-2-1, change of
    side and rest as in the time formula."""
    at, sounds = LEAD_S, [(0, Sound.NEXT)]
    for place, item in enumerate(items):
        if place:
            sounds.append((at, Sound.NEXT))
            at += REST_S
        together = sets_of(item)
        for n, bout in enumerate(together):
            if n:
                same_set = bout.number == together[n - 1].number
                sounds.append((at, Sound.CHANGE if same_set else Sound.REST))
                at += CHANGE_S if same_set else REST_S
            for lasts, sound in _of_set(item, bout.hold_s):
                sounds += [(at, sound), *((at + s, Sound.TICK) for s in range(1, lasts))]
                at += lasts
    sounds.append((at, Sound.END))
    return Score(tuple(sounds), at + 2)


def _of_set(item: Prescription, hold_s: int | None) -> Iterator[tuple[int, Sound]]:
    """Yield (seconds, sound) of each part of a repetition or of a hold."""
    if item.reps is None:
        yield from ((lasts, _HEARD[stage]) for stage, lasts in stages(item, hold_s or 0))
        return
    down = DOWN_AND_UP_S - UP_S + (SLOWER_S if item.slow else 0)
    pause = USUAL_PAUSE_S if hold_s is None else hold_s
    for _ in range(item.reps):
        yield (down, Sound.DOWN)
        if pause:
            yield (pause, Sound.STAY)
        yield (UP_S, Sound.UP)
