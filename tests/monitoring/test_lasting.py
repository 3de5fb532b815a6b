"""What is loaded at the start is never searched by the garbage collector."""

import gc

from bot.memory import lasting


def test_what_was_loaded_is_frozen_before_the_collector_is_enabled_again() -> None:
    before = gc.get_freeze_count()
    with lasting():
        assert not gc.isenabled()
        loaded: list[list[int]] = [[] for _ in range(1000)]
    assert gc.isenabled()
    assert gc.get_freeze_count() - before >= len(loaded)
    gc.unfreeze()
