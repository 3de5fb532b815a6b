"""The conversation machine: scripts, answers, dialogues."""
