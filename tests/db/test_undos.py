"""The state before a change, as another process finds it."""

import os
import subprocess
import sys
from pathlib import Path

from bot.db.undos import digest
from bot.domain.ids import Equipment, ExerciseId
from bot.domain.person import Preferences
from bot.domain.snapshot import Snapshot
from tests.db.builders import a_workout

ROOT = Path(__file__).parents[2]
THINGS = frozenset(map(Equipment, ("band", "roller", "mat", "chair", "dumbbells")))
NEVER = frozenset(map(ExerciseId, ("plank", "calf_wall", "side_plank")))


def a_state() -> Snapshot:
    """How things stand of somebody who owns several things and leaves several out."""
    return Snapshot(
        preferences=Preferences(equipment=THINGS, never=NEVER),
        started=None,
        paused_until=None,
        stopped=False,
        due=None,
        days=(a_workout().day,),
        workouts=(a_workout(),),
        beside=(),
    )


def test_a_restart_or_another_replica_finds_the_same_state() -> None:
    code = "from tests.db.test_undos import *; print(digest(a_state()))"
    detail = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert detail == {f"{digest(a_state())}\n"}
