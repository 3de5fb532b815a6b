"""The buttons of pain 0 to 10."""

from collections.abc import Iterable

from bot.domain.intent import OnPain
from bot.domain.outcome.reported import PainAsked
from bot.domain.talk.question import LOW_NUMBERS
from bot.domain.training.routine import Change
from bot.domain.training.workout import PainMoment, Workout
from bot.views.folding import Part
from bot.views.screen import Button, Mode, Screen
from bot.views.texts import Html, Texts

AFTER_PAIN = frozenset(
    {
        "change.red",
        "change.second_red",
        "change.at_rest",
        "change.still_sore",
        "change.next_lighter",
        "change.new_place",
        "change.pain_leap",
    }
)
"""Changes that follow a pain that was just told."""


def pain_asked(outcome: PainAsked, texts: Texts) -> Screen:
    """One tap, 0 to 10; the numbers above 5 open on a second."""
    if outcome.more:
        numbers = tuple(_level(outcome, str(n), str(n)) for n in range(LOW_NUMBERS, 11))
        return Screen(texts("pain.more"), rows=(numbers,), mode=Mode.EDIT)
    low = [_level(outcome, str(n), str(n)) for n in range(int(outcome.some), LOW_NUMBERS)]
    more = _level(outcome, "more", str(texts("button.from_number", n=LOW_NUMBERS)))
    rows: list[tuple[Button, ...]] = [(*low, more)]
    if outcome.some:
        return Screen(_how_much(outcome, texts), rows=tuple(rows))
    if outcome.moment is PainMoment.BEFORE:
        rows.append((_level(outcome, "skip", str(texts("button.skip"))),))
    return Screen(pain_question(outcome, texts), rows=tuple(rows))


def _how_much(asked: PainAsked, texts: Texts) -> Html:
    """How much it hurts, once it was said that it does."""
    if asked.place is None:
        return texts(f"pain.some.{asked.moment}")
    return texts(f"pain.some.{asked.moment}_place", place=texts(f"region.{asked.place}"))


def pain_question(asked: PainAsked, texts: Texts) -> Html:
    """How much it hurts, naming the place where one is meant."""
    key = f"pain.ask.{asked.moment}"
    if asked.place is None:
        return texts(key)
    place = texts(f"region.{asked.place}")
    if asked.hurt_on is None:
        return texts(f"{key}_place", place=place)
    return texts("pain.ask.again", place=place, day=texts.day(asked.hurt_on))


def pain_or_none(asked: PainAsked, texts: Texts) -> tuple[Button, ...]:
    """None at all, or the way to the numbers: for a screen that offers other things too."""
    none = _level(asked, "0", str(texts("button.no_pain")))
    return (none, _level(asked, "some", str(texts("button.some_pain"))))


def sorry(changes: Iterable[Change], texts: Texts) -> list[Part]:
    """A kind word where what follows comes from pain."""
    hurt = any(change.reason.key in AFTER_PAIN for change in changes)
    return [Part(texts("pain.sorry"))] if hurt else []


def was_consoled(workout: Workout) -> bool:
    """Whether a card that asked about pain has said already that it is sorry."""
    return any(card.pain is not None for card in workout.cards)


def _level(asked: PainAsked, level: str, words: str) -> Button:
    return Button(words, OnPain(asked.day, asked.moment, level, str(asked.place or "")))
