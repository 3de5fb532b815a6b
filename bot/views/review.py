"""Tell the week as a story: what was done, how it hurt, what changed, what comes next."""

from dataclasses import replace
from textwrap import shorten

from bot.domain.catalog import Catalog
from bot.domain.intent import Command, OnRoutine, RoutineVerb
from bot.domain.outcome.pushed import ReviewDue
from bot.domain.training.review import Activity, NextThing, PainDay, Review
from bot.domain.training.review_changes import Made
from bot.domain.training.workout import Workout
from bot.views import charts, routines
from bot.views.folding import Part
from bot.views.screen import Button, Screen, Style
from bot.views.texts import Html, Texts

MOST_CHANGES = 3
MOST_NAMES = 2
"""Exercises that are named of one kind of change."""
LONGEST_ACTIVITY = 60
"""Letters of the person's own words that are said back."""


def review_due(outcome: ReviewDue, texts: Texts, catalog: Catalog) -> Screen:
    """The week in whole sentences with its pain as a picture, and how it goes on today."""
    review, due = outcome.review, outcome.routine
    did = _done(review, texts)
    if review.is_ahead and due is None:
        did = Html(f"{did} {texts('review.ahead')}")
    parts = [Part(texts("review.head")), Part(did, tight=True)]
    if pain := _pain(review, texts):
        parts.append(pain)
    for n, change in enumerate(review.changes[:MOST_CHANGES]):
        words = _change(change, texts, catalog)
        if n == 0:
            words = Html(f"{texts('review.changes')}\n{words}")
        parts.append(Part(words, tight=n > 0, yields=3 if n else 1))
    if review.activity is not None:
        parts.append(Part(_activity(review.activity, texts), yields=2))
    parts.append(Part(texts(f"review.next.{review.next_thing}")))
    rows: tuple[tuple[Button, ...], ...] = (_leading_on(outcome, texts),)
    if due is not None:
        parts += routines.routine_head(due, texts)
        rows = (*_routine_rows(due.workout, texts), *rows)
    return Screen(
        rows=rows,
        parts=tuple(parts),
        picture=charts.of_review(review, texts),
    )


def _done(review: Review, texts: Texts) -> Html:
    week = review.week
    if not week.planned:
        return texts("review.free")
    if not week.done:
        return texts("review.none")
    minutes = texts("review.minutes", n=review.minutes)
    key = "review.all" if week.done == week.planned else "review.some"
    return texts(key, n=week.done, planned=week.planned, minutes=minutes)


def _pain(review: Review, texts: Texts) -> Part | None:
    """Only what was told: the most and the last, and a typical day beside the week before."""
    worst, latest = review.worst, review.latest
    if worst is None or latest is None:
        return None
    if worst.level == 0:
        none = texts("review.pain.none", n=len(review.reported))
        return Part(none) if review.hurt_nowhere else None
    most = "most_measured" if review.has_unmeasured_pain else "most"
    pain_days = _pain_day(most, worst, texts)
    if latest.day > worst.day:
        elsewhere = replace(latest, region=None if latest.region == worst.region else latest.region)
        pain_days = Html(
            f"{pain_days} {_pain_day('last' if latest.level else 'gone', elsewhere, texts)}"
        )
    if review.pain is None or review.pain_before is None:
        return Part(pain_days)
    median, before = review.pain, review.pain_before
    change = "same" if median == before else "less" if median < before else "more"
    typical = texts(f"review.pain.{change}", now=texts.number(median), before=texts.number(before))
    return Part(Html(f"{pain_days} {typical}"), brief=pain_days)


def _pain_day(key: str, one: PainDay, texts: Texts) -> Html:
    """One day with its level and its place, where that was told."""
    day, level = texts.day(one.day), one.level
    if one.region is None or not level:
        return texts(f"review.pain.{key}", day=day, level=level)
    place = texts(f"region.{one.region}")
    return texts(f"review.pain.{key}_place", day=day, level=level, place=place)


def _change(change: Made, texts: Texts, catalog: Catalog) -> Html:
    """One kind of change with its cause; of many exercises only some are named."""
    named = change.exercises[:MOST_NAMES]
    names = [routines.practice_name(one, texts, catalog) for one in named]
    if (others := len(change.exercises) - len(names)) > 0:
        names.append(texts("review.more_exercises", n=others))
    key = f"review.changed.{change.cause}"
    place = routines.places(change.places, None, texts)
    return texts(key, n=len(change.exercises), exercises=texts.list(names), place=place)


def _activity(activity: Activity, texts: Texts) -> Html:
    words = shorten(activity.words, LONGEST_ACTIVITY, placeholder="…")
    first = "" if activity.first is None else texts.number(activity.first)
    level = texts.number(activity.latest)
    return texts(f"review.activity.{activity.change}", activity=words, first=first, now=level)


def _leading_on(outcome: ReviewDue, texts: Texts) -> tuple[Button, ...]:
    """To the change since the beginning, and to the one thing for next week."""
    progress = Button(str(texts("button.to.progress")), Command("progress"))
    match outcome.review.next_thing:
        case NextThing.MEASURE if outcome.recheck is not None:
            return (progress, routines.recheck_button(outcome.recheck, texts))
        case NextThing.BARRIER:
            return (progress, Button(str(texts("button.barrier")), Command("barrier")))
        case NextThing.FEWER:
            return (progress, Button(str(texts("button.fewer")), Command("fewer")))
        case _:
            return (progress,)


def _routine_rows(workout: Workout, texts: Texts) -> tuple[tuple[Button, ...], ...]:
    """What can be done with today's routine, below a screen that is mostly about the week."""

    def button(verb: RoutineVerb, argument: str = "", style: Style = Style.PLAIN) -> Button:
        words = str(texts(f"button.routine.{verb}"))
        return Button(words, OnRoutine(workout.day, verb, argument), style)

    later = str(routines.LATER_MINUTES)
    return (
        (button(RoutineVerb.START, style=Style.SUCCESS), button(RoutineVerb.LATER, later)),
        (button(RoutineVerb.SHORTER, "5"), button(RoutineVerb.NOT_TODAY)),
    )
