"""What the words of one message say of a workout, put together to one report."""

from dataclasses import replace

from bot.app.training.reporting import Report
from bot.domain.intent import PainMoment
from bot.domain.training.workout import Workout
from bot.understanding.meaning import Done, Effort, Meaning, Moment, Pain


def gathered(meanings: tuple[Meaning, ...], workout: Workout | None) -> Report | None:
    """Everything the words say of the workout, put together."""
    told = Report()
    pains: list[Pain] = []
    found = False
    for meaning in meanings:
        match meaning:
            case Done(none=True):
                told = replace(told, none=True)
            case Done(which=which) if which:
                told = replace(told, done=len(which))
            case Done(but=but) if but and workout is not None:
                told = replace(told, done=len(workout.cards) - len(but))
            case Done(count=None):
                told = replace(told, all=True)
            case Done(count=count):
                told = replace(told, done=count)
            case Pain():
                pains.append(meaning)
            case Effort(level):
                told = replace(told, effort=level)
            case _:
                continue
        found = True
    return _pained(told, pains) if found else None


def _pained(told: Report, pains: list[Pain]) -> Report:
    """Of several pains the worst stands for the day, whatever was told last; one that came only
    afterwards is kept beside it."""
    after = [pain for pain in pains if pain.moment is Moment.AFTER]
    rest = [pain for pain in pains if pain.moment is not Moment.AFTER]
    if not pains:
        return told
    worst = max(rest or after, key=_level)
    return replace(
        told,
        pain=worst.level,
        region=worst.region,
        side=worst.side,
        sharp=any(pain.sharp for pain in pains),
        moment=None if worst.moment is None else PainMoment(worst.moment),
        after=max(after, key=_level).level if rest and after else None,
    )


def _level(pain: Pain) -> int:
    return -1 if pain.level is None else pain.level
