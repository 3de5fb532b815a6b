"""Use cases: load, ask the domain, keep; no rule is decided here but their order."""
