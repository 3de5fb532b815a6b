"""Read how a phone measures a self-test."""

from collections.abc import Sequence

from bot.catalog import question_models as qm
from bot.domain.ids import QuestionId
from bot.domain.phrase import Phrase
from bot.domain.talk.phone import Drawing, Line, Phone


def phone(part: qm.PhonePart) -> Phone:
    """The `phone` block of a self-test; the keys of its phrases are made here."""
    key = f"question.{part.id}"
    return Phone(
        instead_of=tuple(QuestionId(question) for question in part.instead_of),
        mode=part.mode,
        axis=part.axis,
        sign=int(part.sign),
        zero=part.zero,
        add=part.add,
        drawing=_drawing(part.drawing),
        lies=Phrase(f"{key}.lies", part.lies),
        zeroing=Phrase(f"{key}.zeroing", part.zeroing),
        moving=Phrase(f"{key}.moving", part.moving),
        reading=Phrase(f"{key}.reading", part.reading),
        alone=part.alone,
    )


def _drawing(part: qm.DrawingPart) -> Drawing:
    return Drawing(
        lines=_lines(part.lines),
        phone=part.phone,
        ground=_lines(part.ground),
        head=part.head,
        way=tuple(part.way),
    )


def _lines(lines: Sequence[Sequence[qm.PointPart]]) -> tuple[Line, ...]:
    return tuple(tuple(line) for line in lines)
