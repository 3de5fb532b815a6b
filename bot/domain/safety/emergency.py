"""Which country's emergency numbers and helplines are told, by zone or language."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.ids import FlagId
from bot.domain.phrase import Phrase
from bot.domain.safety.flag import Flag


@dataclass(frozen=True, slots=True)
class Helpline:
    """People who can be called, and for which signs."""

    name: Phrase
    call: Phrase
    """The number, and when it answers: "116 123, free, day and night"."""
    flags: frozenset[FlagId]


@dataclass(frozen=True, slots=True)
class Country:
    """The numbers of one country."""

    code: str
    """ISO 3166, as in "GB"."""
    name: Phrase
    zones: frozenset[str]
    emergency: Phrase
    """Every number there is: of the police, too, where that is another one."""
    ambulance: Phrase
    helplines: tuple[Helpline, ...] = ()


@dataclass(frozen=True, slots=True)
class NearestHelp:
    """What is said beside the advice: the numbers of the country, and the operator's own lines."""

    country: Country | None = None
    """None: unknown, or without numbers that we could tell."""
    own_words: str = ""

    @property
    def ambulance(self) -> Phrase | None:
        """The number of an ambulance, where it is known."""
        return None if self.country is None else self.country.ambulance

    def number(self, flag: Flag) -> Phrase | None:
        """Return the number to call for a sign: an ambulance's, unless the police may be needed."""
        if self.country is None:
            return None
        return self.country.emergency if flag.police else self.country.ambulance

    def helplines(self, flag: FlagId) -> tuple[Helpline, ...]:
        """Return the helplines for a sign."""
        lines = self.country.helplines if self.country is not None else ()
        return tuple(line for line in lines if flag in line.flags)


def country_of(zone: str, language: str, countries: Iterable[Country]) -> Country | None:
    """Return the country of a time zone; without a zone, of the region of a language ("pt-BR")."""
    region = language.replace("_", "-").partition("-")[2].upper()
    fits = (one for one in countries if (zone in one.zones if zone else one.code == region))
    return next(fits, None)
