"""Say what somebody means to do when something gets in the way."""

from bot.domain.catalog import Catalog
from bot.domain.ids import ScriptId
from bot.domain.person import Preferences
from bot.domain.setting import THEN, Setting
from bot.views.texts import Html, Texts

SETUP = ScriptId("setup")


def if_then(chosen: Preferences, texts: Texts, catalog: Catalog) -> Html:
    """ "if I am too tired, then I do five minutes"; nothing without a plan."""
    if chosen.barrier is None or chosen.barrier_plan is None:
        return Html("")
    barrier = barrier_words(chosen, texts, catalog)
    follows = f"{THEN}{chosen.barrier}"
    known = any(q.id == follows for q in catalog.scripts[SETUP].questions)
    plan = _words(follows if known else f"{THEN}own", chosen.barrier_plan, texts, catalog)
    return texts("routine.if_then", barrier=barrier, plan=plan)


def barrier_words(chosen: Preferences, texts: Texts, catalog: Catalog) -> Html:
    """What gets in the way; nothing where that was not told."""
    if chosen.barrier is None:
        return Html("")
    return _words(str(Setting.BARRIER), chosen.barrier, texts, catalog)


def _words(question: str, value: str, texts: Texts, catalog: Catalog) -> Html:
    """An option of a question in its words; any other value is the person's own."""
    for asked in catalog.scripts[SETUP].questions:
        if asked.id == question and (option := asked.option(value)) is not None:
            return texts.phrase(option.text)
    return texts("answer.as_said", words=value)
