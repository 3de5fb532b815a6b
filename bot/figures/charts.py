"""Charts of a person's weeks, readable on a phone, on light paper in any chat."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from bot.figures.palette import EDGE, STRETCH, WORK

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Sheet


@dataclass(frozen=True, slots=True)
class SideResult:
    """One side's test result before and after, in the test's own unit; None: not done."""

    before: float | None
    after: float | None


# Light paper of their own, which a dark chat frames: a bot cannot know which chat it is in.
_PAPER, _FAINT = "#fdfbf7", "#d9d2c3"
# The third is darker than the green of the arrows, which is red or blue to some eyes.
COLOURS = (STRETCH, WORK, "#14532d")
_SIZE, _DOTS = (8.0, 5.0), 135
_ACROSS = 84
"""Characters that fit side by side over the bars."""
MARKERS, LINES = ("o", "s", "^"), ("-", "--", ":")


def _sheet(title: str) -> "tuple[Sheet, Axes]":
    from matplotlib.figure import Figure as Sheet

    sheet = Sheet(figsize=_SIZE, dpi=_DOTS, facecolor=_PAPER, layout="constrained")
    engine = sheet.get_layout_engine()
    if engine is not None:
        engine.set(w_pad=0.16, h_pad=0.16)  # type: ignore[call-arg]
    axes = sheet.add_subplot(facecolor=_PAPER)
    axes.set_title(title, color=EDGE, fontsize=17, loc="left", pad=12)
    axes.tick_params(colors=EDGE, labelsize=13, length=0)
    axes.grid(axis="y", color=_FAINT, linewidth=1)
    axes.set_axisbelow(True)
    for spine in axes.spines.values():
        spine.set_visible(False)
    return sheet, axes


def _legend(axes: "Axes") -> None:
    axes.legend(frameon=False, labelcolor=EDGE, fontsize=13, ncols=3, loc="upper left")


def _png(sheet: "Sheet") -> bytes:
    out = BytesIO()
    sheet.savefig(out, format="png")
    return out.getvalue()


def pain_by_week(
    weeks: Sequence[str],
    moments: Mapping[str, Sequence[float | None]],
    title: str,
) -> bytes:
    """Pain of 0 to 10, week by week, a line for each moment (its word is the key).

    Args:
        weeks: what stands under each week.
        moments: up to three; None where nothing was said.
        title: above the chart.
    """
    sheet, axes = _sheet(title)
    for number, (word, values) in enumerate(moments.items()):
        axes.plot(
            range(len(weeks)),
            [float("nan") if value is None else value for value in values],
            label=word,
            color=COLOURS[number],
            marker=MARKERS[number],
            linestyle=LINES[number],
            linewidth=3,
            markersize=9,
        )
    axes.set_ylim(-0.3, 11.6)
    axes.set_yticks(range(0, 11, 2))
    axes.set_xticks(range(len(weeks)), weeks)
    _legend(axes)
    return _png(sheet)


def sessions_by_week(
    weeks: Sequence[str],
    done: Sequence[int],
    planned: Sequence[int],
    words: Mapping[str, str],
) -> bytes:
    """Sessions done of those planned; `words`: title, done and planned."""
    from matplotlib.ticker import MaxNLocator

    sheet, axes = _sheet(words["title"])
    places = range(len(weeks))
    axes.bar(
        places,
        planned,
        width=0.66,
        facecolor="none",
        edgecolor=EDGE,
        linewidth=2,
        linestyle="--",
        label=words["planned"],
    )
    axes.bar(places, done, width=0.66, color=COLOURS[2], label=words["done"])
    numbers = [f"{count}/{of}" for count, of in zip(done, planned, strict=True)]
    if any(len(number) * len(weeks) > _ACROSS for number in numbers):
        numbers = []  # they would stand in each other's way; the axis has to do
    for place, number in enumerate(numbers):
        top = max(done[place], planned[place])
        axes.annotate(
            number,
            (place, top),
            ha="center",
            va="bottom",
            color=EDGE,
            fontsize=13,
            xytext=(0, 4),
            textcoords="offset points",
        )
    axes.set_ylim(0, max([1, *planned, *done]) * 1.45)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xticks(places, weeks)
    _legend(axes)
    return _png(sheet)


def result_by_side(
    sides: Mapping[str, SideResult],
    error: float,
    words: Mapping[str, str],
) -> bytes:
    """One test before and after, side by side, each with the band its error leaves open.

    Args:
        sides: by the side's word.
        error: a change smaller than this is no change, in the test's unit.
        words: title, before, after and unit.
    """
    sheet, axes = _sheet(words["title"])
    for place, result in enumerate(sides.values()):
        if result.before is not None and result.after is not None:
            axes.plot(
                (place - 0.16, place + 0.16),
                (result.before, result.after),
                color=_FAINT,
                linewidth=3,
                zorder=1,
            )
    for number, moment in enumerate(("before", "after")):
        spots = [
            (place + 0.32 * number - 0.16, value)
            for place, result in enumerate(sides.values())
            if (value := (result.before, result.after)[number]) is not None
        ]
        axes.errorbar(
            [x for x, _ in spots],
            [y for _, y in spots],
            yerr=error,
            fmt=MARKERS[number],
            color=COLOURS[number],
            label=words[moment],
            markersize=13,
            elinewidth=9,
            ecolor=COLOURS[number] + "55",
            capsize=0,
        )
        for x, y in spots:
            axes.annotate(
                f"{y:g}",
                (x, y),
                ha="center",
                color=EDGE,
                fontsize=14,
                xytext=(-26 if number == 0 else 26, -5),
                textcoords="offset points",
            )
    axes.set_xlim(-0.6, len(sides) - 0.4)
    axes.set_xticks(range(len(sides)), list(sides))
    axes.set_ylabel(words["unit"], color=EDGE, fontsize=13)
    axes.margins(y=0.35)
    _legend(axes)
    return _png(sheet)
