from __future__ import annotations

import pytest

from journeymap.model.journey import Journey
from journeymap.picture.marks import Picture, Text
from journeymap.picture.theme import Theme
from journeymap.views.finishing import finish, guess_language, reads_right_to_left

PAGE = Picture(100, 50, "Shop", "", (Text(10, 20, "עגלה"),))


def name(journey: str, stage: str, **more: str) -> Journey:
    return Journey.model_validate({"name": journey, "stages": [{"name": stage}], **more})


def test_every_page_is_turned_and_coloured() -> None:
    theme = Theme("brand")
    drawing = finish(
        PAGE, ("A note.",), further=(PAGE,), theme=theme, journey=name("Shop", "Buy", language="he")
    )
    assert len(drawing.pages) == 2
    for page in drawing.pages:
        assert page.marks == (Text(90, 20, "עגלה", anchor="end"),)
        assert page.theme is theme
    assert drawing.notes == ("A note.",)


@pytest.mark.parametrize("language", [None, "en", "pl", "ru", "heb"])
def test_others_are_left_as_they_are(language: str | None) -> None:
    tag = {"language": language} if language else {}
    assert finish(PAGE, journey=name("Shop", "Buy", **tag)).picture == PAGE


def test_without_a_journey_it_reads_from_left_to_right() -> None:
    assert finish(PAGE).picture == PAGE


def test_a_journey_without_a_tag_is_turned_by_its_letters() -> None:
    assert finish(PAGE, journey=name("קנייה", "עגלה")).picture.marks[0] != PAGE.marks[0]


def test_the_tag_of_a_journey_counts_more_than_its_letters() -> None:
    assert guess_language(name("עגלה", "תשלום", language="en")) == "en"
    assert guess_language(name("Shop", "Buy", language="fa")) == "fa"


def test_without_a_tag_most_letters_decide() -> None:
    assert reads_right_to_left(guess_language(name("עגלה Pay", "תשלום")))
    assert reads_right_to_left(guess_language(name("تأكيد الحجز", "24/7")))
    assert not reads_right_to_left(guess_language(name("Cart and עגלה", "Pay")))
