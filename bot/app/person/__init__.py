"""What is kept about a person and follows from it: preferences, restrictions, schedule, locks."""
