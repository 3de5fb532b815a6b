"""The further acts of a long message: what leads its own clause is meant beside the rest."""

from pathlib import Path

import numpy as np
import pytest

from bot.domain.acts import ACTS
from bot.understanding.beside import BesideModel, Heard, Message, table, with_others
from bot.understanding.decide import Choice, Decision
from bot.understanding.language import Language
from bot.understanding.scale import ONE

MODEL = Language(Path("content/understanding/en")).beside
FIRST = Decision((Choice("done", 980, 0),))


def scores(**near: float) -> np.ndarray:
    """Scores of a clause in which only these acts are near."""
    return np.array([int(near.get(act, -9) * ONE) for act in ACTS])


def message(second: np.ndarray, *, asks: bool = False, whole: float = -0.5) -> Message:
    """A message that reports an exercise done, and says something else."""
    first = scores(done=4.0)
    clauses = (Heard(first, first, False, False), Heard(second, second, asks, False))
    return Message(scores(done=3.0, pain=whole, set_minutes=whole), clauses, "idle", False)


def names(decision: Decision) -> set[str]:
    return {choice.act for choice in decision.meant}


def test_an_act_that_leads_a_clause_of_its_own_is_meant_beside_the_first() -> None:
    meant = with_others(FIRST, message(scores(pain=0.0, chat=-4.0)), MODEL)
    assert names(meant) == {"done", "pain"}
    assert next(choice.clause for choice in meant.meant if choice.act == "pain") == 1


def test_an_act_that_trails_in_its_clause_is_not_meant() -> None:
    trailing = message(scores(pain=-2.5, chat=2.0), whole=-3)
    assert names(with_others(FIRST, trailing, MODEL)) == {"done"}


def test_a_clause_that_asks_reports_nothing() -> None:
    asking = message(scores(pain=3.0, chat=-4.0), asks=True)
    assert names(with_others(FIRST, asking, MODEL)) == {"done"}


def test_nothing_that_would_lose_something_is_added() -> None:
    losing = message(scores(stop=2.0), whole=-9)
    assert names(with_others(FIRST, losing, MODEL)) == {"done"}


def test_an_act_that_excludes_the_first_is_not_added() -> None:
    contrary = message(scores(skipped=3.0), whole=1.0)
    assert "skipped" not in names(with_others(FIRST, contrary, MODEL))


def test_an_act_of_the_card_is_possible_only_there() -> None:
    evidence = table(message(scores(card_skip=3.0)))
    assert not evidence.possible[ACTS.index("card_skip")]


@pytest.mark.parametrize("weights", [{}, {"bias": 1}, {"whole": "much"}, None])
def test_a_file_without_its_weights_is_named(weights: object) -> None:
    with pytest.raises(ValueError, match="expected"):
        BesideModel.of(weights)
