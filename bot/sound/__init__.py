"""Make a track from audio cues."""
