"""Which questions of the assessment are asked again when somebody wants to find out more."""

from collections.abc import Mapping

from bot.app import dialogues, known_answers
from bot.app.context import ASSESSMENT, Context
from bot.domain.assessment.again import sittings_in_a_row
from bot.domain.assessment.battery import SITTINGS
from bot.domain.ids import DialogueId, QuestionId
from bot.domain.outcome import Outcome
from bot.domain.schedule import local_day
from bot.domain.talk.answers import Value
from bot.domain.talk.dialogue import Dialogue

FIND_OUT, BEFORE_TESTS = QuestionId("find_out"), QuestionId("go_on")
"""Whether a few questions suit now, and whether self-tests do."""
NOW, LATER = "now", "later"


async def go_on(context: Context) -> list[Outcome]:
    """Ask what was not asked in the last two weeks; nothing when that was everything."""
    opened = await dialogues.waiting(context)
    if opened is not None and opened.script.id == ASSESSMENT:
        return await dialogues.begin(context, ASSESSMENT)
    lately = await _told_lately(context)
    answers = {**lately, FIND_OUT: NOW}
    script = context.catalog.scripts[ASSESSMENT]
    known = await known_answers.known(context, ASSESSMENT)
    if lately and Dialogue(DialogueId(0), script, answers, known=known).current is None:
        return []
    return await dialogues.begin(context, ASSESSMENT, answers)


async def _told_lately(context: Context) -> Mapping[QuestionId, Value]:
    """Return the answers of the last assessment as the beginning of another sitting; none if it
    is too long ago to be gone on with. Tests that were put off are offered again."""
    runs = await context.store.dialogues.runs(context.person.id, [ASSESSMENT])
    asked = [run for run in runs if run[1].get(FIND_OUT) != LATER]
    days = [*(local_day(at, context.zone) for at, _ in asked), context.today]
    sittings = sittings_in_a_row(days)
    if not sittings:
        return {}
    answers = {
        id: value for id, value in asked[-1][1].items() if (id, value) != (BEFORE_TESTS, LATER)
    }
    return {**answers, SITTINGS: float(sittings + 1)}
