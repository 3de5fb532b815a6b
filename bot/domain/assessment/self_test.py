"""A self-test: its card, its questions, and who must not do it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.ids import Equipment, FindingId, FlagId, MuscleId, QuestionId, TestId
from bot.domain.phrase import Phrase
from bot.domain.talk.answers import Answers
from bot.domain.talk.condition import NEVER, Condition
from bot.domain.talk.question import Question

HAS_PAGE = QuestionId("measuring_page")
"""Whether there is a page that measures with the phone: an answer that the bot gives itself."""


@dataclass(frozen=True, slots=True)
class Leak:
    """How often a finding is there in people without any of its causes."""

    mild: float
    """At least mildly."""
    marked: float
    alike: float = 0.0
    """How often it is then on the other side too."""


@dataclass(frozen=True, slots=True)
class Roles:
    """The muscles that a finding measures."""

    length: tuple[MuscleId, ...] = ()
    strength: tuple[MuscleId, ...] = ()
    compared: bool = False
    """Only one side against the other: a usual result says nothing about either alone."""


@dataclass(frozen=True, slots=True)
class SelfTest:
    """A self-test card and the questions it asks."""

    id: TestId
    slug: str
    name: Phrase
    questions: tuple[Question, ...]
    minutes: float
    """How long it takes, with getting ready."""
    skip_if: frozenset[FlagId]
    """Never asked while one of these stands."""
    needs: frozenset[Equipment]
    skip_when: Condition = NEVER
    """Never asked while this holds, as with a knee that hurts more than 3 of 10."""
    by_phone: Question | None = None
    """What the measuring page answers in place of some of the questions."""
    page_only: bool = False
    """Not asked where there is no measuring page: nobody guesses such angles well."""
    leaks: Mapping[FindingId, Leak] = field(default_factory=dict, hash=False)
    """Of each finding, or of one question where that shows it more often or less."""
    muscles: Mapping[FindingId, Roles] = field(default_factory=dict, hash=False)

    def needs_page(self, answers: Answers) -> bool:
        """Whether the test is left out because the bot has no measuring page."""
        return self.page_only and answers.get(HAS_PAGE) != "yes"

    @property
    def all_questions(self) -> tuple[Question, ...]:
        """Return the questions asked, and the one that the measuring page answers."""
        return self.questions if self.by_phone is None else (*self.questions, self.by_phone)

    def replaced(self, answers: Answers) -> frozenset[QuestionId]:
        """Return the questions that the measuring page answered in place of the person."""
        page = self.by_phone
        if page is None or page.phone is None or page.id not in answers:
            return frozenset()
        return frozenset(page.phone.instead_of)

    def measuring(self, muscle: MuscleId, *, short: bool) -> frozenset[QuestionId]:
        """Return the questions that measure how long or how strong a muscle is."""
        shown = {
            finding
            for finding, roles in self.muscles.items()
            if muscle in (roles.length if short else roles.strength)
        }
        return frozenset(
            q.id
            for q in self.all_questions
            if (q.finding or FindingId(q.id)) in shown or any(o.finding in shown for o in q.options)
        )

    @property
    def findings(self) -> frozenset[FindingId]:
        """Return every finding that the test can show."""
        return frozenset(
            finding
            for q in self.questions
            for finding in (
                FindingId(q.id),
                *(o.finding for o in q.options if o.finding is not None),
            )
        )
