"""Routines, cards, and what was told about them."""

from datetime import date

from bot.domain.catalog import Catalog
from bot.domain.ids import Side
from bot.domain.intent import CardVerb, Command, OnCard, OnRoutine, PainMoment, RoutineVerb
from bot.domain.outcome import (
    CardShown,
    CheckedIn,
    CheckinDue,
    PainAsked,
    RoutineDue,
    WorkoutEnded,
)
from bot.domain.training.routine import Change, Prescription, Why
from bot.domain.training.workout import CardState, Ending, Workout
from bot.views.findings import muscles
from bot.views.pain import pain_row
from bot.views.screen import Button, Mode, Picture, Screen, Style
from bot.views.texts import Html, Texts

LATER_MINUTES = 60
"""What the Later button asks for; any other time can be typed."""


def routine_due(outcome: RoutineDue, texts: Texts, catalog: Catalog) -> Screen:
    """The day's routine on one screen, and what to do with it."""
    workout, person = outcome.workout, outcome.person
    routine = workout.routine
    lines = [texts("routine.welcome")] if outcome.welcome else []
    lines.append(_head(outcome, texts))
    if reason := _why_today(workout, texts, catalog):
        lines.append(reason)
    lines += [change_words(c, texts, catalog) for c in routine.changes]
    lines.append(_list(outcome, texts, catalog))
    if person.preferences.anchor:
        lines.append(texts("routine.anchor", anchor=person.preferences.anchor))
    lines += texts.tip(outcome.tip)
    measure: tuple[Button, ...] = ()
    if outcome.test is not None:
        name = texts.phrase(catalog.tests[outcome.test.test].name)
        lines.append(texts(f"routine.measure.{outcome.test.reason}", name=name))
        words = str(texts("button.routine.measure"))
        measure = (Button(words, OnRoutine(workout.day, RoutineVerb.MEASURE)),)
    rows = routine_buttons(workout, texts, outcome.open_day, measure)
    if outcome.morning_of is not None:
        asked = PainAsked(outcome.morning_of, PainMoment.MORNING)
        lines.append(texts("pain.ask.morning"))
        rows = (pain_row(asked, texts), *rows)
    return Screen(Html("\n\n".join(lines)), rows=rows)


def routine_folded(outcome: RoutineDue, texts: Texts, catalog: Catalog) -> Html:
    """The day's routine in two lines."""
    folded = _list(outcome, texts, catalog)
    return Html(f"{_head(outcome, texts)}\n<blockquote expandable>{folded}</blockquote>")


def _head(outcome: RoutineDue, texts: Texts) -> Html:
    routine = outcome.workout.routine
    light = texts("routine.light") if routine.light else texts("routine.full")
    head = "routine.first" if outcome.first else "routine.head"
    return texts(head, n=-(-routine.seconds // 60), kind=light)


def _list(outcome: RoutineDue, texts: Texts, catalog: Catalog) -> Html:
    items = outcome.workout.routine.items
    return Html(
        "\n".join(f"{n}. {prescription(i, texts, catalog)}" for n, i in enumerate(items, 1))
    )


def routine_buttons(
    workout: Workout,
    texts: Texts,
    open_day: date | None = None,
    more: tuple[Button, ...] = (),
) -> tuple[tuple[Button, ...], ...]:
    """What can be done with the day's routine, and with a day that was never told about."""

    def button(verb: RoutineVerb, style: Style = Style.PLAIN, argument: str = "") -> Button:
        words = texts(f"button.routine.{verb}")
        return Button(str(words), OnRoutine(workout.day, verb, argument), style)

    left: tuple[Button, ...] = ()
    if open_day is not None:
        words = str(texts("button.open_day"))
        left = (Button(words, OnRoutine(open_day, RoutineVerb.REPORT)),)
    later = button(RoutineVerb.LATER, argument=str(LATER_MINUTES))
    return (
        (button(RoutineVerb.START, Style.SUCCESS), later),
        (button(RoutineVerb.SHORTER, argument="5"), button(RoutineVerb.NOT_TODAY)),
        (button(RoutineVerb.REPORT), *left, *more),
    )


def _why_today(workout: Workout, texts: Texts, catalog: Catalog) -> Html | None:
    whys = [i.why for i in workout.routine.items if i.why.pattern is not None]
    if not whys:
        return texts("routine.general") if workout.routine.general else None
    main = whys[0]
    assert main.pattern is not None
    pattern = catalog.patterns[main.pattern]
    return texts("routine.why", name=texts.phrase(pattern.name), side=_aside(main, texts))


def _aside(why: Why, texts: Texts) -> Html:
    if why.side is None or why.side is Side.BOTH:
        return Html("")
    return texts("finding.side.one", side=texts(f"side.{why.side}"))


def prescription(item: Prescription, texts: Texts, catalog: Catalog) -> Html:
    """ "Glute bridge, 2 x 12, left first"."""
    name = texts.phrase(catalog.exercises[item.exercise].name)
    return texts("routine.item", name=name, dose=dose(item, texts))


def dose(item: Prescription, texts: Texts) -> Html:
    """Sets, repetitions or seconds, and which side first."""
    reps = item.reps or 0
    if item.side_hold_s is not None and item.reps is None:
        left, right = item.side_hold_s
        words = texts("dose.sides", sets=item.sets, left=left, right=right)
    elif item.reps is None:
        words = texts("dose.hold", sets=item.sets, hold=item.hold_s or 0)
    elif item.hold_s:
        words = texts("dose.reps_hold", sets=item.sets, reps=reps, hold=item.hold_s)
    else:
        words = texts("dose.reps", sets=item.sets, reps=reps)
    if item.side_first is None:
        return words
    return texts("dose.first", dose=words, side=texts(f"side.{item.side_first}"))


def change_words(change: Change, texts: Texts, catalog: Catalog) -> Html:
    """What differs from before, and why."""
    name = texts.phrase(catalog.exercises[change.exercise].name) if change.exercise else ""
    return texts.phrase(change.reason, exercise=name)


def card_shown(outcome: CardShown, texts: Texts, catalog: Catalog) -> Screen:
    """One exercise: dose, cues folded, buttons."""
    workout, index = outcome.workout, outcome.card
    item = workout.routine.items[index]
    exercise = catalog.exercises[item.exercise]
    steps = "\n".join(f"{n}. {texts.phrase(s)}" for n, s in enumerate(exercise.steps, 1))
    lines = [
        texts(
            "card.head",
            here=index + 1,
            of=len(workout.cards),
            name=texts.phrase(exercise.name),
        ),
        dose(item, texts),
        Html(
            f"<blockquote expandable>{steps}\n"
            f"{texts('card.mistake', words=texts.phrase(exercise.mistake))}\n"
            f"{texts('card.breathing', words=texts.phrase(exercise.breathing))}</blockquote>"
        ),
    ]
    if exercise.caution:
        lines.append(texts.phrase(exercise.caution))
    if outcome.why:
        lines.append(_why(item.why, texts, catalog))

    def button(verb: CardVerb, style: Style = Style.PLAIN) -> Button:
        return Button(str(texts(f"button.card.{verb}")), OnCard(workout.day, index, verb), style)

    done = button(CardVerb.DONE, Style.SUCCESS)
    more = (
        (button(CardVerb.STOP),) if outcome.why else (button(CardVerb.WHY), button(CardVerb.STOP))
    )
    return Screen(
        Html("\n\n".join(lines)),
        rows=((done,), (button(CardVerb.SKIP), button(CardVerb.HURTS, Style.DANGER)), more),
        mode=Mode.EDIT if outcome.edit else Mode.SEND,
        picture=Picture(str(item.exercise), str(item.side_first or Side.LEFT)),
    )


def _why(why: Why, texts: Texts, catalog: Catalog) -> Html:
    muscle = muscles([why.muscle], texts, catalog)
    if why.pattern is None:
        return texts("card.why_general", muscle=muscle)
    name = texts.phrase(catalog.patterns[why.pattern].name)
    return texts("card.why", name=name, side=_aside(why, texts), muscle=muscle)


def workout_ended(outcome: WorkoutEnded, texts: Texts) -> Screen:
    """The last card sums up."""
    workout = outcome.workout
    hurt = sum(card.state is CardState.HURT for card in workout.cards)
    lines = [texts("workout.ended", n=workout.done, of=len(workout.cards))]
    if hurt:
        lines.append(texts("workout.hurt", n=hurt))
    return Screen(Html("\n\n".join(lines)), mode=Mode.EDIT if outcome.edit else Mode.SEND)


def checkin_due(outcome: CheckinDue, texts: Texts) -> Screen:
    """Pushed: one question."""
    day = outcome.workout.day
    row = (
        Button(
            str(texts("button.checkin.report")), OnRoutine(day, RoutineVerb.REPORT), Style.PRIMARY
        ),
        Button(str(texts("button.routine.start")), OnRoutine(day, RoutineVerb.START)),
    )
    no = Button(str(texts("button.routine.no")), OnRoutine(day, RoutineVerb.NOT_TODAY))
    return Screen(texts("checkin.due"), rows=(row, (no,)), silent=True)


def checked_in(outcome: CheckedIn, texts: Texts, catalog: Catalog) -> Screen:
    """What was understood, and what follows."""
    workout = outcome.workout
    lines = [_understood(workout, texts)]
    lines += [change_words(c, texts, catalog) for c in outcome.changes]
    if outcome.weeks_done:
        done, planned = outcome.weeks_done
        lines.append(texts("checkin.week", n=done, planned=planned))
    if outcome.next_due:
        lines.append(texts("checkin.next", at=texts.moment(outcome.next_due, outcome.zone)))
    lines += texts.tip(outcome.tip)
    correct = Button(str(texts("button.correct")), OnRoutine(workout.day, RoutineVerb.REPORT))
    profile = Button(str(texts("button.to.profile")), Command("profile"))
    return Screen(Html("\n\n".join(lines)), rows=((correct, profile),))


def _understood(workout: Workout, texts: Texts) -> Html:
    pain = max(
        (p for p in (workout.pains.during, workout.pains.after) if p is not None), default=None
    )
    words = (
        texts("checkin.not_today")
        if workout.ending is Ending.NOT_TODAY
        else texts("checkin.done", n=workout.done, of=len(workout.cards))
    )
    if pain is None:
        return words
    return texts("checkin.with_pain", words=words, pain=pain)
