"""Show a warning sign: the advice, the numbers to call, and the question whether it is so."""

from collections.abc import Iterable, Sequence
from html import escape

from bot.domain.catalog import Catalog
from bot.domain.ids import FlagId
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
    head = Part(
        texts("heard.again" if outcome.again else "heard.head", name=texts.phrase(flag.name))
    )
    advice = advised([flag], outcome.help, texts)
    first_aid = flag.refer is Refer.URGENT and not outcome.again
    parts = [*_first(advice, texts), head] if first_aid else [head, *advice]
    if not outcome.consented:
        parts.append(Part(texts("heard.not_kept")))
        return Screen(parts=tuple(parts))
    if outcome.contradicted:
        return _meaning_asked(flag, parts, texts)
    urgent = "heard.ask" if flag.refer is Refer.URGENT else "heard.ask_calm"
    parts.append(Part(texts("heard.ask_whose" if outcome.unclear else urgent)))
    answers = (("yes", Style.DANGER), ("not_sure", Style.PLAIN), ("no", Style.PLAIN))
    row = tuple(
        Button(str(texts(f"button.{answer}")), OnFlag(flag.id, answer), style)
        for answer, style in answers
    )
    return Screen(parts=tuple(parts), rows=(row,))


def _meaning_asked(flag: Flag, parts: Sequence[Part], texts: Texts) -> Screen:
    """Ask what was meant by plain words and a No: the advice stays on top."""
    meanings = (
        ("it_is_so", "yes"),
        ("somebody_else", "somebody_else"),
        ("long_ago", "long_ago"),
        ("mistake", "mistake"),
    )
    rows = (
        (
            Button(
                str(texts(f"button.meant.{name}")),
                OnFlag(flag.id, answer),
                Style.DANGER if answer == "yes" else Style.PLAIN,
            ),
        )
        for name, answer in meanings
    )
    return Screen(parts=(*parts, Part(texts("heard.ask_meant"))), rows=tuple(rows))


def advised(flags: Sequence[Flag], help: NearestHelp, texts: Texts) -> list[Part]:
    """What to do about some signs, with the number to call where the person is."""
    numbers = {flag.id: help.number(flag) for flag in flags}
    words: dict[Html, None] = {}
    for flag in flags:
        if flag.advice is not None:
            number = numbers[flag.id]
            call = texts("heard.local_number") if number is None else texts.phrase(number)
            words[texts.phrase(flag.advice, emergency=call)] = None
    parts = [Part(one, yields=1 if n else 0) for n, one in enumerate(words)]
    urgent = [flag for flag in flags if flag.refer in (Refer.URGENT, Refer.CRISIS)]
    if help.country is None or not urgent:
        return parts
    country = texts.phrase(help.country.name)
    if any(flag.calls for flag in urgent):
        return [*parts, Part(texts("heard.number_for", country=country), yields=1, tight=True)]
    number = numbers[urgent[0].id]
    assert number is not None
    return [*parts, Part(texts("heard.number", country=country, number=texts.phrase(number)))]


def comes_back(conditions: Iterable[FlagId] | None, texts: Texts, catalog: Catalog) -> list[Part]:
    """What to do if something urgent that a clinician has checked comes back."""
    flags = [catalog.flags[id] for id in sorted(conditions or ()) if id in catalog.flags]
    names = [texts.phrase(flag.name) for flag in flags if flag.refer is Refer.URGENT]
    return [Part(texts("refer.comes_back", names=texts.list(names)), yields=1)] if names else []


def _first(advice: Sequence[Part], texts: Texts) -> list[Part]:
    """The advice with what to do now in bold: nothing else is read in a fright."""
    return [Part(texts("heard.urgent", advice=one.words)) for one in advice[:1]] + [*advice[1:]]


def _crisis_asked(flag: Flag, texts: Texts) -> Screen:
    """Ask kindly whether words of medicine meant more; one tap goes on."""
    answers = (("just_medicine", "no"), ("need_help", "yes"))
    rows = (
        (Button(str(texts(f"button.{name}")), OnFlag(flag.id, answer)),) for name, answer in answers
    )
    return Screen(texts("heard.crisis_asked"), rows=tuple(rows))


def _crisis_heard(outcome: FlagHeard, texts: Texts) -> Screen:
    """A calm answer and the way to a human; days later one gentle line."""
    flag = outcome.flag
    go_on = Button(str(texts("button.go_on")), OnFlag(flag.id, "no"))
    if outcome.again:
        return Screen(texts("heard.after_crisis"), rows=((go_on,),))
    parts = [Part(texts("heard.crisis")), *advised([flag], outcome.help, texts)]
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
