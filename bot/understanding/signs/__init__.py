"""Listen for warning signs: lay words for concepts, whose they are, a linear model over both."""
