"""The scale of scores: whole numbers, so that every machine agrees."""

ONE = 1 << 12
"""What a score of 1 is in whole numbers."""
