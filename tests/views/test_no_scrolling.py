"""No screen needs scrolling on a phone, whatever is said on it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from bot.domain.assessment.profile import Conclusion, Finding, Profile
from bot.domain.echo import Echo, EchoLine
from bot.domain.ids import (
    DialogueId,
    ExerciseId,
    FlagId,
    PatternId,
    QuestionId,
    Region,
    Side,
    UserId,
)
from bot.domain.outcome import Outcome
from bot.domain.outcome.account import PrivacyTold, SettingAsked
from bot.domain.outcome.assessed import Assessed
from bot.domain.outcome.operator import WhoTold
from bot.domain.outcome.pushed import ReviewDue, RoutineDue
from bot.domain.outcome.reported import PainAsked
from bot.domain.outcome.talk import Asking, Welcomed
from bot.domain.outcome.workout import CardShown, TimerMoment, Timing, WorkoutEnded
from bot.domain.person import Person, Preferences
from bot.domain.ruler import Ruler
from bot.domain.setting import Setting
from bot.domain.talk.answers import Answers
from bot.domain.talk.condition import ALWAYS, NEVER
from bot.domain.talk.dialogue import PART, Dialogue
from bot.domain.talk.question import Kind, Question
from bot.domain.talk.script import Script
from bot.domain.training.exercise import Exercise
from bot.domain.training.retest import Recheck
from bot.domain.training.routine import Change, Prescription
from bot.domain.training.workout import CardState, PainMoment, Workout
from bot.views.folding import MOST_LINES, Part, page
from bot.views.folding import lines as lines_of
from bot.views.screen import Mode, Screen
from bot.views.screens import answer, view
from bot.views.texts import Html, Texts
from tests.views.phone import lines, too_many, too_much, too_wide
from tests.views.test_every_outcome import DAY, samples, the_catalog

MOST_EXERCISES = 7
ASKED_FOR = (Asking, PrivacyTold, ReviewDue, Welcomed, WhoTold)
"""What comes by itself or answers a command or a question: never led by what was understood."""
LONG_ANCHOR = "after the first coffee in the kitchen, before anybody else is awake"


@cache
def english() -> Texts:
    return Texts("en", the_catalog().words)


def seen(outcome: Outcome) -> Screen:
    return view(outcome, english(), the_catalog())


def scrolling(outcomes: Iterator[Outcome]) -> list[str]:
    """What is too much of all these."""
    return [fault for one in outcomes if (fault := too_much(seen(one)))]


def test_no_outcome_needs_scrolling() -> None:
    assert scrolling(iter(samples())) == []


def test_no_button_breaks_its_words() -> None:
    shown = [*samples(), *questions(), *chosen()]
    assert sorted({words for one in shown for words in too_wide(seen(one))}) == []


def test_no_screen_has_more_than_eight_buttons_to_choose_among() -> None:
    shown = [*samples(), *questions(), *chosen(), *cards_with_more()]
    counts = {many for one in shown if (many := too_many(seen(one), the_catalog()))}
    assert sorted(counts) == []


def cards_with_more() -> Iterator[CardShown]:
    """What is needed less often, also on a card that was just put in place of another."""
    workout = a_routine().workout
    first, other, *rest = workout.routine.items
    items = (replace(first, instead_of=other.exercise), other, *rest)
    swapped = replace(workout, routine=replace(workout.routine, items=items))
    yield from (CardShown(one, 0, more=True) for one in (workout, swapped))


def chosen() -> Iterator[SettingAsked]:
    """Every setting with each of its choices as the present one: a tick makes it wider."""
    of_one = (Setting.MINUTES, Setting.PLACE, Setting.QUIET, Setting.REVIEW_DAY, Setting.RULER)
    several = Preferences(equipment=frozenset(the_catalog().equipment))
    yield SettingAsked(Person(UserId(1), preferences=several), Setting.EQUIPMENT)
    for number in (5, 10, 20, 30):
        person = Person(UserId(1), preferences=Preferences(minutes=number))
        yield from (SettingAsked(person, setting) for setting in of_one)
    for ruler in Ruler:
        person = Person(UserId(1), preferences=Preferences(ruler=ruler, units="in"))
        yield SettingAsked(person, Setting.RULER)


def test_what_was_understood_pushes_nothing_off_the_screen() -> None:
    echoes = (Echo("done_count", {"n": 3}), Echo("pain", {"n": 4, "region": "low_back"}))
    echo = EchoLine((*echoes, Echo("later_at", {"at": DAY})), "Europe/Kyiv", undo=1)
    outcomes = [s for s in samples() if not isinstance(s, ASKED_FOR)]
    led = (answer([one], echo, english(), the_catalog())[0] for one in outcomes)
    assert [fault for screen in led if (fault := too_much(screen))] == []


def questions() -> Iterator[Asking]:
    """Every part of every question as the last of forty, with the way back, everything ticked."""
    for script in the_catalog().scripts.values():
        for question in script.questions:
            for part in range(len(question.parts({}))):
                yield Asking(_late(script, question, part))


def _late(script: Script, question: Question, part: int) -> Dialogue:
    question = replace(question, when=ALWAYS, unless=NEVER, once=False, unasked=False)
    before = [
        replace(question, id=QuestionId(f"before{n}"), kind=Kind.CHOICE, card=None)
        for n in range(40)
    ]
    answers: Answers = {q.id: "yes" for q in before}
    marks = {f"{PART}{n}" for n in range(part)}
    ticked = frozenset(str(o.id) for o in question.options if not o.alone) | marks
    items = (*before, question)
    draft = ticked if question.kind is Kind.SEVERAL else None
    return Dialogue(DialogueId(7), replace(script, items=items), answers, draft)


def test_no_question_needs_scrolling_with_everything_ticked_and_the_way_back() -> None:
    assert scrolling(questions()) == []


def longest() -> list[Exercise]:
    """The exercises with the longest names."""
    all_of_them = the_catalog().exercises.values()
    return sorted(all_of_them, key=lambda e: -len(e.name.english))[:MOST_EXERCISES]


@cache
def a_routine() -> RoutineDue:
    """A usual one, of the samples."""
    return next(s for s in samples() if isinstance(s, RoutineDue) and s.profile)


def _prescribed(exercise: ExerciseId) -> Prescription:
    """The dose that takes the most words, for the pattern with the longest name."""
    usual = a_routine().workout.routine.items[0]
    names = the_catalog().patterns
    why = replace(usual.why, pattern=max(names, key=lambda p: len(names[p].name.english)))
    return replace(
        usual, exercise=exercise, why=why, sets=3, reps=12, hold_s=10, side_first=Side.RIGHT
    )


def the_fullest() -> Workout:
    """Seven exercises with the longest names, and everything that can have changed."""
    reasons = sorted(the_catalog().plan_rules.reasons.values(), key=lambda r: -len(r.english))[:3]
    items = tuple(_prescribed(e.id) for e in longest())
    changes = tuple(Change(reason, items[0].exercise) for reason in reasons)
    return Workout.of(replace(a_routine().workout.routine, items=items, changes=changes))


def test_the_fullest_day_needs_no_scrolling() -> None:
    due = a_routine()
    person = replace(due.person, preferences=replace(due.person.preferences, anchor=LONG_ANCHOR))
    tip = max(the_catalog().tips.values(), key=lambda t: len(t.text.english))
    test = next(s.test for s in samples() if isinstance(s, RoutineDue) and s.test)
    due = replace(
        due,
        workout=the_fullest(),
        person=person,
        tip=tip,
        welcome=True,
        asks=PainAsked(DAY, PainMoment.BEFORE, place=Region("upper_back"), hurt_on=DAY),
    )
    days = (replace(due, test=test, open_day=DAY), *(replace(due, recheck=k) for k in Recheck))
    assert scrolling(iter(days)) == []


def pressed(workout: Workout, profile: Profile | None) -> Iterator[CardShown]:
    """The same on cards of a stretch with a press."""
    first, *rest = workout.routine.items
    item = replace(first, reps=None, hold_s=30, side_hold_s=(45, 30), contract=True)
    one = replace(workout, routine=replace(workout.routine, items=(item, *rest)))
    yield CardShown(one, 0, why=True, because=profile, changes=one.routine.changes[:1])
    for moment in TimerMoment:
        yield CardShown(one, 0, timing=Timing(moment, Side.RIGHT, 45))


def test_the_steps_of_a_card_stand_in_their_order_and_the_first_is_open() -> None:
    workout = a_routine().workout
    for exercise in the_catalog().exercises.values():
        items = (_prescribed(exercise.id), *workout.routine.items[1:])
        one = replace(workout, routine=replace(workout.routine, items=items))
        for card in (CardShown(one, 0), CardShown(one, 0, changes=workout.routine.changes[:1])):
            text = seen(card).text
            steps = [int(number) for number in re.findall(r"(?:^|>)(\d)\. ", text, re.MULTILINE)]
            assert steps == list(range(1, len(exercise.steps) + 1)), exercise.id
            assert "1. " in text.partition("<blockquote")[0], exercise.id


def test_a_step_is_folded_only_with_all_that_follow_it() -> None:
    words = [f"{n}. " + "word " * (60 if n == 2 else 9) for n in range(1, 5)]
    head = Part(Html("head " * 80), yields=9)
    text = page([head, *(Part(Html(w), yields=1, step=True, tight=True) for w in words)])
    assert [n for n in "1234" if f"{n}. " in text.partition("<blockquote")[0]] == ["1"]
    assert text.index("head") > text.index("1. ")


def test_no_card_needs_scrolling_with_its_reason_and_what_changed() -> None:
    profile, workout = a_routine().profile, the_fullest()

    def cards() -> Iterator[CardShown]:
        for exercise in the_catalog().exercises.values():
            items = (_prescribed(exercise.id), *workout.routine.items[1:])
            one = replace(workout, routine=replace(workout.routine, items=items))
            changes = workout.routine.changes[:1]
            yield CardShown(one, 0, why=True, because=profile, changes=changes)
            yield CardShown(one, 0, less=True)
            yield CardShown(one, 0, timing=Timing(TimerMoment.START, Side.RIGHT, 45))
            if exercise.press is not None:
                yield from pressed(one, profile)

    assert scrolling(cards()) == []


def test_the_sum_of_the_fullest_workout_needs_no_scrolling() -> None:
    hurt = the_fullest().mark(0, CardState.HURT).end()
    assert scrolling(iter([WorkoutEnded(hurt)])) == []


@cache
def the_fullest_profile() -> Profile:
    """Three patterns with the longest names on both sides, and everything else left to say."""
    profile = a_routine().profile
    assert profile is not None
    names = the_catalog().patterns
    long = sorted(names, key=lambda p: -len(names[p].name.english))
    one = profile.drivers[0]

    def finding(pattern: PatternId) -> Finding:
        return replace(one, pattern=pattern, side=Side.BOTH, worse=Side.RIGHT, side_confirmed=False)

    return replace(
        profile,
        conclusion=Conclusion.FOUND,
        drivers=tuple(finding(p) for p in long[:3]),
        others=tuple(finding(p) for p in long[3:6]),
        unsure=tuple(long[6:9]),
        repeat=tuple(the_catalog().tests)[:2],
        provisional=True,
    )


def test_the_fullest_profile_needs_no_scrolling() -> None:
    closed = frozenset(m for f in the_catalog().flags.values() for m in f.closes)
    assert scrolling(iter([Assessed(the_fullest_profile(), closed)])) == []


def test_urgent_advice_for_one_sign_is_seen_whole() -> None:
    """What to do now is never behind a fold."""
    for flag in the_catalog().flags.values():
        heard = [
            seen(s)
            for s in samples()
            if type(s).__name__ == "FlagHeard" and s.flag == flag  # type: ignore[union-attr]
        ]
        assert all("blockquote" not in screen.text for screen in heard), FlagId(flag.id)


@pytest.mark.parametrize("most", [1, 30])
def test_the_page_counts_lines_as_a_phone_does(most: int) -> None:
    words = Html(" ".join(["word"] * most * 8))
    text = page([Part(words), Part(words, folded=True), Part(words)])
    assert lines_of(text) == lines(Screen(text))


def test_what_fits_is_left_as_it_is() -> None:
    parts = [Part(Html("One.")), Part(Html("Two."), yields=1), Part(Html("Three."), tight=True)]
    assert page(parts) == "One.\n\nTwo.\nThree."


def test_what_yields_most_is_folded_first_and_nothing_is_lost() -> None:
    words = [Html(f"{n} " + "word " * 40) for n in range(4)]
    text = page([Part(one, yields=n) for n, one in enumerate(words)])
    assert lines_of(text) <= MOST_LINES
    assert text.index("<blockquote") < text.index("3 word")
    assert all(one in text for one in words)


def test_a_list_loses_its_end_and_never_its_middle() -> None:
    items = [Part(Html(f"{n}. " + "word " * (30 if n == 2 else 9)), yields=1) for n in range(1, 9)]
    numbers = [
        int(line[0])
        for line in page(items).replace("<blockquote expandable>", "").split("\n")
        if line[:1].isdigit()
    ]
    assert numbers == sorted(numbers)


def test_a_tick_moves_no_button() -> None:
    for asked in questions():
        draft = asked.dialogue.draft
        marks = {m for m in draft if m.startswith(PART)} if isinstance(draft, frozenset) else set()
        plain = replace(asked, dialogue=replace(asked.dialogue, draft=frozenset({"x", *marks})))
        before, after = (tuple(len(row) for row in seen(one).rows) for one in (plain, asked))
        assert before == after


def test_a_toast_is_never_folded() -> None:
    toasts = [screen for s in samples() if (screen := seen(s)).mode is Mode.TOAST]
    assert toasts
    assert all("<blockquote" not in toast.text for toast in toasts)
