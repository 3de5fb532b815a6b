"""What somebody switched on beside the routine: a second stretch, a break from sitting."""

from bot.domain.catalog import Catalog
from bot.domain.intent import Command
from bot.domain.tip import Tip
from bot.domain.training.routine import Prescription
from bot.views.page import Part
from bot.views.routines import prescription, still
from bot.views.screen import Button, Screen, Style
from bot.views.texts import Html, Texts


def stretch_due(item: Prescription, texts: Texts, catalog: Catalog) -> Screen:
    """One stretch with its dose; how it is done is folded."""
    exercise = catalog.exercises[item.exercise]
    steps = "\n".join(f"{n}. {texts.phrase(s)}" for n, s in enumerate(exercise.steps, 1))
    parts = [
        Part(texts("interlude.stretch", item=prescription(item, texts, catalog))),
        Part(Html(steps), folded=True),
    ]
    if exercise.caution:
        parts.append(Part(texts.phrase(exercise.caution)))
    done = Button(str(texts("button.card.done")), Command("stretched"), Style.SUCCESS)
    return Screen(
        parts=tuple(parts),
        rows=((done, _settings(texts)),),
        picture=still(item, moving=False),
    )


def break_due(tip: Tip, texts: Texts) -> Screen:
    """One small thing to do now."""
    words = [texts("interlude.break"), texts.phrase(tip.text)]
    return Screen(Html("\n\n".join(words)), rows=((_settings(texts),),))


def _settings(texts: Texts) -> Button:
    return Button(str(texts("button.to.settings")), Command("settings"))
