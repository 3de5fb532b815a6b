"""On which day somebody who is too young for a plan is old enough."""

from datetime import date, timedelta

from bot.domain.ids import FlagId

UNDER_AGE = FlagId("UNDER_18")
OF_AGE = 18


def grown_on(age: float, told: date | None, answered: date) -> date:
    """The first day on which somebody is 18.

    Args:
        age: full years, as answered.
        told: the day they turn 18, or the day they were born; None where it was not told.
        answered: the day of the answers. A day that does not go with the age is taken as the
            nearest one that does, and none as the last one possible.
    """
    left = OF_AGE - int(age)
    earliest = _years_after(answered, left - 1) + timedelta(days=1)
    latest = _years_after(answered, left)
    if told is None:
        return latest
    if told <= answered:
        told = _years_after(told, OF_AGE)
    return min(max(told, earliest), latest)


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, month=3, day=1)
