"""One language that the bot understands: its slot words and models, loaded when first needed."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from bot.understanding.topics import MODEL as TOPICS_MODEL
from bot.understanding.topics import TopicFinder
from bot.understanding.vocabulary import Vocabulary

if TYPE_CHECKING:
    from bot.understanding.beside import BesideModel
    from bot.understanding.classifier import Classifier

MODEL = "model.npz"


@dataclass(frozen=True)
class Language:
    """A folder below `content/understanding`."""

    folder: Path

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The slot words.

        Raises:
            ValueError: the file is not as it should be.
        """
        path = self.folder / "words.yaml"
        lists = yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506 - strings only
        if not isinstance(lists, dict):
            raise ValueError(f"{path}: lists of words expected")
        try:
            return Vocabulary.of(lists)
        except ValueError as error:
            raise ValueError(f"{path}: {error}") from error

    @cached_property
    def classifier(self) -> "Classifier":
        """The trained model.

        Raises:
            ValueError: there is none, or it is not one of this release.
        """
        from bot.understanding.classifier import Classifier  # numpy: a tenth of the start

        return Classifier.load(self.folder / MODEL)

    @cached_property
    def beside(self) -> "BesideModel":
        """What finds the further acts of a long message.

        Raises:
            ValueError: there is none, or its weights are not those that are needed.
        """
        from bot.understanding.beside import BesideModel

        return BesideModel.load(self.folder)

    @cached_property
    def topics(self) -> TopicFinder:
        """What finds the written answer that a question means."""
        return TopicFinder(self.folder / TOPICS_MODEL)
