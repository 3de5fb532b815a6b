"""`python -m tests.bench.drawing`: what the first picture of a figure costs, in processor time."""

from statistics import median, quantiles
from time import process_time

from bot.catalog.figures import load_figure
from bot.catalog.folder import content_folder
from bot.figures import still

ROUNDS = 3
SIXTH = 6


def main() -> None:
    """Every sixth figure, read and drawn anew, a few times over; the least of each counts."""
    files = sorted((content_folder() / "figures").glob("*.yaml"))[::SIXTH]
    still(load_figure(files[0]), "left")  # the libraries are loaded once, not per picture
    least = dict.fromkeys(files, float("inf"))
    for _ in range(ROUNDS):
        for file in files:
            begun = process_time()
            still(load_figure(file), "left")
            least[file] = min(least[file], process_time() - begun)
    taken = [seconds * 1000 for seconds in least.values()]
    print(
        f"{len(taken)} stills, cold: median {median(taken):.0f} ms, "
        f"nine of ten under {quantiles(taken, n=10)[-1]:.0f} ms, slowest {max(taken):.0f} ms; "
        "the goal is 150 ms"
    )


if __name__ == "__main__":
    main()
