"""On which day a person under 18 comes of age."""

from datetime import date, timedelta

from bot.domain.ids import FlagId, QuestionId

UNDER_AGE = FlagId("UNDER_18")
OF_AGE = 18
AGE, ADULT_ON = QuestionId("age"), QuestionId("adult_on")
"""The questions of the safety screen: full years, and the day somebody under 18 turns 18."""


def grown_on(age: float, birthday: date | None, answered: date) -> date:
    """Return the first day on which a person is 18.

    Args:
        age: full years, as answered.
        birthday: the day they turn 18, or the day they were born; None where it is unknown.
        answered: the day of the answers. A day that does not go with the age is taken as the
            nearest one that does, and none as the last one possible.
    """
    left = OF_AGE - int(age)
    earliest = _years_after(answered, left - 1) + timedelta(days=1)
    latest = _years_after(answered, left)
    if birthday is None:
        return latest
    if birthday <= answered:
        birthday = _years_after(birthday, OF_AGE)
    return min(max(birthday, earliest), latest)


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, month=3, day=1)
