"""What is only possible is told as possible, wherever it is named."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from html import unescape
from typing import Any

import pytest

from bot.domain.assessment.profile import Finding, Likelihood
from bot.domain.assessment.shift import Shifted
from bot.domain.ids import PatternId, Side
from bot.domain.outcome import Outcome
from bot.domain.outcome.assessed import Assessed
from bot.domain.outcome.faq import PatternExplained, QuestionAnswered
from bot.domain.training.plan import plan
from bot.domain.training.routine import Why
from bot.views.card_reasons import first_side
from bot.views.screen import Screen
from bot.views.screens import view
from bot.views.texts import Texts
from tests.domain.training.builders import CATALOG, finding, on, trainee
from tests.views.test_every_outcome import samples, the_catalog

ENGLISH = Texts("en", CATALOG.words)
NAMES = {str(ENGLISH.phrase(p.name)): p for p in CATALOG.patterns.values()}
MEANINGS = {str(ENGLISH.phrase(p.meaning)) for p in CATALOG.patterns.values()}
HEDGES = ("possib", "if that is so")
NOT_CLAIMED = (
    "I did not find this any more",
    "does not come back",
    "This keeps what you have gained",
    "leaves your profile",
    "I could not tell about",
    "Could not be told",
)
"""Sentences about what is gone, kept or not known."""


def made_possible(value: Any) -> Any:
    """The same with every pattern in it possible rather than likely."""
    if isinstance(value, tuple) and type(value) is tuple:
        return tuple(made_possible(one) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    inner = {f.name: getattr(value, f.name) for f in fields(value) if f.init}
    changed = {k: made_possible(v) for k, v in inner.items()}
    changed = {k: v for k, v in changed.items() if v is not inner[k]}
    if isinstance(value, Finding | Shifted) and value.level is not Likelihood.POSSIBLE:
        changed["level"] = Likelihood.POSSIBLE
    if isinstance(value, Why) and value.pattern and not value.kept:
        changed["possible"] = True
    return replace(value, **changed) if changed else value


def lines(screen: Screen) -> Iterator[str]:
    """Every line that is shown, folded or on paper, without its tags."""
    for line in screen.text.split("\n"):
        yield unescape(re.sub(r"<[^>]+>", "", line))
    if screen.sheet is not None:
        for section in screen.sheet.sections:
            for written in section.lines:
                yield f"{written.lead} {written.text}"


def told_as_fact(line: str) -> bool:
    """Whether a line names a pattern without saying that it is only possible."""
    if any(part in line for part in (*HEDGES, *(h.capitalize() for h in HEDGES), *NOT_CLAIMED)):
        return False
    return any(name in line for name in (*NAMES, *MEANINGS))


def _samples() -> Iterator[Outcome]:
    for outcome in samples():
        explained = isinstance(outcome, QuestionAnswered) and isinstance(
            outcome.answer, PatternExplained
        )
        if not explained:  # said of anybody
            yield made_possible(outcome)


def test_no_outcome_tells_a_possible_pattern_as_a_fact() -> None:
    texts = Texts("en", the_catalog().words)
    screens = (view(outcome, texts, the_catalog()) for outcome in _samples())
    assert {line for screen in screens for line in lines(screen) if told_as_fact(line)} == set()


def test_the_samples_name_patterns() -> None:
    texts = Texts("en", the_catalog().words)
    shown = "\n".join(view(outcome, texts, the_catalog()).text for outcome in _samples())
    assert sum(name in shown for name in NAMES) > 1


@pytest.mark.parametrize("pattern", sorted(CATALOG.patterns))
def test_each_pattern_is_possible_in_its_profile_and_its_plan(pattern: PatternId) -> None:
    driver = finding(str(pattern), level=Likelihood.POSSIBLE)
    who = trainee(driver, minutes=20)
    profile = view(Assessed(who.profile), ENGLISH, CATALOG)
    assert [line for line in lines(profile) if told_as_fact(line)] == []
    planned = plan(who, on(1), CATALOG)
    whys = [item.why for item in planned.items if item.why.pattern]
    assert whys
    assert all(why.possible for why in whys)


def test_a_likely_pattern_is_not_called_possible() -> None:
    who = trainee(finding("P01"), minutes=20)
    assert not any(item.why.possible for item in plan(who, on(1), CATALOG).items)
    assert "ossibl" not in view(Assessed(who.profile), ENGLISH, CATALOG).text


def test_a_side_of_a_possible_pattern_is_where_answers_point() -> None:
    planned = plan(trainee(finding("P08", Side.LEFT, level=Likelihood.POSSIBLE)), on(1), CATALOG)
    begun = [str(first_side(i, ENGLISH)) for i in planned.items if i.why.side and i.side_first]
    assert begun
    assert not any("I found it" in words for words in begun)
