"""The slot words of English."""

from bot.catalog.folder import content_folder
from bot.understanding.load import understander

WORDS = understander(content_folder(), "en").language.vocabulary
