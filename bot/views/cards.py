"""The cards of a guided workout: one exercise at a time, and the sum at the end."""

from collections.abc import Sequence

from bot.domain.assessment.profile import Profile
from bot.domain.catalog import Catalog
from bot.domain.ids import Side
from bot.domain.intent import CardVerb, Command, OnCard
from bot.domain.outcome.workout import (
    CardShown,
    MilestoneReached,
    TimerMoment,
    Timing,
    WorkoutEnded,
)
from bot.domain.training.dose import FIRST_HOLD_S, PRESS_S
from bot.domain.training.exercise import Exercise
from bot.domain.training.routine import Prescription, Why
from bot.domain.training.sets import planned_work, sets_of, timed
from bot.domain.training.workout import Card, CardState, Work
from bot.views.findings import muscles, reason_words
from bot.views.page import Part
from bot.views.routines import aside, change_words, dose, prescription, still
from bot.views.screen import Button, Effect, Mode, Screen, Style
from bot.views.texts import Html, Texts

FEWER = 6
"""How many smaller numbers are offered when it was less than planned."""
MARKS = {CardState.DONE: "✓", CardState.HURT: "!", CardState.SKIPPED: "–", CardState.OPEN: "·"}


def actual_work(card: Card, item: Prescription, texts: Texts) -> Html:
    """What was done, behind what was planned; nothing where it went as planned."""
    if card.state is not CardState.DONE or set(card.work) <= set(planned_work(item)):
        return Html("")
    return texts("card.really", words=work_words(card.work, texts))


def work_so_far(card: Card, texts: Texts) -> Html | None:
    """What was told of the open exercise until now."""
    if card.work:
        return texts("card.so_far", words=work_words(card.work, texts))
    return texts("card.with", load=card.load) if card.load else None


def work_words(work: Sequence[Work], texts: Texts) -> Html:
    """ "left 12, right 9, red band"."""
    loads = list(dict.fromkeys(one.load for one in work))
    alike = len(loads) == 1
    words = [_work_words(one, texts, loaded=not alike) for one in work]
    if alike and loads[0]:
        words.append(texts("card.work_with", load=loads[0]))
    return Html(", ".join(words))


def _work_words(work: Work, texts: Texts, *, loaded: bool) -> Html:
    held = work.reps is None
    words = texts("card.work_s" if held else "card.work", n=work.seconds if held else work.reps)
    if work.side is not Side.BOTH:
        words = texts("card.work_side", side=texts(f"side.{work.side}"), words=words)
    if loaded and work.load:
        words = texts("card.work_load", words=words, load=work.load)
    return words


def card_shown(outcome: CardShown, texts: Texts, catalog: Catalog) -> Screen:
    """One exercise: dose, counter, cues folded, buttons."""
    workout, index = outcome.workout, outcome.card
    item = workout.routine.items[index]
    exercise = catalog.exercises[item.exercise]
    steps = "\n".join(f"{n}. {texts.phrase(s)}" for n, s in enumerate(exercise.steps, 1))
    press = _press(item, exercise, texts)
    here, of = index + 1, len(workout.cards)
    parts = [
        Part(texts("card.head", here=here, of=of, name=texts.phrase(exercise.name))),
        Part(dose(item, texts), tight=True),
    ]
    if outcome.why:
        parts.append(Part(_why(item.why, outcome.because, texts, catalog), yields=1))
    parts += [
        Part(_where(outcome, item, press, texts), tight=True, yields=0 if outcome.timing else 2),
        *(Part(change_words(c, texts, catalog), yields=3) for c in outcome.changes),
        Part(
            Html(
                f"{steps}\n"
                f"{texts('card.mistake', words=texts.phrase(exercise.mistake))}\n"
                f"{texts('card.breathing', words=texts.phrase(exercise.breathing))}"
            ),
            folded=True,
        ),
    ]
    if press and outcome.timing is None:
        words = texts("card.press", hold=FIRST_HOLD_S, press=PRESS_S, words=press)
        parts.insert(-1, Part(words, yields=1))
    if noted := work_so_far(workout.cards[index], texts):
        parts.insert(-1, Part(noted))
    if exercise.caution:
        parts.append(Part(texts.phrase(exercise.caution), yields=2))
    if outcome.why:
        parts.append(Part(texts("card.source"), folded=True))
    if outcome.less:
        parts.append(Part(texts("card.less_side" if item.side_first else "card.less")))
    return Screen(
        parts=tuple(parts),
        rows=_less_buttons(outcome, item) if outcome.less else _buttons(outcome, item, texts),
        mode=Mode.EDIT if outcome.edit else Mode.SEND,
        picture=still(item, moving=outcome.moving),
        message=outcome.message,
    )


def _press(item: Prescription, exercise: Exercise, texts: Texts) -> Html:
    """How to press against the stretch, where that is asked."""
    if not item.contract or exercise.press is None:
        return Html("")
    return texts.phrase(exercise.press)


def _where(outcome: CardShown, item: Prescription, press: Html, texts: Texts) -> Html:
    """Which side first and why; then set and side, or what the timer tells."""
    if outcome.timing is not None:
        return _timer(outcome.timing, press, texts)
    bout, all_of_them = outcome.workout.cards[outcome.card].bout, sets_of(item)
    if bout == 0 and item.side_first is not None:
        known = item.why.side is item.side_first
        key = "card.first_weaker" if known else "card.first_turn"
        return texts(key, side=texts(f"side.{item.side_first}"))
    if len(all_of_them) == 1:
        return Html("")
    if bout >= len(all_of_them):
        return texts("card.all_sets")
    now = all_of_them[bout]
    if now.number > item.sets:
        return texts("card.extra_set", side=texts(f"side.{now.side}"))
    words = texts("card.set", n=now.number, of=item.sets)
    if now.side is None:
        return words
    return texts("card.set_side", words=words, side=texts(f"side.{now.side}"))


def _timer(timing: Timing, press: Html, texts: Texts) -> Html:
    if timing.moment is TimerMoment.PRESS:
        return texts("timer.press", n=timing.seconds, words=press)
    side = "both" if timing.side is None else str(timing.side)
    return texts(f"timer.{timing.moment}", n=timing.seconds, side=texts(f"timer.side.{side}"))


def _buttons(
    outcome: CardShown, item: Prescription, texts: Texts
) -> tuple[tuple[Button, ...], ...]:
    day, index = outcome.workout.day, outcome.card
    bout, total = outcome.workout.cards[index].bout, len(sets_of(item))

    seen = {CardVerb.NEXT: str(bout), CardVerb.EASIER: item.dose, CardVerb.HARDER: item.dose}

    def button(verb: CardVerb, style: Style = Style.PLAIN) -> Button:
        words = str(texts(f"button.card.{verb}"))
        return Button(
            words, OnCard(day, index, verb, str(item.exercise), seen.get(verb, "")), style
        )

    first = [button(CardVerb.DONE, Style.SUCCESS)]
    if timed(item) and bout < total:
        first.append(button(CardVerb.TIMER))
    elif total > 1 and bout < total - 1:
        first.append(button(CardVerb.NEXT))
    if not outcome.moving:
        first.append(button(CardVerb.MOVING))
    last = [button(CardVerb.WHY)] if not outcome.why else []
    if outcome.changes and item.instead_of is not None and not outcome.workout.cards[index].felt:
        never = Command("never", str(item.instead_of))
        last = [Button(str(texts("button.never")), never), *last]
    return (
        tuple(first),
        (button(CardVerb.EASIER), button(CardVerb.HARDER), button(CardVerb.OTHER)),
        (button(CardVerb.LESS), button(CardVerb.SKIP), button(CardVerb.HURTS, Style.DANGER)),
        (*last, button(CardVerb.STOP)),
    )


def _less_buttons(outcome: CardShown, item: Prescription) -> tuple[tuple[Button, ...], ...]:
    """The numbers below the planned one, the nearest first."""
    planned = item.reps or item.hold_s or 0
    step = 1 if item.reps else 5
    numbers = [n for n in range(planned - step, -1, -step) if n >= 0][:FEWER]
    return (
        tuple(
            Button(
                str(n),
                OnCard(
                    outcome.workout.day, outcome.card, CardVerb.LESS, str(item.exercise), str(n)
                ),
            )
            for n in numbers
        ),
    )


def _why(why: Why, profile: Profile | None, texts: Texts, catalog: Catalog) -> Html:
    """Answer, finding, muscle: where the exercise comes from."""
    muscle = muscles([why.muscle], texts, catalog)
    if why.pattern is None:
        return texts("card.why_general", muscle=muscle)
    name = texts.phrase(catalog.patterns[why.pattern].name)
    words = texts("card.why", name=name, side=aside(why, texts), muscle=muscle)
    found = [f for f in profile.drivers if f.pattern == why.pattern] if profile else []
    reasons = [r for f in found for r in f.because]
    if not reasons:
        return words
    because = texts("card.because", reason=reason_words(reasons[0], texts))
    return Html(f"{words} {because}")


def workout_ended(outcome: WorkoutEnded, texts: Texts, catalog: Catalog) -> Screen:
    """The last card sums up."""
    workout = outcome.workout
    hurt = sum(card.state is CardState.HURT for card in workout.cards)
    told = zip(workout.routine.items, workout.cards, strict=True)
    done = [_ended(item, card, texts, catalog) for item, card in told]
    parts = [Part(texts("workout.ended", n=workout.done, of=len(workout.cards)))]
    parts += [Part(Html(line), yields=1, tight=n > 0) for n, line in enumerate(done)]
    if hurt:
        parts.append(Part(texts("workout.hurt", n=hurt)))
    return Screen(parts=tuple(parts), mode=Mode.EDIT if outcome.edit else Mode.SEND)


def milestone_reached(outcome: MilestoneReached, texts: Texts) -> Screen:
    """A message of its own: an effect plays only with a new one."""
    words = texts(f"milestone.{outcome.milestone}", n=outcome.weeks)
    return Screen(words, effect=Effect.PARTY)


def _ended(item: Prescription, card: Card, texts: Texts, catalog: Catalog) -> str:
    planned = prescription(item, texts, catalog)
    return f"{MARKS[card.state]} {planned}{actual_work(card, item, texts)}"
