"""How large the process is."""

from bot.memory import resident_mb

MORE_MB = 200


def test_what_is_held_counts() -> None:
    before = resident_mb()
    held = bytearray(b"x") * (MORE_MB << 20)
    assert resident_mb() - before > MORE_MB // 2
    assert len(held) == MORE_MB << 20
