"""Simulated people with a hidden truth go through the real core."""
