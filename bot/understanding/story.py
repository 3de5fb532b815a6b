"""Which clauses of a long message give a value, and which only tell the story around it.

"My shift ends at two, so nine in the evening": two times, and one of them is asked for.
"""

from collections.abc import Callable, Iterator, Sequence

from bot.understanding.tokens import Token
from bot.understanding.vocabulary import Vocabulary

Clauses = Sequence[tuple[Token, ...]]


def passages(
    words: Sequence[Token], parts: Clauses, vocabulary: Vocabulary
) -> Iterator[tuple[Token, ...]]:
    """Yield the words to read a value from, those most likely to give it first.

    First the clauses that settle on something, then all that tell no story, then all words.
    """
    settling = vocabulary.patterns["settling"]
    story = vocabulary.patterns["story"]

    def settles(clause: str) -> bool:
        return settling.search(clause) is not None and not story.search(clause)

    def tells_no_story(clause: str) -> bool:
        return settling.search(clause) is not None or not story.search(clause)

    for kept in (settles, tells_no_story):
        rest = _kept(words, parts, kept)
        if rest and len(rest) < len(words):
            yield rest
    yield tuple(words)


def _kept(words: Sequence[Token], parts: Clauses, keep: Callable[[str], bool]) -> tuple[Token, ...]:
    """Return the words without the clauses that are not kept."""
    dropped = [p for p in parts if not keep(" ".join(word.text for word in p))]
    spans = [(part[0].start, part[-1].end) for part in dropped]
    rest = tuple(w for w in words if not any(a <= w.start and w.end <= b for a, b in spans))
    return rest if any(word.is_word or word.number is not None for word in rest) else ()
