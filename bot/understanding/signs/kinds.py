"""Which warning signs there are: who should look first, and within what time."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

FILE = "signs.yaml"
REFERS = ("urgent", "crisis", "clinician_first", "screen")
"""Who should look first, the gravest first."""
WHENS = ("now", "today", "soon")
CONCEPTS = ("urgent_with", "about", "doubted_by", "certain_with")
"""Fields of a sign that list concepts of the ear."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One warning sign of the contract."""

    id: str
    refer: str
    when: str
    urgent_with: frozenset[str] = frozenset()
    """Concepts of which one makes it urgent: severe, or happening this moment."""
    about: frozenset[str] = frozenset()
    """Concepts of which one must be told where the condition behind it is known from before."""
    doubted_by: frozenset[str] = frozenset()
    """Concepts that sound like it by themselves, so that it is asked about."""
    certain_with: frozenset[str] = frozenset()
    """Concepts of which one leaves no such doubt."""


def read_kinds(path: Path) -> Mapping[str, Kind]:
    """Return the kinds of a file by their ids.

    Raises:
        ValueError: the file is not as it should be.
    """
    content = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    if not isinstance(content, dict):
        raise ValueError(f"{path}: ids expected")
    kinds = {}
    for id, part in content.items():
        if not isinstance(part, dict) or part.keys() - {*CONCEPTS} != {
            "refer",
            "when",
        }:
            raise ValueError(f"{path}: {id}: refer and when expected")
        if part["refer"] not in REFERS or part["when"] not in WHENS:
            raise ValueError(f"{path}: {id}: unknown refer or when")
        concepts = (frozenset(map(str, part.get(of, ()))) for of in CONCEPTS)
        kinds[str(id)] = Kind(str(id), part["refer"], part["when"], *concepts)
    return kinds
