"""Show questions of a dialogue, their options, and the way back."""

from collections.abc import Iterator

from bot.domain.catalog import Catalog
from bot.domain.ids import OptionId, QuestionId, ScriptId
from bot.domain.intent import Back, OnSetting, Tap, Ticked
from bot.domain.outcome.talk import Asking, ZonesFound
from bot.domain.ruler import CM_PER_INCH, Ruler
from bot.domain.safety.emergency import NearestHelp
from bot.domain.setting import Setting
from bot.domain.talk.answers import NOT_SURE, SKIPPED, Sides
from bot.domain.talk.dialogue import NEXT, OF_PART, Dialogue
from bot.domain.talk.question import Kind, Option, Question
from bot.domain.training.pain_details import PAIN_DETAILS, WHERE
from bot.views import body_places
from bot.views.folding import Part
from bot.views.layout import TICK, choices, grid
from bot.views.screen import AskLocation, Button, Mode, OpenPage, Picture, Screen, Style
from bot.views.texts import Html, Texts

TAPE = Ruler.TAPE
SAFETY = ScriptId("safety")


def asking(outcome: Asking, texts: Texts, catalog: Catalog) -> Screen:
    """The current question, with where we are and how to answer."""
    dialogue = outcome.dialogue
    question = dialogue.current
    assert question is not None
    first = (
        question.card is not None
        and dialogue.parts_done == 0
        and not any(q.card == question.card and q.id in dialogue.answers for q in dialogue.path)
    )
    rows = _choices(dialogue, question, texts)
    note = texts.phrase(question.note) if question.note else Html("")
    return Screen(
        rows=(*rows, *_ways_out(dialogue, question, texts)),
        mode=Mode.EDIT if outcome.again else Mode.SEND,
        ask_location=_share(texts) if question.kind is Kind.ZONE else None,
        open_page=_page(outcome.page, texts) if outcome.page else None,
        close_keyboard=outcome.closes,
        picture=Picture(f"test_{question.card.test}")
        if question.card and first
        else body_places.of_options(dialogue.part, texts, catalog),
        parts=(
            *((Part(_resumed(dialogue, question, texts)),) if outcome.resumed else ()),
            *_at_once(question, outcome.help, texts),
            *(_card(question, texts) if first else ()),
            Part(Html(f"<b>{_ask(dialogue, question, texts)}</b>")),
            Part(_items(dialogue, question, texts), tight=True),
            Part(note, yields=2),
            Part(_hint(question, dialogue, texts), yields=1),
        ),
    )


def _at_once(question: Question, help: NearestHelp, texts: Texts) -> Iterator[Part]:
    """What to do first if something urgent is so right now."""
    if question.at_once is not None:
        number = help.ambulance
        call = texts("heard.local_number") if number is None else texts.phrase(number)
        yield Part(Html(f"<b>{texts.phrase(question.at_once, emergency=call)}</b>"))


def _resumed(dialogue: Dialogue, question: Question, texts: Texts) -> Html:
    """The words that lead back to an open question: a self-test says what it goes on with, a pain
    where it is."""
    if dialogue.script.id == SAFETY:
        return texts("question.resumed_safety")
    if dialogue.script.id != PAIN_DETAILS:
        return texts("question.resumed" if question.card is None else "question.resumed_test")
    if (place := dialogue.answers.get(WHERE)) is None:
        return texts("question.resumed_pain")
    return texts("question.resumed_pain_place", place=texts(f"region.{place}"))


def _items(dialogue: Dialogue, question: Question, texts: Texts) -> Html:
    """What is asked about, one to a line."""
    answers = {**dialogue.known, **dialogue.answers}
    shown = [texts.phrase(i.text) for i in question.items if not i.unless.holds(answers)]
    return Html("\n".join(f"• {line}" for line in shown))


def _ask(dialogue: Dialogue, question: Question, texts: Texts) -> Html:
    if question.kind is Kind.SEVERAL and dialogue.parts_done > 0:
        return texts("question.more_of_list")
    return texts.asked(question.ask) if _is_length(question) else texts.phrase(question.ask)


def _is_length(question: Question) -> bool:
    """Whether a test asks for a length, which may be measured without a ruler."""
    return question.unit == "cm" and question.measure is not None


def _share(texts: Texts) -> AskLocation:
    return AskLocation(str(texts("question.share_location")), texts("question.or_share"))


def _page(address: str, texts: Texts) -> OpenPage:
    words = texts("question.or_measure")
    return OpenPage(str(texts("button.measure_by_phone")), words, address)


def _card(question: Question, texts: Texts) -> Iterator[Part]:
    card = question.card
    assert card is not None
    steps = [f"{n}. {texts.phrase(step)}" for n, step in enumerate(card.steps, 1)]
    caution = [texts.phrase(card.caution)] if card.caution else []
    yield Part(Html(f"<b>{texts.phrase(card.name)}</b>"), tight=True)
    yield Part(texts.phrase(card.why), tight=True, yields=3)
    yield Part(Html("\n".join([*steps, *caution])), folded=True, tight=True)


def _hint(question: Question, dialogue: Dialogue, texts: Texts) -> Html:
    words = _how(question, dialogue, texts)
    return Html(f"<i>{words}</i>") if words else words


def _how(question: Question, dialogue: Dialogue, texts: Texts) -> Html:
    """How to answer, where that does not go without saying."""
    by = texts.lengths.ruler
    match question.kind, dialogue.draft:
        case Kind.SIDES, Sides(left=float() | int(), right=None):
            return texts("question.hint.other_side", side=texts("side.right"))
        case Kind.SIDES, Sides(left=None, right=float() | int()):
            return texts("question.hint.other_side", side=texts("side.left"))
        case ((Kind.CHOICE | Kind.SEVERAL | Kind.SCALE), _):
            return Html("")
        case (Kind.NUMBER | Kind.SIDES) as kind, _ if question.unit in ("", "times"):
            return texts(f"question.hint.{kind}_bare", **_example(question, texts))
        case Kind.TEXT, _ if question.options:
            return texts("question.hint.text_or_tap")
        case (Kind.NUMBER | Kind.SIDES) as kind, _ if _is_length(question) and by is not TAPE:
            return texts(f"question.hint.{kind}_rough", unit=texts(f"ruler.unit.{by}"))
        case kind, _:
            unit = texts.unit(question.unit)
            return texts(f"question.hint.{kind}", unit=unit, **_example(question, texts))


def _example(question: Question, texts: Texts) -> dict[str, int]:
    """Two numbers from the middle of the question's own range, as they may be typed."""
    inches = texts.lengths.inches and question.unit == "cm"
    one = CM_PER_INCH if inches else 1
    left, right = question.examples
    return {"left": round(left / one), "right": round(right / one)}


def _choices(
    dialogue: Dialogue, question: Question, texts: Texts
) -> tuple[tuple[Button, ...], ...]:
    """The answers, "none of these" first."""
    if question.kind is Kind.SCALE:
        return _scale(dialogue, question, texts)
    rows = choices(_options(dialogue, question, texts), ticks=question.kind is Kind.SEVERAL)
    none = [o for o in question.options if o.alone and question.kind is Kind.SEVERAL]
    first = [Button(texts.plain(o.text), _of_part(dialogue, question, f"+{o.id}")) for o in none]
    return (*((button,) for button in first), *rows)


def _scale(dialogue: Dialogue, question: Question, texts: Texts) -> tuple[tuple[Button, ...], ...]:
    """The usual numbers, and a way to the others."""
    parts = question.scale_parts()
    numbers = parts[min(dialogue.parts_done, len(parts) - 1)]
    row = [Button(str(n), Tap(dialogue.id, question.id, OptionId(str(n)))) for n in numbers]
    if dialogue.last_part:
        return (tuple(row),)
    rest, to_rest = parts[-1], _of_part(dialogue, question, NEXT)
    if rest[0] > numbers[0]:
        return ((*row, Button(str(texts("button.from_number", n=rest[0])), to_rest)),)
    return tuple(row), (Button(str(texts("button.up_to_number", n=rest[-1])), to_rest),)


def _of_part(dialogue: Dialogue, question: Question, act: str) -> Tap:
    """What belongs to the part of the list that is shown, and to no later one."""
    option = OptionId(f"{act}{OF_PART}{dialogue.parts_done}")
    return Tap(dialogue.id, question.id, option)


def _options(dialogue: Dialogue, question: Question, texts: Texts) -> list[Button]:
    if question.kind is not Kind.SEVERAL:
        shown = [
            Button(
                body_places.option_words(option, texts), Tap(dialogue.id, question.id, option.id)
            )
            for option in dialogue.part
        ]
        if not dialogue.last_part:
            words = str(texts("button.elsewhere" if question.first_of else "button.others"))
            shown.append(Button(words, _of_part(dialogue, question, NEXT)))
        return shown
    return [
        _tick(dialogue, question, option, texts, ticked=option.id in dialogue.ticked)
        for option in dialogue.part
    ]


def _tick(
    dialogue: Dialogue, question: Question, option: Option, texts: Texts, *, ticked: bool
) -> Button:
    """It says what it does, so that two devices do not undo each other."""
    act = OptionId(f"{'-' if ticked else '+'}{option.id}")
    words = (TICK if ticked else "") + texts.plain(option.text)
    return Button(words, Tap(dialogue.id, question.id, act))


def _ways_out(
    dialogue: Dialogue, question: Question, texts: Texts
) -> tuple[tuple[Button, ...], ...]:
    """That is all, not sure, skip and back."""
    row = []
    if question.kind is Kind.SEVERAL and _may_go_on(dialogue, question):
        last = dialogue.last_part
        words = texts("button.that_is_all" if last else "button.next_part")
        done = Ticked(dialogue.id, question.id) if last else _of_part(dialogue, question, NEXT)
        row.append(Button(str(words), done, Style.PRIMARY))
    back = dialogue.script.alone or bool(dialogue.before) or dialogue.parts_done > 0
    if question.not_sure and not (row and question.skip and back):  # of four the words do not fit
        row.append(_tap(dialogue, question, NOT_SURE, texts("button.not_sure")))
    if question.skip:
        words = texts("button.not_now" if question.card else "button.skip")
        row.append(_tap(dialogue, question, SKIPPED, words))
    if back:
        row.append(Button(str(texts("button.back")), Back(dialogue.id, question.id)))
    rows = [tuple(row)]
    if _is_length(question) and texts.lengths.ruler is TAPE:
        rows.append((Button(str(texts("button.no_ruler")), OnSetting(Setting.RULER)),))
    return tuple(row for row in rows if row)


def _may_go_on(dialogue: Dialogue, question: Question) -> bool:
    """Whether there is something to go on with: a tick, or more of a list without "none"."""
    none = any(o.alone for o in question.options)
    return bool(dialogue.ticked) or (not none and not dialogue.last_part)


def _tap(dialogue: Dialogue, question: Question, option: str, words: Html) -> Button:
    return Button(str(words), Tap(dialogue.id, question.id, OptionId(option)))


def zones_found(outcome: ZonesFound, texts: Texts) -> Screen:
    """Which of these places?"""
    dialogue = outcome.dialogue
    buttons = [
        Button(label, Tap(dialogue.id, QuestionId(outcome.question), OptionId(zone)))
        for label, zone in outcome.zones
    ]
    rows = grid(buttons)
    if dialogue.script.alone:
        rows = (*rows, (Button(str(texts("button.back")), Back(dialogue.id, outcome.question)),))
    return Screen(texts("zone.which" if buttons else "zone.unknown"), rows=rows)
