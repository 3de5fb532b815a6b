"""What follows a finished script: a lock, a profile, the set-up, a report, the next script."""

from dataclasses import replace
from datetime import date

from bot.app.context import (
    AGAIN,
    ASSESSMENT,
    CHECKIN,
    CLEARANCE,
    COMPLAINT,
    RECHECK,
    SAFETY,
    SETUP,
    Scene,
)
from bot.app.dialogues import FINISHERS, Finished
from bot.app.finding_out import FIND_OUT, LATER
from bot.app.person import busy_minutes, preferences, restrictions, schedule
from bot.app.person.clearance import lock_if_needed, lock_if_urgent
from bot.app.training import first_exercise, reporting, retest, retest_result, routine
from bot.app.training.checkin import CHECKIN_DAY
from bot.app.training.tips import tip
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
from bot.domain.safety.flag import Refer
from bot.domain.safety.screening import screen
from bot.domain.setting import set_up
from bot.domain.setting_scripts import SCRIPTS
from bot.domain.talk.dialogue import Dialogue
from bot.domain.tip import Moment
from bot.domain.training.workout import Report


async def complaint(scene: Scene, dialogue: Dialogue) -> Finished:
    """Keep the places as the assessment asks them; the safety questions follow, unless help is
    needed now."""
    after = replace(dialogue, answers={**dialogue.answers, PAINS: places_told(dialogue.given)})
    await scene.store.dialogues.save(dialogue, after, scene.now)
    if await lock_if_urgent(scene):
        return [Referred(await scene.standing())], None
    return [], SAFETY


async def safety(scene: Scene, dialogue: Dialogue) -> Finished:
    """Lock where somebody should look first; else the first exercise follows."""
    screening = await scene.screening()
    lifted = await restrictions.lift_age_lock(scene, screening)
    await lock_if_needed(scene, screening)
    lock = scene.person.lock
    if screening.no_plan or (lock is not None and lock.refer is Refer.URGENT):
        return [Referred(screening)], None
    profile = await scene.store.profiles.latest(scene.person.id)
    if lock is not None:
        return [Referred(screening)], ASSESSMENT if profile is None else None
    if scene.person.preferences.push_at is None:
        return await _first_steps(scene)
    if lifted:
        await schedule.replan(scene)
    before = await scene.store.dialogues.runs(scene.person.id, [SAFETY])
    closed = screening.closed
    if len(before) > 1:
        closed -= screen(before[-2][1], scene.catalog.flags.values(), scene.today).closed
    await routine.plan_anew(scene)
    return [Rescreened(closed)], None


async def _first_steps(scene: Scene) -> Finished:
    """Conclude from what was told so far, and show the first exercise or set up the plan."""
    if await scene.store.profiles.latest(scene.person.id) is None:
        await scene.store.profiles.add(
            scene.person.id, conclude(await scene.answers(), scene.catalog), scene.now
        )
    offered = await first_exercise.offer(scene)
    return (offered, None) if offered else ([], SETUP)


async def assessment(scene: Scene, dialogue: Dialogue) -> Finished:
    """Conclude, keep the profile as it is told, and go on to the plan if there may be one."""
    if dialogue.given.get(FIND_OUT) == LATER:
        return [Chatted("find_out.later")], None
    concluded = conclude(await scene.answers(), scene.catalog)
    known = [retested for _, retested in await scene.store.profiles.all(scene.person.id)]
    await scene.store.profiles.add(scene.person.id, concluded, scene.now)
    screening = await scene.screening()
    locked = scene.person.lock is not None
    outcomes: list[Outcome] = [Assessed(concluded, screening.closed, plan_possible=not locked)]
    if locked:
        return [*outcomes, Referred(screening)], None
    if scene.person.preferences.push_at is None:
        offered, following = await _first_steps(scene)
        return [*outcomes, *offered], following
    if known and scene.person.started is not None:  # done again: first time and now come first
        if left := await retest.begin_left_out(scene, known):
            await schedule.replan(scene)
            return left, None
        retested = await retest_result.looked_back(scene, known, concluded)
        outcomes = [retested, *(outcomes if concluded.drivers else [])]
    await schedule.replan(scene)
    return outcomes, None


async def setup(scene: Scene, dialogue: Dialogue) -> Finished:
    """Keep the preferences and promise the first message."""
    await scene.keep(preferences=set_up(scene.person.preferences, dialogue.given))
    due = await schedule.replan(scene)
    if due is None:
        return [SettingsShown(scene.person)], None
    await routine.plan_anew(scene)
    today = await scene.store.workouts.find(scene.person.id, scene.today)
    profile = await scene.store.profiles.latest(scene.person.id)
    general = profile is None or profile.conclusion is not Conclusion.FOUND
    sore = profile.sore[:1] if profile is not None and general else ()
    done = SetUp(
        scene.person,
        due,
        scene.today,
        general,
        place=next(iter(sore), None),
        tip=await tip(scene, Moment.AFTER_PROFILE),
        may_start=today is None or (not today.begun and today.ending is None),
    )
    offered = await busy_minutes.offer(scene, again=False)
    shown: list[Outcome] = [done] if offered is None else [done, offered]
    assessed = await scene.store.dialogues.runs(scene.person.id, [ASSESSMENT])
    return shown, None if assessed else ASSESSMENT


async def checkin(scene: Scene, dialogue: Dialogue) -> Finished:
    """Note what was done and how it felt; the next routine reacts to it."""
    answers = dialogue.given
    day = date.fromisoformat(str(dialogue.answers[CHECKIN_DAY]))

    def number(question: str) -> int | None:
        value = answers.get(QuestionId(question))
        return int(value) if isinstance(value, (int, float)) else None

    place = answers.get(QuestionId("pain_place"))
    many = number("how_many")
    most = len((await routine.of_day(scene, day)).cards)
    report = Report(
        done=None if many is None else min(many, most),
        all=answers.get(QuestionId("how_much")) == "all",
        none=answers.get(QuestionId("how_much")) == "none",
        pain=number("pain_during"),
        region=Region(place) if isinstance(place, str) and place != "not_sure" else None,
        sharp=answers.get(QuestionId("pain_kind")) == "sharp",
        effort=number("effort"),
    )
    outcomes, rescreen = await reporting.report(scene, day, report)
    return outcomes, SAFETY if rescreen else None


async def clearance(scene: Scene, dialogue: Dialogue) -> Finished:
    """Lift the lock if a clinician has checked; any other answer keeps it."""
    screening = await scene.standing()
    if dialogue.given.get(QuestionId("clearance")) != "checked":
        return [Referred(screening, locked_before=True)], None
    if (await scene.screening()).no_plan:  # nobody lifts that, but a birthday may have passed
        return [Referred(screening, locked_before=True)], SAFETY
    liftable = {f.id for f in screening.flags if f.refer is not Refer.NONE and not f.no_plan}
    flags = scene.person.cleared | liftable
    await scene.keep(lock=None, cleared=flags, cleared_at=scene.now)
    outcomes: list[Outcome] = [Cleared(screening.closed)]
    if await scene.open_screen() is not None:
        return outcomes, SAFETY
    if not await scene.store.dialogues.answers(scene.person.id, [SAFETY]):
        return outcomes, SAFETY
    if scene.person.preferences.push_at is None:
        offered, following = await _first_steps(scene)
        return [*outcomes, *offered], following
    await schedule.replan(scene)
    return outcomes, None


FINISHERS |= {
    COMPLAINT: complaint,
    SAFETY: safety,
    ASSESSMENT: assessment,
    SETUP: setup,
    CHECKIN: checkin,
    CLEARANCE: clearance,
    AGAIN: retest_result.finish_again,
    RECHECK: retest_result.finish,
    **dict.fromkeys(SCRIPTS, preferences.finish),
}
