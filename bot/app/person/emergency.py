"""Say which number to call where a person is, beside every warning sign."""

from dataclasses import replace

from bot.app.deps import Deps
from bot.domain.outcome import Outcome
from bot.domain.outcome.caution import FlagHeard, Referred
from bot.domain.outcome.talk import Asking
from bot.domain.person import Person
from bot.domain.safety.emergency import NearestHelp, country_of


def with_help(deps: Deps, person: Person, outcome: Outcome) -> Outcome:
    """Add the numbers of the person's country to what may need them."""
    if isinstance(outcome, Asking):
        asked = outcome.dialogue.current
        if asked is None or asked.at_once is None:
            return outcome
    elif not isinstance(outcome, (FlagHeard, Referred)):
        return outcome
    zone, language = person.preferences.zone or "", person.language
    country = country_of(zone, language, deps.catalog.countries)
    return replace(outcome, help=NearestHelp(country, deps.crisis_text))
