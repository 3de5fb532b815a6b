"""Use cases: load, ask the domain, keep."""
