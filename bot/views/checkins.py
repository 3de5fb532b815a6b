"""Show what is asked and said back about a day."""

from bot.domain.catalog import Catalog
from bot.domain.intent import Command, OnRoutine, RoutineVerb
from bot.domain.outcome.pushed import CheckinDue
from bot.domain.outcome.reported import CheckedIn
from bot.domain.training.pain import worst_during
from bot.domain.training.workout import CardState, Ending, Workout
from bot.views.folding import Part
from bot.views.pain import sorry, was_consoled
from bot.views.routines import change_words
from bot.views.screen import Button, Screen, Style
from bot.views.texts import Html, Texts

DONE = frozenset({"done_all", "done_none", "done_count", "done_count_of", "done_which", "done_but"})
"""What the line above may say of the exercises that were done."""


def checkin_due(outcome: CheckinDue, texts: Texts) -> Screen:
    """Pushed: one question."""
    day = outcome.workout.day
    onward = "go_on" if outcome.workout.begun else "routine.start"
    row = (
        Button(
            str(texts("button.checkin.report")), OnRoutine(day, RoutineVerb.REPORT), Style.PRIMARY
        ),
        Button(str(texts(f"button.{onward}")), OnRoutine(day, RoutineVerb.START)),
    )
    no = Button(str(texts("button.routine.no")), OnRoutine(day, RoutineVerb.NOT_TODAY))
    return Screen(texts("checkin.due"), rows=(row, (no,)), silent=True)


def checked_in(
    outcome: CheckedIn, texts: Texts, catalog: Catalog, led: frozenset[str] = frozenset()
) -> Screen:
    """What was noted, and what follows.

    Args:
        led: keys of what the line above it says back already.
    """
    workout = outcome.workout
    noted = Html("") if led & DONE else _noted(workout, texts, pain="pain" not in led)
    parts = [Part(noted)]
    told_at_cards = any(card.state is CardState.HURT for card in workout.cards)
    if not was_consoled(workout) and not told_at_cards:
        parts += sorry(outcome.changes, texts)
    parts += [Part(change_words(c, texts, catalog), yields=1) for c in outcome.changes]
    if week := outcome.week:
        words = texts("checkin.week", n=week.done, planned=week.planned)
        if week.free:
            words = texts("checkin.with_free", words=words, n=week.free)
        parts.append(Part(words))
    if outcome.next_due:
        next_due = texts.moment(outcome.next_due, outcome.zone)
        parts.append(Part(texts("checkin.next", at=next_due), tight=True))
    parts += [Part(tip, yields=2) for tip in texts.tip(outcome.tip)]
    correct = Button(str(texts("button.correct")), OnRoutine(workout.day, RoutineVerb.REPORT))
    profile = Button(str(texts("button.to.profile")), Command("profile"))
    return Screen(parts=tuple(parts), rows=((correct, profile),))


def _noted(workout: Workout, texts: Texts, *, pain: bool) -> Html:
    levels = [p for p in (worst_during(workout), workout.pains.after) if p is not None]
    words = (
        texts("checkin.not_today")
        if workout.ending is Ending.NOT_TODAY
        else texts("checkin.done", n=workout.done, of=len(workout.cards))
    )
    if not levels or not pain:
        return texts("checkin.without_pain", words=words)
    key = "checkin.with_pain" if max(levels) else "checkin.painless"
    return texts(key, words=words, pain=max(levels))
