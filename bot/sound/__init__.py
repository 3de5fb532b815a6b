"""A score in, a track out."""
