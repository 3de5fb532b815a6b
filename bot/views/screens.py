"""Which view shows each outcome."""

from collections.abc import Sequence

from bot.domain.catalog import Catalog
from bot.domain.echo import EchoLine
from bot.domain.outcome import Outcome
from bot.domain.outcome.account import (
    Exported,
    LengthsChosen,
    ProgressShown,
    QuieterOffered,
    SettingAsked,
    SettingsShown,
    Summarised,
)
from bot.domain.outcome.assessed import Assessed, Remeasured, Retested
from bot.domain.outcome.caution import (
    Cleared,
    Closed,
    FlagHeard,
    Referred,
    Reopened,
    Rescreened,
)
from bot.domain.outcome.faq import QuestionAnswered
from bot.domain.outcome.operator import AlarmRaised, ContentTold, StatsTold, WhoTold
from bot.domain.outcome.pushed import (
    BreakDue,
    CheckinDue,
    NudgeDue,
    ReviewDue,
    RoutineDue,
    StretchDue,
)
from bot.domain.outcome.reply import Refused, Stale, Unclear
from bot.domain.outcome.reported import CheckedIn, PainAsked, PainNoted
from bot.domain.outcome.talk import Answered, Asking, ChangeOffered, ZonesFound
from bot.domain.outcome.workout import (
    CardShown,
    FirstExercise,
    FirstExerciseEnded,
    MilestoneReached,
    NeverNoted,
    NeverUndone,
    NeverWhich,
    TodayCard,
    TrackMade,
    WorkoutEnded,
)
from bot.views import (
    account,
    answer_words,
    cards,
    checkins,
    closures,
    echo,
    faq,
    findings,
    first_exercise,
    notices,
    operator,
    pain,
    progress,
    questions,
    review,
    routines,
    settings_menu,
    summary,
    warning_signs,
)
from bot.views.screen import Mode, Screen
from bot.views.texts import Texts

LONG = 1e6
"""A refused number that is not repeated."""


def answer(
    outcomes: Sequence[Outcome], understood: EchoLine | None, texts: Texts, catalog: Catalog
) -> list[Screen]:
    """All screens of one answer, the first led by what was understood of typed words."""
    understood = echo.without_repeats(understood, outcomes)
    led = frozenset(one.key for one in understood.echoes) if understood else frozenset()
    screens = [_after(outcome, led, texts, catalog) for outcome in outcomes]
    shown = [screen for screen in screens if screen is not None]
    return echo.with_echo(shown, understood, texts, catalog)


def _after(outcome: Outcome, led: frozenset[str], texts: Texts, catalog: Catalog) -> Screen | None:
    """What is left to say under the line that says back what was understood."""
    match outcome:
        case CheckedIn():
            return checkins.checked_in(outcome, texts, catalog, led)
        case PainNoted() if "pain" in led:
            return notices.pain_followed(outcome, texts, catalog)
        case _:
            return view(outcome, texts, catalog)


def view(outcome: Outcome, texts: Texts, catalog: Catalog) -> Screen:
    """What an outcome looks like."""
    match outcome:
        case Assessed():
            return findings.assessed(outcome, texts, catalog)
        case Remeasured():
            return findings.remeasured(outcome, texts, catalog)
        case Asking():
            return questions.asking(outcome, texts, catalog)
        case Answered():
            return answer_words.answered(outcome, texts)
        case ChangeOffered():
            return answer_words.change_offered(outcome, texts)
        case ZonesFound():
            return questions.zones_found(outcome, texts)
        case Referred():
            return findings.referred(outcome, texts)
        case Cleared():
            return findings.cleared(outcome, texts, catalog)
        case Rescreened():
            return findings.rescreened(outcome, texts, catalog)
        case FlagHeard():
            return warning_signs.flag_heard(outcome, texts)
        case RoutineDue():
            return routines.routine_due(outcome, texts, catalog)
        case FirstExercise():
            return first_exercise.first_exercise(outcome, texts, catalog)
        case FirstExerciseEnded():
            return first_exercise.first_exercise_ended(outcome, texts)
        case CardShown():
            return cards.card_shown(outcome, texts, catalog)
        case NeverNoted() | NeverUndone() | NeverWhich() | Closed() | Reopened():
            return closures.closures(outcome, texts, catalog)
        case TrackMade():
            return routines.track_made(outcome, texts)
        case WorkoutEnded():
            return cards.workout_ended(outcome, texts, catalog)
        case TodayCard():
            return routines.today_card(outcome, texts, catalog)
        case MilestoneReached():
            return cards.milestone_reached(outcome, texts)
        case CheckinDue():
            return checkins.checkin_due(outcome, texts)
        case NudgeDue(workout):
            return notices.nudge_due(workout, texts)
        case StretchDue():
            return routines.stretch_due(outcome, texts, catalog)
        case BreakDue(tip):
            return routines.break_due(tip, texts)
        case ReviewDue():
            return review.review_due(outcome, texts, catalog)
        case Retested():
            return progress.retested(outcome, texts, catalog)
        case PainAsked():
            return pain.pain_asked(outcome, texts)
        case PainNoted():
            return notices.pain_noted(outcome, texts, catalog)
        case CheckedIn():
            return checkins.checked_in(outcome, texts, catalog)
        case ProgressShown():
            return progress.progress_shown(outcome, texts, catalog)
        case SettingsShown():
            return settings_menu.settings(outcome, texts, catalog)
        case QuieterOffered():
            return settings_menu.quieter(outcome, texts)
        case LengthsChosen(chosen):
            return settings_menu.lengths_chosen(chosen, texts)
        case SettingAsked():
            return settings_menu.asked(outcome, texts, catalog)
        case Unclear():
            return echo.unclear(outcome, texts, catalog)
        case QuestionAnswered():
            return faq.question_answered(outcome, texts, catalog)
        case StatsTold() | WhoTold() | ContentTold() | AlarmRaised():
            return operator.message(outcome, texts)
        case Exported():
            return account.exported(outcome, texts)
        case Summarised():
            return summary.summarised(outcome, texts, catalog)
        case Stale():
            return Screen(texts("tap.stale"), mode=Mode.TOAST)
        case Refused(error):
            unit = str(error.details.get("unit", ""))
            details = {
                name: texts.amount(value, unit) if isinstance(value, float) else value
                for name, value in error.details.items()
            }
            wrong_value = error.details.get("value")
            if isinstance(wrong_value, int | float) and abs(wrong_value) >= LONG:
                details["value"] = texts("error.that_number")
            details["unit"] = f" {texts.unit(unit)}" if unit else ""
            return Screen(texts(error.text_key, **details), mode=Mode.TOAST)
        case _:
            return account.short_message(outcome, texts, catalog)
