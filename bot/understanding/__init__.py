"""Free text to meaning by word lists, without a language model."""
