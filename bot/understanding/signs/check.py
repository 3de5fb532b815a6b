"""Problems of the ear's files, one line each, with file and line."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.understanding.classifier import Classifier
from bot.understanding.signs.concepts import FILE, Concepts
from bot.understanding.signs.ear import MODEL
from bot.understanding.signs.examples import FOLDER, fingerprint, read_signs
from bot.understanding.signs.kinds import Kind
from bot.understanding.signs.languages import FILE as OF_LANGUAGE
from bot.understanding.signs.languages import read_language

LARGEST = 1_000_000
"""Bytes of the largest model."""


def problems_of_signs(folder: Path, kinds: Mapping[str, Kind]) -> Iterator[str]:
    """Yield everything wrong with the warning signs of one language, if it has any."""
    if (folder / OF_LANGUAGE).is_file():
        try:
            language = read_language(folder / OF_LANGUAGE)
            for id in sorted(language.signs.keys() - kinds.keys()):
                yield f"{folder / OF_LANGUAGE}: no warning sign is called {id!r}"
        except ValueError as error:
            yield str(error)
    if not (folder / FOLDER).is_dir():
        return
    _, faults = read_signs(folder, kinds)
    yield from map(str, faults)
    path = folder / FOLDER / MODEL
    try:
        concepts = Concepts.load(folder / FOLDER / FILE)
        for kind in kinds.values():
            for name in sorted((kind.urgent_with | kind.about) - {*concepts.names}):
                yield f"{folder / FOLDER / FILE}: {kind.id}: no concept {name}"
        model = Classifier.load(path)
    except (OSError, ValueError) as error:
        yield str(error)
        return
    if path.stat().st_size > LARGEST:
        yield f"{path}: larger than {LARGEST} bytes"
    if model.examples != fingerprint(folder):
        yield (
            f"{path}: does not belong to its examples: "
            f"run python -m bot.understanding.signs.train {folder}"
        )
