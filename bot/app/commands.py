"""Commands: which there are, who may use them, and what each one does."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.app import dialogues, finding_out, health_news
from bot.app.account import export as privacy
from bot.app.account import pause as pausing
from bot.app.account import settings_menu
from bot.app.account.start import CONSENT_VERSION, begin_talk, end_pause, present
from bot.app.context import CLEARANCE, COMPLAINT, SAFETY, Context
from bot.app.person import restrictions
from bot.app.push import side_messages
from bot.app.training import excluded, progress, retest, review, routine, summary
from bot.domain.acts import Act
from bot.domain.ids import ExerciseId, UserId
from bot.domain.outcome import Outcome
from bot.domain.outcome.account import (
    EraseAsked,
    Erased,
    Exported,
    Helped,
    PrivacyTold,
    ProgressShown,
    Stopped,
)
from bot.domain.outcome.assessed import Assessed, NoProfile
from bot.domain.outcome.operator import ContentTold, StatsTold, WhoTold
from bot.domain.outcome.reply import Chatted
from bot.domain.outcome.talk import Welcomed
from bot.domain.pause import ILL
from bot.domain.safety.flag import Refer

Run = Callable[[Context, str], Awaitable[list[Outcome]]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A command: what it does, and whether it needs consent and shows in the menu."""

    run: Run
    consent: bool
    menu: bool
    admin: bool
    """Only for operators; for everybody else there is no such command."""

    def known_to(self, person: UserId, admins: frozenset[UserId]) -> bool:
        """Whether there is such a command for that person."""
        return not self.admin or person in admins


COMMANDS: dict[str, Entry] = {}
"""By name; the order is that of the menu."""


def command(
    name: str, *, consent: bool = True, menu: bool = True, admin: bool = False
) -> Callable[[Run], Run]:
    """Registers a command; its words are `command.<name>` in the locale."""

    def register(run: Run) -> Run:
        COMMANDS[name] = Entry(run, consent, menu, admin)
        return run

    return register


@command("start", consent=False)
async def start(context: Context, argument: str) -> list[Outcome]:
    """Begin, or see where things stand; a deep link's payload is remembered once."""
    if argument and context.person.came_from is None and not context.person.consented:
        await context.keep(came_from=argument[:64])
    if context.person.stopped:
        return await end_pause(context)
    return await present(context)


@command("today")
async def today(context: Context, argument: str) -> list[Outcome]:
    """Today's routine."""
    if await context.store.profiles.latest(context.person.id) is None:
        return await present(context)
    return await health_news.ask_after_break(context) or await routine.show(context, asked=True)


@command("profile")
async def profile(context: Context, argument: str) -> list[Outcome]:
    """What was found, and why."""
    latest = await context.store.profiles.latest(context.person.id)
    if latest is None:
        return [NoProfile()]
    closed = (await context.screening()).closed
    closures = await restrictions.standing(context)
    kept = await retest.keeping(context)
    free = context.person.lock is None
    return [Assessed(latest, closed, free, fresh=False, closures=closures, keeping=kept)]


@command("progress")
async def show_progress(context: Context, argument: str) -> list[Outcome]:
    """The change since the beginning, in one picture."""
    shown = await progress.so_far(context)
    if shown is None:
        return [NoProfile()]
    return [ProgressShown(shown)]


@command("summary")
async def summarise(context: Context, argument: str) -> list[Outcome]:
    """One page to hand to a physiotherapist."""
    return await summary.make(context)


@command("assess")
async def assess(context: Context, argument: str) -> list[Outcome]:
    """What was not asked yet; what brings them here and the safety questions come first."""
    if context.person.lock is not None and context.person.lock.refer is Refer.URGENT:
        return await present(context)
    screened = await context.store.dialogues.answers(context.person.id, [SAFETY])
    opened = await dialogues.current(context)
    if opened is not None and opened.script.id in (COMPLAINT, SAFETY):
        return await present(context)
    if await restrictions.has_come_of_age(context):
        return await dialogues.begin(context, SAFETY)
    if not screened:
        return await begin_talk(context)
    if asked := await health_news.ask(context, health_news.ASSESS):
        return asked
    return await finding_out.go_on(context) or await profile(context, "")


@command("settings")
async def show_settings(context: Context, argument: str) -> list[Outcome]:
    """All settings; with the name of one, its question."""
    return await settings_menu.command(context, argument)


@command("pause")
async def pause(context: Context, argument: str) -> list[Outcome]:
    """No messages for a number of days, until a day, or until the person says so."""
    return await pausing.by_words(context, argument)


@command("resume")
async def resume(context: Context, argument: str) -> list[Outcome]:
    """Messages again."""
    return await end_pause(context)


@command("stretched", menu=False)
async def stretched(context: Context, argument: str) -> list[Outcome]:
    """The second stretch of the day was done."""
    return await side_messages.stretched(context)


@command("never", menu=False)
async def never_again(context: Context, argument: str) -> list[Outcome]:
    """Not that exercise again."""
    return await excluded.never(context, ExerciseId(argument))


@command("allow", menu=False)
async def allow(context: Context, argument: str) -> list[Outcome]:
    """That exercise may come again."""
    return await excluded.allow(context, ExerciseId(argument))


@command("reopen", menu=False)
async def reopen(context: Context, argument: str) -> list[Outcome]:
    """What a clinician closed is open again."""
    return await restrictions.reopen(context, int(argument) if argument.isdecimal() else -1)


@command("privacy", consent=False)
async def tell_privacy(context: Context, argument: str) -> list[Outcome]:
    """What is kept."""
    outcomes: list[Outcome] = [PrivacyTold(context.deps.retention.days, context.person.id)]
    return outcomes if context.person.consented else [*outcomes, Welcomed(CONSENT_VERSION)]


@command("export")
async def export(context: Context, argument: str) -> list[Outcome]:
    """All that is kept, as files."""
    return [Exported(await privacy.documents(context.store, context.person.id, context.now))]


@command("erase", consent=False)
async def erase(context: Context, argument: str) -> list[Outcome]:
    """Remove all of it, after one more tap."""
    if argument == "no":
        return [Chatted("erase.kept")]
    if argument != "yes":
        return [EraseAsked()]
    await context.store.people.erase(context.person.id)
    return [Erased()]


@command("stop", consent=False)
async def stop(context: Context, argument: str) -> list[Outcome]:
    """End it: nothing more is sent."""
    await context.keep(stopped=True)
    await context.store.deliveries.close(context.person.id)
    return [Stopped()]


@command("about", menu=False)
async def tell_about(context: Context, argument: str) -> list[Outcome]:
    """Answer a question, or the topic of a button."""
    from bot.app.faq.answer_question import about  # loaded with the first question
    from bot.app.faq.asked import Asked

    opened, workout = await dialogues.current(context), await routine.latest(context)
    return await about(Asked(context, Act("ask"), argument, opened, workout))


@command("help", consent=False)
async def tell_help(context: Context, argument: str) -> list[Outcome]:
    """What the bot can do."""
    id, admins = context.person.id, context.deps.admins
    shown = [n for n, e in COMMANDS.items() if e.menu or (e.admin and e.known_to(id, admins))]
    return [Helped(tuple(shown))]


@command("recheck", menu=False)
async def recheck(context: Context, argument: str) -> list[Outcome]:
    """Measure again what was measured before."""
    return await health_news.ask(context, health_news.MEASURE) or await retest.begin(context)


@command("programme", menu=False)
async def programme(context: Context, argument: str) -> list[Outcome]:
    """A new programme from the beginning."""
    return await retest.new_programme(context)


@command("fewer", menu=False)
async def fewer(context: Context, argument: str) -> list[Outcome]:
    """Three messages a week; "no": every training day again."""
    return await review.write_less(context, less=argument != "no")


@command("barrier", menu=False)
async def barrier(context: Context, argument: str) -> list[Outcome]:
    """What got in the way, and what is done about it at once."""
    met = await review.meet(context, argument)
    match argument:
        case "forgot":
            return [*met, *await settings_menu.command(context, "push_at")]
        case "ill":
            return [*met, *await pausing.until(context, context.today + ILL)]
        case "no_result":
            return [*met, *await show_progress(context, "")]
        case _:
            return met


@command("cleared", menu=False)
async def cleared(context: Context, argument: str) -> list[Outcome]:
    """A clinician has checked: one clear question."""
    if context.person.lock is None:
        return await present(context)
    return await dialogues.begin(context, CLEARANCE)


@command("stats", consent=False, menu=False, admin=True)
async def stats(context: Context, argument: str) -> list[Outcome]:
    """How the messages fare."""
    return [StatsTold(await context.store.counting.census(context.now))]


@command("who", consent=False, menu=False, admin=True)
async def who(context: Context, argument: str) -> list[Outcome]:
    """How many people there are."""
    return [WhoTold(await context.store.counting.people(context.now))]


@command("content", consent=False, menu=False, admin=True)
async def content(context: Context, argument: str) -> list[Outcome]:
    """What is wrong with the content."""
    return [ContentTold(context.deps.content.problems)]
