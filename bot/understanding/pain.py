"""Pain, gathered from its parts in whatever order they come: how much, where, which side, when."""

from dataclasses import dataclass

from bot.domain.errors import BotError, OutOfRange
from bot.domain.ids import Region, Side
from bot.understanding.clause import Clause, joined
from bot.understanding.finding import Finding
from bot.understanding.meaning import Asked, Hurts, Moment, Pain
from bot.understanding.numbers import minus
from bot.understanding.reading import Reading

_PAIN = {"word": "named", "place": "elsewhere", "eased": "eased"}


@dataclass(slots=True)
class Parts:
    """What has been told of one pain so far."""

    level: float | None = None
    region: Region | None = None
    side: Side | None = None
    moment: Moment | None = None
    sharp: bool = False
    named: bool = False
    """A word for pain stood there."""
    elsewhere: bool = False
    """A part of the body that is none of the regions."""
    eased: bool = False
    """It is said to be better."""
    degree: float | None = None
    """A word for how much: mild, severe."""

    @property
    def enough(self) -> bool:
        """Whether these parts speak of pain at all."""
        told = self.level is not None or self.degree is not None
        placed = self.region is not None or self.elsewhere
        return self.named or (placed and told) or (self.region is not None and self.sharp)

    @property
    def hinted(self) -> bool:
        """Whether they do where pain is spoken of anyway: a number with a side or a moment."""
        return self.level is not None and (self.side is not None or self.moment is not None)

    def meaning(self) -> Pain | Hurts | BotError:
        """The pain these parts tell of."""
        level = self.level if self.level is not None else self.degree
        if level is not None and not 0 <= level <= 10:
            return OutOfRange(value=level, low=0, high=10, unit="")
        if level is None and self.moment is None:
            return Hurts(self.region, self.side, self.sharp)
        rounded = None if level is None else int(level + 0.5)
        return Pain(rounded, self.region, self.side, self.moment, self.sharp)


def find_pains(finding: Finding) -> None:
    """Take every pain told with the words that are left."""
    parts = joined(finding.reading, finding.parts, finding.used)
    told_in = {clause: pains(finding.reading, clause, finding.used) for clause in parts}
    told = [pain for found in told_in.values() for pain, _ in found]
    asked = finding.now.context.asked is Asked.PAIN
    spoken_of = asked or any(pain.enough for pain in told)
    spoken_of = spoken_of or sum(p.hinted and p.moment is not None for p in told) > 1
    before = Parts() if asked else None
    for clause in parts:
        for pain, words in told_in[clause]:
            if pain.level is None and pain.eased:
                continue  # "less pain today": better, and no number
            if pain.enough or (pain.hinted and spoken_of):
                if pain.region is None and pain.hinted and before is not None:
                    pain.region = before.region
                finding.take(pain.meaning(), words)
                before = pain
        place = _only_place(finding, clause)
        if place is not None and before is not None:
            place[0].level = before.level
            finding.take(place[0].meaning(), place[1])


def _only_place(finding: Finding, clause: Clause) -> tuple[Parts, set[int]] | None:
    """The place, where a clause names nothing else ("... and knee", "left knee")."""
    reading, parts = finding.reading, Parts(named=True)
    rest = [i for i in range(clause.start, clause.end) if i not in finding.used]
    i = rest[0] if rest else clause.end
    while i in rest:
        region, side = reading.slot("regions", i), reading.slot("sides", i)
        if region is not None and parts.region is None:
            parts.region, i = Region(region[0]), region[1]
        elif side is not None and parts.side is None:
            parts.side, i = Side(side[0]), side[1]
        else:
            return None
    return (parts, set(rest)) if parts.region is not None and i > rest[-1] else None


def pains(reading: Reading, clause: Clause, used: set[int]) -> list[tuple[Parts, set[int]]]:
    """What a clause may tell of pain, each with the words that tell of it.

    Args:
        reading: the text.
        clause: where to look.
        used: words that mean something else already.
    """
    found: list[tuple[Parts, set[int]]] = []
    parts, words = Parts(), set[int]()
    i = clause.start
    while i < clause.end:
        if i in used:
            i += 1
            continue
        kind, value, end = _part(reading, i)
        if kind and _complete(parts, kind):
            found.append((parts, words))
            parts, words = Parts(region=parts.region if kind != "region" else None), set()
        if kind == "level" and reading.slot("units", end) is not None:
            kind = ""  # "2 days" is no level
        if kind:
            _take(parts, kind, value)
            parts.named = parts.named or _aches(reading, i, end)
            words |= set(range(i, end))
        i = end
    return [*found, (parts, words)]


def _complete(parts: Parts, kind: str) -> bool:
    """Whether another part of that kind begins another pain."""
    placed = parts.region is not None or parts.side is not None or parts.moment is not None
    match kind:
        case "level":
            return parts.level is not None and placed
        case "region":
            return parts.region is not None and (parts.level is not None or parts.named)
        case "side":
            return parts.side is not None and parts.level is not None
        case "moment":
            return parts.moment is not None and parts.level is not None
    return False


def _take(parts: Parts, kind: str, value: object) -> None:
    if kind == "level":
        level = float(str(value))
        parts.level = level if parts.level is None else max(level, parts.level)
    elif kind == "degree":
        parts.degree = parts.degree or float(str(value))
    elif kind == "region":
        parts.region = parts.region or Region(str(value))
    elif kind == "side":
        parts.side = parts.side or Side(str(value))
    elif kind == "moment":
        parts.moment = parts.moment or Moment(str(value))
    elif kind == "sharp":
        parts.sharp = True
    elif kind == "named":
        parts.named = True
    elif kind == "eased":
        parts.eased = True
    elif kind == "elsewhere":
        parts.elsewhere = True


def _aches(reading: Reading, i: int, end: int) -> bool:
    """Whether one word names the place and the pain ("headache")."""
    pain = reading.slot("pain", i)
    return pain is not None and pain == ("word", end)


def _part(reading: Reading, i: int) -> tuple[str, object, int]:
    """What stands at a word, and the word after it; an empty kind for anything else."""
    found: list[tuple[int, str, object]] = []
    for kind, slot in (("moment", "moments"), ("region", "regions"), ("side", "sides")):
        if (told := reading.slot(slot, i)) is not None:
            found.append((told[1], kind, told[0]))
    pain = reading.slot("pain", i)
    if pain is not None:
        found.append((pain[1], _PAIN[pain[0]], None))
    if (sharp := reading.named(reading.grammar.sharp, i)) is not None:
        found.append((sharp[1], "sharp", None))
    if (degree := reading.slot("levels", i)) is not None:
        found.append((degree[1], "degree", degree[0]))
    if found:
        end, kind, value = max(found, key=lambda f: f[0])
        return kind, value, end
    pronoun = reading.at(i) in reading.grammar.lexicon.pronouns
    changed = reading.reading("change", i)
    if changed is not None:
        return "level", changed.values[-1], changed.end
    share = None if pronoun else reading.slot("share", i)
    if share is not None and share[0][1] in (None, 10):
        level, end = share[0][0], share[1]
        if minus(reading, i):
            return "level", -level, end
        ranged = reading.reading("range", end)
        if ranged is not None:
            return "level", max(level, ranged.values[0]), ranged.end
        return "level", level, end
    return "", None, i + 1
