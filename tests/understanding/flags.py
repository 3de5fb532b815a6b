"""`python -m tests.understanding.flags`: how many red flags are heard, how many false alarms."""

from collections.abc import Iterator
from pathlib import Path

from bot.catalog.folder import content_folder
from bot.catalog.load import load
from bot.catalog.read import read_yaml
from bot.domain.safety.heard import heard

HERE = Path(__file__).parent
FLAGS = tuple(load(content_folder()).flags.values())


def red() -> list[str]:
    """Phrases that report a red flag."""
    return [phrase["text"] for phrase in read_yaml(HERE / "fresh_flags.yaml")["phrases"]]


def harmless() -> list[str]:
    """Phrases that only stand near one."""
    return list(read_yaml(HERE / "near_misses.yaml")["phrases"])


def missed() -> Iterator[str]:
    """Red flags that nobody hears."""
    return (text for text in red() if not heard(text, FLAGS))


def false_alarms() -> Iterator[str]:
    """Harmless phrases that alarm."""
    return (text for text in harmless() if heard(text, FLAGS))


def main() -> None:
    """Both figures, and every text that went wrong."""
    lost, alarms = list(missed()), list(false_alarms())
    print(f"heard {len(red()) - len(lost)} of {len(red())} red flags", *lost, sep="\n  ")
    print(f"{len(alarms)} false alarms in {len(harmless())} phrases", *alarms, sep="\n  ")


if __name__ == "__main__":
    main()
