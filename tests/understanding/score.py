"""`python -m tests.understanding.score`: precision and recall of every meaning, per corpus."""

import argparse

from tests.understanding.corpus import HERE, Score, score

CORPORA = ("corpus", "fresh")


def table(result: Score) -> str:
    """The figures of one corpus, a line a meaning."""
    lines = [f"{'meaning':16}{'texts':>6}{'precision':>11}{'recall':>8}"]
    for name in result.names:
        wanted = result.right[name] + result.missed[name]
        lines.append(f"{name:16}{wanted:6}{result.precision(name):11.3f}{result.recall(name):8.3f}")
    lines.append(
        f"{'all':16}{result.right.total() + result.missed.total():6}"
        f"{result.precision():11.3f}{result.recall():8.3f}"
    )
    lines.append(f"{result.whole} of {result.cases} texts without any fault")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="*", default=CORPORA, help="corpus, fresh")
    parser.add_argument("--faults", action="store_true", help="name every faulty text")
    told = parser.parse_args()
    for name in told.corpora:
        path = HERE / f"{name}.yaml"
        if not path.exists():
            print(f"{name}: not written yet\n")
            continue
        result = score(path)
        print(f"{name}\n{table(result)}")
        if told.faults:
            print("\n".join(result.faults))
        print()


if __name__ == "__main__":
    main()
