"""`python -m tests.understanding.corpora [NAME ...] [--faults FILE]`: score the corpora."""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from tests.understanding.corpora.ask import understood
from tests.understanding.corpora.replies import verdict
from tests.understanding.corpora.scoring import acts_wrongly, is_right, names_right

HERE = Path(__file__).parent
Line = Mapping[str, Any]


def lines_of(path: Path) -> list[Line]:
    """The lines of a corpus."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def main() -> None:
    """Print what share is right, and what share acts wrongly."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="such as talk_t1; all if none is named")
    parser.add_argument("--faults", type=Path, help="where what went wrong is written")
    arguments = parser.parse_args()
    paths = [
        p for p in sorted(HERE.glob("*.jsonl")) if not arguments.names or p.stem in arguments.names
    ]
    faults: list[str] = []
    talk = [line for path in paths if path.stem.startswith("talk") for line in lines_of(path)]
    signs = [line for path in paths if path.stem.startswith("signs") for line in lines_of(path)]
    for path in paths:
        if path.stem.startswith("talk"):
            _talk(path.stem, lines_of(path))
    if talk:
        _talk("all", talk, faults)
        for name, part in _by(talk, _length).items():
            _talk(name, part)
        for name, part in sorted(_by(talk, lambda line: str(line["situation"])).items()):
            _talk(name, part)
    for path in paths:
        if path.stem.startswith("signs"):
            _signs(path.stem, lines_of(path))
    if signs:
        _signs("all", signs, faults)
    for path in paths:
        if path.stem.startswith("replies"):
            _replies(path.stem, lines_of(path), faults)
    if arguments.faults:
        arguments.faults.write_text("\n".join(faults) + "\n", "utf-8")


def _replies(name: str, lines: list[Line], faults: list[str]) -> None:
    verdicts = [verdict(dict(line)) for line in lines]
    counts = Counter(verdicts)
    shares = (
        f"{one} {counts[one] / len(lines):.1%}" for one in ("right", "heard", "asked", "wrong")
    )
    print(f"{name}: {', '.join(shares)} of {len(lines)}")
    faults += [
        f"{name} {one}: {json.dumps(line)}"
        for line, one in zip(lines, verdicts, strict=True)
        if one in ("asked", "wrong")
    ]


def _by(lines: Iterable[Line], key: Callable[[Line], str]) -> dict[str, list[Line]]:
    parts: dict[str, list[Line]] = {}
    for line in lines:
        parts.setdefault(key(line), []).append(line)
    return dict(sorted(parts.items()))


def _length(line: Line) -> str:
    words = len(str(line["text"]).split())
    return "1-4 words" if words <= 4 else "5-12 words" if words <= 12 else "over 12 words"


def _talk(name: str, lines: list[Line], faults: list[str] | None = None) -> None:
    answers = understood(lines)
    right = named = wrong = asked = 0
    for line, answer in zip(lines, answers, strict=True):
        good = is_right(line["acts"], answer["acts"])
        bad = acts_wrongly(line["acts"], answer["acts"])
        right, wrong, asked = right + good, wrong + bad, asked + bool(answer["asks_back"])
        named += names_right(line["acts"], answer["acts"])
        if faults is not None and not good:
            mark = "WRONG" if bad else "miss"
            faults.append(
                f"{mark} [{line['situation']}] {line['text']}\n    meant {json.dumps(line['acts'])}"
                f"\n    came  {json.dumps(answer['acts'])} asks {answer['asks_back']}"
            )
    n = len(lines)
    print(
        f"{name:14} {n:5} right {right / n:5.1%}  names {named / n:5.1%}  "
        f"wrongly {wrong / n:5.1%}  asked back {asked / n:5.1%}"
    )


def _signs(name: str, lines: list[Line], faults: list[str] | None = None) -> None:
    heard: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for line, answer in zip(lines, understood(lines), strict=True):
        kind, flag = line["kind"], answer["flag"]
        total[kind] += 1
        heard[kind] += _heard(kind, flag)
        expected = kind not in ("near", "ordinary")
        if faults is not None and _heard(kind, flag) != expected:
            faults.append(
                f"{kind} {line.get('flag')} [{line['situation']}] {line['text']}\n    came {flag}"
            )
    shares = "  ".join(f"{kind} {heard[kind] / total[kind]:5.1%}" for kind in total)
    print(f"{name:10} {shares}")


def _heard(kind: str, flag: Mapping[str, Any] | None) -> bool:
    """Whether anything was heard at all; of a crisis and of news, as that."""
    if flag is None:
        return False
    if kind == "urgent":
        return flag["refer"] in ("urgent", "clinician_first")
    return True


if __name__ == "__main__":
    main()
