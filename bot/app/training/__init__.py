"""Use cases of the daily routine: shown, worked through, reported, measured again."""
