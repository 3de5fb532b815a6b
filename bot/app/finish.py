"""Act on the answers of each finished script."""

from collections.abc import Mapping
from datetime import date, time

from bot.app.context import (
    AGAIN,
    ASSESSMENT,
    CHECKIN,
    CLEARANCE,
    RECHECK,
    SAFETY,
    SETUP,
    Scene,
)
from bot.app.dialogues import FINISHERS, Finished
from bot.app.person import busy_minutes, preferences, restrictions, schedule
from bot.app.person.clearance import lock_if_needed
from bot.app.training import reporting, retest_result, routine
from bot.app.training.checkin import CHECKIN_DAY
from bot.app.training.tips import tip
from bot.domain.assessment.assess import profile as conclude
from bot.domain.assessment.profile import Conclusion
from bot.domain.ids import Equipment, QuestionId, Region
from bot.domain.outcome import Outcome
from bot.domain.outcome.account import SettingsShown
from bot.domain.outcome.assessed import Assessed, SetUp
from bot.domain.outcome.caution import Cleared, Referred, Rescreened
from bot.domain.safety.flag import Refer
from bot.domain.safety.screening import screen
from bot.domain.setting import DAYSETS, hindered
from bot.domain.talk.answers import Answers
from bot.domain.talk.dialogue import Dialogue
from bot.domain.tip import Moment
from bot.domain.training.workout import Report


async def safety(scene: Scene, dialogue: Dialogue) -> Finished:
    """Lock where a clinician should look first; otherwise the assessment follows."""
    screening = await scene.screening()
    lifted = await restrictions.lift_age_lock(scene, screening)
    await lock_if_needed(scene, screening)
    lock = scene.person.lock
    if screening.no_plan or (lock is not None and lock.refer is Refer.URGENT):
        return [Referred(screening)], None
    if await scene.store.profiles.latest(scene.person.id) is None:
        return [], ASSESSMENT
    if scene.person.lock is not None:
        return [Referred(screening)], None
    if lifted:
        await schedule.replan(scene)
    before = await scene.store.dialogues.runs(scene.person.id, [SAFETY])
    closed = screening.closed
    if len(before) > 1:
        closed -= screen(before[-2][1], scene.catalog.flags.values(), scene.today).closed
    await routine.plan_anew(scene)
    return [Rescreened(closed)], None


async def assessment(scene: Scene, dialogue: Dialogue) -> Finished:
    """Conclude and keep the profile; set up the plan if there may be one."""
    concluded = conclude(await scene.answers(), scene.catalog)
    known = [retested for _, retested in await scene.store.profiles.all(scene.person.id)]
    await scene.store.profiles.add(scene.person.id, concluded, scene.now)
    screening = await scene.screening()
    locked = scene.person.lock is not None
    outcomes: list[Outcome] = [Assessed(concluded, screening.closed, plan_possible=not locked)]
    if locked:
        return [*outcomes, Referred(screening)], None
    if scene.person.preferences.push_at is None:
        return outcomes, SETUP
    if known and scene.person.started is not None:  # done again: first time and now come first
        retested = await retest_result.looked_back(scene, known, concluded)
        outcomes = [retested, *(outcomes if concluded.drivers else [])]
    await schedule.replan(scene)
    return outcomes, None


async def setup(scene: Scene, dialogue: Dialogue) -> Finished:
    """Keep the preferences and promise the first message."""
    await scene.prefer(**_preferences(dialogue.given))
    await scene.keep(preferences=hindered(scene.person.preferences, dialogue.given))
    due = await schedule.replan(scene)
    if due is None:
        return [SettingsShown(scene.person)], None
    profile = await scene.store.profiles.latest(scene.person.id)
    general = profile is None or profile.conclusion is not Conclusion.FOUND
    first_tip = await tip(scene, Moment.AFTER_PROFILE)
    sore = profile.sore[:1] if profile is not None and general else ()
    place = next(iter(sore), None)
    done = SetUp(scene.person, due, scene.today, general, place, first_tip)
    offered = await busy_minutes.offer(scene, again=False)
    return [done] if offered is None else [done, offered], None


def _preferences(answers: Answers) -> Mapping[str, object]:
    """Return the preferences that the answers of the set-up mean."""

    def told(question: str) -> str:
        return str(answers[QuestionId(question)])

    def ticked(question: str) -> frozenset[str]:
        value = answers.get(QuestionId(question))
        return value if isinstance(value, frozenset) else frozenset()

    days = DAYSETS.get(told("training_days"), frozenset(int(d) for d in ticked("days")))
    anchor = told("anchor")
    return {
        "minutes": int(told("minutes")),
        "equipment": frozenset(Equipment(e) for e in ticked("equipment") - {"nothing"}),
        "place": told("place"),
        "days": days,
        "push_at": time.fromisoformat(told("push_at")),
        "zone": told("zone"),
        "anchor": None if anchor == "skipped" else anchor,
    }


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
    if await scene.store.profiles.latest(scene.person.id) is None:
        done = await scene.store.dialogues.answers(scene.person.id, [SAFETY])
        return outcomes, ASSESSMENT if done else SAFETY
    if scene.person.preferences.push_at is None:
        return outcomes, SETUP
    await schedule.replan(scene)
    return outcomes, None


FINISHERS |= {
    SAFETY: safety,
    ASSESSMENT: assessment,
    SETUP: setup,
    CHECKIN: checkin,
    CLEARANCE: clearance,
    AGAIN: retest_result.finish_again,
    RECHECK: retest_result.finish,
    **dict.fromkeys(preferences.SCRIPTS, preferences.finish),
}
