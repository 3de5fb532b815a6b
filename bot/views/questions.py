"""Questions of a dialogue, their answers, and the way back."""

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from bot.domain.ids import OptionId, QuestionId
from bot.domain.intent import Back, Change, Tap, Ticked
from bot.domain.outcome.talk import Answered, Asking, ChangeOffered, ZonesFound
from bot.domain.talk.answers import NOT_SURE, SKIPPED, Sides, Value
from bot.domain.talk.dialogue import Dialogue
from bot.domain.talk.question import Kind, Question
from bot.views.layout import grid
from bot.views.screen import AskLocation, Button, Mode, Picture, Screen, Style
from bot.views.texts import Html, Texts

MOST_ROWS = 6
"""More rows of buttons than this scroll on a phone: then the options become a numbered list."""
TICK = "✓ "


def asking(outcome: Asking, texts: Texts) -> Screen:
    """The current question, with where we are and how to answer."""
    dialogue = outcome.dialogue
    question = dialogue.current
    assert question is not None
    here, of = dialogue.progress
    name = texts.phrase(dialogue.script.name)
    alone = dialogue.script.alone
    lines = [] if alone else [texts("question.progress", here=here, of=of, name=name)]
    first = question.card is not None and not any(
        q.card == question.card and q.id in dialogue.answers for q in dialogue.path
    )
    lines += _card(question, texts) if first else []
    lines.append(Html(f"<b>{texts.phrase(question.ask)}</b>"))
    if question.note:
        lines.append(texts.phrase(question.note))
    options = _options(dialogue, question, texts)
    rows = grid(options)
    if len(rows) > MOST_ROWS:
        lines.append(Html("\n".join(f"{n}. {escape(o.text)}" for n, o in enumerate(options, 1))))
        rows = grid([replace(o, text=_short(n, o)) for n, o in enumerate(options, 1)])
    if hint := _hint(question, dialogue, texts):
        lines.append(Html(f"<i>{hint}</i>"))
    return Screen(
        Html("\n\n".join(lines)),
        rows=(*rows, *_ways_out(dialogue, question, texts)),
        mode=Mode.EDIT if outcome.again else Mode.SEND,
        ask_location=_share(texts) if question.kind is Kind.ZONE else None,
        close_keyboard=outcome.closes,
        picture=Picture(f"test_{question.card.test}") if question.card and first else None,
    )


def _share(texts: Texts) -> AskLocation:
    return AskLocation(str(texts("question.share_location")), texts("question.or_share"))


def _card(question: Question, texts: Texts) -> list[Html]:
    card = question.card
    assert card is not None
    steps = "\n".join(f"{n}. {texts.phrase(step)}" for n, step in enumerate(card.steps, 1))
    caution = f"\n{texts.phrase(card.caution)}" if card.caution else ""
    return [
        texts("test.head", name=texts.phrase(card.name), why=texts.phrase(card.why)),
        Html(f"<blockquote expandable>{steps}{caution}</blockquote>"),
    ]


def _hint(question: Question, dialogue: Dialogue, texts: Texts) -> Html | None:
    match question.kind, dialogue.draft:
        case Kind.SIDES, Sides(left=float() | int(), right=None):
            return texts("question.hint.other_side", side=texts("side.right"))
        case Kind.SIDES, Sides(left=None, right=float() | int()):
            return texts("question.hint.other_side", side=texts("side.left"))
        case ((Kind.CHOICE | Kind.SCALE), _):
            return None
        case (Kind.NUMBER | Kind.SIDES) as kind, _ if question.unit in ("", "times"):
            return texts(f"question.hint.{kind}_bare")
        case kind, _:
            return texts(f"question.hint.{kind}", unit=texts.unit(question.unit))


def _short(number: int, option: Button) -> str:
    """The number that stands before the option's words in the list."""
    return f"{TICK}{number}" if option.text.startswith(TICK) else str(number)


def _options(dialogue: Dialogue, question: Question, texts: Texts) -> list[Button]:
    ticked = dialogue.draft if isinstance(dialogue.draft, frozenset) else frozenset[str]()
    if question.kind is Kind.SCALE:
        numbers = range(int(question.low), int(question.high) + 1)
        return [Button(str(n), Tap(dialogue.id, question.id, OptionId(str(n)))) for n in numbers]
    return [
        Button(
            (TICK if option.id in ticked else "") + texts.plain(option.text),
            Tap(dialogue.id, question.id, option.id),
        )
        for option in question.options
    ]


def _ways_out(dialogue: Dialogue, question: Question, texts: Texts) -> Iterator[tuple[Button, ...]]:
    if question.kind is Kind.SEVERAL and dialogue.draft:
        done = Ticked(dialogue.id, question.id)
        yield (Button(str(texts("button.ready")), done, Style.PRIMARY),)
    row = []
    if question.not_sure:
        row.append(_tap(dialogue, question, NOT_SURE, texts("button.not_sure")))
    if question.skip:
        words = texts("button.not_now" if question.card else "button.skip")
        row.append(_tap(dialogue, question, SKIPPED, words))
    if dialogue.script.alone or any(q.id in dialogue.answers for q in dialogue.path):
        row.append(Button(str(texts("button.back")), Back(dialogue.id)))
    if row:
        yield tuple(row)


def _tap(dialogue: Dialogue, question: Question, option: str, words: Html) -> Button:
    return Button(str(words), Tap(dialogue.id, question.id, OptionId(option)))


def answered(outcome: Answered, texts: Texts) -> Screen:
    """The question again, closed, with its answer."""
    question = outcome.question
    answer = value_words(question, outcome.value, texts)
    zone = question.kind is Kind.ZONE  # said back, and its keyboard taken away
    return Screen(
        texts("question.answered", ask=texts.phrase(question.ask), answer=answer),
        mode=Mode.SEND if zone else Mode.MARK,
        close_keyboard=zone,
    )


def change_offered(outcome: ChangeOffered, texts: Texts) -> Screen:
    """An older question was tapped: change its answer?"""
    answer = value_words(outcome.question, outcome.value, texts)
    option = next(iter(option_of(outcome.value)), "")
    change = Change(outcome.dialogue.id, outcome.question.id, OptionId(option))
    return Screen(
        texts("question.change", ask=texts.phrase(outcome.question.ask), answer=answer),
        rows=((Button(str(texts("button.change")), change),),),
    )


def option_of(value: Value) -> tuple[str, ...]:
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
            return texts.list(chosen)
        case Sides(left, right):
            return texts(
                "answer.sides",
                left=texts.amount(left or 0, question.unit),
                right=texts.amount(right or 0, question.unit),
                unit=texts.unit(question.unit),
            )
        case number:
            unit = texts.unit(question.unit)
            return texts("answer.number", number=texts.amount(number, question.unit), unit=unit)


def zones_found(outcome: ZonesFound, texts: Texts) -> Screen:
    """Which of these places?"""
    dialogue = outcome.dialogue
    buttons = [
        Button(label, Tap(dialogue.id, QuestionId(outcome.question), OptionId(zone)))
        for label, zone in outcome.zones
    ]
    rows = grid(buttons)
    if dialogue.script.alone:
        rows = (*rows, (Button(str(texts("button.back")), Back(dialogue.id)),))
    return Screen(texts("zone.which" if buttons else "zone.unknown"), rows=rows)
