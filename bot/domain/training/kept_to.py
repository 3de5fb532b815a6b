"""What the conditions somebody told really change of the exercises that they could do."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.ids import Movement, QuestionId, Region
from bot.domain.safety.flag import Flag
from bot.domain.talk.answers import Answers
from bot.domain.training.eligibility import always
from bot.domain.training.trainee import Knowledge, Trainee

JOINTS, WORSE = QuestionId("body_which"), QuestionId("injury_worse")
SORE_JOINTS = frozenset(("arthritis", "injury"))
"""What may be told of joints, and may be made worse by exercise or not."""


@dataclass(frozen=True, slots=True)
class KeptTo:
    """What is left out because of what was told, and what is not."""

    flags: tuple[Flag, ...] = ()
    """The conditions that close something."""
    movements: tuple[Movement, ...] = ()
    """What they close, as far as an exercise falls away by it."""
    places: tuple[Region, ...] = ()
    """Places that are left alone while they heal, or since exercise makes them worse."""
    joints_stay: bool = False
    """Whether sore joints were told that exercise does not make worse."""


def kept_to(
    flags: Sequence[Flag], answers: Answers, trainee: Trainee, catalog: Knowledge
) -> KeptTo:
    """Return what the flags that stand and the places that heal close of the usual exercises."""
    free = always(replace(trainee, closed=frozenset(), healing=frozenset()), catalog)
    fallen = free - always(replace(trainee, healing=frozenset()), catalog)
    movements = {m for id in fallen for m in catalog.exercises[id].closed_by}
    closing = tuple(flag for flag in flags if movements & flag.closes)
    ticked = answers.get(JOINTS)
    sore = isinstance(ticked, frozenset) and bool(ticked & SORE_JOINTS)
    return KeptTo(
        flags=closing,
        movements=tuple(sorted(movements & {m for flag in closing for m in flag.closes})),
        places=tuple(sorted(trainee.healing)),
        joints_stay=sore and answers.get(WORSE) == "no",
    )
