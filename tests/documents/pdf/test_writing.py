"""PDF: pages that hold what they show, the same twice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from journeymap.documents.long_texts import find_long_texts, squeeze
from journeymap.documents.pdf.full_texts import full_text_strips, note_rest
from journeymap.documents.pdf.sheet import Strip, lay_strips
from journeymap.documents.pdf.writing import describe_document, write_pdf
from journeymap.picture.blocks import Block
from journeymap.picture.lettering import text_width
from journeymap.picture.marks import Group, Mark, Picture, Text
from journeymap.wording.words import Words
from tests.documents.reports import LONG, make_talkative, plan


def texts_of(marks: tuple[Mark, ...]) -> list[Text]:
    return [
        text
        for mark in marks
        for text in (
            texts_of(mark.marks) if isinstance(mark, Group) else [mark] * isinstance(mark, Text)
        )
        if isinstance(text, Text)
    ]


def outside(page: Picture) -> list[str]:
    found = []
    for text in texts_of(page.marks):
        width = text_width(text.text, text.size, bold=text.bold)
        left = text.x - {"start": 0.0, "middle": width / 2, "end": width}[text.anchor]
        inside = left >= -0.1 and left + width <= page.width + 0.1 and text.y <= page.height
        found += [] if inside else [text.text]
    return found


@pytest.mark.parametrize("name", ["demo", "three", "unmeasured", "low_is_good", "hostile"])
def test_every_text_lies_on_its_page(name: str) -> None:
    pages = describe_document(plan(name))
    assert [outside(page) for page in pages if outside(page)] == []
    assert all(round(page.width) == 1123 and round(page.height) == 794 for page in pages)


def test_the_first_page_tells_the_summary() -> None:
    said = " ".join(text.text for text in texts_of(describe_document(plan("demo"))[0].marks))
    assert "Departing from San Francisco International Airport" in said
    assert "What is weakest?" in said
    assert "page 1" in said


def test_tables_and_notes_share_pages() -> None:
    pages = describe_document(plan("demo"))
    assert len(pages) <= 22
    lows = [max(text.y for text in texts_of(page.marks) if text.y < 740) for page in pages]
    assert min(lows) > 0.3 * pages[0].height


def test_the_last_page_is_no_remainder() -> None:
    rows = [Strip(Block((Text(0, 10, f"{i}"),), 80)) for i in range(9)]
    pages = lay_strips([Strip(Block((Text(0, 10, "head"),), 40), follows=80), *rows])
    shown = [[mark.text for mark in page if isinstance(mark, Text)] for page in pages]
    assert shown == [["head", "0", "1", "2", "3", "4", "5"], ["6", "7", "8"]]


def test_long_texts_flow_and_what_is_a_book_of_them_stands_in_a_note() -> None:
    long = find_long_texts(make_talkative())
    assert set(long.texts) == set(LONG)
    painted = " ".join(text.text for strip in full_text_strips(long, Words())
                       for text in texts_of(strip.block.marks))  # fmt: skip
    told = squeeze(painted) + squeeze(note_rest(long))
    assert [text[:9] for text in LONG if squeeze(text) not in told] == []
    assert "stands in the note" in painted


def test_strips_fill_pages_and_headings_come_again() -> None:
    head = Block((Text(0, 10, "head"),), 20)
    rows = [Strip(Block((Text(0, 10, f"{i}"),), 200), again=head) for i in range(5)]
    pages = lay_strips([Strip(head, follows=200), *rows])
    assert [[mark.text for mark in page if isinstance(mark, Text)] for page in pages] == [
        ["head", "0", "1", "2"],
        ["head", "3", "4"],
    ]


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = (write_pdf(plan("three"), tmp_path / f"{i}.pdf").read_bytes() for i in (1, 2))
    assert first == second
    assert first.startswith(b"%PDF")
    assert not re.search(rb"/(CreationDate|ModDate)", first)
