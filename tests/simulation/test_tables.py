"""The short table beside the content is cut from the whole ones, and cannot drift from them."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
WHOLE = (ROOT / "bot/simulation/README.md").read_text()
SHORT = (ROOT / "content/README.md").read_text()
USUAL, HARDER = (
    part.split("\n## ")[0] for part in re.split(r"## The usual world|## Noise doubled", WHOLE)[1:]
)


def rows(text: str) -> dict[str, list[str]]:
    """First column, without a remark in brackets -> the others."""
    found = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return {name.split(" (")[0]: rest for name, *rest in found}


def test_every_pattern_stands_there_with_the_figures_of_both_worlds() -> None:
    usual, harder, short = rows(USUAL), rows(HARDER), rows(SHORT)
    patterns = {name for name in usual if re.fullmatch(r"P\d\d", name)}
    assert len(patterns) == 16
    for name in patterns:
        assert short[name] == [*usual[name], *harder[name][1:]]


def test_every_figure_stands_there_with_both_worlds() -> None:
    usual, harder, short = rows(USUAL), rows(HARDER), rows(SHORT)
    told = {name: cells for name, cells in short.items() if len(cells) == 2 and name in usual}
    assert len(told) > 10
    assert "closed movements prescribed" in told
    told.pop("figure")
    assert told == {name: [*usual[name], *harder[name]] for name in told}
