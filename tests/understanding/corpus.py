"""Labelled texts, and how what was understood is held against the labels."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.catalog.lexicon import load_lexicon
from bot.catalog.read import read_yaml
from bot.understanding.meaning import Asked, Context, Understood
from bot.understanding.reply import understand

HERE = Path(__file__).parent
LEXICON = load_lexicon(HERE.parents[1] / "content" / "lexicon")["en"]
ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
"""Wednesday, 10:00 in Berlin."""


@dataclass(frozen=True, slots=True)
class Label:
    """One meaning a text should have: its name and the fields that matter."""

    name: str
    wanted: Mapping[str, str]

    @classmethod
    def read(cls, text: str) -> "Label":
        """`Pain level=4 side=left`."""
        name, *rest = text.split()
        return cls(name, dict(part.partition("=")[::2] for part in rest if "=" in part))

    def fits(self, found: "Label") -> bool:
        """Whether what was found says the same."""
        return self.name == found.name and all(
            found.wanted.get(key) == value for key, value in self.wanted.items()
        )


@dataclass(frozen=True, slots=True)
class Case:
    """A text, what was asked last, and what it should mean."""

    text: str
    asked: Asked | None
    labels: tuple[Label, ...]

    def found(self) -> list[Label]:
        """What is understood of it."""
        context = Context(self.asked, total=5)
        return list(labels_of(understand(self.text, LEXICON, NOW, ZONE, context)))


@dataclass(slots=True)
class Score:
    """Right, missed and made up, by meaning."""

    right: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    made_up: Counter[str] = field(default_factory=Counter)
    cases: int = 0
    whole: int = 0
    """Texts understood without any fault."""
    faults: list[str] = field(default_factory=list)

    def add(self, case: Case) -> None:
        """One more text."""
        self.hold(case, case.found())

    def hold(self, case: Case, found: list[Label]) -> None:
        """What was found in a text against what should have been."""
        told, faulty = list(found), False
        for label in case.labels:
            fit = next((one for one in found if label.fits(one)), None)
            if fit is None:
                self.missed[label.name] += 1
                faulty = True
            else:
                found.remove(fit)
                self.right[label.name] += 1
        for one in found:
            self.made_up[one.name] += 1
            faulty = True
        self.cases += 1
        self.whole += not faulty
        if faulty:
            self.faults.append(f"{case.text!r}: wanted {_said(case.labels)}, got {_said(told)}")

    def precision(self, name: str | None = None) -> float:
        """Share of what was found that is right."""
        return _share(_of(self.right, name), _of(self.made_up, name))

    def recall(self, name: str | None = None) -> float:
        """Share of what was meant that was found."""
        return _share(_of(self.right, name), _of(self.missed, name))

    @property
    def names(self) -> list[str]:
        """Every meaning that was wanted or found."""
        return sorted({*self.right, *self.missed, *self.made_up})


def score(path: Path) -> Score:
    """The score of a corpus file."""
    result = Score()
    for case in cases(path):
        result.add(case)
    return result


def cases(path: Path) -> Iterator[Case]:
    """The labelled texts of a file."""
    for asked, texts in read_yaml(path).items():
        for text, labels in texts.items():
            parts = [Label.read(part) for part in labels.split(";") if part.strip()]
            yield Case(text, None if asked == "nothing" else Asked(asked), tuple(parts))


def labels_of(understood: Understood) -> Iterator[Label]:
    """What was understood, as labels with every field written out."""
    for one in understood.meanings:
        wanted = {f.name: _written(getattr(one, f.name)) for f in fields(one)}
        yield Label(type(one).__name__, wanted)
    for pair in understood.ambiguous:
        names = (type(one).__name__ for one in pair)
        yield Label("Ambiguous", dict.fromkeys(names, ""))
    for _ in understood.refused:
        yield Label("Refused", {})


def _written(value: object) -> str:
    match value:
        case datetime():
            local = value.astimezone(ZONE)
            same_day = local.date() == NOW.astimezone(ZONE).date()
            return local.strftime("%H:%M" if same_day else "%Y-%m-%dT%H:%M")
        case time():
            return value.strftime("%H:%M")
        case tuple() | frozenset():
            return ",".join(sorted(map(str, value)))
        case float():
            return f"{value:g}"
    return str(value)


def _said(labels: Iterable[Label]) -> str:
    kept = [
        " ".join(
            [label.name]
            + [f"{k}={v}" for k, v in label.wanted.items() if v not in ("None", "", "False")]
        )
        for label in labels
    ]
    return "; ".join(kept) or "nothing"


def _of(counter: Counter[str], name: str | None) -> int:
    return counter.total() if name is None else counter[name]


def _share(right: int, wrong: int) -> float:
    return right / (right + wrong) if right + wrong else 1.0
