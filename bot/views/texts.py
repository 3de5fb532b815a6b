"""Turn keys into words: translation, plural, fallback; values are escaped."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.person import Person
from bot.domain.phrase import Phrase
from bot.domain.ruler import CM_PER_INCH, Lengths, Ruler
from bot.domain.tip import Tip

if TYPE_CHECKING:
    from babel import Locale


_NUMBER = r"(\d+(?:[.,]\d+)?)"


IN_CM = Lengths()
MANY = 5
"""A number whose words are those of a unit by itself."""
Words = Mapping[str, str | Mapping[str, str]]


def in_inches(words: str, cm: str, inches: tuple[str, str], number: Callable[[float], str]) -> str:
    """Words of the content with their centimetres as inches: "5 to 8 cm", "how many cm".

    Args:
        cm: what the language calls a centimetre.
        inches: what it calls one inch, and inches.
        number: how it writes a number.
    """

    one, many = inches

    def converted(match: re.Match[str]) -> str:
        first, between, last = match[1], match[2], match[3]
        length = _inches(first, number) + (f"{between}{_inches(last, number)}" if last else "")
        return f"{length} {one if length == '1' else many}"

    unit = rf"{re.escape(cm)}\b"
    words = re.sub(rf"{_NUMBER}(?:(\s?[^\d.,]{{1,4}}\s?){_NUMBER})?\s?{unit}", converted, words)
    return re.sub(rf"\b{unit}", many, words)


def renamed(words: str, unit: str, thing: str) -> str:
    """A question with another unit: "how many hand spans"; what has a number keeps its own."""
    return re.sub(rf"(?<!\d\s)(?<!\d)\b{re.escape(unit)}\b", thing, words, count=1)


def _inches(centimetres: str, number: Callable[[float], str]) -> str:
    return number(float(centimetres.replace(",", ".")) / CM_PER_INCH)


class Html(str):
    """Words safe to send as HTML: written by us, every value in them escaped."""

    __slots__ = ()


class MissingWords(KeyError):
    """English has no words under this key."""


class Texts:
    """The words of one language; what it lacks is said in English, by English rules."""

    def __init__(self, language: str, words: Mapping[str, Words], lengths: Lengths = IN_CM) -> None:
        self.language = match_language(language, words)
        self._words = words
        self.lengths = lengths
        """How whoever reads them tells lengths."""
        self._inches = lengths.inches
        self._without_values: dict[str, Html] = {}

    def measuring(self, lengths: Lengths) -> "Texts":
        """The same words for somebody who tells lengths that way."""
        return self if lengths == self.lengths else Texts(self.language, self._words, lengths)

    def __call__(self, key: str, **values: object) -> Html:
        """The words under a key.

        Args:
            key: as in `routine.due`.
            values: put into the words' {placeholders}, escaped; `n` also chooses the plural form.

        Raises:
            MissingWords: not even English has them.
        """
        if values:
            return self._words_of(key, values)
        if key not in self._without_values:
            self._without_values[key] = self._words_of(key, values)
        return self._without_values[key]

    def _words_of(self, key: str, values: Mapping[str, object]) -> Html:
        for language in (self.language, "en"):
            forms = self._words.get(language, {}).get(key)
            if forms is not None:
                return Html(_form(forms, language, values).format_map(_escaped(values)))
        raise MissingWords(key)

    def has(self, key: str) -> bool:
        """Whether English or this language has words under a key."""
        return any(key in self._words.get(language, {}) for language in (self.language, "en"))

    def phrase(self, phrase: Phrase, **values: object) -> Html:
        """A text of the content, translated where there is a translation."""
        forms = self._words.get(self.language, {}).get(phrase.key, phrase.english)
        text = escape(_form(forms, self.language, values), quote=False)
        return Html(self._lengths(text.format_map(_escaped(values)) if values else text))

    def tip(self, tip: Tip | None) -> list[Html]:
        """A tip as the last line of a message; nothing when there is none."""
        return [] if tip is None else [Html(f"<i>{self.phrase(tip.text)}</i>")]

    def plain(self, phrase: Phrase) -> str:
        """A text of the content for a button, where nothing is escaped."""
        forms = self._words.get(self.language, {}).get(phrase.key, phrase.english)
        return self._lengths(_form(forms, self.language, {}))

    def _lengths(self, words: str) -> str:
        if not self._inches:
            return words
        one, many = (self("unit.in", n=n) for n in (1, MANY))
        return in_inches(words, self("unit.cm"), (one, many), self.number)

    def asked(self, phrase: Phrase) -> Html:
        """A question for a length, in what the person measures with."""
        ruler = self.lengths.ruler
        words = self.phrase(phrase)
        if ruler is Ruler.TAPE:
            return words
        return Html(renamed(words, self.unit("cm"), self(f"ruler.unit.{ruler}")))

    def unit(self, unit: str, number: float | None = None) -> Html:
        """What a unit is called, after a number in it (which is as it is kept) or by itself;
        lengths in the person's own."""
        own = "in" if self._inches and unit == "cm" else unit or "none"
        is_one = number is not None and self.amount(number, unit) == "1"
        return self(f"unit.{own}", n=1 if is_one else MANY)

    def amount(self, number: float, unit: str) -> str:
        """A number in its unit; lengths in the person's own."""
        return self.number(number / CM_PER_INCH if self._inches and unit == "cm" else number)

    def number(self, number: float) -> str:
        """A number as short as it is true: 6.5, 7."""
        text = f"{number:.1f}".rstrip("0").rstrip(".")
        return text.replace(".", str(self._locale.number_symbols["latn"].get("decimal", ".")))

    def list(self, parts: Sequence[str]) -> Html:
        """Parts joined as a sentence joins them: "a, b and c"."""
        match parts:
            case []:
                return Html("")
            case [only]:
                return Html(only)
            case [*first, last]:
                return self("list.last", first=Html(", ".join(first)), last=Html(last))
            case _:
                raise AssertionError(parts)

    def time(self, at: time) -> str:
        """A wall time, always with 24 hours: 07:30."""
        return at.strftime("%H:%M")

    def day(self, day: date) -> str:
        """A day with its weekday: "Mon 23 Nov" as the language writes it."""
        from babel.dates import format_skeleton

        return str(format_skeleton("MMMEd", day, locale=self._locale))

    def month_day(self, day: date) -> str:
        """A day without its weekday: "23 Nov" as the language writes it."""
        from babel.dates import format_skeleton

        return str(format_skeleton("MMMd", day, locale=self._locale))

    def date(self, day: date) -> str:
        """A day with its year, for what is kept: "23 Nov 2026" as the language writes it."""
        from babel.dates import format_skeleton

        return str(format_skeleton("yMMMd", day, locale=self._locale))

    def weekday(self, day: int) -> str:
        """The short name of a weekday, Monday is 0."""
        from babel.dates import format_date

        return str(format_date(date(2024, 1, 1 + day), "EEE", locale=self._locale))

    def language_name(self, language: str) -> str:
        """What a language is called by those who speak it; its code where nobody knows."""
        locale = _locale(language)
        name = locale.get_display_name(locale)
        known = locale.language == language.partition("-")[0]
        return name[:1].upper() + name[1:] if known and name else language

    def moment(self, at: datetime, zone: str) -> str:
        """An instant on the person's wall: "Mon 23 Nov, 07:00"."""
        local = at.astimezone(ZoneInfo(zone))
        return f"{self.day(local.date())}, {self.time(local.time())}"

    def place_of(self, zone: str) -> str:
        """The place a time zone is named after: "New York"; "UTC+3" where it has none."""
        name = zone.rpartition("/")[2].replace("_", " ")
        if zone.startswith("Etc/GMT"):  # whose sign is the other way round
            name = f"UTC{name[3:].translate(str.maketrans('+-', '-+'))}"
        return name

    @property
    def _locale(self) -> "Locale":
        return _locale(self.language)


def words_for(person: Person, speak: Callable[[str], Texts]) -> Texts:
    """The words of a person's language, in their units."""
    return speak(person.language).measuring(person.preferences.lengths)


def match_language(asked: str, known: Mapping[str, object]) -> str:
    """The known language closest to what a client says ("pt-BR" -> "pt"), else English."""
    for candidate in (asked, asked.replace("_", "-"), asked.split("-")[0]):
        if candidate in known:
            return candidate
    return "en"


@lru_cache(maxsize=64)
def _locale(language: str) -> "Locale":
    from babel import Locale, UnknownLocaleError  # most of it is read when first used

    try:
        return Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):  # a language CLDR does not know, as the pseudo-locale
        return Locale.parse("en")


def _form(forms: str | Mapping[str, str], language: str, values: Mapping[str, object]) -> str:
    if isinstance(forms, str):
        return forms
    n = values.get("n", 0)
    assert isinstance(n, (int, float))
    return forms.get(_locale(language).plural_form(n)) or forms["other"]


def _escaped(values: Mapping[str, object]) -> dict[str, str]:
    return {
        key: value if isinstance(value, Html) else escape(str(value), quote=False)
        for key, value in values.items()
    }
