"""Somebody without a ruler: calibrated once, measured in hands, held against the larger error."""

import json
from collections.abc import Mapping

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.app.context import ASSESSMENT
from bot.clock import MovableClock
from bot.db.tables import answers
from bot.domain.assessment.change import Change
from bot.domain.ids import QuestionId, Side
from bot.domain.intent import Tap, Ticked
from bot.domain.outcome.account import Exported, LengthsChosen, SettingAsked, SettingsShown
from bot.domain.outcome.assessed import Retested
from bot.domain.outcome.reply import Refused
from bot.domain.outcome.talk import Asking
from bot.domain.ruler import Ruler
from bot.domain.talk.answers import Rough, Sides, Value, error_of
from tests.app.lived import live
from tests.app.talker import DESK, Talker, kinds, rows
from tests.app.test_retest import measure

IN_HANDS: Mapping[str, Value] = {
    **DESK,
    "T01": Rough(20.0, 5.1),
    "T11": Sides(Rough(5.0, 2.5), Rough(10.0, 5.0)),
}


async def at_the_first_length(me: Talker) -> Asking:
    """The way up to the first question for a length."""
    await me.say("/start", "[I agree, let us start]")
    for _ in range(80):
        if "FirstExercise" in kinds(me.outcomes):
            await me.say("[Later]")
        asked = next((o for o in me.outcomes if isinstance(o, Asking)), None)
        assert asked is not None, kinds(me.outcomes)
        question = asked.dialogue.current
        assert question is not None
        if question.unit == "cm":
            return asked
        if question.options:
            named = {str(o.id): o for o in question.options}
            option = named.get("none") or named.get("tests") or question.options[0]
            shown = {str(o.id) for o in asked.dialogue.part}
            forward = [named[o] for o in ("head", "round", "chin") if "chin" in shown]
            for chosen in forward or [option]:
                await me.do(Tap(asked.dialogue.id, question.id, chosen.id))
            if forward:
                await me.do(Ticked(asked.dialogue.id, question.id))
        else:
            await me.say({"age": "40", "zone": "Kyiv"}.get(str(question.id), "1"))
    raise AssertionError("no test asks for a length")


async def test_the_first_test_can_be_measured_without_a_ruler(me: Talker) -> None:
    await at_the_first_length(me)
    [asked] = await me.say("[No ruler?]")
    assert isinstance(asked, SettingAsked)
    await me.say("[My hand]")
    outcomes = await me.say("[2¼ cards]")
    assert [o for o in outcomes if isinstance(o, LengthsChosen)]
    again = outcomes[-1]
    assert isinstance(again, Asking)
    assert "hand spans" in me.words()
    assert "No ruler?" not in {b.text for s in me.screens() for row in s.rows for b in row}
    await me.say("half a hand")
    async with me.transaction() as store:
        length = (await store.dialogues.answers(me.id, [ASSESSMENT]))[QuestionId("T01")]
    assert length == 9.5
    assert error_of(length) == pytest.approx(4.8, abs=0.2)


async def test_paper_needs_no_calibration_and_the_question_comes_again(me: Talker) -> None:
    await at_the_first_length(me)
    await me.say("[No ruler?]", "[A4 paper]")
    assert kinds(me.outcomes) == ["LengthsChosen", "Asking"]
    assert "How many sheets" in me.words()


async def test_who_tells_hands_is_asked_how_long_theirs_is_and_then_the_test_again(
    me: Talker,
) -> None:
    asked = await at_the_first_length(me)
    refused, calibration = await me.say("half a hand")
    assert isinstance(refused, Refused)
    assert isinstance(calibration, Asking)
    outcomes = await me.say("2.5 cards")
    assert isinstance(outcomes[-1], Asking)
    assert outcomes[-1].dialogue.current == asked.dialogue.current
    assert (await me.person()).preferences.hand == 21.4


async def test_one_side_told_waits_for_the_other_with_its_error(me: Talker) -> None:
    await me.settle_in(ruler=Ruler.HAND, hand=20.0)
    await live(me, 5)
    await me.say("/recheck")
    for _ in range(40):
        asked = next(o for o in me.outcomes if isinstance(o, Asking))
        question = asked.dialogue.current
        assert question is not None
        if question.id == "T11":
            break
        await me.do(Tap(asked.dialogue.id, question.id, "skipped"))  # type: ignore[arg-type]
    await me.say("left a quarter of a hand", "right half a hand")
    async with me.transaction() as store:
        [(_, first), (_, second)] = await store.dialogues.history(me.id, QuestionId("T11"))
    assert error_of(first) == 0
    assert isinstance(second, Sides)
    assert (second.left, second.right) == (5.0, 10.0)
    assert error_of(second) == 5.0


async def retested(me: Talker, reach: str) -> Retested:
    """Five weeks later, both sides told so."""
    await live(me, 5)
    return await measure(me, better=True, reach=reach, right=reach)


@pytest.mark.parametrize(
    ("hand", "reach", "change"),
    [(None, "9", Change.BETTER), (20.0, "half a hand", Change.SAME), (20.0, "1", Change.BETTER)],
)
async def test_the_re_test_minds_the_larger_error(
    me: Talker, hand: float | None, reach: str, change: Change
) -> None:
    """Five centimetres more are a change with a ruler, and none in half hands."""
    if hand is None:
        await me.settle_in()
    else:
        await me.settle_in(assessment=IN_HANDS, ruler=Ruler.HAND, hand=hand)
    retest = await retested(me, reach)
    knee = next(one for one in retest.measured if one.question == "T11")
    assert knee.change(Side.LEFT) is change
    assert knee.error > knee.measure.error if hand else knee.error == knee.measure.error


async def test_settings_show_it_change_it_and_keep_the_hand(me: Talker) -> None:
    await me.settle_in(ruler=Ruler.HAND, hand=20.0)
    [shown] = await me.say("/settings", "[More]")
    assert isinstance(shown, SettingsShown)
    assert "hand spans, 20 cm each" in me.words()
    await me.say("[Lengths]", "[Use cm]")
    chosen = (await me.person()).preferences
    assert (chosen.ruler, chosen.units, chosen.hand) == (Ruler.TAPE, "cm", 20.0)


@pytest.mark.parametrize(
    ("words", "ruler"),
    [
        ("measure with us letter", Ruler.LETTER),
        ("measure with a4", Ruler.A4),
        ("in inches", Ruler.TAPE),
    ],
)
async def test_it_can_be_written_too(me: Talker, words: str, ruler: Ruler) -> None:
    await me.settle_in(ruler=Ruler.HAND, hand=20.0)
    await me.say(words)
    assert (await me.person()).preferences.ruler is ruler


@pytest.mark.parametrize("words", ["I have no ruler", "no tape measure here", "no ruler"])
async def test_who_says_there_is_no_ruler_is_offered_what_there_is(me: Talker, words: str) -> None:
    await at_the_first_length(me)
    outcomes = await me.say(words)
    assert isinstance(outcomes[0], SettingAsked), kinds(outcomes)


async def test_a_hand_of_no_length_is_refused(me: Talker) -> None:
    await me.settle_in()
    await me.say("/settings", "[More]", "[Lengths]", "[My hand]")
    for made_up in ("200 cm", "3 cm"):
        assert kinds(await me.say(made_up))[0] == "Refused"
    assert (await me.person()).preferences.hand is None


async def test_it_is_exported_and_erased(
    me: Talker, engine: AsyncEngine, clock: MovableClock
) -> None:
    await me.settle_in(assessment=IN_HANDS, ruler=Ruler.HAND, hand=20.0)
    async with engine.connect() as connection:
        errors = (await connection.execute(select(answers.c.error).distinct())).scalars()
        assert set(errors) == {None, 5.0, 5.1}
    [exported] = await me.say("/export")
    assert isinstance(exported, Exported)
    kept = json.loads(dict(exported.documents)["counterpose.json"])["kept"]
    assert {row["error"] for row in kept["answers"]} == {None, 5.0, 5.1}
    assert kept["people"][0]["preferences"]["hand"] == 20.0
    await me.say("/erase", "[Yes, erase everything]")
    left = await rows(engine)
    assert not left.keys() & {"people", "dialogues", "answers"}
