"""What Counterpose knows and decides. Pure: no I/O, no clock, no frameworks."""
