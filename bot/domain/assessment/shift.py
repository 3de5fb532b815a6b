"""What became of a profile when a self-test was done again."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.assessment.profile import Finding, Likelihood, Profile
from bot.domain.ids import PatternId, Side


class Shift(StrEnum):
    """How one finding differs from before."""

    NEW = "new"
    GONE = "gone"
    LIKELY = "likely"
    """Possible before."""
    POSSIBLE = "possible"
    """Likely before."""
    SIDE = "side"
    LEADS = "leads"
    """It was found before, and comes first now."""


@dataclass(frozen=True, slots=True)
class Shifted:
    """One finding that differs from before."""

    pattern: PatternId
    shift: Shift
    side: Side | None = None
    level: Likelihood | None = None
    """How probable it is now; None where it is gone."""


def shifts(before: Profile, after: Profile) -> tuple[Shifted, ...]:
    """Return what differs, the leading patterns first; empty when the profile stays as it is."""
    old = {f.pattern: f for f in (*before.drivers, *before.others)}
    new = {f.pattern: f for f in (*after.drivers, *after.others)}
    current = [_shift(old.get(id), finding) for id, finding in new.items()]
    gone = [Shifted(id, Shift.GONE, old[id].side) for id in old if id not in new]
    changed = [s for s in current if s is not None]
    first = after.drivers[0] if after.drivers else None
    leads = first is not None and first.pattern in old and before.drivers[:1] != ()
    if leads and first is not None and before.drivers[0].pattern != first.pattern:
        changed = [s for s in changed if s.pattern != first.pattern]
        changed.insert(0, Shifted(first.pattern, Shift.LEADS, first.side, first.level))
    return (*changed, *gone)


def _shift(old: Finding | None, new: Finding) -> Shifted | None:
    if old is None:
        return Shifted(new.pattern, Shift.NEW, new.side, new.level)
    if old.level is not new.level:
        shift = Shift.LIKELY if new.level is Likelihood.LIKELY else Shift.POSSIBLE
        return Shifted(new.pattern, shift, new.side, new.level)
    same = old.side is new.side
    return None if same else Shifted(new.pattern, Shift.SIDE, new.side, new.level)
