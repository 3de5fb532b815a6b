"""Show what comes beside the routine: the nudge, and what was noted of pain."""

from bot.domain.catalog import Catalog
from bot.domain.intent import OnRoutine, RoutineVerb
from bot.domain.outcome.reported import PainNoted
from bot.domain.training.workout import Workout
from bot.views import routines
from bot.views.folding import Part
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
                button(RoutineVerb.SHORTER, argument="5"),
            ),
            (button(RoutineVerb.REPORT), button(RoutineVerb.NOT_TODAY)),
        ),
    )


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
