"""Corpora of unseen writers, and how they are scored."""
