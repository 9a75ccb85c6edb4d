from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, cast

import pytest

from journeymap.demo import load_demo
from journeymap.model.journey import Journey
from journeymap.picture.marks import Mark, Text
from journeymap.picture.papers import PAPERS, PaperName
from journeymap.picture.placing import smallest_text
from journeymap.views.draw import draw_map
from journeymap.views.facts import Facts, find_facts
from journeymap.views.journey_map.pages import describe_pages

Build = Callable[..., Facts]
Flatten = Callable[[Sequence[Mark]], list[Mark]]


@pytest.fixture(scope="module")
def demo() -> Facts:
    return find_facts(load_demo())


def texts(marks: Sequence[Mark], flatten: Flatten) -> list[str]:
    return [mark.text for mark in flatten(marks) if isinstance(mark, Text)]


def test_without_a_paper_there_is_one_picture(demo: Facts) -> None:
    (picture,), notes = describe_pages(demo)
    assert notes == ()
    assert not picture.on_paper


@pytest.mark.parametrize("paper", ["a4", "slide"])
def test_pages_have_the_paper_s_size_a_name_and_a_number(
    paper: PaperName, demo: Facts, flatten: Flatten
) -> None:
    pages, notes = describe_pages(demo, paper)
    assert len(pages) > 1
    assert notes == ()
    for number, page in enumerate(pages, 1):
        assert page.on_paper
        assert (page.width, page.height) == PAPERS[paper].size
        shown = texts(page.marks, flatten)
        assert shown[-1] == f"page {number} of {len(pages)}"
        assert demo.journey.name in shown
        assert page.title.endswith(f", page {number} of {len(pages)}")


@pytest.mark.parametrize("paper", ["a4", "slide"])
def test_every_touchpoint_is_on_the_pages_and_letters_are_readable(
    paper: PaperName, demo: Facts, flatten: Flatten
) -> None:
    pages, _ = describe_pages(demo, paper)
    told = " ".join(text for page in pages for text in texts(page.marks, flatten))
    for touchpoint in demo.journey.touchpoints:
        assert all(word in told for word in touchpoint.name.split())
    assert min(smallest_text(page) or 0.0 for page in pages) * 0.75 >= 6.5


def test_a_poster_is_one_page_with_large_letters(demo: Facts) -> None:
    (page,), notes = describe_pages(demo, "poster")
    assert (page.width, page.height) == PAPERS["poster"].size
    assert page.on_paper
    assert notes == ()
    assert (smallest_text(page) or 0.0) * 0.75 > 12


def test_small_letters_on_a_poster_are_told(demo: Facts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("journeymap.views.journey_map.poster.READABLE", 20.0)
    _, (note,) = describe_pages(demo, "poster")
    assert re.fullmatch(r"The smallest letters on this poster are 1\d\.\d points high\.", note)


def test_what_is_higher_than_a_page_is_made_smaller_and_told(build: Build) -> None:
    pains = [f"{i} " + "It takes far too long and nobody knows why. " * 9 for i in range(6)]
    quotes = [f"{i} " + "It takes far too long and nobody knows why. " * 9 for i in range(6)]
    stages = [{"name": "Buy", "touchpoints": [{"name": "Pay", "pains": pains, "quotes": quotes}]}]
    pages, notes = describe_pages(build(stages), "slide")
    assert [note for note in notes if note.startswith("The letters on page")]
    assert all(page.height == PAPERS["slide"].size[1] for page in pages)


def test_an_unknown_paper_is_refused(demo: Facts) -> None:
    with pytest.raises(ValueError, match=r"^a map is drawn for poster, a4, slide, not for 'a5'; "):
        describe_pages(demo, cast("Any", "a5"))


def test_a_journey_of_nothing_has_a_page() -> None:
    journey = Journey.model_validate({"name": "Shop", "stages": [{"name": "Buy"}]})
    assert [len(draw_map(journey, paper=paper).pages) for paper in PAPERS] == [1, 1, 1]
