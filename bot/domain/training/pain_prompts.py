"""When a question about pain is worth asking: in the first weeks, or while something hurts."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.domain.training.pain import reports, worst_during
from bot.domain.training.pain_in_session import TO_SPARE
from bot.domain.training.workout import Card, CardState, Workout

LATELY = timedelta(days=14)
FELT = 2
"""Pain from which it is worth asking about."""
WORTH_TELLING = 3
"""Pain told of one exercise from which the check-in does not ask for the session's worst again."""


def is_worth_a_message(started: date | None, today: date, *, hurts: bool) -> bool:
    """Whether a question may be a message of its own: in the first two weeks, or while it hurts."""
    return hurts or (started is not None and today - started < LATELY)


def has_hurt(history: Sequence[Workout]) -> bool:
    """Whether any of these workouts hurt enough to be asked about."""
    left = any(card.state is CardState.HURT for workout in history for card in workout.cards)
    return left or any(pain >= FELT for _, pain in reports(history))


def has_hurt_too_much(history: Sequence[Workout]) -> bool:
    """Whether any of these workouts hurt so much that nobody should be told it is harmless."""
    left = any(card.state is CardState.HURT for workout in history for card in workout.cards)
    sharp = any(workout.pains.sharp for workout in history)
    return left or sharp or any(pain >= TO_SPARE for _, pain in reports(history))


def may_wait_for_level(workout: Workout) -> bool:
    """Whether the question before a session may be open: it began, and nothing of it was told."""
    return workout.begun and all(card == Card() for card in workout.cards)


def level_not_asked_again(workout: Workout) -> int | None:
    """The worst pain of a session where one exercise told so much that it is not asked again."""
    worst_card = max((card.pain or 0 for card in workout.cards), default=0)
    return worst_during(workout) if worst_card >= WORTH_TELLING else None
