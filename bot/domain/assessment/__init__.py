"""From answers to a profile of imbalances."""
