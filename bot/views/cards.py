"""Show the cards of a workout: one exercise at a time, and the sum at the end."""

from collections.abc import Sequence

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
from bot.domain.training.routine import Prescription
from bot.domain.training.sets import planned_work, sets_of, timed
from bot.domain.training.workout import Card, CardState, Work
from bot.views.card_buttons import card_button, card_head
from bot.views.card_pain import body_pointed_at, pain_asked
from bot.views.card_reasons import first_side, why_words
from bot.views.dose_words import dose
from bot.views.findings import muscles
from bot.views.folding import Part
from bot.views.pain import was_consoled
from bot.views.routines import (
    KIND_WORDS,
    change_words,
    is_own_picture,
    prescription,
    still,
)
from bot.views.screen import Button, Effect, Mode, Screen, Style
from bot.views.texts import Html, Texts
from bot.views.warning_signs import comes_back

FEWER = 6
"""How many smaller numbers are offered when it was less than planned."""
FIRST_STEPS = 2
"""So many steps stay open, if need be before the caution; the others yield to it."""
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
    """One exercise: dose, the steps that fit, where it is felt, four buttons."""
    item = outcome.workout.routine.items[outcome.card]
    picture = still(item, texts, catalog, moving=outcome.moving)
    if outcome.hurts is not None:
        parts, rows = pain_asked(outcome, outcome.hurts, texts, catalog)
        picture = body_pointed_at(outcome.hurts, texts, catalog) or picture
    else:
        parts, rows = _parts(outcome, item, texts, catalog), _rows(outcome, item, texts, catalog)
    return Screen(
        parts=tuple(parts),
        rows=rows,
        mode=Mode.EDIT if outcome.edit else Mode.SEND,
        picture=picture,
        message=outcome.message,
    )


def _parts(outcome: CardShown, item: Prescription, texts: Texts, catalog: Catalog) -> list[Part]:
    exercise = catalog.exercises[item.exercise]
    press = _press(item, exercise, texts)
    where = _where(outcome, item, press, texts)
    parts = [card_head(outcome, texts, catalog), Part(dose(item, texts, catalog), tight=True)]
    goes_on = outcome.timing is not None or outcome.workout.cards[outcome.card].bout > 0
    if where and goes_on:  # which set and side it is now, always in sight
        parts.append(Part(where, tight=True))
    if outcome.why:
        parts.append(Part(why_words(item.why, outcome.because, texts, catalog), yields=1))
    parts += [
        Part(change_words(c, texts, catalog), yields=1 if c.reason.key in KIND_WORDS else 7)
        for c in outcome.changes
    ]
    if press and outcome.timing is None:
        words = texts("card.press", hold=FIRST_HOLD_S, press=PRESS_S, words=press)
        parts.append(Part(words, yields=3))
    if noted := work_so_far(outcome.workout.cards[outcome.card], texts):
        parts.append(Part(noted))
    if outcome.less:
        which = "less_side" if item.side_first else "less"
        parts.append(Part(texts(f"card.{which}.{'hold' if item.reps is None else 'reps'}")))
    parts += steps(exercise, texts)
    if where and not goes_on:
        parts.append(Part(where, yields=7))
    parts.append(Part(_felt(item, exercise, texts, catalog), yields=6))
    watch = texts("card.mistake", words=texts.phrase(exercise.mistake_at(item.why.muscle)))
    parts.append(Part(watch, tight=True, yields=8))
    if outcome.card == 0:
        parts += comes_back(outcome.conditions, texts, catalog)
    if caution := exercise.caution_of(outcome.conditions):
        parts.append(Part(texts.phrase(caution), yields=4))
    breathing = texts("card.breathing", words=texts.phrase(exercise.breathing))
    parts.append(Part(breathing, folded=True))
    if outcome.why:
        parts.append(Part(texts("card.source"), folded=True))
    return parts


def steps(exercise: Exercise, texts: Texts) -> list[Part]:
    """The steps in their order, from the first one on as many as there is room for."""
    return [
        Part(
            Html(f"{n}. {texts.phrase(step)}"),
            tight=True,
            yields=2 if n <= FIRST_STEPS else 5,
            step=True,
        )
        for n, step in enumerate(exercise.steps, 1)
    ]


def _felt(item: Prescription, exercise: Exercise, texts: Texts, catalog: Catalog) -> Html:
    """Where it is felt: in the exercise's own words, else in the muscle it is for."""
    if exercise.felt is not None:
        return texts.phrase(exercise.felt)
    muscle = item.why.muscle if exercise.any_tight else exercise.muscles[0]
    return texts("card.felt", muscle=muscles([muscle], texts, catalog))


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
        return first_side(item, texts)
    if len(all_of_them) == 1:
        return Html("")
    if bout >= len(all_of_them):
        return texts("card.all_sets")
    current = all_of_them[bout]
    if current.number > item.sets:
        return texts("card.extra_set", side=texts(f"side.{current.side}"))
    words = texts("card.set", n=current.number, of=item.sets)
    if current.side is None:
        return words
    if item.sets == 1:
        return texts("card.now_side", side=texts(f"side.{current.side}"))
    return texts("card.set_side", words=words, side=texts(f"side.{current.side}"))


def _timer(timing: Timing, press: Html, texts: Texts) -> Html:
    if timing.moment is TimerMoment.PRESS:
        return texts("timer.press", n=timing.seconds, words=press)
    side = "both" if timing.side is None else str(timing.side)
    return texts(f"timer.{timing.moment}", n=timing.seconds, side=texts(f"timer.side.{side}"))


Rows = tuple[tuple[Button, ...], ...]


def _rows(outcome: CardShown, item: Prescription, texts: Texts, catalog: Catalog) -> Rows:
    if outcome.less:
        return _less_buttons(outcome, item)
    if outcome.more:
        return _more_buttons(outcome, item, texts, moves=is_own_picture(item, catalog))
    return _buttons(outcome, item, texts)


def _buttons(outcome: CardShown, item: Prescription, texts: Texts) -> Rows:
    """One tap ticks what is open, one set or the rest of the exercise."""
    rest = sets_of(item)[outcome.workout.cards[outcome.card].bout :]
    is_last = not rest or rest[0].number == rest[-1].number
    verb = CardVerb.DONE if is_last else CardVerb.SET
    first = [
        card_button(verb, outcome, texts, style=Style.SUCCESS, n=rest[0].number if rest else 0)
    ]
    if timed(item) and rest:
        first.append(card_button(CardVerb.TIMER, outcome, texts))
    elif len(rest) > 1 and rest[1].number == rest[0].number:
        first.append(card_button(CardVerb.NEXT, outcome, texts))
    hurts = card_button(CardVerb.HURTS, outcome, texts, style=Style.DANGER)
    return tuple(first), (hurts, card_button(CardVerb.MORE, outcome, texts))


def _more_buttons(outcome: CardShown, item: Prescription, texts: Texts, *, moves: bool) -> Rows:
    """What is needed less often, and the way back."""
    rows = [
        (CardVerb.EASIER, CardVerb.HARDER, CardVerb.OTHER),
        (CardVerb.SKIP, CardVerb.WHY, *((CardVerb.MOVING,) if moves else ())),
        (CardVerb.LESS, CardVerb.STOP),
    ]
    buttons = [[card_button(verb, outcome, texts) for verb in row] for row in rows]
    if item.instead_of is not None and not outcome.workout.cards[outcome.card].felt:
        # Whoever just swapped one wants no harder one.
        never = Command("never", str(item.instead_of))
        buttons[0][1] = Button(str(texts("button.never")), never)
    back = card_button(CardVerb.CARD, outcome, texts)
    return (*(tuple(row) for row in buttons), (back,))


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


def workout_ended(outcome: WorkoutEnded, texts: Texts, catalog: Catalog) -> Screen:
    """The last card sums up."""
    workout = outcome.workout
    hurt = sum(card.state is CardState.HURT for card in workout.cards)
    pairs = zip(workout.routine.items, workout.cards, strict=True)
    done = [_ended(item, card, texts, catalog) for item, card in pairs]
    parts = [Part(texts("workout.ended", n=workout.done, of=len(workout.cards)))]
    parts += [Part(Html(line), yields=1, tight=n > 0) for n, line in enumerate(done)]
    parts += [Part(change_words(c, texts, catalog)) for c in outcome.changes]
    if hurt and not outcome.changes:
        key = "workout.hurt" if was_consoled(workout) else "workout.hurt_first"
        parts.append(Part(texts(key, n=hurt)))
    return Screen(parts=tuple(parts), mode=Mode.EDIT if outcome.edit else Mode.SEND)


def milestone_reached(outcome: MilestoneReached, texts: Texts) -> Screen:
    """A message of its own: an effect plays only with a new one."""
    words = texts(f"milestone.{outcome.milestone}", n=outcome.weeks)
    return Screen(words, effect=Effect.PARTY)


def _ended(item: Prescription, card: Card, texts: Texts, catalog: Catalog) -> str:
    planned = prescription(item, texts, catalog)
    return f"{MARKS[card.state]} {planned}{actual_work(card, item, texts)}"
