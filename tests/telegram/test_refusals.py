"""Refused chats among many that are served have limits of their own; else the bot is too fast."""

from random import Random

from bot.telegram.refusals import TOGETHER_S, Refusals


class Hand:
    """A clock that stands still until moved."""

    at = 100.0

    def __call__(self) -> float:
        return self.at


def test_one_chat_refused_again_and_again_is_that_chat_s_limit() -> None:
    refusals = Refusals(Hand())
    assert not any(refusals.refused(7) for _ in range(50))


def test_two_chats_refused_one_after_the_other_mean_the_bot() -> None:
    refusals = Refusals(Hand())
    assert not refusals.refused(1)
    assert refusals.refused(2)


def test_every_tenth_chat_refused_means_those_chats() -> None:
    refusals = Refusals(now := Hand())
    random = Random(3)
    stops = 0
    for chat in range(10_000):
        now.at += 0.01
        if random.random() < 0.1:
            stops += refusals.refused(chat)
        else:
            refusals.accepted()
    assert stops <= 2


def test_all_refused_after_many_were_served_mean_the_bot_soon() -> None:
    refusals = Refusals(Hand())
    for _ in range(1000):
        refusals.accepted()
    assert [refusals.refused(chat) for chat in range(12)].index(True) == 9


def test_a_refusal_of_long_ago_counts_no_more() -> None:
    refusals = Refusals(now := Hand())
    refusals.refused(1)
    now.at += TOGETHER_S
    assert not refusals.refused(2)
