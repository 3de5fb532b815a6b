"""Show the day's routine on one screen, with what can be done with it."""

from collections.abc import Sequence

from bot.domain.assessment.profile import Conclusion
from bot.domain.catalog import Catalog
from bot.domain.ids import Region, Side
from bot.domain.intent import Command, OnRoutine, RoutineVerb
from bot.domain.outcome.pushed import RoutineDue, StretchDue
from bot.domain.outcome.workout import TodayCard, TrackMade
from bot.domain.tip import Tip
from bot.domain.training.audio_cues import Sound
from bot.domain.training.exercise import STRENGTH, Phase, Practice
from bot.domain.training.minutes import minutes_of
from bot.domain.training.retest import Recheck
from bot.domain.training.routine import Change, Prescription, Routine
from bot.domain.training.trainee import SHORTEST
from bot.domain.training.workout import Workout
from bot.views.barriers import if_then
from bot.views.dose_words import dose
from bot.views.folding import Part
from bot.views.kept_to_words import kept_to_words
from bot.views.pain import pain_or_none, pain_question
from bot.views.routine_purpose import left_alone, why_today
from bot.views.screen import Audio, Button, Picture, Screen, Style
from bot.views.texts import Html, Texts

LATER_MINUTES = 60
"""What the Later button asks for; any other time can be typed."""

KIND_WORDS = frozenset(
    f"change.{reason}"
    for reason in (
        *("hurts_today", "hurts_spared", "left_alone", "left_alone_instead", "left_alone_others"),
        "all_left_alone",
    )
)
"""Changes that begin with a kind word after pain: above the list, folded last."""
MOST_CHANGES = 3
"""What changed, as far as a few lines hold it."""


def routine_due(outcome: RoutineDue, texts: Texts, catalog: Catalog) -> Screen:
    """The day's routine on one screen, and what to do with it."""
    workout, person = outcome.workout, outcome.person
    routine = workout.routine
    parts = [Part(words) for words in _greeting(outcome, texts)]
    parts.append(Part(_head(outcome, texts)))
    if reason := why_today(workout, texts, catalog):
        parts.append(Part(reason, tight=True))
    kind = [c for c in routine.changes if c.reason.key in KIND_WORDS]
    parts += [Part(change_words(c, texts, catalog), yields=1) for c in kind]
    parts += listed([prescription(i, texts, catalog) for i in routine.items])
    rest = [
        c for c in routine.changes if not (c.reason.key in KIND_WORDS or _is_headed(c, workout))
    ]
    parts += [Part(change_words(c, texts, catalog), yields=3) for c in rest]
    if outcome.kept_to is not None and (limits := kept_to_words(outcome.kept_to, texts, catalog)):
        parts.append(Part(limits, yields=2))
    if outcome.went_by and (plan := if_then(person.preferences, texts, catalog)):
        parts.append(Part(texts("routine.went_by", plan=plan), yields=1))
    if person.preferences.anchor:
        parts.append(Part(texts("routine.anchor", anchor=person.preferences.anchor), yields=4))
    parts += [Part(tip, yields=5) for tip in texts.tip(outcome.tip)]
    asked: list[Button] = []
    if outcome.open_day is not None:
        report = OnRoutine(outcome.open_day, RoutineVerb.REPORT)
        asked.append(Button(str(texts("button.open_day")), report))
    if outcome.test is not None:
        name = texts.phrase(catalog.tests[outcome.test.test].name)
        nothing = outcome.profile is not None and outcome.profile.conclusion is Conclusion.NOTHING
        why = "surer" if nothing else str(outcome.test.reason)
        parts.append(Part(texts(f"routine.measure.{why}", name=name), yields=1))
        words = str(texts("button.routine.measure"))
        asked.append(Button(words, OnRoutine(workout.day, RoutineVerb.MEASURE)))
    if outcome.recheck is not None:
        parts.append(Part(texts(f"recheck.due.{outcome.recheck}"), yields=1))
        asked.append(recheck_button(outcome.recheck, texts))
    rows = routine_buttons(workout, texts, tuple(asked), brief=outcome.asks is not None)
    if outcome.asks is not None:
        parts.append(Part(pain_question(outcome.asks, texts)))
        rows = (pain_or_none(outcome.asks, texts), *rows)
    picture = still(routine.items[0], texts, catalog) if routine.items else None
    return Screen(rows=rows, picture=picture, parts=tuple(parts))


def _is_headed(change: Change, workout: Workout) -> bool:
    """Whether the head says already that these places rest."""
    headed = change.reason.key == "change.resting" and bool(change.places)
    return headed and set(change.places) <= set(left_alone(workout))


def still(item: Prescription, texts: Texts, catalog: Catalog, *, moving: bool = False) -> Picture:
    """An exercise as it is begun, on the side that is first; of one that fits many muscles, where
    today's is, unless its own picture shows that one."""
    muscle = item.why.muscle
    if not is_own_picture(item, catalog):
        marks = tuple((str(muscle), str(side), "tight") for side in (Side.LEFT, Side.RIGHT))
        words = [(name, str(texts(f"map.{name}"))) for name in ("front", "back", "left", "right")]
        return Picture("body_map", marks=marks, labels=(*words, ("tight", str(texts("map.here")))))
    return Picture(str(item.exercise), str(item.side_first or Side.LEFT), moving=moving)


def is_own_picture(item: Prescription, catalog: Catalog) -> bool:
    """Whether the exercise's own figure shows what is done today, and so can be seen moving."""
    exercise = catalog.exercises[item.exercise]
    return not exercise.any_tight or item.why.muscle == exercise.muscles[0]


def recheck_button(kind: Recheck, texts: Texts) -> Button:
    """To the re-test; after twelve weeks habits and signs are asked again too."""
    name = "assess" if kind in (Recheck.HABITS, Recheck.FIRST) else "recheck"
    label = "measure_first" if kind is Recheck.FIRST else "recheck"
    return Button(str(texts(f"button.{label}")), Command(name))


def routine_head(outcome: RoutineDue, texts: Texts) -> list[Part]:
    """The day's routine in a line, below something else."""
    greeting = [Part(words, yields=5) for words in _greeting(outcome, texts)]
    return [*greeting, Part(_head(outcome, texts))]


def _greeting(outcome: RoutineDue, texts: Texts) -> list[Html]:
    """What is said first where somebody was away: the person, or the bot."""
    if outcome.welcome:
        return [texts("routine.welcome")]
    return [texts("routine.late")] if outcome.late else []


def _head(outcome: RoutineDue, texts: Texts) -> Html:
    routine = outcome.workout.routine
    head = "routine.first" if outcome.first else "routine.head"
    return texts(head, n=minutes_of(routine), kind=kind_words(routine, texts))


def kind_words(routine: Routine, texts: Texts) -> Html:
    """What the routine is made of: "stretch and strengthen"."""
    stretches = any(i.phase is Phase.LENGTHEN for i in routine.items)
    strengthens = any(i.phase in STRENGTH for i in routine.items)
    if stretches:
        return texts("routine.kind.both" if strengthens else "routine.kind.stretch")
    return texts("routine.kind.strength" if strengthens else "routine.kind.neither")


def listed(lines: Sequence[str]) -> list[Part]:
    """Numbered lines, of which the last ones give way."""
    numbered = enumerate(lines, 1)
    return [Part(Html(f"{n}. {line}"), yields=2, tight=n > 1, step=True) for n, line in numbered]


def routine_buttons(
    workout: Workout,
    texts: Texts,
    asked: tuple[Button, ...] = (),
    *,
    brief: bool = False,
) -> tuple[tuple[Button, ...], ...]:
    """What can be done with the day's routine; what is asked today takes the place of the rest.

    Args:
        brief: leave out what is needed least, beside another question.
    """

    def button(verb: RoutineVerb, style: Style = Style.PLAIN, argument: str = "") -> Button:
        words = texts(f"button.routine.{verb}")
        return Button(str(words), OnRoutine(workout.day, verb, argument), style)

    later = button(RoutineVerb.LATER, argument=str(LATER_MINUTES))
    other = button(RoutineVerb.OTHER, argument=workout.next_exercise)
    rest = (*asked, button(RoutineVerb.REPORT), other, button(RoutineVerb.TRACK))
    rows = (
        (button(RoutineVerb.START, Style.SUCCESS), later, *shorter(workout, texts)),
        (button(RoutineVerb.NOT_TODAY), rest[0]),
        rest[1 : max(1, len(asked)) if brief else 3],
    )
    return tuple(row for row in rows if row)


def shorter(workout: Workout, texts: Texts) -> tuple[Button, ...]:
    """The button for the shortest routine; none where it takes no longer already."""
    if minutes_of(workout.routine) <= SHORTEST:
        return ()
    intent = OnRoutine(workout.day, RoutineVerb.SHORTER, str(SHORTEST))
    return (Button(str(texts("button.routine.shorter")), intent),)


def prescription(item: Prescription, texts: Texts, catalog: Catalog) -> Html:
    """ "Glute bridge, 2 x 12, left first"."""
    name = exercise_name(item, texts, catalog)
    return texts("routine.item", name=name, dose=dose(item, texts, catalog))


def exercise_name(item: Prescription, texts: Texts, catalog: Catalog) -> Html:
    """The name of an exercise, and of its muscle where it fits many."""
    return practice_name(catalog.exercises[item.exercise].practice(item.why.muscle), texts, catalog)


def practice_name(practice: Practice, texts: Texts, catalog: Catalog) -> Html:
    """The name of an exercise, and of the muscle that it was done for where it fits many."""
    name = texts.phrase(catalog.exercises[practice.exercise].name)
    if practice.muscle is None:
        return name
    muscle = texts.phrase(catalog.muscles[practice.muscle].name)
    return texts("card.of_muscle", name=name, muscle=muscle)


def change_words(change: Change, texts: Texts, catalog: Catalog) -> Html:
    """What differs from before, and why."""
    exercise, other = (
        practice_name(Practice(id, muscle), texts, catalog) if id else ""
        for id, muscle in ((change.exercise, change.muscle), (change.other, None))
    )
    then, after = (texts.number(level) for level in change.levels or (0.0, 0.0))
    return texts.phrase(
        change.reason,
        exercise=exercise,
        other=other,
        then=then,
        now=after,
        place=places(change.places, change.side, texts),
        until="" if change.until is None else texts.day(change.until),
        side="" if change.side is None else texts(f"side.{change.side}"),
    )


def places(regions: Sequence[Region], side: Side | None, texts: Texts) -> Html:
    """The places that a change is about: "your thigh"; "what hurt" where none is known."""
    if not regions:
        return texts("change_place.unknown")
    names = texts.list([texts(f"region.{region}") for region in regions])
    if side is None or side is Side.BOTH:
        return texts("change_place.known", places=names)
    return texts("change_place.sided", places=names, side=texts(f"side.{side}"))


def track_made(outcome: TrackMade, texts: Texts) -> Screen:
    """The tempo as sound, with what its tones mean."""
    minutes = -(-outcome.score.seconds // 60)
    audio = Audio(outcome.score, str(texts("track.title", n=minutes)))
    words = texts("track.caption", n=minutes)
    if any(sound is Sound.PRESS for _, sound in outcome.score.sounds):
        words = Html(f"{words}\n{texts('track.press')}")
    return Screen(words, audio=audio)


def today_card(outcome: TodayCard, texts: Texts, catalog: Catalog) -> Screen:
    """The day, how far it is, and what changed: a few lines that stay on top of the chat."""
    workout = outcome.workout
    state = workout.ending or workout.state
    counts = {
        "n": workout.done,
        "of": len(workout.cards),
        "minutes": minutes_of(workout.routine),
    }
    lines = [texts("today.head", day=texts.day(workout.day)), texts(f"today.{state}", **counts)]
    lines += [change_words(c, texts, catalog) for c in workout.routine.changes[:MOST_CHANGES]]
    return Screen(
        Html("\n".join(lines)),
        rows=((Button(str(texts("button.to.today")), Command("today")),),),
        message=outcome.message,
        silent=True,
    )


def stretch_due(outcome: StretchDue, texts: Texts, catalog: Catalog) -> Screen:
    """One stretch with its dose; how it is done is folded."""
    item = outcome.item
    exercise = catalog.exercises[item.exercise]
    steps = "\n".join(f"{n}. {texts.phrase(s)}" for n, s in enumerate(exercise.steps, 1))
    parts = [
        Part(texts("interlude.stretch", item=prescription(item, texts, catalog))),
        Part(Html(steps), folded=True),
    ]
    if caution := exercise.caution_of(outcome.conditions):
        parts.append(Part(texts.phrase(caution)))
    done = Button(str(texts("button.card.done")), Command("stretched"), Style.SUCCESS)
    return Screen(
        parts=tuple(parts),
        rows=((done, _settings_button(texts)),),
        picture=still(item, texts, catalog),
    )


def break_due(tip: Tip, texts: Texts) -> Screen:
    """One small thing to do now."""
    words = [texts("interlude.break"), texts.phrase(tip.text)]
    return Screen(Html("\n\n".join(words)), rows=((_settings_button(texts),),))


def _settings_button(texts: Texts) -> Button:
    return Button(str(texts("button.to.settings")), Command("settings"))
