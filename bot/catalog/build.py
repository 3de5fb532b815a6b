"""Make the domain's values of what content files say; keys of phrases are made here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.catalog import models as m
from bot.catalog import question_models as qm
from bot.catalog import shared_models
from bot.catalog.phone import phone
from bot.domain.assessment.again import TestsAgain
from bot.domain.assessment.battery import Inquiry, Most
from bot.domain.assessment.network import Network
from bot.domain.assessment.pattern import Pattern
from bot.domain.assessment.self_test import Leak, Roles, SelfTest
from bot.domain.ids import (
    Equipment,
    ExerciseId,
    FindingId,
    FlagId,
    Movement,
    MuscleId,
    OptionId,
    PatternId,
    QuestionId,
    ScriptId,
    TestId,
)
from bot.domain.phrase import Phrase
from bot.domain.safety.flag import Flag, FlagKind
from bot.domain.talk.condition import NEVER, Clause, Condition
from bot.domain.talk.measure import Asymmetry, Measure, Norm
from bot.domain.talk.question import Card, Item, Option, Question
from bot.domain.talk.script import Battery, Script
from bot.domain.training.exercise import DoseRange, Exercise, Range


def condition(when: Sequence[dict[str, shared_models.Bounds]]) -> Condition:
    """Build the condition of a `when` block."""
    if not when:
        return Condition()
    return Condition(
        tuple(
            tuple(
                Clause(
                    QuestionId(question),
                    frozenset(b.is_),
                    frozenset(b.is_not),
                    b.at_least,
                    b.below,
                )
                for question, b in clauses.items()
            )
            for clauses in when
        )
    )


def _unless(when: Sequence[dict[str, shared_models.Bounds]]) -> Condition:
    """Build the condition of an `unless` block: an empty one never holds."""
    return condition(when) if when else NEVER


def _span(text: str) -> Range:
    low, _, high = text.partition("-")
    return Range(int(low), int(high or low))


def phrase(key: str, english: str | None) -> Phrase | None:
    return Phrase(key, english) if english else None


def _measure(part: qm.MeasurePart) -> Measure:
    return Measure(
        higher_is_better=part.better == "higher",
        norms=tuple(
            Norm(n.normal, n.mild, n.sex)
            if n.age is None
            else Norm(n.normal, n.mild, n.sex, _span(n.age).low, _span(n.age).high)
            for n in part.norms
        ),
        error=part.error,
        asymmetry=Asymmetry(
            part.asymmetry.mild,
            part.asymmetry.marked,
            part.asymmetry.percent,
            part.asymmetry.at_least,
        )
        if part.asymmetry
        else None,
        cap=part.cap,
        short_cap=part.short_cap,
        over=QuestionId(part.over) if part.over else None,
    )


def question(part: qm.QuestionPart, card: Card | None = None) -> Question:
    """Build a question with its options."""
    key = f"question.{part.id}"
    return Question(
        id=QuestionId(part.id),
        ask=Phrase(f"{key}.ask", part.ask),
        kind=part.kind,
        options=tuple(
            Option(
                OptionId(o.id),
                Phrase(f"{key}.options.{o.id}", o.text),
                phrase(f"{key}.because.{o.id}", o.because),
                o.level,
                FindingId(o.finding) if o.finding else None,
                o.side,
                o.alone,
                o.leak.rate if o.leak else None,
                o.examples,
                _unless(o.unless),
                o.number,
            )
            for o in part.options
        ),
        when=condition(part.when),
        unless=_unless(part.unless),
        note=phrase(f"{key}.note", part.note),
        at_once=phrase(f"{key}.at_once", part.at_once),
        first_of=QuestionId(part.first_of) if part.first_of else None,
        items=tuple(
            Item(Phrase(f"{key}.items.{n}", i.text), _unless(i.unless))
            for n, i in enumerate(part.items, 1)
        ),
        unit=part.unit,
        low=part.low,
        high=part.high,
        between=part.between,
        opens_at=part.opens_at,
        measure=_measure(part.measure) if part.measure else None,
        because=phrase(f"{key}.because", part.because),
        because_sides=phrase(f"{key}.because_sides", part.because_sides),
        label=phrase(f"{key}.label", part.label),
        counted=phrase(f"{key}.counted", part.counted),
        card=card,
        not_sure=part.not_sure,
        skip=part.skip,
        once=part.once,
        unasked=part.unasked,
    )


def _by_phone(part: qm.PhonePart | None, card: Card) -> Question | None:
    if part is None:
        return None
    asked = replace(question(part, card), finding=FindingId(part.finding), phone=phone(part))
    return asked if part.opposite is None else replace(asked, opposite=_opposite(asked, part))


def _opposite(asked: Question, part: qm.PhonePart) -> Question | None:
    if part.opposite is None or asked.measure is None:
        return None
    other = "lower" if part.measure.better == "higher" else "higher"
    scale = part.measure.model_copy(update={"better": other, "norms": part.opposite.norms})
    return replace(
        asked,
        finding=FindingId(part.opposite.finding),
        measure=_measure(scale),
        because=phrase(f"question.{part.id}.because_opposite", part.opposite.because),
        phone=None,
    )


def self_test(id: str, slug: str, file: qm.TestFile) -> SelfTest:
    """Build a self-test; every question of it carries its card."""
    key = f"test.{id}"
    card = Card(
        test=TestId(id),
        name=Phrase(f"{key}.name", file.name),
        why=Phrase(f"{key}.why", file.why),
        steps=tuple(Phrase(f"{key}.steps.{n}", s) for n, s in enumerate(file.steps, 1)),
        caution=phrase(f"{key}.caution", file.caution),
    )
    return SelfTest(
        id=TestId(id),
        slug=slug,
        name=card.name,
        questions=tuple(question(q, card) for q in file.questions),
        minutes=file.minutes,
        skip_if=frozenset(FlagId(f) for f in file.skip_if),
        needs=frozenset(Equipment(e) for e in file.needs),
        skip_when=condition(file.skip_when) if file.skip_when else NEVER,
        by_phone=_by_phone(file.phone, card),
        page_only=file.page_only,
        leaks={
            FindingId(id): Leak(leak.mild, leak.marked, leak.alike)
            for id, leak in file.leaks.items()
        },
        muscles={
            FindingId(id): Roles(
                tuple(MuscleId(i) for i in roles.length),
                tuple(MuscleId(i) for i in roles.strength),
                roles.compared,
            )
            for id, roles in file.muscles.items()
        },
    )


@dataclass(frozen=True, slots=True)
class Clinic:
    """What the questions of a script are chosen by."""

    tests: Mapping[TestId, SelfTest]
    patterns: Mapping[PatternId, Pattern]
    flags: Mapping[FlagId, Flag]
    network: Network


def script(id: str, file: qm.ScriptFile, clinic: Clinic) -> Script:
    """Build a script; its inquiry gets the tests, their patterns and the flags."""
    items: list[Question | Battery] = []
    for part in file.questions:
        if isinstance(part, qm.QuestionPart):
            items.append(question(part))
        elif isinstance(part, qm.SamePart):
            raise TypeError(f"{part.same}: not looked up")
        elif isinstance(part, qm.AgainPart):
            items.append(TestsAgain(tuple(clinic.tests.values())))
        else:
            items.append(
                Inquiry(
                    when=condition(part.when),
                    most=Most(part.most.questions, part.most.tests, part.most.tests_in_all),
                    gate=question(part.before_tests),
                    topics=tuple(question(q) for q in part.questions),
                    tests=tuple(clinic.tests.values()),
                    patterns=tuple(clinic.patterns.values()),
                    flags=tuple(clinic.flags.values()),
                    network=clinic.network,
                )
            )
    return Script(ScriptId(id), Phrase(f"script.{id}.name", file.name), tuple(items))


def flag(id: str, kind: FlagKind, part: m.FlagPart) -> Flag:
    """Build one flag."""
    key = f"flag.{id}"
    return Flag(
        id=FlagId(id),
        kind=kind,
        name=Phrase(f"{key}.name", part.name),
        when=condition(part.when) if part.when else NEVER,
        refer=part.refer,
        closes=frozenset(Movement(c) for c in part.closes),
        no_plan=part.no_plan,
        advice=phrase(f"{key}.advice", part.advice),
        police=part.police,
    )


def exercise(id: str, file: m.ExerciseFile) -> Exercise:
    """Build one exercise of the catalogue."""
    key = f"exercise.{id}"
    dose = file.dose
    return Exercise(
        id=ExerciseId(id),
        name=Phrase(f"{key}.name", file.name),
        phase=file.phase,
        muscles=tuple(MuscleId(i) for i in file.muscles),
        one_sided=file.one_sided,
        equipment=tuple(
            frozenset(Equipment(e) for e in alternative.split("+"))
            for alternative in file.equipment
        ),
        positions=tuple(file.positions),
        dose=DoseRange(
            _span(dose.sets),
            _span(dose.reps) if dose.reps else None,
            _span(dose.hold) if dose.hold else None,
        ),
        closed_by=frozenset(Movement(c) for c in file.closed_by),
        easier=ExerciseId(file.easier) if file.easier else None,
        harder=ExerciseId(file.harder) if file.harder else None,
        steps=tuple(Phrase(f"{key}.steps.{n}", s) for n, s in enumerate(file.steps, 1)),
        felt=phrase(f"{key}.felt", file.felt),
        mistake=Phrase(f"{key}.mistake", file.mistake),
        breathing=Phrase(f"{key}.breathing", file.breathing),
        caution=phrase(f"{key}.caution", file.caution),
        caution_for=frozenset(FlagId(f) for f in file.caution_for),
        begins=phrase(f"{key}.begins", file.begins),
        press=phrase(f"{key}.press", file.press),
        slower=file.slower,
        also_for=frozenset(PatternId(p) for p in file.also_for),
        mistakes={
            MuscleId(id): Phrase(f"{key}.mistakes.{id}", words)
            for id, words in file.mistakes.items()
        },
        any_tight=file.any_tight,
        load=frozenset(Equipment(e) for e in file.load),
        in_hand=file.in_hand,
    )
