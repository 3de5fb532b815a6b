"""How long messages may be paused, and for how long who is ill."""

from datetime import timedelta

FARTHEST = timedelta(days=366)
"""Nothing is put off for longer."""
ILL = timedelta(days=2)
"""A break for who is ill, until they say more."""
