"""The page for a physiotherapist is one page, says what it should, and names nobody."""

from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader

from bot.catalog.folder import content_folder
from bot.catalog.renderer import Renderer
from bot.domain.sheet import Line, Section, Sheet, Table
from bot.domain.training.summary import Summary
from bot.paper.pdf import SIZES, pdf
from bot.views.paper import as_text
from bot.views.summary import sheet
from bot.views.texts import Texts
from tests.views.fullest_summary import EARLIER, MADE, fullest
from tests.views.test_every_outcome import the_catalog
from tests.views.test_no_scrolling import a_routine, the_fullest_profile

UMLAUTS = "Größenänderung, façade, žluťoučký, Żółć, обхват, ±, →"


@cache
def the_fullest() -> Summary:
    """As much as there can ever be to say."""
    return fullest(the_catalog(), the_fullest_profile(), a_routine().workout.routine)


@cache
def printed_fullest(language: str = "en") -> bytes:
    return pdf(sheet(the_fullest(), Texts(language, the_catalog().words), the_catalog()))


def read(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def words_of(content: bytes) -> str:
    """Every word on the page, by a reader that is not ours, with line breaks as spaces."""
    return " ".join(" ".join(page.extract_text() for page in read(content).pages).split())


def letters_of(content: bytes) -> set[float]:
    """The sizes of all letters, in points."""
    sizes: set[float] = set()

    def visit(text: str, _: object, matrix: list[float], font: object, size: float) -> None:
        if text.strip():
            sizes.add(round(size, 2))

    read(content).pages[0].extract_text(visitor_text=visit)
    return sizes


def what_was_found(summary: Summary) -> str:
    """What was found, as text."""
    page = as_text(sheet(summary, Texts("en", the_catalog().words), the_catalog()))
    return page.partition("SELF-TESTS")[0]


def test_a_number_of_another_day_than_the_profile_says_its_day() -> None:
    summary = the_fullest()
    number = summary.profile.drivers[0].because[0].question
    today = {f.pattern: summary.assessed for f in summary.profile.drivers}
    earlier = replace(summary, found_on=today, tested_on={number: (EARLIER,)})
    assert "Dec 7, 2026" in what_was_found(earlier)
    assert "no longer shows it" not in what_was_found(earlier)
    again = replace(earlier, tested_on={number: (EARLIER, summary.assessed)})
    assert "Dec 7, 2026" not in what_was_found(again)


@pytest.mark.parametrize("language", ["en", "qps"])
def test_as_much_as_there_can_be_stays_on_one_page_that_can_be_read(language: str) -> None:
    printed = printed_fullest(language)
    assert len(read(printed).pages) == 1
    assert min(letters_of(printed)) >= SIZES[-1] * 0.9
    assert len(printed) < 100_000


def test_the_page_says_every_word_of_the_sheet() -> None:
    texts = Texts("en", the_catalog().words)
    page = sheet(the_fullest(), texts, the_catalog())
    printed = words_of(printed_fullest())
    for section in page.sections:
        assert section.heading in printed
        for line in section.lines:
            assert f"{line.lead} {line.text}".strip() in printed
        rows = () if section.table is None else section.table.rows
        for row in rows:
            for cell in row:
                assert " ".join(cell.split()) in printed
    for word in as_text(page).split():
        assert word in printed or word.isupper()


def test_the_figures_are_those_that_were_kept() -> None:
    texts = Texts("en", the_catalog().words)
    printed = words_of(printed_fullest())
    knee = next(one for one in the_fullest().progress.measured if one.question == "T11")
    (_, before), (_, after) = knee.tries
    error = texts.number(knee.measure.error)
    first = f"Jan 4, 2027 left {before.left:g}, right {before.right:g}"  # type: ignore[union-attr]
    last = f"Mar 25, 2027 left {after.left:g}, right {after.right:g}"  # type: ignore[union-attr]
    both = "left better, right within the error"
    assert f"Knee to wall (cm) {first} {last} {error} {both}" in printed
    assert "Mar 22 1 of 5 3.5 2 1" in printed
    assert "Effort, the median: 6.5 of 10." in printed
    assert "left 8, right 12, red band" in printed


def test_letters_of_many_languages_are_printed() -> None:
    page = Sheet(UMLAUTS, UMLAUTS, (Section(UMLAUTS, (Line(UMLAUTS),)),), "de", MADE)
    assert words_of(pdf(page)).count(UMLAUTS) == 4


def test_a_page_that_is_nearly_empty_has_the_largest_letters() -> None:
    page = Sheet("One", "Two", (Section("Three", (Line("Four"),)),), "en", MADE)
    assert SIZES[0] in letters_of(pdf(page))


def test_what_fits_on_no_page_runs_on_and_loses_nothing() -> None:
    rows = tuple((f"row {n}", "x" * 9) for n in range(120))
    lines = tuple(Line(f"line {n} " * 9) for n in range(20))
    long = Section("Rows", lines, Table(("a", "b"), rows))
    printed = pdf(Sheet("Long", "", (long,), "en", MADE))
    assert len(read(printed).pages) > 1
    words = words_of(printed)
    assert all(f"row {n}" in words for n in range(120))
    assert all(f"line {n}" in words for n in range(20))


def test_signs_that_could_be_taken_for_markup_are_printed_as_they_are() -> None:
    odd = "**bold** __under__ --struck-- [a](b) <b>&amp;"
    page = Sheet("T", "", (Section("S", (Line(odd, odd),)),), "en", MADE)
    assert words_of(pdf(page)).count(odd) == 2


def test_the_document_tells_of_nobody_but_the_day_it_was_made() -> None:
    metadata = read(printed_fullest()).metadata
    assert metadata is not None
    assert metadata.author is None
    assert metadata.creation_date is not None
    assert metadata.creation_date.date() == MADE
    assert set(metadata) <= {"/Title", "/Producer", "/CreationDate", "/ModDate"}


def test_the_same_facts_make_the_same_page() -> None:
    page = sheet(the_fullest(), Texts("en", the_catalog().words), the_catalog())
    assert pdf(replace(page)) == printed_fullest()


def test_the_gallery_prints_the_same_page() -> None:
    renderer = Renderer(content_folder() / "figures")
    page = Sheet("One", "Two", (Section("Three", (Line("Four"),)),), "en", MADE)
    assert renderer.paper(page) == pdf(page)
