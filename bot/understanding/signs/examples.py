"""Example sentences of warning signs: the files below `content/understanding/<language>/signs/`."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.understanding.examples import Fault, lines_of
from bot.understanding.signs.concepts import FILE
from bot.understanding.signs.kinds import REFERS
from bot.understanding.situations import SITUATIONS

FOLDER = "signs"
NEAR = "near"
"""The file of sentences that only sound like a warning sign."""
ORDINARY = "ordinary"
"""The file of sentences that do not even sound like one."""
HARMLESS = (NEAR, ORDINARY)


@dataclass(frozen=True, slots=True)
class SignExample:
    """One sentence, where it was typed, whose hand wrote it, and which sign it tells of."""

    text: str
    situation: str
    hand: str
    sign: str
    """An id, or who should look first where the id was not told; empty: harmless."""
    near: bool = False
    """Whether it is harmless and sounds like a sign."""


def read_signs(folder: Path, ids: Iterable[str]) -> tuple[list[SignExample], list[Fault]]:
    """Return the examples of one language, and what is wrong in their files.

    A file is named after its sign, `near.txt` and `ordinary.txt` hold harmless ones. Lines:
    `situation | hand | sentence`; `#` begins a comment.
    """
    known = {*ids, *REFERS, *HARMLESS}
    examples: list[SignExample] = []
    faults: list[Fault] = []
    for path in sorted((folder / FOLDER).glob("*.txt")):
        if path.stem not in known:
            faults.append(Fault(path, 1, f"no warning sign is called {path.stem!r}"))
            continue
        for number, line in lines_of(path):
            parts = [part.strip() for part in line.split("|", 2)]
            if len(parts) != 3 or not all(parts):
                faults.append(Fault(path, number, "3 columns expected, parted by |"))
            elif parts[0] not in SITUATIONS:
                faults.append(Fault(path, number, f"no situation is called {parts[0]!r}"))
            else:
                sign = "" if path.stem in HARMLESS else path.stem
                text = parts[2].replace("\\n", "\n")
                near = path.stem == NEAR
                examples.append(SignExample(text, parts[0], parts[1], sign, near))
    return examples, faults


def fingerprint(folder: Path) -> str:
    """Return a hash of the examples and concepts of one language."""
    digest = hashlib.sha256()
    for path in (*sorted((folder / FOLDER).glob("*.txt")), folder / FOLDER / FILE):
        digest.update(path.name.encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()
