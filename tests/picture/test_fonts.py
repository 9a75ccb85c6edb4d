"""Which fonts a figure is painted with."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeymap.picture import fonts
from journeymap.picture.drawing import Drawing
from journeymap.picture.marks import Picture, Text
from journeymap.picture.theme import Theme


def test_a_further_font_is_used_only_where_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        fonts, "_FURTHER_FAMILIES", ("Not Installed", "DejaVu Sans Mono", "STIXGeneral")
    )
    fonts.choose_fonts.cache_clear()

    only_in_stix = "\U0001d49c"  # a script A
    assert fonts.choose_fonts("Ж") == (("DejaVu Sans",), frozenset())
    families, missing = fonts.choose_fonts("a" + only_in_stix)
    assert families == ("DejaVu Sans", "STIXGeneral")
    assert not missing
    fonts.choose_fonts.cache_clear()


def test_the_theme_s_font_comes_first_where_it_is_installed() -> None:
    assert fonts.choose_fonts("Ж", "DejaVu Serif")[0] == ("DejaVu Serif", "DejaVu Sans")
    assert fonts.choose_fonts("Ж", "Nowhere Grotesk")[0] == ("DejaVu Sans",)


def test_a_theme_s_font_that_is_missing_is_told(tmp_path: Path) -> None:
    words = (Text(0, 9, "Cart"),)
    drawing = Drawing(Picture(40, 20, "Shop", "", words, theme=Theme("x", font="Nowhere Grotesk")))
    note = "The theme's font Nowhere Grotesk isn't installed here; drawn in another."
    assert drawing.save(tmp_path / "map.png").notes == (note,)
    assert drawing.save(tmp_path / "map.svg").notes == ()
