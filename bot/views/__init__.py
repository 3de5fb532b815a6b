"""What outcomes look like. Pure."""
