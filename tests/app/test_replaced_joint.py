"""A joint that was replaced counts however long ago that was, wherever words tell of it."""

import pytest

from bot.domain.ids import QuestionId
from bot.domain.safety.flag import Refer
from tests.app.talker import Talker, kinds

NONE = "[None of these]"
BODY = QuestionId("body_which")
TOLD = (
    "I had a hip replacement years ago",
    "my hip was replaced in 2015",
    "hip replaced 8 yrs ago",
)


async def flags(me: Talker) -> frozenset[str]:
    async with me.transaction() as store:
        context = await me.context(store)
        return frozenset(str(flag.id) for flag in (await context.standing()).flags)


@pytest.mark.parametrize("words", [*TOLD, "both my hips were replaced long ago"])
async def test_told_under_the_routine_it_is_said_back_and_looked_at_first(
    me: Talker, words: str
) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say(words)
    assert kinds(me.outcomes)[-1] == "Referred"
    assert "You told me about a hip replacement" in me.words()
    lock = (await me.person()).lock
    assert lock is not None
    assert lock.refer is Refer.CLINICIAN_FIRST


@pytest.mark.parametrize("words", TOLD)
async def test_told_at_another_list_it_is_ticked_in_its_own(me: Talker, words: str) -> None:
    await me.say("/start", "[I agree, let us start]", "[4 Low back]", "[3]", "45", NONE, words)
    while NONE[1:-1] in me.labels():
        await me.say(NONE)
    assert "HIP_REPLACEMENT" in await flags(me)


@pytest.mark.parametrize(
    "words",
    [
        "low back, 3, and I had my left knee replaced ten years ago",
        "low back 3. knee replacement in 2012",
    ],
)
async def test_told_at_the_beginning_it_is_not_passed_over_by_none_of_these(
    me: Talker, words: str
) -> None:
    await me.say("/start", "[I agree, let us start]", words, "45", *[NONE] * 6)
    assert "You told me about a knee replacement" in me.words()
    assert "KNEE_REPLACEMENT" in await flags(me)


@pytest.mark.parametrize(
    "words",
    [
        "my mother had a hip replacement years ago",
        "is this ok after a hip replacement?",
        "i never had a hip replacement",
    ],
)
async def test_what_is_not_the_writers_own_closes_nothing(me: Talker, words: str) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say(words)
    assert (await me.person()).lock is None
