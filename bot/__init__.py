"""Counterpose: finds muscle imbalances by talking and evens them out, one short routine a day."""
