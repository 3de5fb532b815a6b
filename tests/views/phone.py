"""What a phone shows of a message at once, counted the way people read it."""

from html.parser import HTMLParser
from textwrap import wrap

from bot.domain.catalog import Catalog
from bot.domain.intent import Back, CardVerb, Intent, OnCard, OnSetting, Tap, Ticked, Undo
from bot.domain.talk.answers import NOT_SURE, SKIPPED
from bot.domain.talk.dialogue import NEXT, OF_PART
from bot.views.screen import Screen

WIDTH = 38
"""Letters in a line. On the chat page at 390 px a bubble holds 302 px: of 51 lines measured
there in Chromium, in its wide fallback font, the longest had 39 letters and the mean was 33."""
MOST_LINES = 12
MOST_ROWS = 4
LINES_OF_A_ROW = 2
"""At 390 px a row of buttons is 44 px high, a line of words 20: below fewer lines there may be more
rows than four."""
LETTERS = {1: 40, 2: 20, 3: 11, 4: 7, 5: 5, 6: 4}
"""Buttons in a row, and the letters each shows in one line. At 390 px a row is 326 px, with 12 of
padding in each and 4 between; measured in Chromium a letter is 8 px wide, 7 in a narrower font."""
MOST_BUTTONS = 8
"""Buttons to choose among, beside the ways on and out."""
FOLDED = 3
"""Lines that an expandable quote shows before it is unfolded."""


class _Blocks(HTMLParser):
    """The words, in stretches that are folded and stretches that are not."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[tuple[bool, str]] = [(False, "")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "blockquote":
            self.blocks.append((("expandable", None) in attrs, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "blockquote":
            self.blocks.append((False, ""))

    def handle_data(self, data: str) -> None:
        folded, words = self.blocks[-1]
        self.blocks[-1] = (folded, words + data)


def lines(screen: Screen) -> int:
    """Lines before anything is unfolded, empty ones and the visible ones of a quote among them."""
    parser = _Blocks()
    parser.feed(screen.text)
    total = 0
    for folded, words in parser.blocks:
        tall = _height(words)
        total += min(tall, FOLDED) if folded else tall
    return total


def _height(words: str) -> int:
    """A quote begins and ends a line by itself, so a line break next to it adds nothing."""
    if not words.strip():
        return max(words.count("\n") - 1, 0)
    trimmed = words.removeprefix("\n").removesuffix("\n")
    return sum(len(wrap(line, WIDTH)) or 1 for line in trimmed.split("\n"))


def too_much(screen: Screen) -> str | None:
    """What makes a phone scroll; None where nothing does."""
    more = max(0, len(screen.rows) - MOST_ROWS)
    if lines(screen) > MOST_LINES - LINES_OF_A_ROW * more:
        return f"{lines(screen)} lines over {len(screen.rows)} rows: {screen.text}"
    return None


def too_wide(screen: Screen) -> list[str]:
    """Buttons whose words would break or be cut."""
    return [
        button.text
        for row in screen.rows
        for button in row
        if len(button.text) > LETTERS.get(len(row), 2)
    ]


def too_many(screen: Screen, catalog: Catalog) -> str | None:
    """The buttons to choose among where there are more than eyes take in; None otherwise."""
    buttons = [b for row in screen.rows for b in row if not _leads_on(b.intent, catalog)]
    words = [button.text for button in buttons]
    return f"{len(words)} buttons: {words}" if len(words) > MOST_BUTTONS else None


def _leads_on(intent: Intent, catalog: Catalog) -> bool:
    """Back, next, skip, undo, not sure and "none of these"."""
    match intent:
        case Back() | Ticked() | Undo() | OnSetting(name="") | OnSetting(value="+nothing"):
            return True
        case OnCard(verb=CardVerb.CARD):
            return True
        case Tap(question=id, option=option):
            chosen = option.lstrip("+-").partition(OF_PART)[0]
            question = catalog.questions.get(id)
            alone = {o.id for o in question.options if o.alone} if question else set()
            return chosen in {NOT_SURE, SKIPPED, NEXT, *alone}
        case _:
            return False
