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


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("map.gif", "a picture is written as .svg, .png or .pdf, not as '.gif'"),
        ("map.svgg", "a picture is written as .svg, .png or .pdf, not as '.svgg'; "
         "did you mean '.svg'?"),
        ("map", "the suffix says what is written, .svg, .png or .pdf; write map.svg"),
        (".png", "a suffix without a name before it; write map.png"),
        (".html", "a suffix without a name before it; write map.svg"),
        ("a.PPTX", "a picture is written as .svg, .png or .pdf; a report by journeymap report"),
    ],
)  # fmt: skip
def test_another_suffix_is_refused(name: str, said: str, tmp_path: Path) -> None:
    out = tmp_path / name
    with pytest.raises(DrawingError) as caught:
        Drawing(PICTURE).save(out)
    assert str(caught.value) == f"{out}: {said}"
    assert not out.exists()


def test_letters_that_no_font_has_are_told(tmp_path: Path) -> None:
    strange = Picture(200, 100, "Shop", "", (Text(10, 20, "a\U000102a0b"),))
    (note,) = Drawing(strange, ("First.",)).save(tmp_path / "a.png").notes[1:]
    assert note == (
        "No installed font has \U000102a0; install one, such as Noto Sans CJK for Chinese, "
        "Japanese and Korean or Noto Emoji, or draw an svg."
    )
    of_svg = Drawing(strange, ("First.",)).save(tmp_path / "a.svg").notes
    assert of_svg[0] == "First."
    assert all(note.startswith("No font here has \U000102a0;") for note in of_svg[1:])


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


SECOND = Picture(200, 100, "Shop, page 2", "", (Text(10, 20, "Pay"),))


def test_a_drawing_of_one_page_has_one() -> None:
    drawing = Drawing(PICTURE)
    assert (drawing.pages, drawing.path, drawing.paths) == ((PICTURE,), None, ())


@pytest.mark.parametrize("suffix", [".svg", ".png"])
def test_each_page_is_a_file_of_its_own(suffix: str, tmp_path: Path) -> None:
    drawing = Drawing(PICTURE, further=(SECOND, SECOND)).save(tmp_path / f"map{suffix}")
    names = [f"map{suffix}", f"map-2{suffix}", f"map-3{suffix}"]
    assert [path.name for path in drawing.paths] == names
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)
    assert drawing.path == tmp_path / names[0]
    assert drawing.notes == (f"3 pages: map{suffix} to map-3{suffix}.",)


def test_a_pdf_holds_all_pages(tmp_path: Path) -> None:
    drawing = Drawing(PICTURE, further=(SECOND,)).save(tmp_path / "map.pdf")
    assert (tmp_path / "map.pdf").read_bytes().count(b"/Type /Page ") == 2
    assert (drawing.paths, drawing.notes) == ((tmp_path / "map.pdf",), ())


def test_letters_that_are_missing_on_several_pages_are_told_once(tmp_path: Path) -> None:
    strange = Picture(200, 100, "Shop", "", (Text(10, 20, "\U000102a0"),))
    drawing = Drawing(strange, further=(strange,)).save(tmp_path / "a.pdf")
    assert [note.count("\U000102a0") for note in drawing.notes] == [1]


def test_its_name_says_how_many_pages() -> None:
    assert repr(Drawing(PICTURE)) == "<Drawing 'Shop', 200 x 100>"
    assert repr(Drawing(PICTURE, further=(SECOND,))) == "<Drawing 'Shop', 200 x 100, 2 pages>"
