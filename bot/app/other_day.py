"""A wish that names a coming day is asked about, and does not change today's routine by itself."""

from collections.abc import Sequence

from bot.app.context import Context
from bot.app.situation import Standing
from bot.app.typed_intents import choice_of
from bot.domain.acts import Act
from bot.domain.intent import Meant
from bot.domain.outcome.reply import Unclear

OF_ONE_DAY = frozenset(("place", "with", "without", "shorter", "longer", "only", "focus"))
"""Acts that change the routine of one day."""
PUT_OFF = frozenset(("later", "not_today"))
"""Acts that are read out of the day's name where such a wish stands beside it."""
CONCERNED = OF_ONE_DAY | PUT_OFF


def asked(context: Context, acts: Sequence[Act], stand: Standing) -> Unclear | None:
    """Return the question which day is meant: "I am at the gym tomorrow"; None where none is named.

    Some of the acts are of one day, or put it off. A routine is planned on its own day, so that it
    minds what was reported until then.
    """
    if stand.workout is None:
        return None
    understander = context.deps.understander(context.person.language)
    named = understander.coming_day(stand.words, stand.text_context)
    if named is None:
        return None
    day, denied = named
    wishes = [act for act in acts if act.name in OF_ONE_DAY]
    if denied and not wishes:
        wishes = [Act("not_today")]
    if not wishes:
        return None
    choices = (choice_of(act, stand) for act in wishes)
    shown = tuple((echo, Meant(context.today, data)) for echo, data in choices)
    return Unclear(shown, str(context.zone), day)


def beside(acts: Sequence[Act]) -> list[Act]:
    """Return the acts that are carried out all the same: "done, and tomorrow I am at the gym"."""
    return [act for act in acts if act.name not in CONCERNED]
