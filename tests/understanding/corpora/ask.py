"""Ask the public command what sentences mean."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

NOW = "2026-11-28T09:00+00:00"


def understood(lines: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What `python -m bot understand` prints for each line, in order."""
    asked = "\n".join(
        json.dumps({"text": line["text"], "situation": line["situation"]}) for line in lines
    )
    ended = subprocess.run(
        [sys.executable, "-m", "bot", "understand", "--now", NOW],
        input=asked,
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in ended.stdout.splitlines()]
