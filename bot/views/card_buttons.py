"""The buttons and the head that all screens of an open card share."""

from bot.domain.catalog import Catalog
from bot.domain.intent import CardVerb, OnCard
from bot.domain.outcome.workout import CardShown
from bot.views.folding import Part
from bot.views.routines import exercise_name
from bot.views.screen import Button, Style
from bot.views.texts import Texts


def card_head(outcome: CardShown, texts: Texts, catalog: Catalog) -> Part:
    """Which exercise of how many."""
    name = exercise_name(outcome.workout.routine.items[outcome.card], texts, catalog)
    of = len(outcome.workout.cards)
    return Part(texts("card.head", here=outcome.card + 1, of=of, name=name))


def card_button(
    verb: CardVerb, outcome: CardShown, texts: Texts, *, style: Style = Style.PLAIN, n: int = 0
) -> Button:
    """A button of the open card; it carries what was seen where a second tap would mean more.

    Args:
        n: the set it ends, where it ends one.
    """
    item, card = outcome.workout.routine.items[outcome.card], outcome.workout.cards[outcome.card]
    seen = {
        CardVerb.NEXT: str(card.bout),
        CardVerb.SET: str(card.bout),
        CardVerb.EASIER: item.code,
        CardVerb.HARDER: item.code,
    }
    intent = card_intent(outcome, verb, seen.get(verb, ""))
    return Button(str(texts(f"button.card.{verb}", n=n)), intent, style)


def card_intent(outcome: CardShown, verb: CardVerb, argument: str = "") -> OnCard:
    """What a button of the open card means."""
    exercise = outcome.workout.routine.items[outcome.card].exercise
    return OnCard(outcome.workout.day, outcome.card, verb, str(exercise), argument)
