"""Read `content/answers/<topic>.yaml` and `content/glossary.yaml`: written answers, terms."""

import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field

from bot.catalog import shared_models
from bot.catalog.parse import parse
from bot.domain.catalog import Catalog
from bot.domain.faq import Term, TermId, Topic, TopicId
from bot.domain.ids import FlagId
from bot.domain.phrase import Phrase

FOLDER = "answers"
MOST_LINES = 12
"""Lines of an answer on the screen of a phone."""
LINE = 38
"""Letters in such a line."""
LONGEST_TITLE = 34
"""Letters of a button that a phone shows whole."""
FEWEST_EXAMPLES = 12


class AnswerFile(shared_models.File):
    """content/answers/<topic>.yaml"""

    title: shared_models.Text
    answer: Annotated[str, Field(min_length=1)]
    examples: Annotated[list[shared_models.Text], Field(min_length=FEWEST_EXAMPLES)]
    near: Annotated[list[shared_models.Slug], shared_models.Many, Field(min_length=1)]
    flag: str | None = None


class TermPart(shared_models.Part):
    """One term of content/glossary.yaml."""

    names: Annotated[list[shared_models.Text], shared_models.Many, Field(min_length=1)]
    meaning: shared_models.Text
    flag: str | None = None


class GlossaryFile(shared_models.File):
    """content/glossary.yaml"""

    terms: dict[shared_models.Slug, TermPart]


def load_topics(content: Path) -> Mapping[TopicId, Topic]:
    """All frequent questions below a content folder.

    Raises:
        BrokenFile: a file that cannot be read, named with its fault.
    """
    return {
        TopicId(path.stem): _topic(path.stem, parse(path, AnswerFile)) for path in _files(content)
    }


def load_glossary(content: Path) -> Mapping[TermId, Term]:
    """All terms of the glossary.

    Raises:
        BrokenFile: the file cannot be read, named with its fault.
    """
    file = parse(content / "glossary.yaml", GlossaryFile)
    return {
        TermId(id): Term(
            TermId(id),
            tuple(name.lower() for name in part.names),
            Phrase(f"glossary.{id}", part.meaning),
            FlagId(part.flag) if part.flag else None,
        )
        for id, part in file.terms.items()
    }


def examples(content: Path) -> Mapping[str, tuple[str, ...]]:
    """Topic -> the ways in which people ask about it.

    Raises:
        BrokenFile: a file that cannot be read, named with its fault.
    """
    return {path.stem: tuple(parse(path, AnswerFile).examples) for path in _files(content)}


def problems(content: Path, catalog: Catalog) -> Iterator[str]:
    """What is wrong with the written answers and the glossary, one line each."""
    seen: dict[str, str] = {}
    for topic, sentences in examples(content).items():
        where = f"answers/{topic}.yaml"
        for sentence in sentences:
            written = " ".join(sentence.lower().split())
            if written in seen:
                yield f"{where}: {sentence!r} stands in {seen[written]}.yaml too"
            seen[written] = topic
    for one in catalog.topics.values():
        where = f"answers/{one.id}.yaml"
        if len(one.title.english) > LONGEST_TITLE:
            yield f"{where}: title too long for a button"
        if (lines := screen_lines(one.answer.english)) > MOST_LINES:
            yield f"{where}: answer has {lines} lines on a phone, at most {MOST_LINES}"
        if one.flag is not None and one.flag not in catalog.flags:
            yield f"{where}: no flag {one.flag}"
        for near in one.near:
            if near not in catalog.topics or near == one.id:
                yield f"{where}: near: no other topic is called {near}"
    named: dict[str, str] = {}
    for term in catalog.glossary.values():
        for name in term.names:
            if name in named:
                yield f"glossary.yaml: {term.id}: {name!r} is a name of {named[name]} too"
            named[name] = term.id
        if term.flag is not None and term.flag not in catalog.flags:
            yield f"glossary.yaml: {term.id}: no flag {term.flag}"
        if (lines := screen_lines(term.meaning.english)) > MOST_LINES:
            yield f"glossary.yaml: {term.id}: {lines} lines on a phone, at most {MOST_LINES}"


def screen_lines(text: str) -> int:
    """Return how many lines a text takes on a phone."""
    return sum(len(textwrap.wrap(line, LINE)) or 1 for line in text.strip().split("\n"))


def _files(content: Path) -> list[Path]:
    return sorted((content / FOLDER).glob("*.yaml"))


def _topic(id: str, file: AnswerFile) -> Topic:
    lines = [line.strip() for line in file.answer.strip().split("\n")]
    return Topic(
        TopicId(id),
        Phrase(f"topic.{id}.title", file.title),
        Phrase(f"topic.{id}.answer", "\n".join(line for line in lines if line)),
        tuple(TopicId(near) for near in file.near),
        FlagId(file.flag) if file.flag else None,
    )
