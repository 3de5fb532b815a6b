"""Outcomes: what only operators are told."""

from dataclasses import dataclass

from bot.domain.census import Census, People
from bot.domain.operator_alarm import Alarm


@dataclass(frozen=True, slots=True)
class StatsTold:
    """To an operator: how the messages fare."""

    census: Census


@dataclass(frozen=True, slots=True)
class WhoTold:
    """To an operator: how many people there are, and not who."""

    people: People


@dataclass(frozen=True, slots=True)
class ContentTold:
    """To an operator: what is wrong with the content; None when nobody has looked yet."""

    problems: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class AlarmRaised:
    """To an operator: something is wrong."""

    alarm: Alarm


ToOperator = StatsTold | WhoTold | ContentTold | AlarmRaised
"""Those that only operators get."""
