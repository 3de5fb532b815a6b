"""Which places hurt too much lately and are asked about by name before they are worked again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.ids import Region
from bot.domain.training.pain import REST, worst_during
from bot.domain.training.pain_in_session import TO_SPARE, hurting_places
from bot.domain.training.usual_pain import is_usual
from bot.domain.training.workout import CardState, Workout

ASKED_FOR = timedelta(days=14)
"""How long a place is asked about after it hurt."""
MOST_ASKED = 2
"""Places that are asked about one after the other."""


@dataclass(frozen=True, slots=True)
class SorePlace:
    """A place that hurt too much."""

    region: Region
    hurt_on: date | None = None
    """The last day on which it hurt too much; None: since the beginning."""

    def may_return(self, day: date) -> bool:
        """Whether its rest is over, so that it is asked about before it is worked again."""
        return self.hurt_on is not None and day > self.hurt_on + REST


def sore_places(history: Sequence[Workout], day: date) -> tuple[SorePlace, ...]:
    """Return the places that hurt too much lately and are not better since, the newest first.

    Less pain while the place rests does not end the asking: it was not worked yet.

    Args:
        history: oldest first; today's may be among them.
    """
    sore: dict[Region, date] = {}
    for workout in history:
        if not day - ASKED_FOR <= workout.day <= day:
            continue
        for region in _hurting(workout):
            sore.pop(region, None)
            sore[region] = workout.day
        for asked in workout.pains.places:
            hurt_on = sore.get(asked.region)
            rested = hurt_on is not None and workout.day > hurt_on + REST
            if rested and asked.level is not None and asked.level < TO_SPARE:
                del sore[asked.region]
    return tuple(SorePlace(region, hurt_on) for region, hurt_on in reversed(sore.items()))


def sore_after_rest(history: Sequence[Workout], usual: int = 0) -> tuple[Region, ...]:
    """Return the places that rested and hurt too much again before the last session, as long as
    nothing else was told of it.

    Args:
        history: oldest first.
        usual: the usual level told at the beginning.
    """
    *earlier, last = history
    pains = last.pains
    if last.ending is not None or (pains.during, pains.after, pains.morning) != (None,) * 3:
        return ()
    rested = {one.region for one in sore_places(earlier, last.day) if one.may_return(last.day)}
    return tuple(
        asked.region
        for asked in pains.places
        if asked.region in rested and _much(asked.level) and not is_usual(asked.level or 0, usual)
    )


def _hurting(workout: Workout) -> Iterator[Region]:
    """Yield the places that hurt too much on a day."""
    pains = workout.pains
    yield from sorted(hurting_places(workout))
    for card in workout.cards:
        if card.region is not None and (card.state is CardState.HURT or _much(card.pain)):
            yield card.region
    if pains.region is not None and (
        pains.sharp or any(map(_much, (worst_during(workout), pains.after)))
    ):
        yield pains.region


def _much(level: int | None) -> bool:
    return level is not None and level >= TO_SPARE


def next_asked(places: Sequence[SorePlace], workout: Workout) -> SorePlace | None:
    """Return the first of a few places that was not asked about before this session."""
    known = {asked.region for asked in workout.pains.places}
    return next((one for one in places[:MOST_ASKED] if one.region not in known), None)
