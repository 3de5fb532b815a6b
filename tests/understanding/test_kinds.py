"""Kinds of sentences that came out wrong once come out right, in several ways of saying them."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.understanding.test_understand import told

KINDS = yaml.safe_load((Path(__file__).parent / "kinds.yaml").read_text("utf-8"))
ROWS = [(*row, kind) for kind, rows in KINDS.items() for row in rows]


@pytest.mark.parametrize(("situation", "text", "acts", "kind"), ROWS)
def test_a_kind_is_understood_in_all_its_ways(
    situation: str, text: str, acts: list[dict[str, Any]], kind: str
) -> None:
    assert told(text, situation) == acts, kind
