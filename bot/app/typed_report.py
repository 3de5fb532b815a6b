"""Which report typed pains, counts and "easy" make together, or which work on an open card."""

from collections.abc import Sequence
from dataclasses import replace

from bot.app.context import Context
from bot.app.training import pain_prompts
from bot.app.wish import Wish
from bot.domain.acts import REPORT, Act
from bot.domain.echo import Echo
from bot.domain.ids import Region, Side
from bot.domain.intent import CardVerb, OnCard, OnPain
from bot.domain.training.sets import assign_sides, timed
from bot.domain.training.workout import (
    Card,
    Ending,
    PainMoment,
    Report,
    Work,
    Workout,
    WorkoutState,
)
from bot.domain.typed_intent import AskPainDetails, RecordWork, SendReport
from bot.understanding.card_work import read_work
from bot.understanding.context import Shape, TextContext

FEELS = {"easy": 3, "right": 5, "hard": 8}
"""How hard it felt, as a number."""
MOST_PAIN = 10
"""A larger number alone can only be repetitions or seconds."""
SKIP = "skip"
MOST_BEFORE = 5
"""A higher number may as well count repetitions: it is asked which was meant."""


def report_wishes(acts: Sequence[Act], workout: Workout | None) -> list[Wish]:
    """Return the report that acts make together; of several pains the worst stands for the day."""
    total = len(workout.cards) if workout is not None else 0
    report, pains, echoes = Report(), [], []
    if looks_ahead(acts, workout):
        return []
    left = any(act.name in ("partly", "skipped") or _leaves_some(act, total) for act in acts)
    for act in acts:
        if act.name in ("done", "partly", "skipped"):
            report, echo = _done(act, total, report)
        elif act.name in ("pain", "card_hurts") and act.get("level") is not None:
            pains.append(_pain(act))
            echo = _pain_echo(pains[-1])
        elif act.name == "effort" and (effort := _effort(act)) is not None:
            too_much = left and act.get("feel") == "hard"
            report = replace(report, effort=effort, too_much=too_much)
            echo = Echo("too_much") if too_much else Echo("effort", {"n": effort})
        else:
            continue
        echoes += [echo] if echo is not None else []
    report = _with_pains(report, pains)
    return [] if report == Report() else [Wish(SendReport(report), tuple(echoes))]


def looks_ahead(acts: Sequence[Act], workout: Workout | None) -> bool:
    """Whether "too easy" is said of a routine that nobody has begun, and nothing else of it."""
    reports = {act.name for act in acts} & set(REPORT)
    if workout is None or reports != {"effort"}:
        return False
    return workout.state is WorkoutState.PLANNED or workout.ending is Ending.NOT_TODAY


def says_done(wish: Wish) -> bool:
    """Whether it says that the open exercise is done, or a side or set of it."""
    done = (CardVerb.DONE, CardVerb.SET, CardVerb.NEXT)
    return isinstance(wish.intent, OnCard) and wish.intent.verb in done


def beside_pain(wish: Wish) -> Wish:
    """Return a report of pain alone as one of an exercise that is done as well."""
    intent = wish.intent
    if not isinstance(intent, SendReport) or not intent.report.only_pain:
        return wish
    report = replace(intent.report, exercise_done=True)
    return Wish(SendReport(report), (Echo("done_exercise"), *wish.echoes))


def _done(act: Act, total: int, report: Report) -> tuple[Report, Echo | None]:
    """Return the report with what was done, and what is said back of it."""
    count, skipped = act.get("done"), act.get("skipped")
    but = [n for n in act.every("but") if 1 <= n <= total]
    if act.name == "skipped":
        return replace(report, none=True), Echo("done_none")
    if act.name == "done" and but:
        echo = Echo("done_but", {"numbers": ", ".join(map(str, but))})
        return replace(report, done=total - len(but)), echo
    if count is None and skipped is not None and 0 < skipped < total:
        return replace(report, done=total - skipped), Echo("done_count", {"n": total - skipped})
    if count is not None:
        of = act.get("of") or total
        key = "done_count_of" if of else "done_count"
        return replace(report, done=count), Echo(key, {"n": count, "of": of})
    if act.name == "done":
        return replace(report, all=True), Echo("done_all")
    return report, None


def _leaves_some(act: Act, total: int) -> bool:
    """Whether a report says that not all of the day was done."""
    done: int | None = act.get("done")
    return act.name == "done" and (bool(act.every("but")) or (done is not None and done < total))


def _effort(act: Act) -> int | None:
    level: int | None = act.get("level")
    return FEELS.get(act.get("feel")) if level is None else level


def asked_details(act: Act) -> Wish:
    """Return the wish to tell of a pain without a level, of which the rest is asked."""
    pain = _pain(act)
    echo = Echo("hurts", {"region": pain.region, "side": pain.side})
    return Wish(AskPainDetails(pain), (echo,))


def _pain(act: Act) -> Report:
    """Return the report of one pain alone."""
    return Report(
        pain=act.get("level"),
        region=Region(act.get("region")) if act.get("region") else None,
        side=Side(act.get("side")) if act.get("side") else None,
        sharp=bool(act.get("sharp")),
        moment=PainMoment(act.get("moment")) if act.get("moment") else None,
    )


def _pain_echo(pain: Report) -> Echo:
    where = {"region": pain.region, "side": pain.side}
    return Echo("pain", {"n": pain.pain, **where, "when": pain.moment})


def _with_pains(report: Report, pains: list[Report]) -> Report:
    """Add the worst of several pains; one that came only afterwards is kept beside it."""
    if not pains:
        return report
    after = [pain for pain in pains if pain.moment is PainMoment.AFTER]
    rest = [pain for pain in pains if pain.moment is not PainMoment.AFTER]
    worst = max(rest or after, key=_level)
    return replace(
        report,
        pain=worst.pain,
        region=worst.region,
        side=worst.side,
        sharp=any(pain.sharp for pain in pains),
        moment=worst.moment,
        after=max(map(_level, after)) if rest and after else None,
    )


def _level(pain: Report) -> int:
    return pain.pain or 0


def work_wishes(act: Act) -> list[Wish]:
    """Return the work on the open card that an act tells."""
    reps, seconds, load = act.get("reps"), act.get("seconds"), act.get("load")
    if reps is None and seconds is None and load is None:
        return []
    side = Side(act.get("side")) if act.get("side") else Side.BOTH
    return [work_wish((Work(side, None if seconds is not None else reps, seconds, load),))]


def work_wish(work: tuple[Work, ...]) -> Wish:
    """Return the wish to keep work on the open card."""
    return Wish(RecordWork(work), tuple(map(_work_echo, work)))


def _work_echo(work: Work) -> Echo:
    number = work.reps if work.seconds is None else work.seconds
    if number is None:
        return Echo("did_with", {"load": work.load})
    side = None if work.side is Side.BOTH else work.side
    key = "_".join(["did", *["side"] * bool(side), *["s"] * (work.seconds is not None)])
    return Echo(key, {"n": number, "aside": side, "load": work.load})


def typed_work(context: Context, workout: Workout, words: str) -> tuple[Work, ...]:
    """Return what the words tell of the open card; empty when they tell something else.

    Raises:
        OutOfRange: nobody does so many.
    """
    assert workout.current is not None
    item = workout.routine.items[workout.current]
    vocabulary = context.deps.vocabulary(context.person.language)
    work = read_work(words, vocabulary, timed=timed(item))
    if not work or (work[0].reps is None and work[0].seconds is None):
        return work
    return assign_sides(item, work) or ()


def doubted(workout: Workout, words: str, work: tuple[Work, ...]) -> tuple[Act, ...]:
    """Return what a small number alone may mean at a card: that, so many exercises, or a pain."""
    numbers = {one.reps if one.seconds is None else one.seconds for one in work}
    number = numbers.pop() if len(numbers) == 1 else None
    if not words.strip().isdecimal() or number is None or number > MOST_PAIN:
        return ()
    of = len(workout.cards)
    done = [Act("done", {"done": number, "of": of})] if 0 < number <= of else []
    unit = "reps" if work[0].seconds is None else "seconds"
    return Act("card_done", {unit: number}), *done, Act("pain", {"level": number})


async def level_before(
    context: Context, workout: Workout, words: str, text_context: TextContext
) -> OnPain | None:
    """Return the tap that typed words stand for; None where that question is not open."""
    if any(card != Card() for card in workout.cards):
        return None
    asked = replace(text_context, situation="scale", shape=Shape.LEVEL, low=0, high=10, card=None)
    understanding = context.deps.understander(context.person.language).understand(words, asked)
    if understanding.asks_back is not None or len(understanding.acts) != 1:
        return None
    [act] = understanding.acts
    level = SKIP if act.name == "skip_question" else act.get("value")
    if isinstance(level, int | float) and 0 <= level <= MOST_BEFORE:
        level = str(round(level))
    if not isinstance(level, str) or act.name not in ("answer", "skip_question"):
        return None
    question = await pain_prompts.waits_for_level(context, workout)
    if question is None or _names_another_place(context, words, text_context, question.place):
        return None
    return OnPain(workout.day, PainMoment.BEFORE, level, str(question.place or ""))


def _names_another_place(
    context: Context, words: str, text_context: TextContext, asked: Region | None
) -> bool:
    """Whether words name a place that was not asked about."""
    understander = context.deps.understander(context.person.language)
    acts = understander.understand(words, text_context).acts
    named = {Region(act.get("region")) for act in acts if act.get("region")}
    return bool(named - {asked})
