"""The words of the readers of lengths, numbers and dates."""

from pathlib import Path

from bot.catalog.lexicon import load_lexicon

LEXICON = load_lexicon(Path(__file__).parents[2] / "content" / "lexicon")["en"]
