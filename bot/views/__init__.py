"""What outcomes look like: texts, buttons, pictures. Pure."""
