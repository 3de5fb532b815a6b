"""Lengths of time as people write them."""

from bot.understanding.reading import Reading

SECONDS = {
    "s": 1.0,
    "min": 60.0,
    "m": 60.0,
    "h": 3600.0,
    "day": 86400.0,
    "week": 604800.0,
    "month": 2592000.0,
}
"""Units of time in seconds; a month of a span is 30 days, and an m is a minute."""


def span(reading: Reading, i: int) -> tuple[float, int] | None:
    """A length of time at a word, in seconds: "20 min", "half an hour", "1 min 10"."""
    found = reading.reading("span", i)
    if found is None:
        return None
    units = [
        SECONDS[value] for value in found.values if isinstance(value, str) and value in SECONDS
    ]
    if len(units) != sum(isinstance(value, str) for value in found.values):
        return None
    numbers = [value for value in found.values if isinstance(value, float)]
    if not numbers and i > 0 and reading.slot("n", i - 1) is not None:
        return None  # the unit of a number that was read, and refused, before
    match found.name:
        case "amount":
            return (numbers[0] if numbers else 1.0) * units[0], found.end
        case "two_amounts" if units[0] <= units[1]:  # "5 min, 20 min": not one length of time
            return _first(reading, i)
        case "two_amounts":
            return sum(n * unit for n, unit in zip(numbers, units, strict=False)), found.end
        case "quarter":
            return units[0] / 4, found.end
        case "three_quarters":
            return units[0] * 3 / 4, found.end
        case "amount_rest":
            return numbers[0] * units[0] + numbers[1] * units[0] / 60, found.end
        case _:
            return (numbers[0] if numbers else 1.0) * units[0] + units[0] / 2, found.end


def _first(reading: Reading, i: int) -> tuple[float, int] | None:
    number = reading.slot("n", i)
    unit = None if number is None else reading.slot("units", number[1])
    if number is None or unit is None:
        return None
    return float(number[0]) * SECONDS[str(unit[0])], unit[1]
