"""Which intent of taps and commands each act of typed words becomes."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.app.act_data import encode
from bot.app.situation import Standing
from bot.app.typed_report import asked_details, beside_pain, report_wishes, says_done, work_wishes
from bot.app.typed_settings import lasting_minutes, setting_wishes
from bot.app.wish import Wish
from bot.domain.acts import SETTING, Act
from bot.domain.echo import Echo
from bot.domain.ids import Equipment, Region, Side
from bot.domain.intent import CardVerb, Command, OnCard, OnRoutine, RoutineVerb, Undo
from bot.domain.schedule import instant
from bot.domain.training.eligibility import HOME
from bot.domain.training.routine import Circumstances, Only
from bot.domain.training.trainee import SHORTEST
from bot.domain.typed_intent import (
    CloseMovements,
    CorrectReport,
    ExcludeExercise,
    Postpone,
    Reshape,
    RestForIllness,
)
from bot.understanding.context import Shape

PLACES = {"home": "home", "work": "office", "away": "hotel", "outside": "outdoors", "gym": "gym"}
MORE_MINUTES = 10
"""So much longer is a longer routine of which nobody said how long."""
COMMANDS = {
    "progress": "progress",
    "profile": "profile",
    "settings": "settings",
    "export": "export",
    "reassess": "assess",
    "fewer_messages": "fewer",
    "resume": "resume",
    "stop": "stop",
    "erase": "erase",
    "summary": "summary",
    "help": "help",
    "card_show": "today",
}
"""Acts that are a command, and its name."""
CARD_VERBS = {
    "card_done": CardVerb.SET,
    "card_skip": CardVerb.SKIP,
    "card_easier": CardVerb.EASIER,
    "card_harder": CardVerb.HARDER,
    "card_swap": CardVerb.OTHER,
    "card_show": CardVerb.MOVING,
    "card_timer": CardVerb.TIMER,
    "card_stop": CardVerb.STOP,
}
"""Acts at an open card that are one of its buttons."""
REASONS = frozenset(("ill", "tired"))
"""Acts that need no answer of their own where what is wished is told, too: "sick, pause"."""
PAINS = frozenset(("pain", "card_hurts"))
"""Acts that tell a pain; beside its level "done" is said of the whole exercise."""
COUNTED = frozenset(("done", "partly"))
"""Acts that may say how many exercises were done: "did 2" at a card is no single exercise."""


def wishes_of(acts: Sequence[Act], standing: Standing) -> list[Wish]:
    """Return what acts ask for, in the order in which it is carried out."""
    counted = any(act.name in COUNTED and act.get("done") is not None for act in acts)
    acts = [act for act in acts if act.slots or not (counted and act.name == "card_done")]
    single = [wish for act in acts for wish in _single(act, standing)]
    pained = any(act.name in PAINS and act.get("level") is not None for act in acts)
    done = [wish for wish in single if says_done(wish)] if pained else []
    single = [wish for wish in single if wish not in done]
    wished = any(w.beside or w.intent == _not_today(standing).intent for w in single)
    kept = [act for act in acts if not (wished and act.name in REASONS)]
    ill = [Wish(RestForIllness(), (Echo("sick"),))] if any(a.name == "ill" for a in kept) else []
    reshaped = _reshaped(kept, standing)
    reports = report_wishes(kept, standing.workout)
    if done:
        reports = [beside_pain(wish) for wish in reports]
    hurts = [] if single or ill else _hurts(kept, standing)
    return [*reports, *single, *ill, *reshaped, *hurts]


def _hurts(acts: Sequence[Act], standing: Standing) -> list[Wish]:
    """Return the wish to ask about a pain that is told without a level; a card asks by itself, and
    so does a question for a level, where no place is told."""
    asked = standing.question is not None and standing.text_context.shape is Shape.LEVEL
    hurts = [
        asked_details(act)
        for act in acts
        if act.name in PAINS and act.get("level") is None and (act.get("region") or not asked)
    ]
    return [] if standing.at_card else hurts[:1]


def choice_of(act: Act, standing: Standing) -> tuple[Echo, str]:
    """Return what a button says of an act, and the data it carries."""
    if act.get(MORE):
        return Echo(f"act_{act.name}_{MORE}"), encode(act)
    echoes = [echo for wish in wishes_of([act], standing) for echo in wish.echoes]
    return echoes[0] if echoes else Echo(f"act_{act.name}"), encode(act)


MINUTES_TOLD = frozenset(("shorter", "longer", "set_minutes"))
"""Acts that are about all routines where there is none yet."""
HALVES = tuple(Only)
MORE = "more"
"""A slot of a choice that leads to the others."""
OFFERED_AREAS = ("neck", "shoulder", "upper_back", "low_back", "hip", "knee")
OTHER_AREAS = ("thigh", "calf", "ankle", "foot", "upper_arm", "elbow", "wrist", "head")
"""Places offered where somebody wants to work on one and does not say which."""


def _single(act: Act, standing: Standing) -> list[Wish]:
    """Return what an act asks for by itself."""
    workout = standing.workout
    if act.name in MINUTES_TOLD and act.get("minutes") and workout is None:
        return lasting_minutes(act.get("minutes"))
    if act.name in ("fewer_messages", "set") and standing.reminders is not None:
        return setting_wishes(Act("set", {"name": "reminders", "value": standing.reminders}))
    if act.name == "card_done" and act.slots:
        return work_wishes(act)
    if standing.at_card and act.name in CARD_VERBS:
        assert workout is not None
        assert workout.current is not None
        verb = CARD_VERBS[act.name]
        if verb is CardVerb.SET and standing.of_one_side:
            verb = CardVerb.NEXT
        return [Wish(OnCard(workout.day, workout.current, verb))]
    if act.name in COMMANDS:
        return [Wish(Command(COMMANDS[act.name]))]
    match act.name:
        case "start" | "now":
            return [Wish(OnRoutine(standing.day, RoutineVerb.START), (Echo("start"),))]
        case "later":
            return [_later(act, standing)]
        case "not_today":
            return [_not_today(standing)]
        case "never":
            words = standing.words or str(act.get("exercise") or "")
            return [Wish(ExcludeExercise(words), (Echo("never_again"),))]
        case "pause":
            day = _end_of_pause(act, standing)
            echo = Echo("pause_until", {"day": day}) if day else Echo("pause")
            return [Wish(Command("pause", day.isoformat() if day else ""), (echo,))]
        case "news" if act.get("kind") == "clinician_allows":
            return [Wish(Command("cleared"))]
        case "news" if standing.closed is not None and standing.closed.who:
            return [Wish(CloseMovements(standing.closed), (Echo("physio_says"),))]
        case "correct" | "undo":
            return [_correction(act)]
        case "swap_all" if standing.at_card and workout is not None and workout.current is not None:
            other = OnCard(workout.day, workout.current, CardVerb.OTHER)
            return [Wish(other, (Echo("something_else"),))]
        case "pain" | "card_hurts" if standing.at_card and act.get("level") is None:
            assert workout is not None
            assert workout.current is not None
            place = str(act.get("region") or "")
            return [Wish(OnCard(workout.day, workout.current, CardVerb.HURTS, argument=place))]
    return setting_wishes(act) if act.name in SETTING else []


def _not_today(standing: Standing) -> Wish:
    return Wish(OnRoutine(standing.day, RoutineVerb.NOT_TODAY), (Echo("not_today"),))


def _correction(act: Act) -> Wish:
    """Return the last report read otherwise; nothing told: the last message is taken back."""
    side = Side(act.get("side")) if act.get("side") else None
    correct = CorrectReport(act.get("level"), _region(act), side)
    if correct == CorrectReport():
        return Wish(Undo())
    number = "" if correct.number is None else f": {correct.number}"
    values = {"number": number, "region": correct.region, "side": correct.side}
    return Wish(correct, (Echo("correction", values),))


def _reshaped(acts: Sequence[Act], standing: Standing) -> list[Wish]:
    """Return the wish for today's routine under the circumstances that acts tell."""
    today: Circumstances | None = None
    echoes: list[Echo] = []
    for act in acts:
        for echo, more in _circumstances(act, today, standing):
            today = more if today is None else today.and_also(more)
            echoes.append(echo)
    return [] if today is None else [Wish(Reshape(today), tuple(echoes))]


def _circumstances(
    act: Act, today: Circumstances | None, standing: Standing
) -> list[tuple[Echo, Circumstances]]:
    """Return what an act tells of today, with what is said back of it."""
    minutes = act.get("minutes")
    match act.name:
        case "longer" if not minutes:
            return [_of_minutes(standing.text_context.minutes + MORE_MINUTES)]
        case "shorter" | "longer" if not (minutes and standing.workout is None):
            return [_of_minutes(minutes)]
        case "tired":
            return [(Echo("tired"), Circumstances(tired=True))]
        case "without":
            named = act.every("equipment")
            return [_without(thing) for thing in (["none"] if "none" in named else named)]
        case "with":
            named = [Equipment(thing) for thing in act.every("equipment") if thing != "none"]
            at_hand = Circumstances(equipment=_at_hand(today, standing) | set(named))
            return [(Echo("with", {"thing": thing}), at_hand) for thing in named]
        case "place" if act.get("place") in PLACES:
            place = PLACES[act.get("place")]
            owned = standing.owned if place == HOME else frozenset()
            return [(Echo(f"place_{place}"), Circumstances(place=place, equipment=owned))]
        case "focus" if (area := _region(act)) is not None:
            side = Side(act.get("side")) if act.get("side") else None
            focus = Circumstances(focus=area, focus_side=side)
            return [(Echo("focus", {"region": area, "side": side}), focus)]
        case "only" if act.get("what") in HALVES:
            half = Only(act.get("what"))
            return [(Echo(f"only_{half}"), Circumstances(only=half))]
        case "swap_all" if standing.workout is not None and not standing.at_card:
            workout = standing.workout
            left = workout.routine.items[workout.current or 0 :]
            avoid = Circumstances(avoid=frozenset(item.exercise for item in left))
            return [(Echo("something_else"), avoid)]
    return []


def _of_minutes(minutes: int | None) -> tuple[Echo, Circumstances]:
    echo = Echo("minutes", {"n": minutes}) if minutes else Echo("shorter")
    return echo, Circumstances(minutes=minutes or SHORTEST)


def _without(thing: str) -> tuple[Echo, Circumstances]:
    if thing == "none":
        return Echo("without_any"), Circumstances(equipment=frozenset())
    missing = Circumstances(missing=frozenset({Equipment(thing)}))
    return Echo("without", {"thing": thing}), missing


def _at_hand(today: Circumstances | None, standing: Standing) -> frozenset[Equipment]:
    """Return what is known to be at hand today."""
    planned = standing.workout.routine.today if standing.workout is not None else None
    for known in (today, planned):
        if known is not None and known.equipment is not None:
            return known.equipment
    return standing.owned


def choices_of(acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return what an act without its slot may mean, where the plan knows so few of them."""
    if len(acts) != 1:
        return ()
    match acts[0].name:
        case "focus" if not acts[0].get("region"):
            more = bool(acts[0].get(MORE))
            areas = OTHER_AREAS if more else OFFERED_AREAS
            offered = tuple(Act("focus", {"region": region}) for region in areas)
            return offered if more else (*offered, Act("focus", {MORE: True}))
        case "only" if acts[0].get("what") not in HALVES:
            return tuple(Act("only", {"what": half}) for half in HALVES)
    return ()


def _region(act: Act) -> Region | None:
    return Region(act.get("region")) if act.get("region") else None


def _later(act: Act, standing: Standing) -> Wish:
    until = _until(act, standing)
    echo = Echo("later") if until is None else Echo("later_at", {"at": until})
    return Wish(Postpone(until or standing.text_context.now + timedelta(hours=1)), (echo,))


def _until(act: Act, standing: Standing) -> datetime | None:
    """Return until when a routine is put off; None where it is not said."""
    moment = standing.text_context.now
    if act.get("minutes"):
        return moment + timedelta(minutes=act.get("minutes"))
    day = date.fromisoformat(act.get("day")) if act.get("day") else None
    at = time.fromisoformat(act.get("time")) if act.get("time") else None
    if at is None and day is None:
        return None
    zone = moment.tzinfo
    wanted = at or time(8)
    due = datetime.combine(day or moment.date(), wanted, zone)
    if day is None and due <= moment:
        due += timedelta(days=1)
    return instant(due.date(), wanted, zone) if isinstance(zone, ZoneInfo) else due


def _end_of_pause(act: Act, standing: Standing) -> date | None:
    if act.get("until"):
        return date.fromisoformat(act.get("until"))
    if act.get("days"):
        return standing.text_context.today + timedelta(days=act.get("days"))
    return None
