from __future__ import annotations

from journeymap.picture.marks import Picture, Text
from journeymap.picture.papers import PAPERS
from journeymap.views.on_paper.small_letters import note_shrunk, note_small
from journeymap.wording.words import Words

POLISH = Words("pl")


def test_small_letters_are_told() -> None:
    page = Picture(*PAPERS["slide"].size, "", "", (Text(1, 9, "a", 8),))
    (note,) = note_small(page, PAPERS["slide"])
    assert note == "The smallest letters on this page are 6.0 points high."
    assert POLISH.say(note) == "Najmniejsze litery na tej stronie mają wysokość 6,0 punktu."
    assert note_small(Picture(9, 9, "", "", ()), PAPERS["slide"]) == ()


def test_pages_that_were_made_smaller_are_told() -> None:
    (one,), (several,) = note_shrunk([2]), note_shrunk([2, 5])
    assert "on page 2 are smaller" in one
    assert "on pages 2, 5 are smaller" in several
    assert "na stronie 2 są" in POLISH.say(one)
    assert "na stronach 2, 5 są" in POLISH.say(several)
    assert note_shrunk([]) == ()
