"""In which order typed wishes are carried out, and what of them is said back."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from bot.app import body_news, undo
from bot.app.context import Context
from bot.app.faq.answer_question import ANSWERERS, answer_question
from bot.app.faq.asked import Asked
from bot.app.situation import Standing
from bot.app.typed_intents import wishes_of
from bot.app.typed_report import looks_ahead
from bot.app.wish import Wish
from bot.domain.acts import Act
from bot.domain.echo import Echo, EchoLine
from bot.domain.errors import BotError
from bot.domain.intent import Intent, Undo
from bot.domain.outcome import Outcome
from bot.domain.outcome.account import SettingsShown
from bot.domain.outcome.caution import FlagHeard, Referred
from bot.domain.outcome.faq import QuestionAnswered
from bot.domain.outcome.reply import Chatted, Refused
from bot.domain.outcome.reported import PainNoted
from bot.domain.outcome.talk import Asking
from bot.domain.outcome.workout import CardShown
from bot.domain.safety.news import tells_allowance
from bot.domain.snapshot import Snapshot
from bot.domain.typed_intent import RecordWork, Reshape
from bot.understanding.context import Shape
from bot.understanding.questions import is_question
from bot.understanding.tokens import tokens

Dispatch = Callable[[Context, Intent], Awaitable[list[Outcome]]]
"""The router: an intent to its use case."""
MOST_SHOWN = 2
"""Buttons' intents carried out for one message: more screens at once help nobody."""
ONE_QUESTION = 6
"""Words of a message up to which it asks one thing."""
SPOKEN = {
    "better": "reply.better",
    "worse": "reply.worse",
    "complain": "reply.complain",
    "chat": "reply.chat",
    "ask_all": "reply.one_by_one",
    "thanks": "thanks",
    "praise": "thanks",
    "greet": "hello",
}
"""Acts that are answered in words alone."""

SETTABLE = frozenset(("set_time", "set_minutes", "shorter", "longer"))
"""Acts about the routines that may stand beside such an answer."""


async def act_on(
    context: Context, acts: Sequence[Act], standing: Standing, dispatch: Dispatch
) -> list[Outcome]:
    """Carry out acts, and keep what was understood and how things stood before."""
    questions = [act for act in acts if act.name in ANSWERERS]
    wishes = wishes_of([act for act in acts if act.name not in ANSWERERS], standing)
    try:
        free = context.person.lock is None and tells_allowance(acts)
        if free and (asked := await body_news.take(context, acts, standing.words)):
            return asked
        asks = standing.dialogue is not None or is_question(tokens(standing.words))
        outcomes = await carry_out(context, wishes, dispatch)
        if not asks and (asked := await body_news.take_weakness(context, standing.words)):
            return asked  # what was wished is done, and shown after the answer
        outcomes += await answer_all(context, questions, standing)
        if standing.closed is None or not standing.closed.who:  # that is closed by itself
            outcomes += await body_news.take(context, acts, standing.words)
    except BotError as error:
        return [Refused(error)]
    return _one_card(outcomes) or _spoken(acts, standing)


async def carry_out_besides(
    context: Context, words: str, stand: Standing, dispatch: Dispatch
) -> list[Outcome]:
    """Carry out a wish about the routines that stands beside an answer; the next question follows
    by itself."""
    text_context = replace(stand.text_context, situation="idle", shape=Shape.WORDS, options=())
    apart = replace(stand, text_context=text_context, words=words)
    understander = context.deps.understander(context.person.language)
    acts = understander.understand(words, text_context).acts
    wishes = [act for act in acts if act.name in SETTABLE]
    answered = context.echo
    outcomes = await act_on(context, wishes, apart, dispatch) if wishes else []
    if answered is not None and context.echo is not None and context.echo is not answered:
        echoes = (*answered.echoes, *context.echo.echoes)
        context.echo = replace(context.echo, echoes=echoes, undo=None)
    return [one for one in outcomes if not isinstance(one, Asking)]


def _one_card(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return outcomes with the last card alone: one message leads to one card."""
    cards = [one for one in outcomes if isinstance(one, CardShown)]
    return [one for one in outcomes if not isinstance(one, CardShown) or one is cards[-1]]


async def carry_out(context: Context, wishes: Sequence[Wish], dispatch: Dispatch) -> list[Outcome]:
    """Carry out wishes: a report first and what goes with it, or the first of the others.

    Raises:
        BotError: one is refused.
    """
    before = await undo.standing(context)
    outcomes: list[Outcome] = []
    done: list[Wish] = []
    for wish in wishes:
        asks = bool(outcomes) and isinstance(outcomes[-1], Asking)
        if wish.button or (outcomes and not wish.beside) or (asks and done):
            continue
        shown = await dispatch(context, wish.intent)
        if any(isinstance(one, SettingsShown) for one in shown):  # the last one shows it all
            outcomes = [one for one in outcomes if not isinstance(one, SettingsShown)]
        outcomes += shown
        done += [wish] if shown and not _was_barred(wish, shown) else []
        if isinstance(wish.intent, RecordWork):
            break
    if done:
        await _say_back(context, done, before, outcomes)
    buttons = dict.fromkeys(wish.intent for wish in wishes if wish.button)
    for intent in list(buttons)[:MOST_SHOWN]:
        outcomes += await dispatch(context, intent)
    return outcomes


def _was_barred(wish: Wish, shown: Sequence[Outcome]) -> bool:
    """Whether today's routine was not changed, since something else comes first."""
    waits = all(isinstance(one, (Asking, Referred, FlagHeard)) for one in shown)
    return isinstance(wish.intent, Reshape) and waits


async def _say_back(
    context: Context, done: Sequence[Wish], before: Snapshot, outcomes: Sequence[Outcome]
) -> None:
    """Say back what was understood and done, with the way back if something changed."""
    if any(isinstance(wish.intent, Undo) for wish in done):
        return
    noted = next((one.moment for one in outcomes if isinstance(one, PainNoted)), None)
    echoes = (echo for wish in done for echo in wish.echoes)
    placed = tuple(_at(echo, noted) if noted is not None else echo for echo in echoes)
    token = await undo.remember(context, before)
    context.echo = EchoLine(placed, str(context.zone), token)


def _at(echo: Echo, moment: str) -> Echo:
    """Return what is said back of a pain, with the moment it was noted for."""
    return replace(echo, values={**echo.values, "when": moment}) if echo.key == "pain" else echo


async def answer_all(context: Context, acts: Sequence[Act], standing: Standing) -> list[Outcome]:
    """Answer the questions of one message; none of them changes anything."""
    outcomes: list[Outcome] = []
    at_card = standing.text_context.situation == "card"
    most = 1 if len(standing.words.split()) <= ONE_QUESTION else MOST_SHOWN
    for act in acts[:most]:
        asked = Asked(context, act, standing.words, standing.dialogue, standing.workout, at_card)
        known = {type(one.answer) for one in outcomes if isinstance(one, QuestionAnswered)}
        answers = await answer_question(asked)
        outcomes += [one for one in answers if type(one.answer) not in known]
    return outcomes


def _spoken(acts: Sequence[Act], standing: Standing) -> list[Outcome]:
    """Return what is said where nothing is done."""
    if looks_ahead(acts, standing.workout):
        return [Chatted("reply.not_begun")]
    spoken = next((SPOKEN[act.name] for act in acts if act.name in SPOKEN), None)
    return [] if spoken is None else [Chatted(spoken)]
