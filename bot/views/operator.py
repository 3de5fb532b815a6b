"""Show operators numbers, a chart, problems and alarms."""

from bot.domain.census import Census, Day, People
from bot.domain.chart import Chart, Counts
from bot.domain.intent import Command
from bot.domain.outcome.operator import AlarmRaised, ContentTold, StatsTold, ToOperator, WhoTold
from bot.views.folding import Part
from bot.views.screen import Button, Picture, Screen
from bot.views.texts import Html, Texts

MOST = 20
"""Problems of the content in one message."""


def message(outcome: ToOperator, texts: Texts) -> Screen:
    """One message."""
    match outcome:
        case StatsTold(census):
            return _stats(census, texts)
        case WhoTold(people):
            return Screen(_who(people, texts))
        case ContentTold(problems):
            return Screen(parts=_content(problems, texts))
        case AlarmRaised(alarm):
            more = "content" if alarm == "content" else "stats"
            button = Button(str(texts(f"button.to.{more}")), Command(more))
            return Screen(texts(f"alarm.{alarm}"), rows=((button,),))


def _stats(census: Census, texts: Texts) -> Screen:
    post = census.post
    words = texts(
        "stats.text",
        late=post.late,
        worst=round(post.worst_s),
        overdue=post.overdue,
        oldest=round(post.oldest_s),
        unanswered=census.unanswered,
        **{name: post.of(name) for name in ("sent", "nothing", "closed", "expired", "failed")},
    )
    return Screen(words, picture=Picture("chart", chart=_chart(census.days, texts)))


def _chart(days: tuple[Day, ...], texts: Texts) -> Chart:
    title, begun, sent = (str(texts(f"stats.chart.{word}")) for word in ("title", "begun", "sent"))
    panel = Counts(
        title=title,
        labels=tuple(str(one.day.day) for one in days),
        done=tuple(one.begun for one in days),
        planned=tuple(one.sent for one in days),
        words=(begun, sent),
    )
    return Chart((panel,))


def _who(people: People, texts: Texts) -> Html:
    stands = ("met", "agreed", "assessed", "receiving", "paused", "stopped", "unreachable")
    return texts(
        "who",
        locked=people.locked,
        **{name: getattr(people, name) for name in stands},
        **{f"active_{days}": number for days, number in people.active.items()},
    )


def _content(problems: tuple[str, ...] | None, texts: Texts) -> tuple[Part, ...]:
    if problems is None:
        return (Part(texts("content.unknown")),)
    if not problems:
        return (Part(texts("content.fine")),)
    shown = [texts("content.line", problem=problem[:150]) for problem in problems[:MOST]]
    lines = [Part(line, tight=True, yields=1) for line in shown]
    return (Part(texts("content.head", n=len(problems))), *lines)
