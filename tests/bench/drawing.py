"""`python -m tests.bench.drawing`: what the first picture of a figure costs, in processor time."""

from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles
from time import process_time

from bot.catalog.figures import MANIFEST, load_figure
from bot.catalog.folder import content_folder
from bot.figures.card import still_svg
from bot.figures.raster import png

ROUNDS = 3
STEPS = ("reading", "svg", "rasterising", "altogether")


def drawn(file: Path) -> list[float]:
    """Milliseconds of each step, the figure read anew."""
    marks = [process_time()]
    figure = load_figure(file)
    marks.append(process_time())
    svg = still_svg(figure, "left")
    marks.append(process_time())
    png(svg)
    marks.append(process_time())
    steps = [later - earlier for earlier, later in pairwise(marks)]
    return [1000 * seconds for seconds in (*steps, marks[-1] - marks[0])]


def main() -> None:
    """Every figure, a few times over; the least of each step counts."""
    files = [p for p in sorted((content_folder() / "figures").glob("*.yaml")) if p.name != MANIFEST]
    drawn(files[0])  # the libraries are loaded once, not per picture
    rounds = [[drawn(file) for file in files] for _ in range(ROUNDS)]
    print(f"{len(files)} stills, cold, ms of processor time; the goal is 150")
    for number, step in enumerate(STEPS):
        taken = [min(times[n][number] for times in rounds) for n in range(len(files))]
        most = quantiles(taken, n=20)[-1]
        print(f"{step:12} median {median(taken):4.0f}  p95 {most:4.0f}  slowest {max(taken):4.0f}")


if __name__ == "__main__":
    main()
