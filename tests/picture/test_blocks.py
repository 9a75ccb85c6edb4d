from __future__ import annotations

from journeymap.picture.blocks import (
    EMPTY,
    LABEL_WIDTH,
    Block,
    Style,
    framed,
    lane_label,
    paragraph,
    stack,
)
from journeymap.picture.lettering import LINE_HEIGHT, text_width
from journeymap.picture.marks import Text
from journeymap.picture.theme import MARGIN

STYLE = Style(10, bold=True, fill="#112233", lines=3)


def texts(block: Block) -> list[str]:
    return [mark.text for mark in block.marks if isinstance(mark, Text)]


def test_a_paragraph_is_wrapped_and_as_high_as_its_lines() -> None:
    block = paragraph(5, 20, 80, "Waits for the shuttle with luggage", STYLE)
    assert texts(block) == ["Waits for the", "shuttle with", "luggage"]
    assert block.height == 3 * 10 * LINE_HEIGHT
    first = block.marks[0]
    assert first == Text(5, 20 + 9.8, "Waits for the", 10, True, False, "#112233", "start")


def test_a_paragraph_ends_in_an_ellipsis_after_its_most_lines() -> None:
    block = paragraph(0, 0, 60, "one two three four five six seven eight nine ten", STYLE)
    assert len(block.marks) == 3
    assert texts(block)[-1].endswith("…")


def test_lines_are_no_wider_than_asked() -> None:
    block = paragraph(0, 0, 70, "x" * 40, STYLE, anchor="middle")
    assert all(text_width(line, 10, bold=True) <= 70 for line in texts(block))


def test_a_stack_leaves_out_what_is_empty() -> None:
    both = stack(0, 0, 200, [("Cart", STYLE), ("", STYLE), ("Pay", STYLE)])
    assert texts(both) == ["Cart", "Pay"]
    assert both.height == 2 * 10 * LINE_HEIGHT
    assert stack(0, 0, 200, [("", STYLE)]) == EMPTY


def test_a_lane_label_stands_at_the_left_edge() -> None:
    label = lane_label(50, "Readings", ["CSAT", "", "wave 2016"])
    assert texts(label) == ["Readings", "CSAT", "wave 2016"]
    assert all(isinstance(mark, Text) and mark.x == MARGIN for mark in label.marks)


def test_a_lane_label_gives_way_to_what_stands_beside_it() -> None:
    remark = ["Perceived quality of everything we do"]
    narrow = lane_label(0, "Experience", remark, width=70)
    assert narrow.height > lane_label(0, "Experience", remark).height
    assert max(text_width(line, 11) for line in texts(narrow)) <= 70 < LABEL_WIDTH


def test_a_framed_box_has_round_corners_and_no_outline() -> None:
    box = framed(1, 2, 3, 4, "#ffffff")
    assert (box.radius, box.stroke) == (7.0, "")


def test_a_paragraph_is_never_cut_unless_asked() -> None:
    text = "one two three four five six seven eight nine ten " * 20
    assert " ".join(texts(paragraph(0, 0, 60, text, Style(10)))) == text.strip()


def test_a_line_keeps_the_way_of_its_paragraph() -> None:
    block = paragraph(0, 0, 60, "חניון גדול Wi-Fi חינם לכולם", Style(10))
    assert all(line[0] == "\u200f" for line in texts(block) if line.strip("\u200f")[0] == "W")
