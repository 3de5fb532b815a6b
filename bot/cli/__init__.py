"""The commands of the shell, one module each; what a command needs is imported when it runs."""
