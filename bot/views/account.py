"""Show the greeting, pause, privacy, export, erasure and other few words."""

from datetime import date, datetime
from html import escape

from bot.domain.catalog import Catalog
from bot.domain.intent import Command, Consent, OnRoutine, RoutineVerb
from bot.domain.outcome import Told
from bot.domain.outcome.account import (
    EraseAsked,
    Erased,
    Exported,
    Helped,
    Paused,
    PrivacyTold,
    Resumed,
    Stopped,
)
from bot.domain.outcome.assessed import NoProfile, SetUp
from bot.domain.outcome.caution import CameOfAge, ClearanceDue, FlagDismissed
from bot.domain.outcome.pushed import (
    BarrierAsked,
    BarrierMet,
    Farewell,
    Postponed,
    RestDay,
    SilenceAsked,
)
from bot.domain.outcome.reply import Broken, Chatted, NotReadable, NotUnderstood, Undone
from bot.domain.outcome.reported import Away, Unwell
from bot.domain.outcome.talk import Greeted, Welcomed
from bot.domain.outcome.workout import Declined
from bot.domain.person import Person
from bot.domain.safety.flag import Refer
from bot.views.barriers import if_then
from bot.views.folding import Part
from bot.views.layout import grid
from bot.views.routines import change_words
from bot.views.screen import Button, Screen, Style
from bot.views.texts import Html, Texts


def short_message(outcome: Told, texts: Texts, catalog: Catalog) -> Screen:
    """A short message."""
    match outcome:
        case Welcomed(version):
            agree = Button(str(texts("button.agree")), Consent(version), Style.PRIMARY)
            privacy = Button(str(texts("button.privacy")), Command("privacy"))
            return Screen(texts("welcome"), rows=((agree,), (privacy,)))
        case Greeted(person, next_due):
            return Screen(_standing(person, next_due, texts), rows=_home(texts))
        case FlagDismissed(rests=True):
            return Screen(texts("heard.resting"))
        case FlagDismissed(Refer.CRISIS):
            return Screen(texts("heard.going_on"))
        case FlagDismissed(Refer.URGENT, of_another=True):
            return Screen(texts("heard.dismissed_another"))
        case FlagDismissed(Refer.URGENT):
            return Screen(texts("heard.dismissed_urgent"))
        case FlagDismissed():
            return Screen(texts("heard.dismissed"))
        case NoProfile():
            return Screen(texts("profile.none"), rows=((_command("assess", texts),),))
        case SetUp():
            return _set_up(outcome, texts, catalog)
        case RestDay(due, zone, tip):
            lines = [_with_next(texts("rest"), due, zone, texts), *texts.tip(tip)]
            return Screen(Html("\n\n".join(lines)))
        case Postponed(due, zone):
            return Screen(texts("routine.postponed", at=texts.moment(due, zone)))
        case Declined(due, zone, changes):
            reasons = [change_words(c, texts, catalog) for c in changes]
            words = Html("\n\n".join(reasons)) if reasons else texts("routine.declined")
            return Screen(_with_next(words, due, zone, texts))
        case BarrierAsked(barriers, more):
            buttons = [
                Button(str(texts(f"barrier.{b}.name")), Command("barrier", b)) for b in barriers
            ]
            if more:
                buttons.append(Button(str(texts("button.others")), Command("barrier", "other")))
            return Screen(texts("barrier.ask"), rows=grid(buttons))
        case BarrierMet(barrier):
            return Screen(texts(f"barrier.{barrier}.said"))
        case SilenceAsked():
            return _silence_asked(texts)
        case Farewell():
            return Screen(texts("silence.farewell"), rows=((_command("today", texts),),))
        case CameOfAge():
            return Screen(texts("birthday.due"), rows=((_command("assess", texts),),), silent=True)
        case ClearanceDue():
            row = (Button(str(texts("button.cleared")), Command("cleared")),)
            return Screen(texts("clearance.due"), rows=(row,), silent=True)
        case Paused(until):
            return Screen(_paused(until, texts), rows=((_command("resume", texts),),))
        case Resumed(due, zone):
            return Screen(_with_next(texts("resumed"), due, zone, texts))
        case Stopped():
            return Screen(texts("stopped"), rows=((_command("resume", texts),),))
        case EraseAsked():
            yes = Button(str(texts("button.erase")), Command("erase", "yes"), Style.DANGER)
            no = Button(str(texts("button.keep_all")), Command("erase", "no"))
            return Screen(texts("erase.ask"), rows=((no,), (yes,)))
        case Erased():
            return Screen(texts("erase.done"))
        case Helped(commands):
            lines = [texts("help.command", name=c, does=texts(f"command.{c}")) for c in commands]
            head = [Part(texts("help.head")), Part(texts("help.text"), tight=True)]
            rest = [Part(line, tight=n > 0, yields=1) for n, line in enumerate(lines)]
            return Screen(parts=(*head, *rest))
        case PrivacyTold(retention, number):
            return Screen(texts("privacy", n=retention, number=str(number)))
        case Undone():
            return Screen(texts("undone"))
        case Unwell():
            rows = ((_pause("3", texts), _command("pause", texts)),)
            return Screen(texts("unwell"), rows=rows)
        case Away(zone):
            other = Button(str(texts("button.away.zone")), Command("settings", "zone"))
            return Screen(
                texts("away", zone=texts.place_of(zone)),
                rows=((other,), (_command("pause", texts),)),
            )
        case NotUnderstood(line):
            quoted = [escape(line, quote=False)] if line else []
            return Screen(Html("\n\n".join([*quoted, texts("not_understood")])), rows=_home(texts))
        case NotReadable():
            return Screen(texts("not_readable"))
        case Chatted(key, values):
            return Screen(texts(key, **values))
        case Broken():
            return Screen(texts("broken"))


def _silence_asked(texts: Texts) -> Screen:
    """Three ways to make it fit, and none of them a reproach."""

    def button(name: str, command: Command) -> Button:
        return Button(str(texts(f"button.silence.{name}")), command)

    return Screen(
        texts("silence.ask"),
        rows=(
            (
                button("shorter", Command("barrier", "time")),
                button("time", Command("settings", "push_at")),
            ),
            (button("pause", Command("pause")), _command("today", texts)),
        ),
    )


def _command(name: str, texts: Texts) -> Button:
    return Button(str(texts(f"button.to.{name}")), Command(name))


def _pause(days: str, texts: Texts) -> Button:
    return Button(str(texts("button.pause_days", n=int(days))), Command("pause", days))


def _home(texts: Texts) -> tuple[tuple[Button, ...], ...]:
    return grid([_command(name, texts) for name in ("today", "profile", "settings", "help")])


def _standing(person: Person, next_due: datetime | None, texts: Texts) -> Html:
    if person.lock is not None:
        return texts("greeted.locked")
    if person.paused_until is not None:
        return _paused(person.paused_until, texts)
    return texts("greeted.known" if next_due else "greeted.idle")


def _paused(until: date | None, texts: Texts) -> Html:
    if until is None or until == date.max:
        return texts("paused.open")
    return texts("paused.until", day=texts.day(until))


def _with_next(words: Html, due: datetime | None, zone: str, texts: Texts) -> Html:
    if due is None:
        return words
    return Html(f"{words} {texts('next_due', at=texts.moment(due, zone))}")


def _set_up(outcome: SetUp, texts: Texts, catalog: Catalog) -> Screen:
    chosen = outcome.person.preferences
    key = "setup.done_general" if outcome.general else "setup.done"
    if outcome.place is not None:
        key = "setup.done_place"
    at = texts.moment(outcome.next_due, chosen.zone or "UTC")
    start = OnRoutine(outcome.today, RoutineVerb.START)
    start_row = (Button(str(texts("button.first_now")), start, Style.PRIMARY),)
    rows = (start_row,) if outcome.may_start else ()
    if outcome.general and outcome.place is None:  # offered, not pushed
        rows = (*rows, (Button(str(texts("button.no_routine")), Command("stop")),))
    plan = if_then(chosen, texts, catalog)
    meant = [Part(texts("setup.if_then", plan=plan), yields=1)] if plan else []
    tips = [Part(tip, yields=2) for tip in texts.tip(outcome.tip)]
    place = texts(f"region.{outcome.place}") if outcome.place else ""
    parts = (Part(texts(key, n=chosen.minutes, at=at, place=place)), *meant, *tips)
    return Screen(parts=parts, rows=rows)


def exported(outcome: Exported, texts: Texts) -> Screen:
    """All that is kept, as documents."""
    return Screen(texts("export"), documents=outcome.documents)
