"""Show what is left out from now on, with a way to undo it."""

from bot.domain.catalog import Catalog
from bot.domain.ids import ExerciseId, Region
from bot.domain.intent import Command
from bot.domain.outcome.caution import Closed, Reopened
from bot.domain.outcome.workout import NeverNoted, NeverUndone, NeverWhich
from bot.domain.safety.closure import Closure
from bot.views.screen import Button, Screen
from bot.views.texts import Html, Texts

Told = NeverNoted | NeverUndone | NeverWhich | Closed | Reopened


MOST = 4
"""Rows of buttons; any other exercise can be named."""


def closures(outcome: Told, texts: Texts, catalog: Catalog) -> Screen:
    """A short message, most with one button."""

    def name(exercise: ExerciseId) -> Html:
        return texts.phrase(catalog.exercises[exercise].name)

    def undo(command: str, argument: object) -> tuple[tuple[Button, ...], ...]:
        return ((Button(str(texts("button.undo")), Command(command, str(argument))),),)

    match outcome:
        case NeverNoted(exercise, None):
            return Screen(texts("never.noted", name=name(exercise)), rows=undo("allow", exercise))
        case NeverNoted(exercise, instead):
            assert instead is not None
            words = texts("never.replaced", name=name(exercise), instead=name(instead))
            return Screen(words, rows=undo("allow", exercise))
        case NeverUndone(exercise):
            return Screen(texts("never.undone", name=name(exercise)))
        case NeverWhich(exercises):
            rows = tuple(
                (Button(str(texts.plain(catalog.exercises[e].name)), Command("never", str(e))),)
                for e in exercises[:MOST]
            )
            return Screen(texts("never.which"), rows=rows)
        case Closed(closure, number):
            words = texts("closed.noted", what=closure_words(closure, texts, catalog))
            return Screen(words, rows=undo("reopen", number))
        case Reopened():
            return Screen(texts("closed.undone"))


def _region(region: Region, texts: Texts, catalog: Catalog) -> Html:
    asked = next(q for q in catalog.questions.values() if q.id == "pain_regions")
    return next(texts.phrase(o.text) for o in asked.options if str(o.id) == str(region))


def closure_words(closure: Closure, texts: Texts, catalog: Catalog) -> Html:
    """What is closed, by whom and until when."""
    names = [
        texts.phrase(catalog.movements[m].name)
        for m in sorted(closure.movements)
        if m in catalog.movements
    ]
    if closure.region is not None:
        names.append(texts("closed.region", name=_region(closure.region, texts, catalog)))
    who = closure.who or texts("closed.somebody")
    words = texts("closed.who", names=texts.list(names), who=who)
    if closure.until is None:
        return words
    return texts("closed.until", words=words, day=texts.day(closure.until))
