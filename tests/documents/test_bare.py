"""A chart without its sentences keeps its drawing."""

from __future__ import annotations

from journeymap.documents.bare import take_bare
from journeymap.picture.blocks import Block
from journeymap.picture.marks import Box, Text
from journeymap.picture.plotting import Sheet, compose


def test_message_and_notes_are_taken_off() -> None:
    sheet = Sheet("Chart", "The answer.", "All in words.", "what is shown", ["A note.", "Another."])
    whole = compose(sheet, lambda y: Block((Box(40, y, 300, 200, fill="ink"),), 200))
    bare = take_bare(whole)
    assert [mark.text for mark in bare.marks if isinstance(mark, Text)] == ["what is shown"]
    (box,) = [mark for mark in bare.marks if isinstance(mark, Box)]
    assert 0 < box.y < box.y + box.height <= bare.height < whole.height
    assert bare.description == "All in words."
