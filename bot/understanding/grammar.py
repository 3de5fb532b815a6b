"""A lexicon made ready for matching: vocabularies and patterns found by their first word."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

from bot.domain.lexicon import Lexicon
from bot.understanding.words import split

GAP = "..."
"""Up to three words of any kind."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a pattern that something of a kind fills."""

    kind: str


Element = frozenset[str] | Slot
"""One word of several, or a slot; the slot of kind `...` is the gap."""


@dataclass(slots=True)
class Node:
    """Where patterns with the same beginning part: by a word, or by what fills a slot."""

    words: dict[str, "Node"] = field(default_factory=dict)
    slots: dict[str, "Node"] = field(default_factory=dict)
    name: str | None = None
    """What a pattern that ends here says; of several, the first in the lexicon."""

    def add(self, elements: tuple[Element, ...], name: str) -> None:
        """One more way of saying `name`."""
        if not elements:
            self.name = self.name or name
            return
        first, rest = elements[0], elements[1:]
        if isinstance(first, Slot):
            self.slots.setdefault(first.kind, Node()).add(rest, name)
        else:
            for word in first:
                self.words.setdefault(word, Node()).add(rest, name)

    def literals(self) -> Iterator[str]:
        """Every word of its patterns."""
        yield from self.words
        for node in (*self.words.values(), *self.slots.values()):
            yield from node.literals()


Vocabulary = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
"""First word -> (all words, id), longest first."""


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """One language, compiled."""

    lexicon: Lexicon
    names: Mapping[str, Vocabulary]
    readings: Mapping[str, Node]
    intents: Node
    sharp: Vocabulary
    questions: tuple[tuple[str, ...], ...]
    """The words a question begins with."""
    spellings: Mapping[str, str]
    """Misspelling -> word."""
    known: frozenset[str]
    """Every word the lexicon holds; typos are corrected towards these."""


@lru_cache(maxsize=16)
def grammar_of(lexicon: Lexicon) -> Grammar:
    """The lexicon compiled; the same object for the same lexicon."""
    fillers = lexicon.fillers
    names = {kind: vocabulary(ids, fillers) for kind, ids in lexicon.names.items()}
    readings = {kind: _patterns(ways, fillers) for kind, ways in lexicon.readings.items()}
    intents = _patterns(lexicon.intents, fillers)
    sharp = vocabulary({"sharp": lexicon.sharp}, fillers)
    spoken = set(intents.literals())
    for patterns in readings.values():
        spoken.update(patterns.literals())
    for known in (*names.values(), sharp):
        spoken.update(w for entries in known.values() for words, _ in entries for w in words)
    spellings = {way: word for word, ways in lexicon.spellings.items() for way in ways}
    spoken.update(spellings, lexicon.approximations, lexicon.pronouns)
    spoken.update(fillers, lexicon.hedges, lexicon.joiners, lexicon.negations, lexicon.turns)
    return Grammar(
        lexicon,
        names,
        readings,
        intents,
        sharp,
        tuple(bare(way, frozenset()) for way in lexicon.questions),
        spellings,
        frozenset(spoken),
    )


def vocabulary(
    ids: Mapping[str, Iterable[str]], fillers: frozenset[str] = frozenset()
) -> Vocabulary:
    """Names by their first word, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for id, ways in ids.items():
        for way in ways:
            words = bare(way, fillers)
            if words:
                found.setdefault(words[0], []).append((words, id))
    return {
        first: tuple(sorted(set(entries), key=lambda entry: (-len(entry[0]), entry)))
        for first, entries in found.items()
    }


def bare(phrase: str, fillers: frozenset[str]) -> tuple[str, ...]:
    """The words of a phrase without the fillers, unless it is made of nothing else."""
    words = tuple(word.text for word in split(phrase))
    return tuple(word for word in words if word not in fillers) or words


def _patterns(ways: Mapping[str, Iterable[str]], fillers: frozenset[str]) -> Node:
    root = Node()
    for name, phrases in ways.items():
        for phrase in phrases:
            for elements in sorted(_spelled_out(phrase, fillers), key=len):
                root.add(elements, name)
    return root


def _spelled_out(phrase: str, fillers: frozenset[str]) -> set[tuple[Element, ...]]:
    """The pattern with and without each of its optional words."""
    choices: list[tuple[tuple[Element, ...], ...]] = []
    for part in phrase.split():
        optional = part.endswith("?") and len(part) > 1
        inner = part[:-1] if optional else part
        way: tuple[tuple[Element, ...], ...]
        if inner == GAP or (inner.startswith("{") and inner.endswith("}")):
            way = ((Slot(inner.strip("{}")),),)
        else:
            alternatives = inner.split("|") if inner != "|" else [inner]
            words = [bare(alternative, frozenset()) for alternative in alternatives]
            kept = [word for word in words if len(word) != 1 or word[0] not in fillers]
            if not kept:
                continue
            singles = frozenset(word[0] for word in kept if len(word) == 1)
            longer = tuple(tuple(frozenset({w}) for w in word) for word in kept if len(word) > 1)
            way = (((singles,),) if singles else ()) + longer
            optional = optional or len(kept) < len(words)
        choices.append((*way, ()) if optional else way)
    spelled = {tuple(e for part in parts for e in part) for parts in product(*choices)}
    return {elements for elements in spelled if elements and elements[0] != Slot(GAP)}
