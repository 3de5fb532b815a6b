"""Which texts can be translated, and what is wrong with a translation."""

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from babel import Locale, UnknownLocaleError

from bot.catalog.load import PLURALS
from bot.domain.catalog import Catalog
from bot.domain.phrase import Phrase

TAGS = frozenset({"b", "i", "u", "s", "code", "blockquote"})
"""What the bot's own words may be marked up with."""

Words = Mapping[str, str | Mapping[str, str]]


def problems(catalog: Catalog) -> Iterator[str]:
    """Return the faults of every language file."""
    english: dict[str, str | Mapping[str, str]] = dict(catalog.words.get("en", {}))
    for key, words in english.items():
        yield from _markup(f"locale/en.yaml: {key}", words)
    known = {**{p.key: p.english for p in phrases(catalog)}, **english}
    for language, translated in catalog.words.items():
        if language == "en":
            continue
        where = f"locale/{language}.yaml"
        for key, translation in translated.items():
            if key not in known:
                yield f"{where}: {key}: not a text of the bot"
                continue
            yield from _markup(f"{where}: {key}", translation)
            strange = _placeholders(translation) - _placeholders(known[key])
            if strange:
                yield f"{where}: {key}: strange placeholder {', '.join(sorted(strange))}"
        yield from _plural_forms(language, translated, where)


def _plural_forms(language: str, words: Words, where: str) -> Iterator[str]:
    try:
        needed = set(Locale.parse(language, sep="-").plural_form.tags) | {"other"}
    except (ValueError, UnknownLocaleError):
        needed = {"other"}
    for key, translation in words.items():
        if not isinstance(translation, str) and not needed <= set(translation) <= PLURALS:
            yield f"{where}: {key}: needs {', '.join(sorted(needed))}"


def _placeholders(words: str | Mapping[str, str]) -> set[str]:
    forms = [words] if isinstance(words, str) else words.values()
    return {name for form in forms for name in re.findall(r"{(\w+)}", form)}


def _markup(where: str, words: str | Mapping[str, str]) -> Iterator[str]:
    for form in [words] if isinstance(words, str) else words.values():
        parser = _Tags()
        parser.feed(form)
        if parser.fault or parser.open:
            yield f"{where}: {parser.fault or f'<{parser.open[-1]}> is not closed'}"


class _Tags(HTMLParser):
    """Whether the tags are known and closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.fault = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser's
        if tag not in TAGS:
            self.fault = self.fault or f"<{tag}> is not allowed"
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.fault = self.fault or f"</{tag}> closes nothing"


def phrases(catalog: Catalog) -> Iterator[Phrase]:
    """Return every text of the content that can be translated."""
    for script in catalog.scripts.values():
        yield script.name
    for question in catalog.questions.values():
        yield from _of(question.ask, question.note, question.because, question.because_sides)
        yield from _of(question.label, question.counted, question.at_once)
        for option in question.options:
            yield from _of(option.text, option.because)
        yield from (item.text for item in question.items)
        if question.card is not None:
            card = question.card
            yield from _of(card.name, card.why, card.caution, *card.steps)
    for test in catalog.tests.values():
        if (asked := test.by_phone) is not None and (phone := asked.phone) is not None:
            yield from _of(asked.because_sides, asked.label)
            yield from _of(asked.opposite.because if asked.opposite else None)
            yield from (phone.lies, phone.zeroing, phone.moving, phone.reading)
    for pattern in catalog.patterns.values():
        evidence = (*pattern.habits, *pattern.signs)
        yield from _of(pattern.name, pattern.meaning, *(e.because for e in evidence))
    for flag in catalog.flags.values():
        yield from _of(flag.name, flag.advice)
    for exercise in catalog.exercises.values():
        yield from _of(exercise.name, exercise.mistake, exercise.breathing, exercise.caution)
        yield from _of(exercise.felt, exercise.press, exercise.begins)
        yield from (*exercise.steps, *exercise.mistakes.values())
    yield from (tip.text for tip in catalog.tips.values())
    yield from catalog.plan_rules.reasons.values()
    for topic in catalog.topics.values():
        yield from (topic.title, topic.answer)
    yield from (term.meaning for term in catalog.glossary.values())
    for country in catalog.countries:
        yield from (country.name, country.emergency, country.ambulance)
        yield from (phrase for line in country.helplines for phrase in (line.name, line.call))
    for vocabulary in (catalog.muscles, catalog.movements, catalog.equipment):
        for word in vocabulary.values():
            yield from _of(word.name, word.note)


def _of(*phrases: Phrase | None) -> Iterator[Phrase]:
    return (phrase for phrase in phrases if phrase is not None)
