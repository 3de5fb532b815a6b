"""Show a warning sign: the advice, the numbers to call, and the question whether it is so."""

from html import escape

from bot.domain.intent import OnFlag
from bot.domain.outcome.caution import FlagHeard
from bot.domain.safety.emergency import NearestHelp
from bot.domain.safety.flag import Flag, Refer
from bot.views.folding import Part
from bot.views.screen import Button, Screen, Style
from bot.views.texts import Html, Texts


def flag_heard(outcome: FlagHeard, texts: Texts) -> Screen:
    """Advice at once, and one tap."""
    flag = outcome.flag
    if flag.refer is Refer.CRISIS:
        asks = flag.doubted and outcome.consented
        return _crisis_asked(flag, texts) if asks else _crisis_heard(outcome, texts)
    head = "heard.again" if outcome.again else "heard.head"
    parts = [Part(texts(head, name=texts.phrase(flag.name)))]
    if flag.advice:
        parts.append(Part(texts.phrase(flag.advice)))
    if flag.refer is Refer.URGENT:
        parts += help_numbers(outcome.help, texts)
    if not outcome.consented:
        parts.append(Part(texts("heard.not_kept")))
        return Screen(parts=tuple(parts))
    urgent = "heard.ask" if flag.refer is Refer.URGENT else "heard.ask_calm"
    parts.append(Part(texts("heard.ask_whose" if outcome.unclear else urgent)))
    answers = (("yes", Style.DANGER), ("not_sure", Style.PLAIN), ("no", Style.PLAIN))
    row = tuple(
        Button(str(texts(f"button.{answer}")), OnFlag(flag.id, answer), style)
        for answer, style in answers
    )
    return Screen(parts=tuple(parts), rows=(row,))


def help_numbers(help: NearestHelp, texts: Texts) -> list[Part]:
    """The emergency number where the person is, if it is known."""
    country = help.country
    if country is None:
        return []
    named = texts.phrase(country.name)
    return [Part(texts("heard.number", country=named, number=texts.phrase(country.emergency)))]


def _crisis_asked(flag: Flag, texts: Texts) -> Screen:
    """Ask kindly whether words of medicine meant more; one tap goes on."""
    answers = (("just_medicine", "no"), ("need_help", "yes"))
    rows = (
        (Button(str(texts(f"button.{name}")), OnFlag(flag.id, said)),) for name, said in answers
    )
    return Screen(texts("heard.crisis_asked"), rows=tuple(rows))


def _crisis_heard(outcome: FlagHeard, texts: Texts) -> Screen:
    """A calm answer and the way to a human; days later one gentle line."""
    flag = outcome.flag
    go_on = Button(str(texts("button.go_on")), OnFlag(flag.id, "no"))
    if outcome.again:
        return Screen(texts("heard.after_crisis"), rows=((go_on,),))
    parts = [Part(texts("heard.crisis"))]
    if flag.advice:
        parts.append(Part(texts.phrase(flag.advice)))
    parts += help_numbers(outcome.help, texts)
    lines = [
        texts("heard.helpline", name=texts.phrase(line.name), call=texts.phrase(line.call))
        for line in outcome.help.helplines(flag.id)
    ]
    if own := outcome.help.own_words:
        lines.append(Html(escape(own, quote=False)))
    if lines:
        parts.append(Part(Html("\n".join(lines))))
    if not outcome.consented:
        parts.append(Part(texts("heard.not_kept")))
        return Screen(parts=tuple(parts))
    parts.append(Part(texts("heard.crisis_rest")))
    meant_otherwise = Button(str(texts("button.meant_otherwise")), OnFlag(flag.id, "no"))
    return Screen(parts=tuple(parts), rows=((meant_otherwise,),))
