"""When the page that measures with the phone is offered, and whether what it sends is taken."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode

from bot.app import dialogues
from bot.app.context import Context
from bot.domain.errors import BotError, NotMeasured
from bot.domain.event import EventKind
from bot.domain.ids import TestId
from bot.domain.outcome import Outcome
from bot.domain.outcome.reply import NotReadable, Refused
from bot.domain.outcome.talk import Answered, Asking
from bot.domain.talk import phone_reading
from bot.domain.talk.dialogue import Dialogue
from bot.domain.talk.phone_reading import Ticket
from bot.domain.talk.question import Kind, Question


def offer(context: Context, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Offer the page with the first question of a test that it measures, until that is answered."""
    if context.deps.measuring is None:
        return list(outcomes)
    asked = [o.dialogue for o in outcomes if isinstance(o, Asking)]
    refused = any(isinstance(o, Refused) and isinstance(o.error, NotMeasured) for o in outcomes)
    going_on = {d.current.card.test for d in asked if d.by_phone and d.current and d.current.card}
    return [_offered(context, outcome, going_on, again=refused) for outcome in outcomes]


def _offered(context: Context, outcome: Outcome, going_on: set[TestId], *, again: bool) -> Outcome:
    match outcome:
        case Asking(dialogue) if (question := dialogue.by_phone) is not None:
            first = not any(
                q.card == question.card and q.id in dialogue.answers for q in dialogue.path
            )
            new = dialogue.draft is None and (first or again)
            return replace(outcome, page=_address(context, dialogue, question)) if new else outcome
        case Answered(question) if question.card is not None:
            test = context.catalog.tests.get(question.card.test)
            closes = test is not None and test.by_phone is not None and test.id not in going_on
            return replace(outcome, closes=closes)
        case _:
            return outcome


def _address(context: Context, dialogue: Dialogue, question: Question) -> str:
    page, ticket = context.deps.measuring, _ticket(context, dialogue, question)
    assert page is not None
    asked = {
        "test": ticket.test,
        "side": "both" if question.kind is Kind.SIDES else "middle",
        "lang": context.person.language,
        "token": phone_reading.issue(page.key, ticket, context.now),
    }
    return f"{page.url}?{urlencode(asked)}"


def _ticket(context: Context, dialogue: Dialogue, question: Question) -> Ticket:
    assert question.card is not None
    return Ticket(context.person.id, dialogue.id, question.card.test)


async def take(context: Context, data: str) -> list[Outcome]:
    """What the page sent, as the answer to the question that offered it."""
    if context.deps.measuring is None:
        return [NotReadable()]
    opened = await dialogues.waiting(context)
    try:
        return await _take(context, opened, data)
    except BotError as error:
        asked: list[Outcome] = [] if opened is None else [Asking(opened)]
        return [Refused(error), *asked]


async def _take(context: Context, opened: Dialogue | None, data: str) -> list[Outcome]:
    page = context.deps.measuring
    sent = phone_reading.read_sent(data)
    used = [e.detail.get("token") for e in await context.events() if e.kind is EventKind.PHONE_READ]
    if sent.token in used:
        raise NotMeasured(reason="twice")
    question = None if opened is None else opened.by_phone
    if page is None or opened is None or question is None:
        raise NotMeasured(reason="other")
    ticket = _ticket(context, opened, question)
    phone_reading.check_token(page.key, ticket, sent.token, context.now)
    if sent.test != ticket.test:
        raise NotMeasured(reason="other")
    value = phone_reading.value_of(sent, question)
    outcomes = await dialogues.answer_by_phone(context, opened, question, value)
    await context.log(EventKind.PHONE_READ, {"token": sent.token})
    return outcomes
