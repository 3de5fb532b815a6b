"""What the bot can refuse; the docstring is the log line, the name is the key of the words."""

import re
from typing import ClassVar


class BotError(Exception):
    """The bot refused to do what was asked."""

    reasons: ClassVar[tuple[str, ...]] = ()
    """What may stand in `reason`, each with words of its own."""

    def __init__(self, **details: object) -> None:
        super().__init__(self.__doc__)
        self.details = details

    @property
    def text_key(self) -> str:
        """Key of what the person is told: `NotAnOption` -> `error.not_an_option`, and with a reason
        `error.not_a_date_past`."""
        name = re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()
        reason = self.details.get("reason")
        return f"error.{name}" if reason is None else f"error.{name}_{reason}"


class NotAsked(BotError):
    """The question is not the one being asked."""


class NotAnOption(BotError):
    """The answer is not one of those offered."""


class NoPlaceNamed(BotError):
    """What brings somebody here names no place of the body that is known."""


class NotAnAnswer(BotError):
    """Words that mean something by themselves were no answer to the question."""


class NotANumber(BotError):
    """A number was expected, as a rule or of a self-test; details: low, high and example, or left
    and right, and unit."""

    reasons = ("range", "sides", "range_test", "sides_test")


class NotMeasured(BotError):
    """What the measuring page sent cannot count."""

    reasons = ("other", "old", "twice", "apart")


class OutOfRange(BotError):
    """The number cannot be right; details: value, low, high, unit."""


class HandUnknown(BotError):
    """A length was told in hand spans, and the person's is not known."""


class NotATime(BotError):
    """A time of day was expected."""

    reasons = ("past",)


class NotADate(BotError):
    """A date was expected."""

    reasons = ("none", "order", "past", "far")


class LongOver(BotError):
    """Words in reply to a message whose day is over."""


class NotAPlace(BotError):
    """The place or zone is not known."""


class TooLong(BotError):
    """The text is longer than is kept; details: most."""


class NothingChosen(BotError):
    """At least one option has to be chosen first."""


class AlreadyAnswered(BotError):
    """The question has another answer already; the view offers to change it in one tap."""


class NothingBefore(BotError):
    """There is no earlier question to go back to."""


class NothingEasier(BotError):
    """The exercise has no easier step."""


class NothingHarder(BotError):
    """The exercise has no harder step that may be asked."""


class NothingElse(BotError):
    """Nothing else fits the same place today."""


class TooMany(BotError):
    """More was told than there was; details: most."""
