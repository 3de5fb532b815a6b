"""What follows a finished script: a lock, a profile, the set-up, a report, the next script."""

from dataclasses import replace
from datetime import date, timedelta

from bot.app import body_news, dialogues, finding_out, health_news
from bot.app.context import (
    AGAIN,
    ASSESSMENT,
    CHECKIN,
    CLEARANCE,
    COMPLAINT,
    HEALTH_NEWS,
    RECHECK,
    SAFETY,
    SETUP,
    Context,
)
from bot.app.dialogues import FINISHERS, Finished
from bot.app.finding_out import FIND_OUT, LATER
from bot.app.person import busy_minutes, preferences, restrictions, schedule
from bot.app.person.clearance import lock_if_needed, lock_if_urgent
from bot.app.situation import closure_in
from bot.app.training import first_exercise, reporting, retest, retest_result, routine
from bot.app.training.checkin import CHECKIN_DAY
from bot.app.training.tips import tip
from bot.domain.assessment.again import FORTNIGHT
from bot.domain.assessment.assess import profile as conclude
from bot.domain.assessment.network import PAINS
from bot.domain.assessment.profile import Conclusion
from bot.domain.complaint import places_told
from bot.domain.ids import QuestionId, Region
from bot.domain.outcome import Outcome
from bot.domain.outcome.account import SettingsShown
from bot.domain.outcome.assessed import Assessed, SetUp
from bot.domain.outcome.caution import Cleared, Referred, Rescreened
from bot.domain.outcome.reply import Chatted
from bot.domain.outcome.talk import Asking
from bot.domain.safety.clearance import LIMITS, Verdict, verdict
from bot.domain.safety.flag import FlagKind, Refer
from bot.domain.safety.screening import screen
from bot.domain.setting import set_up
from bot.domain.setting_scripts import SCRIPTS
from bot.domain.talk.dialogue import Dialogue
from bot.domain.tip import Moment
from bot.domain.training.pain import AT_REST
from bot.domain.training.workout import Report, WorkoutState

NO_LIMITS = "nothing"


async def complaint(context: Context, dialogue: Dialogue) -> Finished:
    """Keep the places as the assessment asks them; the safety questions follow, unless help is
    needed now."""
    after = replace(dialogue, answers={**dialogue.answers, PAINS: places_told(dialogue.given)})
    await context.store.dialogues.save(dialogue, after, context.now)
    if await lock_if_urgent(context):
        return [Referred(await context.standing())], None
    return [], SAFETY


async def safety(context: Context, dialogue: Dialogue) -> Finished:
    """Lock where somebody should look first; else the first exercise follows."""
    if asked := await body_news.reopen_for_told(context):
        return asked, None
    screening = await context.screening()
    lifted = await restrictions.lift_age_lock(context, screening)
    await lock_if_needed(context, screening)
    lock = context.person.lock
    if screening.no_plan or (lock is not None and lock.refer is Refer.URGENT):
        return [Referred(screening)], None
    profile = await context.store.profiles.latest(context.person.id)
    if lock is not None:
        return [Referred(screening)], ASSESSMENT if profile is None else None
    runs = await context.store.dialogues.runs(context.person.id, [SAFETY])
    known = runs[-2][1] if len(runs) > 1 else {}
    before = screen(known, context.catalog.flags.values(), context.today)
    watched = screening.watched(before)
    if context.person.preferences.push_at is None:
        outcomes, following = await _first_steps(context)
        advised = tuple(flag for flag in watched if flag.kind is FlagKind.SCREEN)
        noted: list[Outcome] = [Rescreened(frozenset(), advised)] if advised else []
        return [*noted, *outcomes], following
    if lifted:
        await schedule.replan(context)
    await routine.plan_anew(context)
    closed = screening.closed - before.closed
    if await _stands_in_session(context) or await body_news.weakness_was_asked(context):
        return [Rescreened(closed, watched), *await routine.show(context, asked=True)], None
    due = await schedule.upcoming(context)
    resumed = await health_news.resumed(context)
    return [Rescreened(closed, watched, due, str(context.zone)), *resumed], None


async def _stands_in_session(context: Context) -> bool:
    """Whether a pain told before or in today's session, and not too much for it, led to the
    questions."""
    workout = await context.store.workouts.find(context.person.id, context.today)
    if workout is None or workout.ending is not None:
        return False
    if workout.pains.before is None:
        return workout.state is WorkoutState.UNDER_WAY and workout.pains.during is not None
    return workout.pains.before < AT_REST


async def _first_steps(context: Context) -> Finished:
    """Conclude from what was told so far, and show the first exercise or set up the plan."""
    if await context.store.profiles.latest(context.person.id) is None:
        await context.store.profiles.add(
            context.person.id, conclude(await context.answers(), context.catalog), context.now
        )
    offered = await first_exercise.offer(context)
    return (offered, None) if offered else ([], SETUP)


async def assessment(context: Context, dialogue: Dialogue) -> Finished:
    """Conclude, keep the profile as it is told, and go on to the plan if there may be one."""
    if dialogue.given.get(FIND_OUT) == LATER:
        return [Chatted("find_out.later")], None
    concluded = conclude(await context.answers(), context.catalog)
    known = [retested for _, retested in await context.store.profiles.all(context.person.id)]
    await context.store.profiles.add(context.person.id, concluded, context.now)
    screening = await context.screening()
    locked = context.person.lock is not None
    outcomes: list[Outcome] = [Assessed(concluded, screening.closed, plan_possible=not locked)]
    if locked:
        return [*outcomes, Referred(screening)], None
    if context.person.preferences.push_at is None:
        offered, following = await _first_steps(context)
        return [*outcomes, *offered], following
    if known and context.person.started is not None:  # done again: first time and now come first
        if left := await retest.begin_left_out(context, known):
            await schedule.replan(context)
            return left, None
        retested = await retest_result.looked_back(context, known, concluded)
        outcomes = [retested, *(outcomes if concluded.drivers else [])]
    await schedule.replan(context)
    return outcomes, None


async def setup(context: Context, dialogue: Dialogue) -> Finished:
    """Keep the preferences and promise the first message."""
    await context.keep(preferences=set_up(context.person.preferences, dialogue.given))
    due = await schedule.replan(context)
    if due is None:
        return [SettingsShown(context.person)], None
    await routine.plan_anew(context)
    today = await context.store.workouts.find(context.person.id, context.today)
    profile = await context.store.profiles.latest(context.person.id)
    general = profile is None or profile.conclusion is not Conclusion.FOUND
    sore = profile.sore[:1] if profile is not None and general else ()
    done = SetUp(
        context.person,
        due,
        context.today,
        general,
        place=next(iter(sore), None),
        tip=await tip(context, Moment.AFTER_PROFILE),
        may_start=today is None or (not today.begun and today.ending is None),
    )
    offered = await busy_minutes.offer(context, again=False)
    shown: list[Outcome] = [done] if offered is None else [done, offered]
    assessed = await context.store.dialogues.runs(context.person.id, [ASSESSMENT])
    if assessed and await _tests_waited_for_clearance(context):
        return [*shown, *await finding_out.go_on(context)], None
    return shown, None if assessed else ASSESSMENT


async def _tests_waited_for_clearance(context: Context) -> bool:
    """Whether nothing was measured yet, since a clinician had to look first."""
    return context.person.cleared_at is not None and not await context.sittings()


async def checkin(context: Context, dialogue: Dialogue) -> Finished:
    """Note what was done and how it felt; the next routine reacts to it."""
    answers = dialogue.given
    day = date.fromisoformat(str(dialogue.answers[CHECKIN_DAY]))

    def number(question: str) -> int | None:
        value = answers.get(QuestionId(question))
        return int(value) if isinstance(value, (int, float)) else None

    place = answers.get(QuestionId("pain_place"))
    many = number("how_many")
    most = len((await routine.of_day(context, day)).cards)
    report = Report(
        done=None if many is None else min(many, most),
        all=answers.get(QuestionId("how_much")) == "all",
        none=answers.get(QuestionId("how_much")) == "none",
        pain=number("pain_during"),
        region=Region(place) if isinstance(place, str) and place != "not_sure" else None,
        sharp=answers.get(QuestionId("pain_kind")) == "sharp",
        effort=number("effort"),
    )
    outcomes, rescreen = await reporting.report(context, day, report)
    return outcomes, SAFETY if rescreen else None


async def clearance(context: Context, dialogue: Dialogue) -> Finished:
    """Lift the lock if a clinician has checked, keep to their limits, and take up what waited; any
    other answer keeps the lock."""
    screening = await context.standing()
    answer = verdict(dialogue.given)
    if answer is Verdict.LOCKED:
        return [Referred(screening, locked_before=True)], None
    if (await context.screening()).no_plan:  # nobody lifts that, but a birthday may have passed
        return [Referred(screening, locked_before=True)], SAFETY
    if answer is Verdict.LIMITS_UNKNOWN:
        return [Chatted("clearance.unknown")], None
    liftable = {f.id for f in screening.flags if f.refer is not Refer.NONE and not f.no_plan}
    flags = context.person.cleared | liftable
    await context.keep(lock=None, cleared=flags, cleared_at=context.now)
    trains = context.person.started is not None and bool(await context.sittings())
    limits = await _limits(context, dialogue)
    outcomes: list[Outcome] = [
        Cleared(screening.closed, measure=trains, limits=bool(limits)),
        *limits,
    ]
    if await context.open_screen() is not None:
        asked = await dialogues.begin(context, SAFETY)
        return [*outcomes, *(_resumed(one) for one in asked)], None
    if not await context.store.dialogues.answers(context.person.id, [SAFETY]):
        return outcomes, SAFETY
    if context.person.preferences.push_at is not None:
        await routine.plan_anew(context)
        await schedule.replan(context)
    hold = timedelta(days=FORTNIGHT)
    asked = await health_news.ask(context, health_news.CLEARED, hold)
    return [*outcomes, *(asked or await _take_up(context))], None


def _resumed(outcome: Outcome) -> Outcome:
    return replace(outcome, resumed=True) if isinstance(outcome, Asking) else outcome


async def _take_up(context: Context) -> list[Outcome]:
    """Go on where a clinician had to look first; nothing more where there is a plan already."""
    if context.person.preferences.push_at is not None:
        return []
    offered, following = await _first_steps(context)
    return [*offered, *(await dialogues.begin(context, following) if following else [])]


async def _limits(context: Context, dialogue: Dialogue) -> list[Outcome]:
    """Close what the clinician wants left out."""
    limits = dialogue.given.get(LIMITS)
    if not isinstance(limits, str) or limits == NO_LIMITS:
        return []
    asked = dialogue.script.question(LIMITS)
    option = None if asked is None else asked.option(limits)
    words = limits if option is None else option.text.english
    closure = closure_in(context, words)
    if closure is None:
        return [Chatted("clearance.unclear")]
    return await restrictions.close(context, closure)


async def _after_health_news(context: Context) -> list[Outcome]:
    return await _take_up(context) or await routine.show(context, asked=True)


health_news.WISHES[health_news.CLEARED] = _after_health_news
FINISHERS |= {
    COMPLAINT: complaint,
    SAFETY: safety,
    ASSESSMENT: assessment,
    SETUP: setup,
    CHECKIN: checkin,
    CLEARANCE: clearance,
    AGAIN: retest_result.finish_again,
    RECHECK: retest_result.finish,
    HEALTH_NEWS: health_news.finish,
    **dict.fromkeys(SCRIPTS, preferences.finish),
}
