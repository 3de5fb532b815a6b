"""What a question is about: the exercise named or open, the topic, the place of the body."""

from dataclasses import dataclass
from functools import cached_property

from bot.app.context import Context
from bot.domain.acts import Act
from bot.domain.assessment.profile import Profile
from bot.domain.faq import TopicId
from bot.domain.ids import ExerciseId
from bot.domain.talk.dialogue import Dialogue
from bot.domain.talk.question import Question
from bot.domain.training.routine import Prescription
from bot.domain.training.workout import Workout
from bot.understanding.context import TextContext
from bot.understanding.naming import named
from bot.understanding.tokens import tokens
from bot.understanding.topics import TopicFinder


@dataclass(frozen=True)
class Asked:
    """What is asked, and what is open meanwhile."""

    context: Context
    act: Act
    words: str
    """As typed; empty where a button was tapped."""
    dialogue: Dialogue | None
    workout: Workout | None
    """The latest one."""
    at_card: bool = False
    """Whether one of its exercises is open, and nothing else."""

    @property
    def question(self) -> Question | None:
        """The question that is open."""
        return self.dialogue.current if self.dialogue is not None else None

    @property
    def text(self) -> str:
        """The words; without them what the act says of them."""
        return self.words or str(self.act.get("of") or self.act.get("term") or "")

    @property
    def topics(self) -> TopicFinder:
        """What finds the written answer to a question."""
        return self.context.deps.understander(self.context.person.language).language.topics

    @property
    def how_often(self) -> TopicId | None:
        """The written answer to a question of how often, where the words ask one."""
        spoken = self.context.deps.understander(self.context.person.language)
        topic = spoken.how_often(self.words, TextContext()) if self.words else None
        return None if topic is None else TopicId(topic)

    @property
    def sure_of_topic(self) -> bool:
        """Whether the words ask for a written answer and hardly for anything else."""
        return bool(self.text) and self.topics.find(self.text).score > 0

    @property
    def names_place(self) -> bool:
        """Whether a place of the body is named."""
        spoken = self.context.deps.understander(self.context.person.language).language
        marks = spoken.vocabulary.marks
        return any(marks.get(word.text) == "region" for word in tokens(self.text))

    @property
    def items(self) -> tuple[Prescription, ...]:
        """The exercises of today's routine."""
        workout = self.workout
        if workout is None or workout.day != self.context.today:
            return ()
        known = self.context.catalog.exercises
        return tuple(item for item in workout.routine.items if item.exercise in known)

    @property
    def open_item(self) -> Prescription | None:
        """The exercise of the open card."""
        workout = self.workout
        if not self.at_card or workout is None or workout.current is None:
            return None
        return workout.routine.items[workout.current]

    @cached_property
    def named_exercise(self) -> ExerciseId | None:
        """The exercise that the words name, one of today first."""
        if not self.text:
            return None
        catalog = self.context.catalog
        translated = catalog.words.get(self.context.person.language, {})
        names = {
            id: str(translated.get(e.name.key, e.name.english))
            for id, e in catalog.exercises.items()
        }
        today = {item.exercise: names[item.exercise] for item in self.items}
        return named(self.text, today) or named(self.text, names)

    @property
    def item(self) -> Prescription | None:
        """The planned exercise that is meant: the named one, else that of the open card."""
        if self.named_exercise is not None:
            return next((i for i in self.items if i.exercise == self.named_exercise), None)
        return self.open_item

    @property
    def exercise(self) -> ExerciseId | None:
        """The exercise that is meant."""
        if self.named_exercise is not None:
            return self.named_exercise
        return None if self.open_item is None else self.open_item.exercise

    async def profile(self) -> Profile | None:
        """What was found last."""
        return await self.context.store.profiles.latest(self.context.person.id)
