"""The shapes that all content files share: an unknown key is an error."""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

SLUG = r"[a-z][a-z0-9_]*"


def _single_line(text: str) -> str:
    if "\n" in text.strip():
        raise ValueError("one line only")
    return text.strip()


def _aslist(value: Any) -> Any:
    return [value] if isinstance(value, (str, dict)) else value


Text = Annotated[str, Field(min_length=1), AfterValidator(_single_line)]
Slug = Annotated[str, Field(pattern=f"^{SLUG}$")]
Many = BeforeValidator(_aslist)
Span = Annotated[str, Field(pattern=r"^\d+(-\d+)?$")]
"""A number, or from-to: "10-15"."""


class Part(BaseModel):
    """A block of a content file.

    Built when first read, as part of its file; what many files share says `defer_build=False`,
    to be built once for all of them.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Bounds(Part, defer_build=False):
    """What an answer is held against: `{at_least: 6, below: 9}`, `{is_not: none}`."""

    is_: Annotated[list[str], Many, Field(default=[], alias="is")]
    is_not: Annotated[list[str], Many] = []
    at_least: float | None = None
    below: float | None = None


def _bounds(value: Any) -> Any:
    return {"is": value} if isinstance(value, (str, list)) else value


Clauses = dict[
    Slug | Annotated[str, Field(pattern=r"^T\d\d")], Annotated[Bounds, BeforeValidator(_bounds)]
]
When = Annotated[list[Clauses], Many]
"""`{question: option}`; all entries of a block hold; of a list of blocks one is enough."""


class Review(Part, defer_build=False):
    """Who signed a file off; empty until a clinician does."""

    by: Text
    on: Text


def _unsigned(value: Any) -> Any:
    return None if value in ("", {}) else value


Reviewed = Annotated[Review | None, BeforeValidator(_unsigned)]


class File(Part):
    """What every content file says about itself."""

    source: Annotated[list[Text], Many, Field(min_length=1)]
    reviewed: Reviewed = None
