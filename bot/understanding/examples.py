"""Example sentences: the files below `content/understanding/<language>/acts/`."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.domain.acts import ACTS
from bot.understanding.situations import SITUATIONS

MIXED = "mixed"
"""The file of sentences that mean several things, or nothing."""
MESSAGES = "beside.txt"
"""The file of long messages that the acts are not learned from."""
NOTHING = "-"
"""Stands for no act at all."""


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence, where it was typed, what it means, and whose hand wrote it."""

    text: str
    situation: str
    acts: tuple[str, ...]
    hand: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a file of examples."""

    path: Path
    line: int
    problem: str

    def __str__(self) -> str:
        return f"{self.path}: line {self.line}: {self.problem}"


def read_examples(folder: Path) -> tuple[list[Example], list[Fault]]:
    """Return the examples of one language, and what is wrong in their files.

    A file is named after its act and holds lines `situation | hand | sentence`; the lines of
    `mixed.txt` are `situation | hand | act, act | sentence`. `#` begins a comment.
    """
    examples: list[Example] = []
    faults: list[Fault] = []
    for path in sorted((folder / "acts").glob("*.txt")):
        if path.stem != MIXED and path.stem not in ACTS:
            faults.append(Fault(path, 1, f"no act is called {path.stem!r}"))
            continue
        read, wrong = _read(path, 4 if path.stem == MIXED else 3)
        examples += read
        faults += wrong
    return examples, faults


def read_messages(path: Path) -> tuple[list[Example], list[Fault]]:
    """Return the messages of a file whose lines are those of `mixed.txt`, and what is wrong."""
    return _read(path, columns=4)


def fingerprint(folder: Path, marks: Mapping[str, str]) -> str:
    """Return a hash of the examples of one language and of the slot words marked in them."""
    digest = hashlib.sha256(repr(sorted(marks.items())).encode())
    for path in sorted((folder / "acts").glob("*.txt")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """Return the lines of a file that hold an example, with their numbers."""
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line


def _read(path: Path, columns: int) -> tuple[list[Example], list[Fault]]:
    examples: list[Example] = []
    faults: list[Fault] = []
    for number, line in lines_of(path):
        read = _example(path, line, columns)
        if isinstance(read, str):
            faults.append(Fault(path, number, read))
        else:
            examples.append(read)
    return examples, faults


def _example(path: Path, line: str, columns: int) -> Example | str:
    """Return the example of a line, or what is wrong with it."""
    parts = [part.strip() for part in line.split("|", columns - 1)]
    if len(parts) != columns or not all(parts):
        return f"{columns} columns expected, parted by |"
    situation, hand, text = parts[0], parts[1], parts[-1]
    if situation not in SITUATIONS:
        return f"no situation is called {situation!r}"
    acts = (path.stem,) if columns == 3 else _acts(parts[2])
    for act in acts:
        if act not in ACTS:
            return f"no act is called {act!r}"
    return Example(text.replace("\\n", "\n"), situation, acts, hand)


def _acts(names: str) -> tuple[str, ...]:
    return () if names == NOTHING else tuple(act.strip() for act in names.split(","))
