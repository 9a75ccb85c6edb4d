from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

import pytest

from journeymap.demo import load_demo
from journeymap.model.journey import Journey
from journeymap.picture.marks import Mark, Text
from journeymap.picture.papers import PAPERS, PaperName, measure_letters
from journeymap.views.draw import draw_map
from journeymap.views.facts import Facts, find_facts
from journeymap.views.journey_map.pages import describe_pages
from journeymap.views.journey_map.registry import choose_parts

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
def test_pages_have_the_paper_s_size_a_name_a_number_and_the_signs(
    paper: PaperName, demo: Facts, flatten: Flatten
) -> None:
    pages, notes = describe_pages(demo, paper)
    assert len(pages) > 1
    assert notes == ()
    for number, page in enumerate(pages, 1):
        assert page.on_paper
        assert (page.width, page.height) == PAPERS[paper].size
        shown = texts(page.marks, flatten)
        assert f"page {number} of {len(pages)}" in shown
        assert f"{demo.journey.name} · wave 2016" in shown or number == 1
        told = {"reaches the goal line", "misses the goal line"} <= set(shown)
        assert told == ("Experience" in shown)  # only signs that stand on the page
        assert page.title.endswith(f", page {number} of {len(pages)}")


@pytest.mark.parametrize(("paper", "points"), [("a4", 7.0), ("slide", 10.0)])
def test_every_touchpoint_is_on_the_pages_and_letters_are_readable(
    paper: PaperName, points: float, demo: Facts, flatten: Flatten
) -> None:
    pages, _ = describe_pages(demo, paper)
    told = " ".join(text for page in pages for text in texts(page.marks, flatten))
    for touchpoint in demo.journey.touchpoints:
        assert all(word in told for word in touchpoint.name.split())
    assert min(measure_letters(page) or 0.0 for page in pages) >= points - 1e-9


def test_seven_touchpoints_fit_on_one_slide(build: Build) -> None:
    emotion = {"name": "calm", "valence": 1}
    names = [f"Place {i}" for i in range(7)]
    stages = [
        {"name": f"Stage {i}", "touchpoints": [{"name": n, "emotion": emotion} for n in part]}
        for i, part in enumerate((names[:3], names[3:6], names[6:]))
    ]
    counts = [{5: 20 + 10 * i, 1: 50} for i in range(7)]
    readings = [
        {"touchpoint": f"place-{i}", "metric": "csat", "counts": c} for i, c in enumerate(counts)
    ]
    choice = choose_parts(("stages", "touchpoints", "emotions", "curve"), ("verdict", "notes"))
    (page,), notes = describe_pages(build(stages, readings), "slide", choice=choice)
    assert notes == ()
    assert (measure_letters(page) or 0.0) >= 10 - 1e-9


def test_columns_stay_whole_and_only_the_last_page_is_half_blank(
    build: Build, flatten: Flatten
) -> None:
    pains = [{"says": "It takes far too long", "count": 4}]
    ideas = [{"do": "Make it faster", "owner": "Ann"}]
    rich = {"pains": pains, "opportunities": ideas, "channel": "web", "emotion": "calm",
            "description": "Goes there", "expects": "Speed", "quotes": ["Slow"]}  # fmt: skip
    stages = [{"name": "Buy", "touchpoints": [{"name": f"Place {i}", **rich} for i in range(7)]}]
    readings = [
        {"touchpoint": f"place-{i}", "metric": "csat", "counts": {5: 20 + 9 * i, 1: 50}}
        for i in range(7)
    ]
    pages, _ = describe_pages(build(stages, readings), "a4")
    assert len(pages) == 2
    for page, least in zip(pages, (0.55, 0.3), strict=True):
        foot = page.height - 60
        lowest = max(m.y for m in flatten(page.marks) if isinstance(m, Text) and m.y < foot)
        assert lowest > least * page.height


def test_a_poster_is_one_page_with_large_letters(demo: Facts) -> None:
    (page,), notes = describe_pages(demo, "poster")
    assert (page.width, page.height) == PAPERS["poster"].size
    assert page.on_paper
    assert notes == ()
    assert (measure_letters(page) or 0.0) > 12


def test_what_is_higher_than_a_page_is_made_smaller_and_told(build: Build) -> None:
    pains = [f"{i} " + "It takes far too long and nobody knows why. " * 9 for i in range(6)]
    quotes = [f"{i} " + "It takes far too long and nobody knows why. " * 9 for i in range(6)]
    stages = [{"name": "Buy", "touchpoints": [{"name": "Pay", "pains": pains, "quotes": quotes}]}]
    pages, notes = describe_pages(build(stages), "slide")
    assert [note for note in notes if note.startswith("The letters on page")]
    assert all(page.height == PAPERS["slide"].size[1] for page in pages)


def test_an_unknown_paper_is_refused(demo: Facts) -> None:
    with pytest.raises(
        ValueError, match=r"^pictures are drawn for poster, a4, slide, not for 'a5'; "
    ):
        describe_pages(demo, cast("Any", "a5"))


def test_a_journey_of_nothing_has_a_page() -> None:
    journey = Journey.model_validate({"name": "Shop", "stages": [{"name": "Buy"}]})
    assert [len(draw_map(journey, paper=paper).pages) for paper in PAPERS] == [1, 1, 1]
