"""Outcomes: everything an intent or a due message may come to.

The outcomes stand in modules by subject; here is what they are together.
"""

from bot.domain.outcome.account import (
    EraseAsked,
    Erased,
    Exported,
    Helped,
    LengthsChosen,
    Paused,
    PrivacyTold,
    ProgressShown,
    QuieterOffered,
    Resumed,
    SettingAsked,
    SettingsShown,
    Stopped,
    Summarised,
)
from bot.domain.outcome.assessed import Assessed, NoProfile, Remeasured, Retested, SetUp
from bot.domain.outcome.caution import (
    CameOfAge,
    ClearanceDue,
    Cleared,
    Closed,
    FlagDismissed,
    FlagHeard,
    Referred,
    Reopened,
    Rescreened,
)
from bot.domain.outcome.faq import QuestionAnswered
from bot.domain.outcome.operator import ToOperator
from bot.domain.outcome.pushed import (
    BarrierAsked,
    BarrierMet,
    BreakDue,
    CheckinDue,
    Farewell,
    NudgeDue,
    Postponed,
    RestDay,
    ReviewDue,
    RoutineDue,
    SilenceAsked,
    StretchDue,
)
from bot.domain.outcome.reply import (
    Broken,
    Chatted,
    NotReadable,
    NotUnderstood,
    Refused,
    Stale,
    Unclear,
    Undone,
)
from bot.domain.outcome.reported import Away, CheckedIn, PainAsked, PainNoted, Unwell
from bot.domain.outcome.talk import Answered, Asking, ChangeOffered, Greeted, Welcomed, ZonesFound
from bot.domain.outcome.workout import (
    CardShown,
    Declined,
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

Told = (
    Welcomed
    | Greeted
    | FlagDismissed
    | NoProfile
    | SetUp
    | RestDay
    | Postponed
    | Declined
    | BarrierAsked
    | BarrierMet
    | SilenceAsked
    | Farewell
    | CameOfAge
    | ClearanceDue
    | Paused
    | Resumed
    | Stopped
    | EraseAsked
    | Erased
    | Helped
    | PrivacyTold
    | Undone
    | Unwell
    | Away
    | NotUnderstood
    | NotReadable
    | Chatted
    | Broken
)
"""Those that are a few words and at most a row of buttons."""

Outcome = (
    Asking
    | Answered
    | ChangeOffered
    | ZonesFound
    | Referred
    | Cleared
    | FlagHeard
    | Assessed
    | FirstExercise
    | FirstExerciseEnded
    | Remeasured
    | RoutineDue
    | CardShown
    | TrackMade
    | NeverNoted
    | NeverUndone
    | NeverWhich
    | Closed
    | Reopened
    | Rescreened
    | WorkoutEnded
    | MilestoneReached
    | TodayCard
    | CheckinDue
    | NudgeDue
    | StretchDue
    | BreakDue
    | ReviewDue
    | Retested
    | PainAsked
    | PainNoted
    | CheckedIn
    | ProgressShown
    | LengthsChosen
    | SettingAsked
    | QuieterOffered
    | SettingsShown
    | Exported
    | Summarised
    | Stale
    | Refused
    | Unclear
    | QuestionAnswered
    | ToOperator
    | Told
)
