"""What was done of a routine, from the ways of saying it."""

from bot.domain.errors import BotError, OutOfRange
from bot.understanding.meaning import Done, Meaning, Partly
from bot.understanding.reading import Match

Pair = tuple[Meaning, Meaning]
"""Only one of the two can be meant."""


def report(match: Match, total: int | None) -> Done | Partly | Pair | BotError | None:
    """The report a match stands for; None when it is none.

    Args:
        match: of one of the `done_...` meanings.
        total: exercises of the routine, if known.
    """
    match match.name:
        case "done_all":
            return Done()
        case "done_none":
            return Done(none=True)
        case "done_half":
            return Partly() if total is None else counted((total + 1) // 2, total)
        case "done_few":
            return Partly()
        case "left_to_do":
            return left_over(match.get("count"), total)
        case "done_but_last":
            return _but_last(match.get("count"), total)
        case "done_count":
            return _count(match, total)
        case "done_which":
            return _which(match, total, but=False)
        case "done_but_number":
            return _which(match, total, but=True)
        case _:
            return _but(match, total)


def counted(count: float, of: float | None) -> Done | BotError | None:
    """So many of so many."""
    if count != int(count) or (of is not None and (of != int(of) or of < 1)):
        return None
    if of is not None and (count > of or of > 99):
        return OutOfRange(value=count, low=0, high=of, unit="")
    if count == 0:
        return Done(none=True)
    return Done(int(count), None if of is None else int(of)) if count < 100 else None


def left_over(left: int, total: int | None) -> Done | Partly | BotError | None:
    """All but so many."""
    if total is None:
        return Partly()
    return (
        counted(total - left, total)
        if left <= total
        else OutOfRange(value=left, low=0, high=total, unit="")
    )


def _but_last(left: int, total: int | None) -> Done | Partly | BotError | None:
    """All but the last so many."""
    if total is None or left > total or left == 0:
        return left_over(left, total)
    return Done(but=tuple(range(total - left + 1, total + 1)))


def _count(match: Match, total: int | None) -> Done | Partly | BotError | None:
    places = match.get("counts")
    if places is not None and len(places) > 1:
        return _placed(places, total, but=False)
    if places is not None:
        return counted(places[0], total)
    if (count := match.get("count")) is not None:
        return counted(count, total)
    count, of = match.get("share")
    return counted(count, total if of is None else of)


def _which(match: Match, total: int | None, but: bool) -> Done | Partly | BotError | None:
    places = match.get("counts")
    if places is None:
        told = [int(v) for k, v in zip(match.kinds, match.values, strict=True) if k == "ordinals"]
        if -1 in told and total is None:
            return Partly()
        places = tuple(place if place > 0 else total or 0 for place in told)
    return _placed(places, total, but)


def _placed(places: tuple[int, ...], total: int | None, but: bool) -> Done | BotError:
    if total is not None and max(places) > total:
        return OutOfRange(value=max(places), low=1, high=total, unit="")
    return Done(but=places) if but else Done(which=places)


def _but(match: Match, total: int | None) -> Done | Partly | Pair | BotError | None:
    places = match.get("counts")
    if len(places) > 1:
        return _placed(places, total, but=True)
    count = left_over(places[0], total)
    if places[0] == 1 or isinstance(count, BotError) or count is None:
        return count
    return count, Done(but=places)
