"""What comes by itself beside the routine: the nudge, the review, and what was noted of pain."""

from bot.domain.catalog import Catalog
from bot.domain.intent import Command, OnRoutine, RoutineVerb
from bot.domain.outcome.pushed import ReviewDue
from bot.domain.outcome.reported import PainNoted
from bot.domain.training.review import Review
from bot.domain.training.workout import Workout
from bot.views import charts, routines
from bot.views.page import Part
from bot.views.progress import week_line
from bot.views.screen import Button, Mode, Screen, Style
from bot.views.texts import Html, Texts


def nudge_due(workout: Workout, texts: Texts) -> Screen:
    """In place of the routine that nobody answered: the same day, made small."""
    day = workout.day

    def button(verb: RoutineVerb, style: Style = Style.PLAIN, argument: str = "") -> Button:
        return Button(str(texts(f"button.routine.{verb}")), OnRoutine(day, verb, argument), style)

    return Screen(
        texts("nudge", n=len(workout.cards)),
        rows=(
            (
                button(RoutineVerb.START, Style.SUCCESS),
                button(RoutineVerb.SHORTER, argument="5"),
            ),
            (button(RoutineVerb.REPORT), button(RoutineVerb.NOT_TODAY)),
        ),
    )


def review_due(outcome: ReviewDue, texts: Texts, catalog: Catalog) -> Screen:
    """The week in a few lines, then the day's routine with its list folded."""
    review = outcome.review
    parts = [Part(texts("review.head")), *(Part(w, tight=True) for w in _week(review, texts))]
    more = []
    if charts.of_weeks(review.weeks, texts) is not None:
        more.append(Button(str(texts("button.to.progress")), Command("progress")))
    if review.ask_barrier:
        more.append(Button(str(texts("button.barrier")), Command("barrier")))
    elif review.fewer:
        parts.append(Part(texts("review.fewer"), yields=1))
        more.append(Button(str(texts("button.fewer")), Command("fewer")))
    if outcome.recheck is not None:
        parts.append(Part(texts(f"recheck.due.{outcome.recheck}"), yields=1))
        more.append(routines.recheck_button(outcome.recheck, texts))
    rows = (tuple(more),) if more else ()
    due = outcome.routine
    if due is not None:
        parts += routines.routine_folded(due, texts, catalog)
        rows = (*routines.routine_buttons(due.workout, texts), *rows)
    if review.changes:
        told = [routines.change_words(c, texts, catalog) for c in review.changes]
        changes = Html("\n".join([texts("review.changes"), *told]))
        parts.append(Part(changes, yields=2, folded=due is not None))
    return Screen(rows=rows, parts=tuple(parts))


def _week(review: Review, texts: Texts) -> list[Html]:
    lines = [week_line(review.week, texts)]
    if review.pain is not None and review.pain_before is not None:
        now, before = texts.number(review.pain), texts.number(review.pain_before)
        lines.append(texts("review.pain_two", now=now, before=before))
    elif review.pain is not None:
        lines.append(texts("review.pain", now=texts.number(review.pain)))
    if review.weeks_kept > 1:
        lines.append(texts("progress.kept", n=review.weeks_kept))
    return lines


def pain_noted(outcome: PainNoted, texts: Texts, catalog: Catalog) -> Screen:
    """Said back; a message of its own only where something follows."""
    noted = texts(f"pain.noted.{outcome.moment}", pain=outcome.level)
    follows = _follows(outcome, texts, catalog)
    return Screen(parts=(Part(noted), *follows), mode=Mode.SEND if follows else Mode.TOAST)


def pain_followed(outcome: PainNoted, texts: Texts, catalog: Catalog) -> Screen | None:
    """Only what follows, where the level was said back already; None where nothing does."""
    follows = _follows(outcome, texts, catalog)
    return Screen(parts=follows) if follows else None


def _follows(outcome: PainNoted, texts: Texts, catalog: Catalog) -> tuple[Part, ...]:
    changes = [routines.change_words(c, texts, catalog) for c in outcome.changes]
    where = (Part(texts("pain.where")),) if outcome.ask_where else ()
    return (*(Part(words, yields=1) for words in changes), *where)
