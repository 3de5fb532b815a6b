"""Whether a word is another one with a slip of the finger."""

SHORTEST = 4
"""Letters from which a swap is forgiven; one more than that for other slips."""
LONG = 8
"""Letters from which two slips are."""


def is_slip_of(said: str, meant: str) -> bool:
    """Whether `said` is `meant` with a letter swapped, missing or doubled; in longer words also
    with a wrong one. The first letter has to be right."""
    if len(meant) < SHORTEST or said[:1] != meant[:1] or abs(len(said) - len(meant)) > 2:
        return False
    if len(meant) >= LONG:
        return _distance(said, meant) <= 2
    return _swapped(said, meant) or (len(meant) > SHORTEST and _one_more(said, meant))


def _swapped(said: str, meant: str) -> bool:
    if len(said) != len(meant):
        return False
    wrong = [i for i, (a, b) in enumerate(zip(said, meant, strict=True)) if a != b]
    return (
        len(wrong) == 2
        and wrong[1] == wrong[0] + 1
        and said[wrong[0]] == meant[wrong[1]]
        and said[wrong[1]] == meant[wrong[0]]
    )


def _one_more(said: str, meant: str) -> bool:
    """One letter is missing, or one is typed twice."""
    if len(said) == len(meant) - 1:
        return any(meant[:i] + meant[i + 1 :] == said for i in range(1, len(meant)))
    if len(said) == len(meant) + 1:
        return any(
            said[:i] + said[i + 1 :] == meant and said[i] == said[i - 1]
            for i in range(1, len(said))
        )
    return False


def _distance(a: str, b: str) -> int:
    """Letters to insert, drop, change or swap with a neighbour (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        before, last = last, row
    return last[-1]
