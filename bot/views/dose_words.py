"""Say a dose in words: sets, repetitions or seconds, each side, and which side first."""

from bot.domain.catalog import Catalog
from bot.domain.ids import Side
from bot.domain.training.dose import SLOW_DOWN_S
from bot.domain.training.exercise import Slower
from bot.domain.training.routine import Prescription
from bot.views.texts import Html, Texts


def dose(item: Prescription, texts: Texts, catalog: Catalog) -> Html:
    """Sets, repetitions or seconds, whether they are for each side, and which side first."""
    if item.side_first is None:
        return _with_tempo_and_load(_amount(item, texts), item, texts, catalog)
    by_side = item.side_hold_s is not None and item.reps is None
    words = _with_tempo_and_load(_amount(item, texts), item, texts, catalog)
    if not by_side:  # else the words follow the order of the sides
        words = texts("dose.first", dose=words, first=first_words(item, texts, catalog))
    if item.extra_set is None:
        return words
    return texts("dose.extra", dose=words, side=texts(f"side.{item.extra_set}"))


def first_words(item: Prescription, texts: Texts, catalog: Catalog) -> Html:
    """ "left first", or "left leg first" where the side alone does not say what is meant."""
    side = texts(f"side.{item.side_first}")
    begins = catalog.exercises[item.exercise].begins
    return (
        texts("dose.side_first", side=side) if begins is None else texts.phrase(begins, side=side)
    )


def _amount(item: Prescription, texts: Texts) -> Html:
    """Sets, repetitions and seconds, for each side where both are done."""
    one, reps = item.sets == 1, item.reps or 0
    once, each = "_once" if one else "", "" if item.side_first is None else "_each"
    if item.side_hold_s is not None and item.reps is None:
        left, right = item.side_hold_s
        order = "left_then_right" if item.side_first is Side.LEFT else "right_then_left"
        return texts(
            f"dose.{order}{'' if one else '_sets'}", sets=item.sets, left=left, right=right
        )
    if item.reps is None:
        return texts(f"dose.hold{each}{once}", sets=item.sets, hold=item.hold_s or 0)
    counted = {"sets": item.sets, "reps": reps, "n": reps, "hold": item.hold_s}
    kind = "reps_hold" if item.hold_s else "reps"
    return texts(f"dose.{kind}{each}{once}", **counted)


def _with_tempo_and_load(words: Html, item: Prescription, texts: Texts, catalog: Catalog) -> Html:
    slower = catalog.exercises[item.exercise].slower
    if item.slow and slower is not Slower.NONE:
        words = texts(f"dose.slow.{slower}", dose=words, seconds=SLOW_DOWN_S)
    if item.heavier:
        words = texts("dose.load", dose=words, n=item.heavier)
    return texts("dose.press", dose=words) if item.contract else words
