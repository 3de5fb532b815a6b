"""Problems of `content/understanding` and of the situations, one line each, with file and line."""

from collections.abc import Iterator
from pathlib import Path

from bot.domain.acts import REGIONS
from bot.understanding.examples import MESSAGES, fingerprint, read_examples, read_messages
from bot.understanding.fixtures import example_situations
from bot.understanding.language import MODEL, Language
from bot.understanding.load import FOLDER
from bot.understanding.signs.check import problems_of_signs
from bot.understanding.signs.kinds import FILE as KINDS
from bot.understanding.signs.kinds import read_kinds
from bot.understanding.topics import MODEL as TOPICS_MODEL
from bot.understanding.topics import TopicFinder, read_topics, topics_fingerprint

LARGEST = 3_000_000
"""Bytes of the largest model of one language."""


def problems(content: Path) -> list[str]:
    """Return everything wrong with what typed words are understood by."""
    faults: list[str] = []
    try:
        kinds = read_kinds(content / FOLDER / KINDS)
    except (OSError, ValueError) as error:
        faults.append(str(error))
        kinds = {}
    for folder in sorted(path for path in (content / FOLDER).glob("*") if path.is_dir()):
        if (folder / "words.yaml").is_file():
            faults += _language(folder)
        faults += problems_of_signs(folder, kinds)
    try:
        example_situations(content)
    except (OSError, ValueError) as error:
        faults.append(str(error))
    return faults


def _language(folder: Path) -> Iterator[str]:
    _, faults = read_examples(folder)
    _, more = read_messages(folder / MESSAGES) if (folder / MESSAGES).is_file() else ((), [])
    yield from map(str, (*faults, *more))
    language = Language(folder)
    try:
        vocabulary = language.vocabulary
    except (OSError, ValueError) as error:
        yield str(error)
        return
    for region in (*vocabulary.ids("regions"), *vocabulary.ids("wide_regions")):
        if region not in REGIONS:
            where = f"{folder / 'words.yaml'}: line {_line(folder, region)}"
            yield f"{where}: no region is called {region!r}"
    yield from _model(language)
    try:
        language.beside  # noqa: B018 - loaded to see whether it can be
    except ValueError as error:
        yield str(error)
    yield from _topics_model(folder)


def _model(language: Language) -> Iterator[str]:
    path = language.folder / MODEL
    try:
        model = language.classifier
    except ValueError as error:
        yield str(error)
        return
    if path.stat().st_size > LARGEST:
        yield f"{path}: larger than {LARGEST} bytes"
    if model.examples != fingerprint(language.folder, language.vocabulary.marks):
        yield (
            f"{path}: does not belong to its examples: "
            f"run python -m bot.understanding.train {language.folder}"
        )


def _topics_model(folder: Path) -> Iterator[str]:
    path, content = folder / TOPICS_MODEL, folder.parents[1]
    try:
        topics = read_topics(content)
        model = TopicFinder(path).classifier
    except (OSError, ValueError) as error:
        yield str(error)
        return
    if path.stat().st_size > LARGEST:
        yield f"{path}: larger than {LARGEST} bytes"
    if model.examples != topics_fingerprint(topics):
        yield (
            f"{path}: does not belong to {content / 'answers'}: "
            f"run python -m bot.understanding.train_topics {content}"
        )


def _line(folder: Path, word: str) -> int:
    lines = (folder / "words.yaml").read_text("utf-8").split("\n")
    return next((n for n, line in enumerate(lines, 1) if line.strip().startswith(f"{word}:")), 1)
