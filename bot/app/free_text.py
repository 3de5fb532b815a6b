"""Typed words: whether they answer the open question, tell something, or are asked back."""

from collections.abc import Sequence
from dataclasses import replace

from bot.app import (
    body_news,
    dialogues,
    other_day,
    put_off,
    typed_answer,
    typed_card_pain,
    typed_conditions,
)
from bot.app.account import red_flags, settings_menu
from bot.app.act_data import decode
from bot.app.acting import Dispatch, act_on, answer_all, carry_out, carry_out_besides
from bot.app.context import Context
from bot.app.faq.answer_question import ANSWERERS
from bot.app.person import preferences
from bot.app.situation import Standing, closure_in, standing
from bot.app.training import first_exercise
from bot.app.typed_intents import COUNTED, choice_of, choices_of
from bot.app.typed_report import doubted, level_before, typed_work, work_wish
from bot.domain.acts import CHANGING, PLEASANTRIES, QUESTION, Act, Understanding
from bot.domain.complaint import PLACE
from bot.domain.errors import BotError, NoPlaceNamed, NotAPlace
from bot.domain.intent import Meant
from bot.domain.outcome import Outcome
from bot.domain.outcome.caution import FlagHeard
from bot.domain.outcome.reply import NotUnderstood, Refused, Stale, Unclear
from bot.domain.outcome.talk import Asking
from bot.domain.setting import Setting
from bot.domain.talk.question import Kind
from bot.understanding.conditions import may_name_lasting
from bot.understanding.context import Shape
from bot.understanding.questions import is_question
from bot.understanding.tokens import tokens
from bot.understanding.zone import zone_at

MOST_WORDS = 3
"""So short a message that means something by itself is no answer in own words."""
PLAIN = 0.8
"""How sure a meaning has to be, to be none of the own words that were asked for."""
ANSWERS = frozenset(("answer", "yes", "no", "not_sure", "skip_question", "back", "chat"))
"""Acts that concern the open question alone."""
COMPARED = frozenset(("better", "worse"))
"""Acts that say nothing more where a level is asked for and told."""
ABOUT_THE_BODY = frozenset(("pain", "focus", "better", "worse", "complain", "tired", "help"))
"""Acts that tell what brings somebody here ("what can you do for a stiff hip")."""


async def say(context: Context, words: str, dispatch: Dispatch) -> list[Outcome]:
    """Answer written words."""
    reminders = context.deps.understander(context.person.language).reminders(words)
    vocabulary = context.deps.vocabulary(context.person.language)
    stand = replace(
        await standing(context),
        words=words,
        reminders=reminders,
        of_one_side=bool(vocabulary.spots("one_side", tokens(words))),
        closed=closure_in(context, words),
    )
    meaning = understood(context, words, stand)
    if stand.flag is not None:
        return await _on_flag(context, meaning, stand, dispatch)
    if stand.dialogue is not None and stand.question is not None:
        return await _asked(context, words, meaning, stand, dispatch)
    if (ruler := _ruler(context, words)) is not None:
        return await settings_menu.choose(context, Setting.RULER, ruler, again=False)
    if stand.workout is not None and stand.workout.is_introduction(stand.day):
        intent = first_exercise.intent_of(meaning.acts, stand.workout)
        if intent is not None:
            return await dispatch(context, intent)
    elif stand.workout is not None and stand.text_context.situation == "card":
        if stand.workout.asks_pain:
            told_pain = typed_card_pain.answer_of(context, stand.workout, words, stand.text_context)
            if told_pain is not None:
                return await dispatch(context, told_pain)
        level = await level_before(context, stand.workout, words, stand.text_context)
        if level is not None:
            return await dispatch(context, level)
        worked = await _worked(context, meaning, stand, dispatch)
        if worked:
            return worked
    tells = not is_question(tokens(words))
    lasts = tells and may_name_lasting(words, context.catalog.news)
    if lasts and (reopened := await typed_conditions.take_lasting(context, words)):
        return reopened
    outcomes = await do_or_ask(context, meaning, stand, dispatch)
    unread = not outcomes or isinstance(outcomes[0], Unclear)
    if unread and tells:
        outcomes = await body_news.take_weakness(context, words) or outcomes
    return outcomes or await _unread_question(context, stand) or [NotUnderstood()]


async def answer_stranger(context: Context, words: str) -> list[Outcome]:
    """Answer a question before consent: from the content alone, and nothing is kept."""
    stand = replace(await standing(context), words=words)
    meaning = understood(context, words, stand)
    return await answer_all(context, [act for act in meaning.acts if act.name in ANSWERERS], stand)


async def _unread_question(context: Context, stand: Standing) -> list[Outcome]:
    """Offer the nearest answers to what asks something and was not understood."""
    asks = is_question(tokens(stand.words))
    return await answer_all(context, [Act("ask")], stand) if asks else []


async def _worked(
    context: Context, meaning: Understanding, stand: Standing, dispatch: Dispatch
) -> list[Outcome]:
    """Take numbers by side and a load, typed at a card; a small number alone is asked back.

    "Did 2" is that many exercises of the day, where it has so many.
    """
    assert stand.workout is not None
    work = typed_work(context, stand.workout, stand.words)
    if doubts := doubted(stand.workout, stand.words, work):
        return _which(context, doubts, stand)
    most = len(stand.workout.cards)
    if any(act.name in COUNTED and 0 < (act.get("done") or 0) <= most for act in meaning.acts):
        return []
    return await carry_out(context, [work_wish(work)], dispatch) if work else []


async def agrees(context: Context, words: str) -> bool:
    """Return whether words agree to what was asked before anything else."""
    meaning = understood(context, words, await standing(context))
    names = {act.name for act in meaning.acts} - set(PLEASANTRIES)
    return names == {"yes"} and meaning.confidence >= PLAIN


async def meant(context: Context, intent: Meant, dispatch: Dispatch) -> list[Outcome]:
    """Carry out the one of two meanings that was chosen; a message of another day is over."""
    act = decode(intent.meaning)
    if act is None or intent.day != context.today:
        return [Stale()]
    stand = await standing(context)
    if choices := choices_of((act,)):
        return _which(context, choices, stand)
    outcomes = await act_on(context, (act,), stand, dispatch) or [Stale()]
    again = act.name in QUESTION and stand.dialogue is not None
    return [*outcomes, *([Asking(stand.dialogue)] if again and stand.dialogue else [])]


def understood(context: Context, words: str, stand: Standing) -> Understanding:
    """Return what words mean where somebody stands."""
    return context.deps.understander(context.person.language).understand(words, stand.text_context)


async def _on_flag(
    context: Context, meaning: Understanding, stand: Standing, dispatch: Dispatch
) -> list[Outcome]:
    """Answer "is this happening to you?"; whatever else is said, it is asked again."""
    assert stand.flag is not None
    reply = next((act.name for act in meaning.acts if act.name in ("yes", "no", "not_sure")), None)
    if reply is not None:
        return await red_flags.answer_in_words(context, stand.flag, reply)
    harmless = [act for act in meaning.acts if act.name not in CHANGING]
    outcomes = await act_on(context, harmless, stand, dispatch) if harmless else []
    return [*outcomes[:1], FlagHeard(stand.flag, consented=True)]


async def _asked(
    context: Context, words: str, meaning: Understanding, stand: Standing, dispatch: Dispatch
) -> list[Outcome]:
    """Take the answer to the open question, and carry out what else was said."""
    dialogue, question = stand.dialogue, stand.question
    assert dialogue is not None
    assert question is not None
    if question.unit == "cm" and (ruler := _ruler(context, words)) is not None:
        return await settings_menu.choose(context, Setting.RULER, ruler, again=False)
    rest = [act for act in meaning.acts if act.name not in ANSWERS and not _answers(act, stand)]
    if (left := await put_off.take(context, dialogue, question, words)) is not None:
        return left
    ticked = await typed_conditions.take(context, dialogue, question, words)
    if ticked is not None:
        besides = typed_conditions.said_besides(context, question, words)
        return [*await carry_out_besides(context, besides, stand, dispatch), *ticked]
    own_words = question.kind is Kind.TEXT and _in_own_words(words, meaning)
    reports = question.kind is Kind.TEXT and not own_words and bool(rest)
    answered = None if reports else await typed_answer.answer(context, words, meaning, stand)
    if answered is not None:
        more = [] if own_words else [act for act in rest if act.name not in PLEASANTRIES]
        outcomes = await act_on(context, more, stand, dispatch) if more else []
        if any(isinstance(one, Asking) for one in outcomes):  # one question at a time
            answered = [one for one in answered if not isinstance(one, Asking)]
        return [*outcomes, *answered]
    outcomes = await do_or_ask(context, meaning, stand, dispatch)
    if outcomes:
        asks = all(act.name in (*QUESTION, *PLEASANTRIES) for act in meaning.acts)
        return [*outcomes, *([Asking(dialogue)] if asks and meaning.acts else [])]
    expected = NoPlaceNamed() if question.id == PLACE else question.expectation
    return [Refused(expected), Asking(dialogue)]


def _ruler(context: Context, words: str) -> str | None:
    """Return what lengths shall be measured with; empty where only the ruler is missing."""
    return context.deps.understander(context.person.language).ruler(words)


def _answers(act: Act, stand: Standing) -> bool:
    """Whether an act of another name is the answer to the open question."""
    if stand.text_context.situation == "complaint":
        return act.name in ABOUT_THE_BODY
    if act.name == "set_time":
        return stand.text_context.situation == "time"
    if act.name in COMPARED:
        return stand.text_context.shape is Shape.LEVEL  # "3, more stiff than sore"
    return (
        act.name == "pain"
        and stand.text_context.situation == "checkin"
        and set(act.slots) <= {"level"}
    )


def _in_own_words(words: str, meaning: Understanding) -> bool:
    """Whether words are an answer in own words rather than something that is meant by itself."""
    short = len(words.split()) <= MOST_WORDS
    means = [act for act in meaning.acts if act.name not in ("answer", "chat")]
    return not (short and means and meaning.confidence >= PLAIN)


async def locate(context: Context, latitude: float, longitude: float) -> list[Outcome]:
    """Take a shared location for where the person is; only its zone is kept.

    Raises:
        NotAPlace: no zone there.
    """
    zone = zone_at(latitude, longitude)
    if zone is None:
        raise NotAPlace()
    opened = await dialogues.current(context)
    if opened is not None and opened.current and opened.current.kind is Kind.ZONE:
        return await dialogues.answer(context, opened, opened.current, zone)
    if context.person.preferences.push_at is None:
        return [NotUnderstood()]
    return await preferences.change(context, Setting.ZONE, zone, again=False)


async def do_or_ask(
    context: Context, meaning: Understanding, stand: Standing, dispatch: Dispatch
) -> list[Outcome]:
    """Carry out what was understood, or ask which of two things was meant."""
    if meaning.asks_back in ("reading", "confirm"):
        return _which(context, meaning.readings, stand)
    if choices := choices_of(meaning.acts):
        return _which(context, choices, stand)
    may_be_later = any(act.name in other_day.CONCERNED for act in meaning.acts)
    which_day = other_day.asked(context, meaning.acts, stand) if may_be_later else None
    acts = meaning.acts if which_day is None else other_day.beside(meaning.acts)
    wrong = _refused(context, stand, meaning)
    try:
        outcomes = await act_on(context, acts, stand, dispatch) if acts else []
    except BotError as error:
        return [Refused(error)]
    asked = [] if which_day is None else [which_day]
    return [*outcomes, *asked, *([Refused(wrong)] if wrong is not None else [])]


def _refused(context: Context, stand: Standing, meaning: Understanding) -> BotError | None:
    """Return what cannot be in the words, where something was left out of what they mean."""
    names: tuple[str, ...] = ("pain", "effort", "done")
    if meaning.asks_back in ("time", "which"):
        names = (*names, "later", "pause", "set_minutes")
    tried = [Act(name) for name in names]
    left = [act for act in tried if act.name not in {meant.name for meant in meaning.acts}]
    understander = context.deps.understander(context.person.language)
    return understander.refused(stand.words, left, stand.text_context)


def _which(context: Context, readings: Sequence[Act], stand: Standing) -> list[Outcome]:
    """Ask which of several things was meant, a button each."""
    choices = (choice_of(act, stand) for act in readings)
    shown = tuple((reading, Meant(context.today, data)) for reading, data in choices)
    return [Unclear(shown, str(context.zone))] if len(shown) > 1 else []
