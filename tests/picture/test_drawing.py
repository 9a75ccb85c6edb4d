from __future__ import annotations

from pathlib import Path

import pytest

from journeymap.errors import DrawingError
from journeymap.picture.drawing import Drawing
from journeymap.picture.marks import Picture, Text

PICTURE = Picture(200, 100, "Shop", "Cart, then Pay", (Text(10, 20, "Cart"),))


@pytest.mark.parametrize(
    ("name", "start"), [("a.svg", b"<"), ("a.PNG", b"\x89PNG"), ("a.pdf", b"%PDF")]
)
def test_the_suffix_says_the_format(name: str, start: bytes, tmp_path: Path) -> None:
    drawing = Drawing(PICTURE).save(tmp_path / name)
    assert drawing.path == tmp_path / name
    assert drawing.notes == ()
    assert (tmp_path / name).read_bytes().startswith(start)


@pytest.mark.parametrize("name", ["map.gif", "map", "map.svg.bak"])
def test_another_suffix_is_refused(name: str, tmp_path: Path) -> None:
    out = tmp_path / name
    with pytest.raises(DrawingError) as caught:
        Drawing(PICTURE).save(out)
    assert str(caught.value) == f"{out}: a picture is written as .svg, .png or .pdf"
    assert not out.exists()


def test_letters_that_no_font_has_are_told(tmp_path: Path) -> None:
    strange = Picture(200, 100, "Shop", "", (Text(10, 20, "a\U000102a0b"),))
    (note,) = Drawing(strange, ("First.",)).save(tmp_path / "a.png").notes[1:]
    assert note == (
        "No installed font has \U000102a0; install one, such as Noto Sans CJK, or draw an svg."
    )
    assert Drawing(strange, ("First.",)).save(tmp_path / "a.svg").notes == ("First.",)


def test_a_notebook_shows_the_svg() -> None:
    drawing = Drawing(PICTURE)
    assert drawing._repr_svg_() == drawing.to_svg()
    assert drawing.to_svg().startswith("<svg")


def test_a_figure_is_as_large_as_the_picture() -> None:
    assert Drawing(PICTURE).to_figure().get_size_inches().tolist() == [200 / 96, 100 / 96]


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    folder = tmp_path / "map.svg"
    folder.mkdir()
    with pytest.raises(IsADirectoryError):
        Drawing(PICTURE).save(folder)
    assert list(folder.iterdir()) == []
