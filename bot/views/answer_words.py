"""Say answers back: under their question, in the offer to change one, and in words."""

from math import hypot
from zoneinfo import ZoneInfo

from bot.domain.ids import OptionId
from bot.domain.intent import Change
from bot.domain.outcome.talk import Answered, ChangeOffered
from bot.domain.talk.answers import Sides, Value, error_of
from bot.domain.talk.question import Kind, Question
from bot.views.screen import Button, Mode, Screen
from bot.views.texts import Html, Texts


def answered(outcome: Answered, texts: Texts) -> Screen:
    """The question again, closed, with its answer; of a card of items the answer alone."""
    question = outcome.question
    answer = value_words(question, outcome.value, texts)
    zone = question.kind is Kind.ZONE
    if zone and isinstance(outcome.value, str) and outcome.now is not None:
        at = texts.time(outcome.now.astimezone(ZoneInfo(outcome.value)).time())
        words = texts("zone.now", place=texts.place_of(outcome.value), at=at)
        return Screen(words, close_keyboard=True)
    said_back = zone or question.phone is not None
    key = "question.answered_items" if question.items else "question.answered"
    return Screen(
        texts(key, ask=texts.phrase(question.ask), answer=answer),
        mode=Mode.SEND if said_back else Mode.MARK,
        close_keyboard=zone or outcome.closes,
    )


def change_offered(outcome: ChangeOffered, texts: Texts) -> Screen:
    """An older question was tapped: change its answer?"""
    answer = value_words(outcome.question, outcome.value, texts)
    option = next(iter(_option_of(outcome.value)), "")
    change = Change(outcome.dialogue.id, outcome.question.id, OptionId(option))
    return Screen(
        texts("question.change", ask=texts.phrase(outcome.question.ask), answer=answer),
        rows=((Button(str(texts("button.change")), change),),),
    )


def _option_of(value: Value) -> tuple[str, ...]:
    """The option ids that a value is written with in a button."""
    match value:
        case str():
            return (value,)
        case float() | int():
            return (f"{value:g}",)
        case _:
            return ()


def value_words(question: Question, value: Value, texts: Texts) -> Html:
    """An answer in words, as the person gave it."""
    match value:
        case "not_sure":
            return texts("button.not_sure")
        case "skipped":
            return texts("answer.skipped")
        case str() if option := question.option(value):
            return texts.phrase(option.text)
        case str():
            return texts("answer.as_said", words=value)
        case frozenset():
            chosen = [texts.phrase(o.text) for o in question.options if o.id in value]
            chosen += [texts("button.not_sure")] if "not_sure" in value else []
            return texts.list(chosen)
        case Sides(left, right):
            amounts = {
                "left": texts.amount(left or 0, question.unit),
                "right": texts.amount(right or 0, question.unit),
            }
            return _with_unit(
                "sides", question, (right or 0, _error(question, value)), texts, amounts
            )
        case number:
            amounts = {"number": texts.amount(number, question.unit)}
            return _with_unit("number", question, (number, _error(question, value)), texts, amounts)


def _error(question: Question, value: Value) -> float:
    """How far off a number may be, as far as it is said: a phone always says it."""
    if question.phone is None or question.measure is None:
        return error_of(value)
    return round(hypot(question.measure.error, error_of(value)))


def _with_unit(
    kind: str,
    question: Question,
    number: tuple[float, float],
    texts: Texts,
    values: dict[str, str],
) -> Html:
    """Numbers with their unit, and with how far off they may be: `number` is the last of them."""
    last, error = number
    unit = texts.unit(question.unit, last)
    if not error:
        return Html(texts(f"answer.{kind}", unit=unit, **values).rstrip())  # no unit: no space
    off = texts.amount(error, question.unit)
    return texts(f"answer.{kind}_rough", unit=unit, error=off, **values)
