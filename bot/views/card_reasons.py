"""Why an exercise is there, and why it begins on one side."""

from bot.domain.assessment.measured import State
from bot.domain.assessment.profile import Profile
from bot.domain.catalog import Catalog
from bot.domain.ids import QuestionId, Side
from bot.domain.training.routine import Prescription, Why
from bot.views.findings import muscles, reason_words
from bot.views.routine_purpose import aside
from bot.views.texts import Html, Texts


def first_side(item: Prescription, texts: Texts) -> Html:
    """Which side first, why, and when to change."""
    first = texts(f"card.first.{_reason_first(item)}", side=texts(f"side.{item.side_first}"))
    kind = "reps" if item.reps is not None else "hold_longer" if _longer(item) else "hold"
    when = "after_set" if item.sets > 1 else "once"
    return Html(f"{first} {texts(f'card.change.{kind}.{when}')}")


def _reason_first(item: Prescription) -> str:
    if item.why.side is not item.side_first:
        return "turn"
    if item.why.measured is not None:
        return str(item.why.measured)
    return "found" if item.why.pattern is not None else "named"


def _longer(item: Prescription) -> bool:
    """Whether the side that begins is held longer than the other."""
    if item.side_hold_s is None:
        return False
    left, right = item.side_hold_s
    return left > right if item.side_first is Side.LEFT else right > left


def why_words(why: Why, profile: Profile | None, texts: Texts, catalog: Catalog) -> Html:
    """Answer, finding, muscle: where the exercise comes from."""
    muscle = muscles([why.muscle], texts, catalog)
    words = [_aim(why, muscle, texts, catalog)]
    findings = profile.drivers if profile and not why.kept else ()
    if why.measured is not None:
        asked = _measuring(why, catalog)
        reasons = [r for f in findings for r in f.because if r.question in asked]
    else:
        reasons = [r for f in findings if f.pattern == why.pattern for r in f.because]
    if reasons:
        words.append(texts("card.because", reason=reason_words(reasons[0], texts)))
    elif why.measured is not None:
        words.append(texts(f"card.why_{why.measured}", side=aside(why, texts)))
    return Html(" ".join(words))


def _measuring(why: Why, catalog: Catalog) -> frozenset[QuestionId]:
    """The questions whose answers measured the muscle so."""
    return frozenset(
        question
        for test in catalog.tests.values()
        for question in test.measuring(why.muscle, short=why.measured is State.SHORT)
    )


def _aim(why: Why, muscle: Html, texts: Texts, catalog: Catalog) -> Html:
    if why.pattern is not None:
        name = texts.phrase(catalog.patterns[why.pattern].name)
        if why.kept:
            return texts("card.why_kept", name=name, muscle=muscle)
        name = texts("finding.possibly", name=name) if why.possible else name
        return texts("card.why", name=name, side=aside(why, texts), muscle=muscle)
    if why.place is not None:
        return texts("card.why_place", place=texts(f"region.{why.place}"), muscle=muscle)
    return texts("card.why_general", muscle=muscle)
