"""Kinds of sentences that came out wrong once come out right, in several ways of saying them."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.understanding.test_understand import acts_of, heard

KINDS = yaml.safe_load((Path(__file__).parent / "kinds.yaml").read_text("utf-8"))
ROWS = [(kind, *row[:3], *(row[3:] or [None])) for kind, rows in KINDS.items() for row in rows]


@pytest.mark.parametrize(("kind", "situation", "text", "acts", "asked"), ROWS)
def test_a_kind_is_understood_in_all_its_ways(
    kind: str, situation: str, text: str, acts: list[dict[str, Any]], asked: str | None
) -> None:
    assert acts_of(text, situation) == acts, kind
    if asked is not None:
        assert heard(text, situation).asks_back == asked
