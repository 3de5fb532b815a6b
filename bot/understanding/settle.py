"""Make acts of what was decided: the open question first, then needless, missing, doubtful ones."""

from collections.abc import Mapping, Sequence

from bot.domain.acts import ACTS, LOSING, QUESTION, Act, Understanding
from bot.understanding.answers import Answer
from bot.understanding.context import Shape, TextContext
from bot.understanding.decide import Choice, Decision

Filled = Mapping[Choice, list[Act]]
READ_WHOLE = frozenset(
    (Shape.LEVEL, Shape.NUMBER, Shape.SIDES, Shape.MINUTES, Shape.OPTION, Shape.TIME, Shape.DAY)
)
"""Shapes by which a whole text can be known for an answer without the classifier."""
ASKING_SHAPES = frozenset(Shape) - {Shape.NOTHING, Shape.WORDS}
"""Shapes of a question that is open."""
SPOKEN = frozenset(("checkin", "morning"))
"""Situations in which a number is a pain, not an answer."""
ANSWERING = frozenset(("answer", "yes", "no", "chat"))
"""Acts that an answer read from the words takes the place of."""
PASSING = frozenset(("not_sure", "skip_question", "back", "undo", *QUESTION))
"""Acts that go before a value that may be read from the same words."""
NEEDS = {
    "pain": ("level", "level"),
    "set_time": ("time", "time"),
    "set_days": ("days", "which"),
    "set_minutes": ("minutes", "which"),
    "set_zone": ("place", "which"),
    "set_equipment": ("equipment", "which"),
    "without": ("equipment", "which"),
    "with": ("equipment", "which"),
    "focus": ("region", "which"),
}
"""Act -> the slot without which it cannot be done, and what is asked back."""
DOUBTED = 500
"""Per mille below which a menu is not opened while a question is open."""
PLAIN = 700
"""Per mille from which an act goes before a value that can be read from the same words."""
ASKING = frozenset(("flag", "consent", "safety", "locked", "setup"))
"""Situations in which yes and no may answer beside something else."""
NONE_WAITS = frozenset(("rest_day",))
ONE_WAITS = frozenset(("routine", "idle"))
"""Situations in which no routine waits, and in which one does."""
CERTAIN = 0.97
GUESSED = 0.6


def settle(
    decision: Decision, filled: Filled, read: Answer | None, context: TextContext
) -> Understanding:
    """Return what a text means, the answer to the open question first."""
    passing = any(c.act in PASSING and c.likelihood > PLAIN for c in decision.meant)
    if read is not None and read.exact:
        return _answer_alone(read, context, CERTAIN)
    if read is not None and read.whole and context.shape in READ_WHOLE and not passing:
        return _answer_alone(read, context, CERTAIN)
    meant = [choice for choice in decision.meant if choice.act != "chat"] or list(decision.meant)
    if not meant:
        return _unsure(decision, filled, read, context)
    acts: list[Act] = []
    asked: str | None = None
    answers = any(choice.act in ANSWERING for choice in meant) and context.shape in ASKING_SHAPES
    for choice in meant:
        chosen, missing = _acts_of(choice, filled[choice], read, context)
        if answers and choice.likelihood < PLAIN and _missing(chosen):
            continue  # beside an answer, what is told too vaguely to be done is left out
        if context.shape in ASKING_SHAPES and choice.likelihood < DOUBTED and _opens(chosen):
            continue  # a question stays open rather than give way to a menu nobody may want
        acts += [act for act in chosen if act not in acts]
        asked = asked or missing
    if any("but" in act.slots for act in acts):  # "all but the bird dog" wishes nothing
        clear = {choice.act for choice in meant if choice.likelihood >= PLAIN}
        acts = [act for act in acts if act.name != "never" or "never" in clear]
    acts = _of_today(_without_leftovers(acts, context), context)
    acts = _of_form(acts, context)
    acts.sort(key=lambda act: ACTS.index(act.name))
    confidence = min(choice.likelihood for choice in meant) / 1000
    return Understanding(tuple(acts), None, asked or _missing(acts), round(confidence, 2))


def _opens(acts: Sequence[Act]) -> bool:
    """Whether acts change a setting without saying to what, so that its menu would be shown."""
    return bool(acts) and all(act.name.startswith("set_") and not act.slots for act in acts)


def _without_leftovers(acts: list[Act], context: TextContext) -> list[Act]:
    """Leave out what only repeats or opens another act.

    So a daily time that is an end of the quiet hours, a "later" without a time beside exercises
    that were left out, a "yes" where nothing was asked.
    """
    names = {act.name for act in acts}
    if "better" in names:  # "my neck is so much better" tells of no pain
        acts = [act for act in acts if act.name != "pain" or "level" in act.slots]
    if any(act.name == "answer" and act.get("value") is not None for act in acts):
        unsure = context.shape is Shape.NONE_SOME and "not_sure" in names
        dropped = ("answer",) if unsure else ("not_sure", "skip_question")
        acts = [act for act in acts if act.name not in dropped]
    if names & {"not_sure", "skip_question"} and context.shape in ASKING_SHAPES:
        acts = [act for act in acts if act.name != "without"]  # "no ruler, so skip this"
    if context.shape is Shape.NOTHING and len(names) > 1 and context.situation not in ASKING:
        acts = [act for act in acts if act.name not in ("yes", "no")]  # "yep lets go"
    if any(act.name == "done" and "but" in act.slots for act in acts):
        acts = [act for act in acts if act.name != "later" or act.slots]
    quiet = {time for act in acts if act.name == "set_quiet" for time in act.slots.values()}
    return [a for a in acts if not (a.name == "set_time" and a.slots.get("time") in quiet)]


def _of_form(acts: list[Act], context: TextContext) -> list[Act]:
    """Read what is told beside an answer as something that lasts, and nothing twice."""
    if context.shape not in ASKING_SHAPES:
        return acts
    values = [act.get("value") for act in acts if act.name == "answer"]
    kept = [a for a in acts if a.name != "set_minutes" or a.get("minutes") not in values]
    nothing = Act("without", {"equipment": "none"})
    return [Act("set_equipment", dict(a.slots)) if a == nothing else a for a in kept]


def _of_today(acts: list[Act], context: TextContext) -> list[Act]:
    """Read wishes to begin by whether a routine waits."""
    read = []
    begins = any(act.name in ("now", "start") for act in acts)
    for act in acts:
        match act.name:
            case "start" if context.situation in ("locked", *NONE_WAITS):
                read.append(Act("now", dict(act.slots)))
            case "shorter" | "longer" if context.situation in NONE_WAITS and not begins:
                read.append(Act("now", dict(act.slots)))
            case "now" if context.situation in ONE_WAITS:
                read.append(Act("start"))
            case _:
                read.append(act)
    return read


def _unsure(
    decision: Decision, filled: Filled, read: Answer | None, context: TextContext
) -> Understanding:
    """Return the answer where one can be read, else ask which of two is meant."""
    if read is not None and (context.shape in READ_WHOLE or read.whole):
        return _answer_alone(read, context, GUESSED)
    if not decision.doubted:
        return Understanding()
    first = decision.doubted[0]
    readings = tuple(act for choice in decision.doubted for act in filled[choice][:1])
    asked = "confirm" if first.act in LOSING else "reading"
    return Understanding((), None, asked, round(first.likelihood / 1000, 2), readings)


def _answer_alone(read: Answer, context: TextContext, confidence: float) -> Understanding:
    if read.asks_back is not None:
        acts = (Act("set_time"),) if context.shape is Shape.TIME else ()
        return Understanding(acts, None, read.asks_back, confidence)
    return Understanding((_answer_act(read, context),), None, None, confidence)


def _answer_act(read: Answer, context: TextContext) -> Act:
    if context.situation in SPOKEN and context.shape is Shape.LEVEL:
        return Act("pain", {"level": read.value})
    if context.shape is Shape.TIME:
        return Act("set_time", {"time": read.value})
    return Act("answer", {"value": read.value})


def _acts_of(
    choice: Choice, acts: Sequence[Act], read: Answer | None, context: TextContext
) -> tuple[list[Act], str | None]:
    """Return the acts of a choice, and what is missing where it is an answer."""
    if choice.act != "answer":
        return list(acts), None
    if read is None:
        return [], "which"
    if read.asks_back is not None:
        return [], read.asks_back
    return [_answer_act(read, context)], None


def _missing(acts: Sequence[Act]) -> str | None:
    """Return what has to be asked back before all acts can be done."""
    for act in acts:
        needed = NEEDS.get(act.name)
        if needed is not None and needed[0] not in act.slots:
            return needed[1]
    return None
