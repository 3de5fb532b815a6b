"""Check all content: which faults of it are told, one line each."""

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import available_timezones

from bot.catalog import coverage, faq, languages, news, reach
from bot.catalog.load import load
from bot.catalog.read import BrokenFile
from bot.domain.assessment.self_test import SelfTest
from bot.domain.catalog import Catalog
from bot.domain.ids import FindingId, Region, ScriptId
from bot.domain.safety.flag import FlagKind
from bot.domain.talk.condition import Condition
from bot.domain.talk.question import MOST_CHOICES, Kind, Question
from bot.domain.talk.script import Script
from bot.domain.training.contract_relax import may_press
from bot.domain.training.exercise_index import index_exercises

LONGEST_IDS = 43
"""Code points of question and option id together, so that they fit into a button's data."""
LEAST_OF_A_RATER = 5
"""Degrees: the error of an angle that only others measured on people."""
LONGEST_BUTTON = 34
"""Code points of an option that a phone shows whole in one row."""


def problems(content: Path) -> list[str]:
    """Return everything wrong with the content below a folder."""
    try:
        catalog = load(content)
    except BrokenFile as error:
        return [str(error)]
    own = (_scripts, _body, _tests, _patterns, _flags, _countries, _exercises, _first, _moved)
    rules = (*own, reach.problems, languages.problems)
    return [
        *(problem for rule in rules for problem in rule(catalog)),
        *coverage.problems(content, catalog, catalog.tips.values()),
        *faq.problems(content, catalog),
        *news.problems(catalog.news, catalog.scripts[ScriptId("safety")]),
        *_pictures(content / "figures", catalog),
    ]


def _scripts(catalog: Catalog) -> Iterator[str]:
    seen: dict[str, str] = {}
    for script in catalog.scripts.values():
        where = f"scripts/{script.id}.yaml"
        for question in script.questions:
            freely = question.card is None and not question.once and not question.unasked
            if freely and seen.setdefault(question.id, script.id) != script.id:
                yield f"{where}: {question.id} is asked in {seen[question.id]} too"
            yield from _question(question, where)
            if question.unit and f"unit.{question.unit}" not in catalog.words.get("en", {}):
                yield f"{where}: {question.id}: unit {question.unit} has no words in locale/en.yaml"
        yield from _looks_back(script, catalog, where)


def _question(question: Question, where: str) -> Iterator[str]:
    numbers = [option.number for option in question.options if option.number is not None]
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"{where}: {question.id}: numbers of places count up from 1"
    if question.kind in (Kind.CHOICE, Kind.SEVERAL) and len(question.options) < 2:
        yield f"{where}: {question.id}: needs at least two options"
    ids = [option.id for option in question.options]
    for twice in sorted({id for id in ids if ids.count(id) > 1}):
        yield f"{where}: {question.id}: option {twice} given twice"
    for option in question.options:
        if len(question.id) + len(option.id) > LONGEST_IDS:
            yield f"{where}: {question.id}.{option.id}: ids too long for a button's data"
        if len(option.text.english) > LONGEST_BUTTON:
            yield f"{where}: {question.id}.{option.id}: words too long for a button"
    if question.kind in (Kind.NUMBER, Kind.SIDES, Kind.SCALE) and question.low >= question.high:
        yield f"{where}: {question.id}: low is not below high"
    if question.kind is Kind.SCALE and any(
        not 0 < len(part) <= MOST_CHOICES for part in question.scale_parts()
    ):
        yield f"{where}: {question.id}: too many numbers at a time, or none, from opens_at on"


def _looks_back(script: Script, catalog: Catalog, where: str) -> Iterator[str]:
    """Check that conditions read only earlier questions, of this or an earlier script."""
    own = {q.id for q in script.questions}
    asked = {q.id for other in catalog.scripts.values() for q in other.questions} - own
    for item in script.items:
        questions = (item,) if isinstance(item, Question) else item.all
        for question in questions:
            asked.add(question.id)
            unless = [question.unless]
            unless += [option.unless for option in question.options]
            unless += [item.unless for item in question.items]
            for looks, known in ((question.when, asked), *((u, asked | own) for u in unless)):
                for unknown in sorted(looks.questions - known):
                    yield f"{where}: {question.id}: looks at {unknown}, not asked before"
                yield from _options_exist(looks, catalog, f"{where}: {question.id}")
        if not isinstance(item, Question):
            for unknown in sorted(item.when.questions - asked):
                yield f"{where}: self-tests: look at {unknown}, not asked before"


def _options_exist(when: Condition, catalog: Catalog, where: str) -> Iterator[str]:
    questions = catalog.questions
    for clauses in when.alternatives:
        for clause in clauses:
            question = questions.get(clause.question)
            if question is None:
                yield f"{where}: no question {clause.question}"
                continue
            extra = {"not_sure"} if question.not_sure else set()
            extra |= {"skipped"} if question.skip else set()
            known = {str(o.id) for o in question.options} | extra
            for option in sorted((clause.any_of | clause.none_of) - known):
                yield f"{where}: no answer {clause.question}.{option}"


def _body(catalog: Catalog) -> Iterator[str]:
    for region in catalog.plan_rules.areas:
        if region not in catalog.body:
            yield f"body.yaml: {region} is not on the figure"
    for question in catalog.questions.values():
        for option in question.options:
            if option.number is not None and Region(option.id) not in catalog.body:
                yield f"body.yaml: {option.id} is not on the figure, and {question.id} numbers it"


def _tests(catalog: Catalog) -> Iterator[str]:
    for test in catalog.tests.values():
        where = f"tests/{test.id}-{test.slug}.yaml"
        for flag in sorted(test.skip_if - set(catalog.flags)):
            yield f"{where}: skip_if: no flag {flag}"
        for thing in sorted(test.needs - set(catalog.equipment)):
            yield f"{where}: needs: no equipment {thing}"
        for finding, roles in test.muscles.items():
            if finding not in test.findings:
                yield f"{where}: muscles: no finding {finding}"
            for muscle in sorted({*roles.length, *roles.strength} - set(catalog.muscles)):
                yield f"{where}: muscles: no muscle {muscle}"
        for question in test.questions:
            if not question.id.startswith(test.id):
                yield f"{where}: {question.id}: must begin with {test.id}"
        asked = {FindingId(question.id) for question in test.all_questions}
        for name in sorted({*test.leaks} - test.findings - asked):
            yield f"{where}: leaks: no finding or question {name}"
        yield from _by_phone(test, where)


def _by_phone(test: SelfTest, where: str) -> Iterator[str]:
    """Check that a phone reading never tested alone claims no smaller error than a rater's."""
    asked = test.by_phone
    if asked is None or asked.phone is None or asked.measure is None or asked.phone.alone:
        return
    if asked.unit == "degrees" and asked.measure.error < LEAST_OF_A_RATER:
        yield f"{where}: {asked.id}: error: below {LEAST_OF_A_RATER}, and nobody measured it alone"


def _patterns(catalog: Catalog) -> Iterator[str]:
    findings = {finding for test in catalog.tests.values() for finding in test.findings}
    for pattern in catalog.patterns.values():
        where = f"imbalances/{pattern.id}-{pattern.slug}.yaml"
        for muscle in (*pattern.tight, *pattern.weak):
            if muscle not in catalog.muscles:
                yield f"{where}: no muscle {muscle}"
        for evidence in pattern.tests:
            if evidence.finding not in findings:
                yield f"{where}: no finding {evidence.finding}"
        for sign in (*pattern.habits, *pattern.signs):
            yield from _options_exist(sign.when, catalog, where)
        for finding in {*catalog.network.of_finding} - {*catalog.network.leaks}:
            if any(finding in s.links for s in catalog.network.states if s.pattern == pattern.id):
                yield f"{where}: {finding}: nobody says how common it is without a cause"


def _flags(catalog: Catalog) -> Iterator[str]:
    carried = {tag for e in catalog.exercises.values() for tag in e.closed_by}
    for flag in catalog.flags.values():
        where = f"safety: {flag.id}"
        yield from _options_exist(flag.when, catalog, where)
        if not flag.when.alternatives and flag.kind is not FlagKind.RED:
            yield f"{where}: no question raises it"
        for movement in sorted(flag.closes):
            if movement not in catalog.movements:
                yield f"{where}: no movement {movement}"
            elif movement not in carried:
                yield f"{where}: closes {movement}, which no exercise carries"


def _countries(catalog: Catalog) -> Iterator[str]:
    zones = available_timezones()
    taken: set[str] = set()
    for country in catalog.countries:
        where = f"emergency.yaml: {country.code}"
        for zone in sorted(country.zones):
            if zone not in zones:
                yield f"{where}: no time zone {zone}"
            elif zone in taken:
                yield f"{where}: {zone} is in another country already"
        taken |= country.zones
        for flag in sorted({flag for line in country.helplines for flag in line.flags}):
            if flag not in catalog.flags:
                yield f"{where}: no flag {flag}"


def _exercises(catalog: Catalog) -> Iterator[str]:
    for exercise in catalog.exercises.values():
        where = f"exercises/{exercise.id}.yaml"
        for muscle in (*exercise.muscles, *exercise.mistakes):
            if muscle not in catalog.muscles:
                yield f"{where}: no muscle {muscle}"
        for tag in sorted(exercise.closed_by - set(catalog.movements)):
            yield f"{where}: no movement {tag}"
        for flag in sorted(exercise.caution_for - set(catalog.flags)):
            yield f"{where}: caution_for: no flag {flag}"
        for thing in sorted({e for needed in exercise.equipment for e in needed} | exercise.load):
            if thing not in catalog.equipment:
                yield f"{where}: no equipment {thing}"
        for rung in (exercise.easier, exercise.harder):
            if rung is not None and rung not in catalog.exercises:
                yield f"{where}: no exercise {rung}"
        if exercise.jumps and not index_exercises(catalog.exercises).preparing(exercise):
            yield f"{where}: nothing builds the strength for this jump"
        for pattern in sorted(exercise.also_for - set(catalog.patterns)):
            yield f"{where}: no pattern {pattern}"
        if exercise.press is not None and not may_press(exercise, catalog.plan_rules):
            yield f"{where}: press: only against a held stretch, and never of the neck"


def _first(catalog: Catalog) -> Iterator[str]:
    for place, exercises in catalog.plan_rules.first.items():
        for id in exercises:
            if id not in catalog.exercises:
                yield f"first_exercises.yaml: {place or 'anywhere'}: no exercise {id}"
    for id in catalog.plan_rules.balance:
        if id not in catalog.exercises:
            yield f"training.yaml: balance: no exercise {id}"


def _moved(catalog: Catalog) -> Iterator[str]:
    for place, area in catalog.plan_rules.areas.items():
        for id in sorted(area.moved_by - set(catalog.exercises)):
            yield f"training.yaml: areas: {place}: moved_by: no exercise {id}"


def _pictures(folder: Path, catalog: Catalog) -> Iterator[str]:
    """Check that every figure belongs to something; what has none is shown as text."""
    names = {path.stem for path in folder.glob("*.yaml")} - {"manifest"}
    for odd in sorted(names - {*catalog.exercises} - {f"test_{id}" for id in catalog.tests}):
        yield f"figures/{odd}.yaml: no such exercise or test"
