"""From the shapes of the files to the domain's own values; keys of phrases are made here."""

from collections.abc import Sequence
from dataclasses import replace

from bot.catalog import models as m
from bot.catalog.phone import phone
from bot.domain.assessment.again import TestsAgain
from bot.domain.assessment.battery import SelfTests
from bot.domain.assessment.pattern import Evidence, Pattern, TestEvidence
from bot.domain.assessment.self_test import SelfTest
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
    Region,
    ScriptId,
    TestId,
)
from bot.domain.phrase import Phrase
from bot.domain.safety.flag import Flag, FlagKind
from bot.domain.safety.hearing import NO_WORDS, Hearing
from bot.domain.talk.condition import NEVER, Clause, Condition
from bot.domain.talk.measure import Asymmetry, Measure, Norm
from bot.domain.talk.question import Card, Item, Option, Question
from bot.domain.talk.script import Battery, Script
from bot.domain.training.exercise import DoseRange, Exercise, Range


def condition(when: Sequence[dict[str, m.Bounds]]) -> Condition:
    """A `when` block."""
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


def _unless(when: Sequence[dict[str, m.Bounds]]) -> Condition:
    """An `unless` block: empty, it never holds."""
    return condition(when) if when else NEVER


def _span(text: str) -> Range:
    low, _, high = text.partition("-")
    return Range(int(low), int(high or low))


def _phrase(key: str, english: str | None) -> Phrase | None:
    return Phrase(key, english) if english else None


def _measure(part: m.MeasurePart) -> Measure:
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


def question(part: m.QuestionPart, card: Card | None = None) -> Question:
    """A question with its options."""
    key = f"question.{part.id}"
    return Question(
        id=QuestionId(part.id),
        ask=Phrase(f"{key}.ask", part.ask),
        kind=part.kind,
        options=tuple(
            Option(
                OptionId(o.id),
                Phrase(f"{key}.options.{o.id}", o.text),
                _phrase(f"{key}.because.{o.id}", o.because),
                o.level,
                FindingId(o.finding) if o.finding else None,
                o.side,
                o.alone,
                _unless(o.unless),
            )
            for o in part.options
        ),
        when=condition(part.when),
        unless=_unless(part.unless),
        note=_phrase(f"{key}.note", part.note),
        items=tuple(
            Item(Phrase(f"{key}.items.{n}", i.text), _unless(i.unless))
            for n, i in enumerate(part.items, 1)
        ),
        unit=part.unit,
        low=part.low,
        high=part.high,
        measure=_measure(part.measure) if part.measure else None,
        because=_phrase(f"{key}.because", part.because),
        because_sides=_phrase(f"{key}.because_sides", part.because_sides),
        card=card,
        not_sure=part.not_sure,
        skip=part.skip,
        once=part.once,
        unasked=part.unasked,
    )


def _by_phone(part: m.PhonePart | None, card: Card) -> Question | None:
    if part is None:
        return None
    return replace(question(part, card), finding=FindingId(part.finding), phone=phone(part))


def self_test(id: str, slug: str, file: m.TestFile) -> SelfTest:
    """A self-test; every question of it carries its card."""
    key = f"test.{id}"
    card = Card(
        test=TestId(id),
        name=Phrase(f"{key}.name", file.name),
        why=Phrase(f"{key}.why", file.why),
        steps=tuple(Phrase(f"{key}.steps.{n}", s) for n, s in enumerate(file.steps, 1)),
        caution=_phrase(f"{key}.caution", file.caution),
    )
    return SelfTest(
        id=TestId(id),
        slug=slug,
        name=card.name,
        questions=tuple(question(q, card) for q in file.questions),
        base=file.base,
        skip_if=frozenset(FlagId(f) for f in file.skip_if),
        needs=frozenset(Equipment(e) for e in file.needs),
        skip_when=condition(file.skip_when) if file.skip_when else NEVER,
        by_phone=_by_phone(file.phone, card),
    )


def script(
    id: str,
    file: m.ScriptFile,
    tests: dict[TestId, SelfTest],
    patterns: dict[PatternId, Pattern],
    flags: dict[FlagId, Flag],
) -> Script:
    """A script; its battery knows the tests, the patterns they decide between, and the flags."""
    items: list[Question | Battery] = []
    for part in file.questions:
        if isinstance(part, m.QuestionPart):
            items.append(question(part))
        elif isinstance(part, m.SamePart):
            raise TypeError(f"{part.same}: not looked up")
        elif isinstance(part, m.AgainPart):
            items.append(TestsAgain(tuple(tests.values())))
        else:
            items.append(
                SelfTests(
                    when=condition(part.when),
                    most=part.self_tests,
                    tests=tuple(tests.values()),
                    patterns=tuple(patterns.values()),
                    flags=tuple(flags.values()),
                )
            )
    return Script(ScriptId(id), Phrase(f"script.{id}.name", file.name), tuple(items))


def pattern(id: str, slug: str, file: m.ImbalanceFile) -> Pattern:
    """An imbalance of the catalogue."""
    key = f"pattern.{id}"

    def evidence(kind: str, parts: Sequence[m.EvidencePart]) -> tuple[Evidence, ...]:
        return tuple(
            Evidence(
                condition(p.when),
                Phrase(f"{key}.{kind}.{n}", p.because),
                p.side,
                QuestionId(p.side_from) if p.side_from else None,
                _phrase(f"{key}.{kind}_side.{n}", p.because_side),
                FindingId(p.tested_by) if p.tested_by else None,
            )
            for n, p in enumerate(parts, 1)
        )

    return Pattern(
        id=PatternId(id),
        slug=slug,
        name=Phrase(f"{key}.name", file.name),
        meaning=Phrase(f"{key}.meaning", file.meaning),
        tight=tuple(MuscleId(i) for i in file.tight),
        weak=tuple(MuscleId(i) for i in file.weak),
        regions=frozenset(Region(r) for r in file.regions),
        lower_body=file.lower_body,
        habits=evidence("habits", file.habits),
        signs=evidence("signs", file.signs),
        tests=tuple(TestEvidence(FindingId(t.finding), t.half, t.sides_only) for t in file.tests),
        parent=PatternId(file.parent) if file.parent else None,
        chain=file.chain,
    )


def hearing(part: m.HearingPart) -> Hearing:
    """The small words of the language that flags are heard in."""
    return Hearing(
        negations=frozenset(part.negations),
        not_negating=frozenset(part.not_negating),
        ends=frozenset(part.ends),
        lists=frozenset(part.lists),
        answers=frozenset(part.answers),
        others=frozenset(part.others),
        tellers=frozenset(part.tellers),
        writer=frozenset(part.writer),
        past=frozenset(part.past),
    )


def flag(id: str, kind: FlagKind, part: m.FlagPart, words: Hearing = NO_WORDS) -> Flag:
    """One flag."""
    key = f"flag.{id}"
    return Flag(
        id=FlagId(id),
        kind=kind,
        name=Phrase(f"{key}.name", part.name),
        when=condition(part.when) if part.when else NEVER,
        refer=part.refer,
        closes=frozenset(Movement(c) for c in part.closes),
        no_plan=part.no_plan,
        advice=_phrase(f"{key}.advice", part.advice),
        heard=tuple(part.heard),
        known=condition(part.known.when) if part.known else NEVER,
        heard_of_known=tuple(part.known.heard) if part.known else (),
        hearing=words,
    )


def exercise(id: str, file: m.ExerciseFile) -> Exercise:
    """One exercise of the catalogue."""
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
        mistake=Phrase(f"{key}.mistake", file.mistake),
        breathing=Phrase(f"{key}.breathing", file.breathing),
        caution=_phrase(f"{key}.caution", file.caution),
        press=_phrase(f"{key}.press", file.press),
        also_for=frozenset(PatternId(p) for p in file.also_for),
        any_tight=file.any_tight,
    )
