"""Fill the slots of acts about time: later, daily time, days, quiet hours, pause."""

from datetime import date, datetime, time, timedelta
from typing import Any

from bot.understanding.scope import Scope
from bot.understanding.times import Clock

Slots = dict[str, Any]
WAKING = 5
"""Nobody means an hour before this one without saying so."""
LONGEST_LATER = 24 * 60
"""Minutes from which "later" is another day."""
NOT = frozenset(
    (
        "not",
        "no",
        "except",
        "but",
        "without",
        "never",
        "skip",
        "dont",
        "apart",
        "besides",
        "off",
        "free",
        "minus",
        "cant",
        "cannot",
        "leave",
        "instead",
        "drop",
        "bar",
        "excluding",
    )
)


OTHERS = frozenset(
    (
        *("who", "he", "she", "mother", "mum", "mom", "father", "dad", "wife", "husband", "son"),
        *("daughter", "baby", "brother", "sister", "gran", "grandma", "grandad", "grandpa", "boss"),
    )
)
"""Words of somebody whose age is told."""
DENYING = frozenset(("cant", "cannot", "no", "not", "wont", "unable", "busy", "never"))
DENIED_WITHIN = 4
"""Words before a day within which one of those denies it: "won't make it tomorrow"."""
PARTING = frozenset((",", ".", ";", "now", "but", "so", "-", "\n"))
CORRECTING = frozenset(("no", "nope", "wait", "sorry", "actually", "mean", "meant", "oops"))
"""Words before what was meant in place of what was told."""


def coming_day(scope: Scope) -> tuple[date, bool] | None:
    """Return the coming day that a text names, and whether it is denied: "I can't tomorrow".

    None where it names none, or today as well.
    """
    if any(day.on == scope.today for day in scope.days):
        return None
    day = next((day for day in scope.days if day.on > scope.today), None)
    if day is None:
        return None
    before = [scope.text(at) for at in range(max(0, day.start - DENIED_WITHIN), day.start)]
    parted = [at for at, word in enumerate(before) if word in PARTING]
    return day.on, bool(DENYING & set(before[parted[-1] + 1 if parted else 0 :]))


def later(scope: Scope, now: datetime) -> Slots:
    """Return until when something is put off: minutes, a time, or a day."""
    ahead = [day for day in scope.days if day.on > scope.today]
    clock = first_clock(scope, now, coming=not ahead)
    if clock is None and (minutes := minutes_told(scope)) is not None and not ahead:
        return {"minutes": minutes} if 0 < minutes < LONGEST_LATER else {}
    slots: Slots = {}
    if clock is not None:
        slots["time"] = f"{clock:%H:%M}"
    if ahead:
        slots["day"] = ahead[0].on.isoformat()
    elif clock is None:
        days = [a.days for a in scope.amounts if a.days]
        if days and days[0] <= 60:
            slots["day"] = (scope.today + timedelta(days=days[0])).isoformat()
    return slots


def minutes_told(scope: Scope) -> int | None:
    """Return the first length of time in minutes."""
    return next((a.minutes for a in scope.amounts if a.minutes is not None), None)


def minutes_a_day(scope: Scope, loose: bool = True) -> int | None:
    """Return how many minutes a routine shall take; the last one told counts ("not 10 but 15")."""
    lengths = [a for a in scope.amounts if a.minutes is not None]
    if not lengths and loose:
        lengths = [a for a in scope.amounts if a.unit in ("", "s") and 1 <= a.value <= 120]
    if not lengths:
        return None
    chosen = lengths[0]
    for amount in lengths[1:]:
        if any(
            scope.text(amount.start - n) in ("to", "but", "make", "is", "now", "-", "rather")
            and scope.text(amount.start - n - 1) not in OTHERS  # "my mother is 93"
            for n in (1, 2, 3)
        ) or _corrects(scope, amount.start):
            chosen = amount
    if (
        chosen is lengths[0]
        and len(lengths) > 1
        and scope.text(chosen.start - 1) in ("not", "of", "from")
    ):
        chosen = lengths[1]
    value = chosen.value if chosen.unit in ("", "s") else float(chosen.minutes or 0)
    return round(value) if value == round(value) or value > 0.5 else None


def daily_time(scope: Scope, loose: bool = True) -> Slots:
    """Return the time of the day that is wanted every day."""
    clocks = [c for c in scope.clocks if c.clear or loose]
    clear = [c for c in clocks if c.clear] or clocks
    if not clear:
        return {}
    wanted = clear[0]
    for clock in clear[1:]:
        if any(
            scope.text(clock.start - n) in ("to", "but", "make", "rather", "prefer", "now", "is")
            for n in (1, 2, 3)
        ) or _corrects(scope, clock.start):
            wanted = clock
    if (
        wanted is clear[0]
        and len(clear) > 1
        and scope.text(wanted.start - 1) in ("not", "of", "from")
    ):
        wanted = clear[1]
    if not wanted.sure and wanted.hour < WAKING:
        wanted = wanted.later_half()
    return {"time": f"{wanted.at:%H:%M}"}


def _corrects(scope: Scope, at: int) -> bool:
    """Whether what stands at a token corrects what was told before: "ten pm no wait eleven pm"."""
    return any(scope.text(at - n) in CORRECTING for n in (1, 2))


def quiet_hours(scope: Scope) -> Slots:
    """Return from when to when nothing shall be sent."""
    clocks = list(scope.clocks)
    clear = [c for c in clocks if c.clear] or clocks
    if len(clear) < 2 and len(clocks) >= 2:
        clear = clocks
    if not clear:
        return {}
    texts = {word.text for word in scope.words}
    if len(clear) == 1:
        only = clear[0]
        before = scope.text(only.start - 1)
        if before in ("before", "until", "till", "til", "to"):
            return {"to": f"{(only if only.sure else only.first_half()).at:%H:%M}"}
        evening = (
            only
            if only.sure or (10 <= only.hour < 12 and "morning" in texts)
            else only.later_half()
        )
        return {"from": f"{evening.at:%H:%M}"}
    start, end = clear[0], clear[1]
    if scope.text(start.start - 1) == "before" and scope.text(end.start - 1) == "after":
        start, end = end, start
    if not start.sure and not (
        start.hour >= 8 and end.sure and end.hour > start.hour and end.hour >= 12
    ):
        start = start.later_half()
    if not end.sure and not (end.hour < start.hour % 12 and start.hour < 12):
        end = end.first_half()
    return {"from": f"{start.at:%H:%M}", "to": f"{end.at:%H:%M}"}


def pause(scope: Scope) -> Slots:
    """Return how long a pause lasts: to a day, or so many days."""
    ahead = [day for day in scope.days if day.on > scope.today]
    spans = [a.days for a in scope.amounts if a.days]
    if spans and 0 < spans[0] <= 366:
        return {"days": spans[0]}
    if ahead:
        return {"until": ahead[-1].on.isoformat()}
    phrase = " ".join(word.text for word in scope.words)
    for words, days in (("this week", 7), ("the week", 7), ("all week", 7), ("this month", 30)):
        if words in phrase:
            return {"days": days}
    return {}


def days_wanted(scope: Scope, usual: tuple[str, ...] = ()) -> Slots:
    """Return the days of the week that are wanted; those not wanted are taken from the usual."""
    names = scope.vocabulary.ids("weekdays")
    wanted: set[int] = set()
    unwanted: set[int] = set()
    spots = [(s.start, s.end, [int(n) for n in s.value]) for s in scope.spots("daysets")]
    covered = [range(start, end) for start, end, _ in spots]
    singles = [s for s in scope.spots("weekdays") if not any(s.start in r for r in covered)]
    at = 0
    while at < len(singles):
        one = singles[at]
        following = singles[at + 1] if at + 1 < len(singles) else None
        joined = [scope.text(n) for n in range(one.end, following.start)] if following else []
        if (
            following is not None
            and joined
            and joined[0] in ("-", "to", "till", "until", "thru", "through", "til")
            and len(joined) == 1
        ):
            first, last = names.index(one.value), names.index(following.value)
            run = [(first + n) % 7 for n in range((last - first) % 7 + 1)]
            spots.append((one.start, following.end, run))
            at += 2
            continue
        spots.append((one.start, one.end, [names.index(one.value)]))
        at += 1
    negative = False
    last_end = 0
    for start, end, numbers in sorted(s for s in spots if not _is_of_a_number(scope, s[0])):
        before = [scope.text(n) for n in range(last_end, start)]
        between = {*before}
        if before[-2:] in (["i", "mean"], ["i", "meant"]) or before[-1:] in (["rather"], ["mean"]):
            negative, between = False, set()  # "nothing on Sundays, I mean Monday to Saturday"
        if between & NOT and not between & {"only", "just", "also"}:
            negative = True
        elif between & {"only", "just", "yes", "on", "do", "want", "to", "but"}:
            negative = False
        (unwanted if negative else wanted).update(numbers)
        last_end = end
    after = {scope.text(n) for n in range(last_end, last_end + 3)}
    own = {"im", "am", "i", "only"} & {scope.text(n) for n in range(last_end, last_end + 2)}
    if after & {"off", "free", "out"} and not unwanted and not own:
        wanted, unwanted = unwanted, wanted
    if unwanted and not wanted:
        wanted = {names.index(day) for day in usual} or set(range(7))
    chosen = wanted - unwanted
    return {"days": [names[n] for n in sorted(chosen)]} if chosen else {}


def _is_of_a_number(scope: Scope, day: int) -> bool:
    """Whether a day at a token only says when a bare number holds: "10 min, 15 at weekends"."""
    before = day - (scope.text(day - 1) in ("at", "on"))
    value = scope.words[before - 1].number if 0 < before < day else None
    return value is not None and scope.text(before - 2) not in ("at", "by", "around")


def first_clock(scope: Scope, now: datetime, coming: bool) -> time | None:
    """Return the first time told; of two readings the one that is still to come today."""
    clear = [clock for clock in scope.clocks if clock.clear]
    if not clear:
        clear = [
            c
            for c in scope.clocks
            if scope.text(c.start - 1)
            in (
                "at",
                "around",
                "by",
                "till",
                "until",
                "after",
                "to",
                "like",
                "about",
                "maybe",
                "say",
            )
        ]
        clear = [c for c in clear if not any(a.start == c.start and a.unit for a in scope.amounts)]
    if not clear:
        return None
    return _likeliest(clear[0], now, coming)


def _likeliest(clock: Clock, now: datetime, coming: bool) -> time:
    if clock.sure:
        return clock.at
    if coming and clock.at <= now.time().replace(tzinfo=None):
        return clock.later_half().at
    if clock.hour < WAKING:
        return clock.later_half().at
    return clock.at
