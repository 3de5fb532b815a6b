"""A typed wish: its intent, what is said back, and whether it is carried out beside others."""

from dataclasses import dataclass

from bot.domain.echo import Echo
from bot.domain.intent import Command, Intent, OnCard, OnSetting
from bot.domain.typed_intent import AskPainDetails, ChooseLanguage, MoveTo, Postpone

BESIDE = (Postpone, OnSetting, MoveTo, ChooseLanguage, AskPainDetails)
"""What is carried out besides a report: "did 3, rest tomorrow"."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One intent of a typed message."""

    intent: Intent
    echoes: tuple[Echo, ...] = ()
    """What is said back when it was carried out."""

    @property
    def beside(self) -> bool:
        """Whether it is carried out whatever else was."""
        return isinstance(self.intent, BESIDE) or (
            isinstance(self.intent, Command) and self.intent.name == "pause"
        )

    @property
    def button(self) -> bool:
        """Whether it is what a button or a command does, with nothing to say back."""
        return isinstance(self.intent, (Command, OnCard)) and not self.echoes
