"""What was really done of an exercise: side by side, with what."""

from collections.abc import Sequence

from bot.domain.ids import Side
from bot.domain.training.routine import Prescription
from bot.domain.training.sets import planned_work
from bot.domain.training.workout import Card, CardState, Work
from bot.views.texts import Html, Texts


def really(card: Card, item: Prescription, texts: Texts) -> Html:
    """What was done, behind what was planned; nothing where it went as planned."""
    if card.state is not CardState.DONE or set(card.work) <= set(planned_work(item)):
        return Html("")
    return texts("card.really", words=told(card.work, texts))


def so_far(card: Card, texts: Texts) -> Html | None:
    """What was told of the open exercise until now."""
    if card.work:
        return texts("card.so_far", words=told(card.work, texts))
    return texts("card.with", load=card.load) if card.load else None


def told(work: Sequence[Work], texts: Texts) -> Html:
    """ "left 12, right 9, red band"."""
    loads = list(dict.fromkeys(one.load for one in work))
    alike = len(loads) == 1
    words = [_one(one, texts, loaded=not alike) for one in work]
    if alike and loads[0]:
        words.append(texts("card.work_with", load=loads[0]))
    return Html(", ".join(words))


def _one(work: Work, texts: Texts, *, loaded: bool) -> Html:
    held = work.reps is None
    words = texts("card.work_s" if held else "card.work", n=work.seconds if held else work.reps)
    if work.side is not Side.BOTH:
        words = texts("card.work_side", side=texts(f"side.{work.side}"), words=words)
    if loaded and work.load:
        words = texts("card.work_load", words=words, load=work.load)
    return words
