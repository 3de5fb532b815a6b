"""People with a hidden truth who go through the real core, so that its figures can be read."""
