"""Show an exercise that hurts: where, how much, and what can be done now."""

from bot.domain.catalog import Catalog
from bot.domain.intent import CardVerb
from bot.domain.outcome.workout import CardPain, CardShown
from bot.domain.talk.question import LOW_NUMBERS
from bot.domain.training.pain import Colour
from bot.views import body_places
from bot.views.card_buttons import card_button, card_head, card_intent
from bot.views.folding import Part
from bot.views.screen import Button, Picture, Style
from bot.views.texts import Texts

ELSEWHERE = "elsewhere"
Rows = tuple[tuple[Button, ...], ...]


def pain_asked(
    outcome: CardShown, pain: CardPain, texts: Texts, catalog: Catalog
) -> tuple[list[Part], Rows]:
    """The question that is missing, or what follows from what was told."""
    head = card_head(outcome, texts, catalog)
    if pain.region is None:
        return [head, Part(texts("card.hurts.where"))], _places(outcome, pain, texts)
    if pain.level is None:
        place = texts("card.hurts.it")
        if pain.region != ELSEWHERE:
            place = texts("card.hurts.place", region=texts(f"region.{pain.region}"))
        return [head, Part(texts("card.hurts.how_much", place=place))], _levels(
            outcome, pain, texts
        )
    word = "sharp" if pain.sharp else pain.colour.name.lower()
    answer = texts(f"card.hurts.{word}", level=pain.level)
    return [head, Part(answer)], _choices(outcome, pain, texts)


def body_pointed_at(pain: CardPain, texts: Texts, catalog: Catalog) -> Picture | None:
    """The exercise's own places, while it is asked where it hurts."""
    if pain.region is not None:
        return None
    numbers = {region: number for number, region in enumerate(pain.places, 1)}
    return body_places.picture(numbers, texts, catalog)


def _places(outcome: CardShown, pain: CardPain, texts: Texts) -> Rows:
    names = {
        str(region): body_places.numbered(number, str(texts(f"region.{region}")).capitalize())
        for number, region in enumerate(pain.places, 1)
    }
    names[ELSEWHERE] = str(texts("card.hurts.elsewhere")).capitalize()
    buttons = [_button(outcome, words, place) for place, words in names.items()]
    pairs = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    return (*pairs, (card_button(CardVerb.CARD, outcome, texts),))


def _levels(outcome: CardShown, pain: CardPain, texts: Texts) -> Rows:
    shown = range(LOW_NUMBERS, 11) if pain.high else range(1, LOW_NUMBERS)
    numbers = [_button(outcome, str(n), f"{pain.region}.{n}") for n in shown]
    if not pain.high:
        words = str(texts("button.from_number", n=LOW_NUMBERS))
        numbers.append(_button(outcome, words, f"{pain.region}.high"))
    return (tuple(numbers), (card_button(CardVerb.CARD, outcome, texts),))


def _choices(outcome: CardShown, pain: CardPain, texts: Texts) -> Rows:
    leave = card_button(CardVerb.LEAVE, outcome, texts)
    stop = card_button(CardVerb.STOP, outcome, texts)
    if pain.colour is Colour.RED:
        return ((leave, stop),)
    sharp = _button(
        outcome, str(texts("button.sharp")), f"{pain.region}.{pain.level}.sharp", Style.DANGER
    )
    easier = card_button(CardVerb.EASIER, outcome, texts)
    rows: Rows = ((easier, leave), (sharp, stop))
    if pain.colour is Colour.GREEN:
        rows = ((card_button(CardVerb.CARD, outcome, texts), easier), (leave, stop), (sharp,))
    return rows


def _button(outcome: CardShown, words: str, argument: str, style: Style = Style.PLAIN) -> Button:
    intent = card_intent(outcome, CardVerb.HURTS, argument)
    return Button(words, intent, style)
