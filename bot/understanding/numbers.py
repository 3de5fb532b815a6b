"""Numbers as people write them: digits, words, halves, shares and lists."""

from bot.understanding.reading import Reading

MOST = 20
"""Numbers read as one list; no routine has as many exercises."""


def number(reading: Reading, i: int) -> tuple[float, int] | None:
    """A number at a word: "12,5", "twenty five", "three and a half", "about 4"."""
    while reading.at(i) in reading.grammar.lexicon.approximations:
        i += 1
    read = _plain(reading, i)
    if read is None:
        return None
    value, end = read
    more = reading.reading("number", end)
    if more is not None and value == int(value):
        return value + 0.5, more.end
    return value, end


def _plain(reading: Reading, i: int) -> tuple[float, int] | None:
    if not 0 <= i < len(reading.words):
        return None
    digits = reading.words[i].number
    if digits is not None:
        following = reading.words[i + 1] if i + 1 < len(reading.words) else None
        if following is not None and following.text in ("½", "¼", "¾") and digits == int(digits):
            return digits + (following.number or 0), i + 2
        return digits, i + 1
    named = reading.slot("numbers", i)
    if named is None:
        return None
    value, end = float(str(named[0])), named[1]
    if value in range(20, 100, 10):
        if reading.at(end) == "-":
            unit = reading.slot("numbers", end + 1)
        else:
            unit = reading.slot("numbers", end)
        if unit is not None and float(str(unit[0])) in range(1, 10):
            return value + float(str(unit[0])), unit[1]
    return value, end


def minus(reading: Reading, i: int) -> bool:
    """Whether a word for "below zero" stands before the number at a word: "minus two"."""
    before = reading.all_named("said", i - 1) if i > 0 else None
    return before is not None and "minus" in before[0] and before[1] == i


def count(reading: Reading, i: int) -> tuple[int, int] | None:
    """A whole number at a word."""
    read = reading.slot("n", i)
    if read is None or not isinstance(read[0], float) or read[0] != int(read[0]):
        return None
    return int(read[0]), read[1]


def share(reading: Reading, i: int) -> tuple[tuple[float, float | None], int] | None:
    """A number at a word, with what it is a share of, if told: "7/10", "3 of 5"."""
    read = reading.slot("n", i)
    if read is None or not isinstance(read[0], float):
        return None
    value, end = read
    of = reading.reading("share", end)
    if of is not None and isinstance(of.values[0], float):
        return (value, of.values[0]), of.end
    return (value, None), end


def counts(reading: Reading, i: int) -> tuple[tuple[int, ...], int] | None:
    """Whole numbers one after the other: "1, 3 and 4", "1-3", "1,2", "1 3 4"."""
    spaced = _listed(reading, i, spaced=True)
    return spaced if spaced and len(spaced[0]) > 2 else _listed(reading, i, spaced=False)


def _listed(reading: Reading, i: int, spaced: bool) -> tuple[tuple[int, ...], int] | None:
    """A list of numbers, between which there may be mere spaces."""
    found: list[int] = []
    end, joined = i, i
    joiners = reading.grammar.lexicon.joiners | {"+", "&", "/"}
    while len(found) < MOST:
        read = _ordinals(reading, joined)
        if read is None:
            break
        values, end = read
        found.extend(values)
        joined = end
        while reading.at(joined) in joiners:
            joined += 1
        if joined == end and not (spaced and reading.at(end).isdecimal()):
            break
    return (tuple(dict.fromkeys(found)), end) if found else None


def _ordinals(reading: Reading, i: int) -> tuple[list[int], int] | None:
    if not 0 <= i < len(reading.words):
        return None
    raw = reading.words[i].text
    if "," in raw and reading.words[i].number is not None:  # "1,2" is two exercises
        return [int(part) for part in raw.split(",")], i + 1
    if reading.at(i) == "#":
        i += 1
    read = count(reading, i)
    if read is None or not 0 < read[0] < 100:
        return None
    first, end = read
    if reading.at(end) == "-":
        last = count(reading, end + 1)
        if last is not None and first < last[0] < 100:
            return list(range(first, last[0] + 1)), last[1]
    return [first], end
