"""How a session is made less: half of it, or one set less."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.training.dosage import LEAST_REPS, Item
from bot.domain.training.dose import Dose, total


@dataclass(frozen=True, slots=True)
class Relief:
    """What a session is spared; the exercises stay the same."""

    halved: bool = False
    one_set_less: bool = False


def relieved(items: Sequence[Item], relief: Relief, limit_s: int) -> tuple[list[Item], int]:
    """Return the items of a session with less of each, and their seconds."""
    found = [replace(item, dose=_less(item, relief)) for item in items]
    seconds = [item.seconds for item in found]
    with_rests = total(seconds)
    return found, with_rests if with_rests <= limit_s else total(seconds, rests=False)


def _less(item: Item, relief: Relief) -> Dose:
    dose = item.dose
    if relief.halved:
        dose = _half(dose)
    if relief.one_set_less:
        dose = replace(_plain(dose), sets=max(1, dose.sets - 1))
    return dose


def _half(dose: Dose) -> Dose:
    """Half the sets; where there is one, fewer repetitions or a shorter hold."""
    plain = _plain(dose)
    if dose.sets > 1:
        return replace(plain, sets=dose.sets // 2)
    if dose.reps is not None:
        return replace(plain, reps=min(dose.reps, max(LEAST_REPS, dose.reps // 2)), slow=False)
    return plain


def _plain(dose: Dose) -> Dose:
    return replace(dose, extra_set=None, contract=False)
