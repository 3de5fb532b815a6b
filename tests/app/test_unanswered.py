"""Words that are no answer to the open question are told what is expected, with an example."""

import pytest

from bot.domain.outcome.reply import Refused
from bot.domain.outcome.talk import Asking
from tests.app.talker import Talker

TO_AGE = ("/start", "[I agree, let us start]", "neck", "[3]")
TO_LEVEL = TO_AGE[:-1]


def asked(me: Talker) -> str:
    """The question that is open after the last message."""
    last = me.outcomes[-1]
    assert isinstance(last, Asking)
    assert last.dialogue.current is not None
    return last.dialogue.current.id


@pytest.mark.parametrize("words", ["0", "2", "none", "no", "a banana", "200"])
async def test_what_is_hardly_an_age_is_asked_again_and_leads_nowhere_else(
    me: Talker, words: str
) -> None:
    await me.say(*TO_AGE, words)
    assert isinstance(me.outcomes[0], Refused)
    assert "from 10 to 120 years" in me.words()
    await me.say("34")
    assert asked(me) == "card_red"


@pytest.mark.parametrize(
    ("way", "words", "expected"),
    [
        (TO_LEVEL, "a banana", "a number from 0 to 10 here, for example 4"),
        ((*TO_AGE, "15"), "a banana", "a date here, for example"),
    ],
)
async def test_what_is_no_answer_is_told_what_the_question_expects(
    me: Talker, way: tuple[str, ...], words: str, expected: str
) -> None:
    await me.say(*way)
    before = asked(me)
    await me.say(words)
    assert isinstance(me.outcomes[0], Refused)
    assert asked(me) == before
    assert expected in me.words()


async def test_no_pain_is_a_level_of_pain_and_no_level_of_effort(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("[I did it already]", "[All of it]")
    assert asked(me) == "pain_during"
    await me.say("none")
    assert asked(me) == "effort"
    await me.say("none")
    assert isinstance(me.outcomes[0], Refused)
    assert asked(me) == "effort"
    assert "a number from 1 to 10 here" in me.words()
