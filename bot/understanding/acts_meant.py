"""Which acts a text means, from its scores as a whole and clause by clause."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.domain.acts import ACTS, ANYWHERE
from bot.understanding.clauses import CUTS
from bot.understanding.context import TextContext
from bot.understanding.decide import Decision, Part, decide, likelihoods
from bot.understanding.features import features
from bot.understanding.language import Language
from bot.understanding.pain_beside import with_pain
from bot.understanding.questions import is_question, is_request
from bot.understanding.scope import Scope
from bot.understanding.tokens import Token

if TYPE_CHECKING:
    from bot.understanding.beside import Message

Clauses = Sequence[tuple[Token, ...]]
OPEN = "idle"
"""A situation in which nothing is asked: what wishes beside an answer are read in."""
ASKED = frozenset(
    (
        *("checkin", "morning", "safety", "scale", "number", "sides", "choice", "setup", "consent"),
        *("time", "zone", "ticks", "complaint"),
    )
)
"""Situations in which a question is open."""
CLOSE = 12
"""Tokens of the longest text whose acts and numbers stand close together."""


@dataclass(frozen=True, slots=True)
class Read:
    """Words as they are scored: in their situation, and as if no question were open."""

    asked: Any
    freely: Any

    def likelihoods(self) -> list[int]:
        """Return how likely each act is; a wish may stand beside the answer to a question."""
        asked = likelihoods(self.asked.tolist())
        if self.freely is self.asked:
            return asked
        freely = likelihoods(self.freely.tolist())
        likeliest = zip(ACTS, asked, freely, strict=True)
        return [max(one, other) if act in ANYWHERE else one for act, one, other in likeliest]


def acts_meant(language: Language, scope: Scope, parts: Clauses, context: TextContext) -> Decision:
    """Return which acts a text means; those of a long one are looked for in each clause."""
    situation = context.situation
    if len(parts) == 1:
        whole = likelihoods(_scores(language, scope.words, situation).tolist())
        part = Part(whole, is_question(parts[0]), is_request(parts[0]))
        bare = sum(word.text not in CUTS for word in scope.words) == 1  # "Stop!"
        return decide(whole, [part], situation, bare)
    read = [_read(language, words, situation) for words in (scope.words, *parts)]
    whole, *by_clause = [one.likelihoods() for one in read]
    cut = [
        Part(likely, is_question(words), is_request(words))
        for words, likely in zip(parts, by_clause, strict=True)
    ]
    decision = decide(whole, cut, situation)
    if len(scope.words) <= CLOSE or not decision.meant:
        return decision
    from bot.understanding.beside import with_others

    further = with_others(decision, _message(read, cut, situation), language.beside)
    return with_pain(further, scope, parts, context)


def message_of(
    language: Language, words: Sequence[Token], parts: Clauses, situation: str
) -> "Message":
    """Return a message of several clauses with its scores."""
    read = [_read(language, passage, situation) for passage in (words, *parts)]
    cut = [Part((), is_question(passage), is_request(passage)) for passage in parts]
    return _message(read, cut, situation)


def _message(read: Sequence[Read], cut: Sequence[Part], situation: str) -> "Message":
    from bot.understanding.beside import Heard, Message

    heard = (
        Heard(one.asked, one.freely, part.asks, part.requests)
        for one, part in zip(read[1:], cut, strict=True)
    )
    return Message(read[0].asked, tuple(heard), situation, situation in ASKED)


def _read(language: Language, words: Sequence[Token], situation: str) -> Read:
    asked = _scores(language, words, situation)
    return Read(asked, _scores(language, words, OPEN) if situation in ASKED else asked)


def _scores(language: Language, words: Sequence[Token], situation: str) -> Any:
    return language.classifier.scores(features(words, language.vocabulary.marks, situation))
