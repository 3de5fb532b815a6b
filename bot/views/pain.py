"""Pain in one tap, 0 to 10."""

from bot.domain.intent import OnPain
from bot.domain.outcome.reported import PainAsked
from bot.domain.training.workout import PainMoment
from bot.views.screen import Button, Mode, Screen
from bot.views.texts import Texts


def pain_asked(outcome: PainAsked, texts: Texts) -> Screen:
    """One tap, 0 to 10; the numbers above 5 open on a second."""
    day, moment = outcome.day, outcome.moment
    if outcome.more:
        numbers = tuple(_level(PainAsked(day, moment), str(n), str(n)) for n in range(6, 11))
        return Screen(texts("pain.more"), rows=(numbers,), mode=Mode.EDIT)
    rows = [pain_row(outcome, texts)]
    if moment is PainMoment.BEFORE:
        rows.append((_level(outcome, "skip", str(texts("button.skip"))),))
    return Screen(texts(f"pain.ask.{moment}"), rows=tuple(rows))


def pain_row(asked: PainAsked, texts: Texts) -> tuple[Button, ...]:
    """0 to 5, and one for all that is more."""
    low = [_level(asked, str(n), str(n)) for n in range(6)]
    return (*low, _level(asked, "more", str(texts("button.pain_more"))))


def _level(asked: PainAsked, level: str, words: str) -> Button:
    return Button(words, OnPain(asked.day, asked.moment, level))
