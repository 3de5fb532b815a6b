"""The ear for warning signs: concepts in lay words, whose they are, a linear model over both."""
