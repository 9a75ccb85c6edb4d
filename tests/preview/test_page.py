from __future__ import annotations

import json
import re

import pytest

from journeymap.documents.html.colours import to_variables
from journeymap.picture.theme import DARK, LIGHT
from journeymap.preview.page import make_page
from journeymap.preview.saying import list_texts
from journeymap.wording.words import LANGUAGES, Words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_one_language(language: str) -> None:
    words = Words(language)
    page = make_page(words)
    assert f'<html lang="{language}">' in page.text
    assert f"<label hidden>{words('Stage')} <select" in page.text
    data = re.search(r'id="texts">(.*?)</script>', page.text)
    assert data is not None
    assert json.loads(data[1]) == list_texts(words)
    assert "{{" not in page.text
    assert make_page(Words(language)) is page


def test_it_has_the_colours_of_the_report_s_page() -> None:
    text = make_page(Words()).text
    assert to_variables(LIGHT) in text
    assert to_variables(DARK) in text
