"""What a person decides about themselves: start, breaks, settings, export, red flags."""
