"""The one place where it is decided what an outcome looks like."""

from bot.domain.catalog import Catalog
from bot.domain.outcome import (
    AlarmRaised,
    Answered,
    Asking,
    Assessed,
    CardShown,
    ChangeOffered,
    CheckedIn,
    CheckinDue,
    Cleared,
    ContentTold,
    Exported,
    FlagHeard,
    NudgeDue,
    Outcome,
    PainAsked,
    PainNoted,
    ProgressShown,
    Referred,
    Refused,
    Remeasured,
    ReviewDue,
    RoutineDue,
    Stale,
    StatsTold,
    WhoTold,
    WorkoutEnded,
    ZonesFound,
)
from bot.views import account, findings, moments, operator, pain, progress, questions, training
from bot.views.screen import Mode, Screen
from bot.views.texts import Texts


def view(outcome: Outcome, texts: Texts, catalog: Catalog) -> Screen:
    """What an outcome looks like."""
    match outcome:
        case Assessed():
            return findings.assessed(outcome, texts, catalog)
        case Remeasured():
            return findings.remeasured(outcome, texts, catalog)
        case Asking():
            return questions.asking(outcome, texts)
        case Answered():
            return questions.answered(outcome, texts)
        case ChangeOffered():
            return questions.change_offered(outcome, texts)
        case ZonesFound():
            return questions.zones_found(outcome, texts)
        case Referred():
            return findings.referred(outcome, texts)
        case Cleared():
            return findings.cleared(outcome, texts, catalog)
        case FlagHeard():
            return findings.flag_heard(outcome, texts)
        case RoutineDue():
            return training.routine_due(outcome, texts, catalog)
        case CardShown():
            return training.card_shown(outcome, texts, catalog)
        case WorkoutEnded():
            return training.workout_ended(outcome, texts)
        case CheckinDue():
            return training.checkin_due(outcome, texts)
        case NudgeDue(workout):
            return moments.nudge_due(workout, texts)
        case ReviewDue():
            return moments.review_due(outcome, texts, catalog)
        case PainAsked():
            return pain.pain_asked(outcome, texts)
        case PainNoted():
            return moments.pain_noted(outcome, texts, catalog)
        case CheckedIn():
            return training.checked_in(outcome, texts, catalog)
        case ProgressShown():
            return progress.progress_shown(outcome, texts, catalog)
        case StatsTold() | WhoTold() | ContentTold() | AlarmRaised():
            return operator.told(outcome, texts)
        case Exported():
            return account.exported(outcome, texts)
        case Stale():
            return Screen(texts("tap.stale"), mode=Mode.TOAST)
        case Refused(error):
            details = {
                name: texts.number(value) if isinstance(value, float) else value
                for name, value in error.details.items()
            }
            return Screen(texts(error.text_key, **details), mode=Mode.TOAST)
        case _:
            return account.told(outcome, texts, catalog)
