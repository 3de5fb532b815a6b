"""Handle one update in one transaction: skip repeats, lock the person, route, show refusals."""

from dataclasses import dataclass

from bot.app import by_phone, route
from bot.app.account.start import present_again
from bot.app.complete import completed
from bot.app.context import Context
from bot.app.deps import Deps
from bot.app.person.emergency import with_help
from bot.app.push import pinned_card
from bot.domain.echo import EchoLine
from bot.domain.errors import BotError
from bot.domain.event import EventKind
from bot.domain.ids import FlagId
from bot.domain.intent import Inbound
from bot.domain.outcome import Outcome
from bot.domain.outcome.caution import FlagHeard
from bot.domain.outcome.reply import Broken, NotUnderstood, Refused
from bot.domain.outcome.workout import TodayCard
from bot.domain.person import Person
from bot.understanding.context import TextContext


@dataclass(frozen=True, slots=True)
class Reply:
    """The person who is answered, and with what."""

    person: Person
    outcomes: tuple[Outcome, ...]
    echo: EchoLine | None = None
    """What was understood of typed words, to be said back."""
    card: TodayCard | None = None
    """What stands on top of the chat from now on, where it changed."""


async def handle(deps: Deps, inbound: Inbound) -> Reply:
    """Handle one update in one transaction; it is committed when this returns.

    An update handled before changes nothing and shows the present state again.

    Raises:
        DatabaseAway: nothing was kept; the update must not be confirmed.
    """
    async with deps.locks.hold(inbound.person), deps.transaction() as store:
        now = deps.now()
        first = await store.updates.take(inbound.update_id, now)
        gone = not first and await store.people.find(inbound.person) is None
        person = await store.people.lock(inbound.person, inbound.language or "en", now)
        context = Context(deps, store, person, now, inbound.message)
        try:
            handled = route.route(context, inbound.intent) if first else present_again(context)
            outcomes = await handled
        except BotError as error:
            outcomes = [Refused(error)]
        outcomes = by_phone.offer(context, outcomes)
        outcomes = [_in_their_language(deps, inbound, outcome) for outcome in outcomes]
        outcomes = [await completed(context, outcome) for outcome in outcomes]
        if gone:  # erased by this very update, which came again: nothing of them comes back
            await store.people.erase(inbound.person)
            return Reply(context.person, tuple(outcomes))
        pinned = await pinned_card.following(context, outcomes)
        return Reply(context.person, tuple(outcomes), context.echo, pinned)


def _in_their_language(deps: Deps, inbound: Inbound, outcome: Outcome) -> Outcome:
    """Add one line in their language to what was not understood, if it is not English."""
    if not isinstance(outcome, NotUnderstood):
        return outcome
    from bot.understanding.red_flags import line_for  # loaded with the first typed words

    return NotUnderstood(line_for(route.words_of(inbound.intent), deps.content_folder) or "")


async def first_in_group(deps: Deps, group: int) -> bool:
    """Whether nothing was said in that group yet. A group is remembered as a handled update: ids of
    groups are negative, those of updates are not."""
    async with deps.transaction() as store:
        return group < 0 and await store.updates.take(group, deps.now())


async def record_broken(deps: Deps, inbound: Inbound) -> Reply:
    """Record that a bug of ours broke an update: it counts as handled, and the person is told.

    Raises:
        DatabaseAway: as `handle`.
    """
    async with deps.locks.hold(inbound.person), deps.transaction() as store:
        now = deps.now()
        await store.updates.take(inbound.update_id, now)
        person = await store.people.lock(inbound.person, inbound.language or "en", now)
        await store.events.add(person.id, EventKind.BROKEN, {}, now)
        return Reply(person, (*warned(deps, inbound, person), Broken()))


def without_database(deps: Deps, inbound: Inbound) -> Reply | None:
    """Answer a warning sign where nothing of the person can be read; None if there is none."""
    person = Person(inbound.person, inbound.language or "en")
    warnings = warned(deps, inbound, person)
    return Reply(person, (*warnings, Broken())) if warnings else None


def warned(deps: Deps, inbound: Inbound, person: Person) -> tuple[Outcome, ...]:
    """Return the advice to a warning sign in typed words; the person need not be stored."""
    words = route.words_of(inbound.intent)
    heard = deps.ear(words, TextContext()) if words else None
    flag = deps.catalog.flags.get(FlagId(heard.id)) if heard else None
    return (with_help(deps, person, FlagHeard(flag, consented=False)),) if flag else ()
