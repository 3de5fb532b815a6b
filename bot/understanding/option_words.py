"""Options of a question, chosen by their words or their place in the list."""

from collections.abc import Mapping

from bot.domain.errors import NotAnOption
from bot.domain.talk.question import Kind, Question
from bot.understanding.grammar import bare
from bot.understanding.reading import Reading
from bot.understanding.typos import SHORTEST, nearest
from bot.understanding.words import split

YES_NO = ("yes", "no")
"""Option ids that every way of saying yes or no stands for."""


def chosen(
    question: Question, reading: Reading, text: str, words: Mapping[str, str]
) -> str | frozenset[str] | None:
    """The option, or the options, that a text names; None when it names none.

    Raises:
        NotAnOption: a number that stands for no option.
    """
    offered = list(words)
    exact = _whole(reading, text, words)
    if exact is not None:
        return frozenset({exact}) if question.kind is Kind.SEVERAL else exact
    by_place = _by_place(question, reading, offered)
    if by_place is not None:
        return by_place
    in_general = _in_general(question, reading)
    if in_general is not None:
        return in_general
    named = _named(question, reading, text, words)
    if not named:
        return None
    if question.kind is Kind.SEVERAL:
        return frozenset(named)
    return named[0] if len(named) == 1 else None


def _whole(reading: Reading, text: str, words: Mapping[str, str]) -> str | None:
    """The option whose very words these are, however a unit among them is written."""
    units = reading.grammar.lexicon.names["units"]
    short = {way: id for id, ways in units.items() for way in ways}

    def plain(words: str) -> list[str]:
        return [short.get(word.text, word.text) for word in split(words)]

    found = [id for id, label in words.items() if plain(label) == plain(text)]
    return found[0] if len(found) == 1 else None


def _in_general(question: Question, reading: Reading) -> str | frozenset[str] | None:
    """Yes, no, none and all, where an option stands for it."""
    several = question.kind is Kind.SEVERAL
    said = reading.slot("said", 0)
    if said is not None and said[1] == len(reading.words) and several:
        if said[0] == "all":
            return frozenset(option.id for option in question.options if not option.alone)
        alone = [option.id for option in question.options if option.alone]
        if said[0] == "none" and len(alone) == 1:
            return frozenset(alone)
    meant = reading.intent(0)
    if meant is not None and meant.end == len(reading.words) and not several:
        return meant.name if meant.name in YES_NO and question.option(meant.name) else None
    return None


def _by_place(
    question: Question, reading: Reading, offered: list[str]
) -> str | frozenset[str] | None:
    lexicon = reading.grammar.lexicon
    over = lexicon.hedges | lexicon.joiners | {".", ")", "!", "#"}
    places: list[int] = []
    i = 0
    while i < len(reading.words):
        found = reading.slot("counts", i)
        ordinal = reading.slot("ordinals", i)
        if ordinal is not None:
            place = int(str(ordinal[0]))
            places.append(place if place > 0 else len(offered))
            i = ordinal[1]
        elif found is not None:
            places.extend(found[0])
            i = found[1]
        elif reading.at(i) in over:
            i += 1
        else:
            return None
    if not places:
        return None
    if any(place not in range(1, len(offered) + 1) for place in places):
        raise NotAnOption(question=question.id)
    if question.kind is Kind.SEVERAL:
        return frozenset(offered[place - 1] for place in places)
    if len(places) > 1:
        raise NotAnOption(question=question.id)
    return offered[places[0] - 1]


def _named(question: Question, reading: Reading, text: str, words: Mapping[str, str]) -> list[str]:
    """Options named in the text: by all their words, or by words no other option has."""
    lexicon = reading.grammar.lexicon
    weak = lexicon.fillers | lexicon.joiners | lexicon.hedges
    labels = {id: _telling(label, weak) for id, label in words.items()}
    said = [word.text for word in split(text) if word.text not in weak]
    known = {word for label in labels.values() for word in label}
    said = [
        word if word in known or len(word) < SHORTEST else nearest(word, known) or word
        for word in said
    ]
    whole = [id for id, label in labels.items() if label and label <= set(said)]
    if whole:  # the fullest: "no pain" rather than "no"
        covered = {word for id in whole for word in labels[id]}
        best = [i for i in whole if not any(labels[i] < labels[other] for other in whole)]
        if set(said) <= covered or question.kind is Kind.SEVERAL or len(best) == 1:
            return best
    telling = [word for word in said if word in known]
    if not telling or len(telling) < len(said):
        return []
    fitting = [id for id, label in labels.items() if set(telling) <= label]
    if len(fitting) == 1:
        return fitting
    if question.kind is not Kind.SEVERAL:
        return []
    owners = {word: [id for id, label in labels.items() if word in label] for word in telling}
    if all(len(ids) == 1 for ids in owners.values()):
        return list(dict.fromkeys(ids[0] for ids in owners.values()))
    return []


def _telling(label: str, weak: frozenset[str]) -> frozenset[str]:
    """The words by which a label is recognised."""
    words = bare(label, weak)
    return frozenset(word for word in words if word.isalnum())
