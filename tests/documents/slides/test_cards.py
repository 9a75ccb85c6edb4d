"""Cards open nothing but pages and mails."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

import pytest

pptx: Any = import_module("pptx") if find_spec("pptx") else None
pytestmark = pytest.mark.skipif(not pptx, reason="python-pptx is not installed")


def add(link: str) -> Any:
    from journeymap.documents.slides.cards import Card, Said, add_card
    from journeymap.documents.slides.deck import add_slide, open_deck
    from journeymap.picture.theme import FRAME, LIGHT

    deck = open_deck("Shop", LIGHT)
    slide = add_slide(deck, "Map")
    card = Card(10, 200, [Said("Pay")], stroke=FRAME, link=link)
    return add_card(deck, slide.shapes, card, 100, 40)


@pytest.mark.parametrize("link", ["https://x.example/a?b=1", "HTTP://x.example", "mailto:a@b.cd"])
def test_a_page_or_a_mail_is_opened(link: str) -> None:
    assert add(link).click_action.hyperlink.address == link


@pytest.mark.parametrize(
    "link",
    [
        "",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "https://a b",
        "ppaction:",
        "https://x.example\njavascript:1",
        "//x.example",
        'https://x.example/"onclick',
    ],
)
def test_anything_else_is_not(link: str) -> None:
    assert add(link).click_action.hyperlink.address is None
