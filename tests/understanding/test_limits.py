"""The limits of the ear are those with the least misses and needless questions together."""

from bot.understanding.signs.kinds import REFERS
from bot.understanding.signs.limits import Trial, best_limits


def trial(kind: str, score: float, likeliest: str = "urgent") -> Trial:
    return Trial("anna", kind, likeliest, score, "")


def test_a_limit_lies_between_signs_and_harmless_sentences() -> None:
    trials = [trial("urgent", 3.0)] * 9 + [trial("near", -3.0)] * 9
    limits = best_limits(trials)
    assert -3 < limits["urgent"] < 3
    assert all(one.is_heard(limits) == one.is_sign for one in trials)


def test_a_missed_sign_is_worth_several_needless_questions() -> None:
    trials = [trial("urgent", 0.0)] + [trial("near", 0.0)] * 2
    assert best_limits(trials)["urgent"] < 0
    assert best_limits([*trials, *[trial("near", 0.0)] * 9])["urgent"] > 0


def test_each_class_has_its_own_limit() -> None:
    trials = [trial("urgent", 2.0), trial("near", 1.0)]
    trials += [trial("crisis", -1.0, "crisis"), trial("near", -2.0, "crisis")]
    limits = best_limits(trials)
    assert limits.keys() == {*REFERS}
    assert limits["crisis"] < limits["urgent"]
