"""Show what comes beside the routine: the nudge, and what was noted of pain."""

from bot.domain.catalog import Catalog
from bot.domain.intent import OnRoutine, RoutineVerb
from bot.domain.outcome.reported import PainNoted
from bot.domain.training.workout import PainMoment, Workout
from bot.views import routines
from bot.views.folding import Part
from bot.views.pain import sorry
from bot.views.screen import Button, Mode, Screen, Style
from bot.views.texts import Texts


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
                *routines.shorter(workout, texts),
            ),
            (button(RoutineVerb.REPORT), button(RoutineVerb.NOT_TODAY)),
        ),
    )


def pain_noted(outcome: PainNoted, texts: Texts, catalog: Catalog) -> Screen:
    """Said back; a level above 0 takes the place of its question, and of other levels a message
    comes only where something follows or the routine waits."""
    noted = texts(f"pain.noted.{outcome.moment}", pain=outcome.level)
    follows = _follows(outcome, texts, catalog)
    waits = outcome.moment is PainMoment.BEFORE and outcome.start is not None
    asked = outcome.level > 0 and (outcome.moment is PainMoment.MORNING or waits)
    if waits and not outcome.level:
        noted = texts("pain.noted.gone")
    if not follows and not asked and not waits:
        return Screen(noted, mode=Mode.TOAST)
    mode = Mode.EDIT if asked else Mode.SEND
    return Screen(parts=(Part(noted), *follows), rows=_start(outcome, texts), mode=mode)


def pain_followed(outcome: PainNoted, texts: Texts, catalog: Catalog) -> Screen | None:
    """Only what follows, where the level was said back already; None where nothing does."""
    follows = _follows(outcome, texts, catalog)
    return Screen(parts=follows, rows=_start(outcome, texts)) if follows else None


def _start(outcome: PainNoted, texts: Texts) -> tuple[tuple[Button, ...], ...]:
    if outcome.start is None:
        return ()
    intent = OnRoutine(outcome.start, RoutineVerb.START)
    return ((Button(str(texts("button.routine.start")), intent, Style.SUCCESS),),)


def _follows(outcome: PainNoted, texts: Texts, catalog: Catalog) -> tuple[Part, ...]:
    changes = [routines.change_words(c, texts, catalog) for c in outcome.changes]
    where = (Part(texts("pain.where")),) if outcome.ask_where else ()
    comfort = [] if outcome.consoled else sorry(outcome.changes, texts)
    if outcome.too_much:
        comfort = [Part(texts("pain.sorry"))]
    if outcome.left_out:
        comfort = [Part(texts("pain.left_out"))]
    return (*comfort, *(Part(words, yields=1) for words in changes), *where)
