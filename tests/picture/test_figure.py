from __future__ import annotations

import logging
import os
import subprocess
import sys
import warnings
from pathlib import Path
from struct import unpack
from time import process_time
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex, to_rgba
from matplotlib.text import Text as Label

from journeymap.errors import DrawingError
from journeymap.picture import figure as painter
from journeymap.picture.figure import missing_letters, paint, to_figure
from journeymap.picture.lettering import text_width
from journeymap.picture.marks import Arrow, Box, Circle, Group, Line, Mark, Picture, Polygon, Text

NOWHERE = "\U0001fae8\u0e01"  # a new emoji and a Thai letter


def show(*marks: Mark, width: float = 200, height: float = 100) -> Picture:
    return Picture(width, height, "t", "d", marks)


def labels_of(picture: Picture) -> list[Label]:
    return list(to_figure(picture).axes[0].texts)


def shapes_of(picture: Picture) -> list[PathCollection]:
    found = to_figure(picture).axes[0].collections
    return [shapes for shapes in found if isinstance(shapes, PathCollection)]


def size_of(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = unpack(">II", png[16:24])
    return width, height


SMALL = show(
    Group(
        (
            Box(10, 10, 80, 40, fill="#eef4ff", stroke="#335577", radius=6, dashed=True),
            Text(50, 30, "Zażółć", bold=True, anchor="middle"),
        ),
        title="a tooltip",
        link="https://example.org",
    ),
    Circle(120, 20, 5, fill="#aa3377", stroke="#222222", stroke_width=2),
    Line(((0, 60), (200, 60)), stroke="#999999"),
    Polygon(((1, 1), (9, 1), (9, 9)), fill="#117733", opacity=0.5),
    Arrow(((90, 30), (100, 30), (108, 70), (120, 70)), stroke="#335577"),
)


# --- artists


def test_a_unit_is_a_pixel_from_the_top_left_corner() -> None:
    figure = to_figure(SMALL)
    (axes,) = figure.axes

    assert figure.get_size_inches().tolist() == [200 / 96, 100 / 96]
    assert figure.dpi == 96
    assert axes.transData.transform((30, 10)).tolist() == pytest.approx([30, 90])
    assert to_hex(figure.get_facecolor()) == "#ffffff"


def test_a_label_stands_on_its_baseline_at_its_anchor() -> None:
    (label,) = labels_of(SMALL)

    assert (label.get_text(), label.get_position()) == ("Zażółć", (50, 30))
    assert (label.get_horizontalalignment(), label.get_verticalalignment()) == (
        "center",
        "baseline",
    )
    assert (label.get_fontsize(), label.get_fontweight(), label.get_fontstyle()) == (
        9,
        "bold",
        "normal",
    )
    assert label.get_fontfamily() == ["DejaVu Sans"]
    assert to_hex(label.get_color()) == "#1f2933"


def test_shapes_keep_their_place_colour_and_outline() -> None:
    box, rest = shapes_of(SMALL)

    assert box.get_paths()[0].get_extents().bounds == (10, 10, 80, 40)
    assert np.array_equal(box.get_facecolor(), [to_rgba("#eef4ff")])
    assert box.get_linestyle() == [(0, (3, 2.25))]  # 4 and 3 pixels in points
    circle, line, polygon, shaft, head = (path.get_extents() for path in rest.get_paths())
    assert circle.bounds == pytest.approx((115, 15, 10, 10))
    assert line.bounds == (0, 60, 200, 0)
    assert polygon.bounds == (1, 1, 8, 8)
    assert (shaft.x0, shaft.y0, shaft.y1) == (90, 30, 70)
    assert (head.x0, head.x1) == pytest.approx((111.5, 120))
    assert rest.get_linewidth() == pytest.approx([1.5, 0.75, 0, 1.125, 0])
    assert np.asarray(rest.get_facecolor())[:, 3].tolist() == [1, 0, 0.5, 0, 1]


def test_marks_keep_their_order() -> None:
    box = Box(0, 0, 9, 9, fill="#ffffff")
    axes = to_figure(show(box, Text(0, 9, "under"), box, box, Text(0, 9, "over"))).axes[0]

    assert [shapes.get_zorder() for shapes in axes.collections] == [0, 2]
    assert [label.get_zorder() for label in axes.texts] == [1, 3]


@pytest.mark.parametrize("words", ["$5 and $10", r"$\input{x}$", r"\frac{1}{2} $", "a_b^c"])
def test_text_is_never_mathematics(words: str) -> None:
    (label,) = labels_of(show(Text(5, 20, words)))

    assert label.get_text() == words
    assert not label.get_parse_math()
    assert not label.get_usetex()
    assert len(paint(show(Text(5, 20, words)), "png")) > 500


def test_a_picture_without_paper_is_clear() -> None:
    assert tuple(to_figure(Picture(9, 9, "", "", (), background="")).get_facecolor()) == (
        0,
        0,
        0,
        0,
    )


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize(
    "words", ["Long-term shuttle", "Zażółć gęślą jaźń", "Онлайн", "תשלום מקוון!"]
)
def test_labels_are_no_wider_than_measured(words: str, bold: bool) -> None:
    with mpl.rc_context({"text.hinting": "none"}):
        (label,) = labels_of(show(Text(5, 20, words, size=24, bold=bold)))
        drawn = label.get_window_extent().width

    assert 0.93 < drawn / text_width(words, 24, bold=bold) <= 1


# --- letters that no font has


def test_missing_letters_are_told_once_and_drawn_as_one_box_each() -> None:
    face = NOWHERE[0]
    words = f"ok {face}\u200d{face} {NOWHERE}"
    picture = show(Text(5, 20, words), Text(5, 40, f"{NOWHERE} ✓"))
    if missing_letters(picture) != NOWHERE:
        pytest.skip("a font with these letters is installed")

    assert [label.get_text() for label in labels_of(picture)] == ["ok □ □□", "□□ ✓"]


def test_scripts_without_italics_stand_upright() -> None:
    words = ("Check-in", "תשלום", "الدفع")
    styles = [
        label.get_fontstyle()
        for label in labels_of(show(*(Text(0, 9, w, italic=True) for w in words)))
    ]

    assert styles == ["italic", "normal", "normal"]


@pytest.mark.parametrize(
    "words",
    ["支付 👩\u200d👩\u200d👧 🇩🇪", NOWHERE, "e" + "\u0301" * 40, "\ud800\x07", "\ufe0f\u200d"],
)
def test_nothing_is_said_about_odd_letters(
    words: str, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert paint(show(Text(5, 20, words)), "png")
        assert paint(show(Text(5, 20, words, bold=True, italic=True)), "pdf")

    assert capfd.readouterr() == ("", "")
    assert not caplog.records
    assert logging.getLogger("matplotlib").level == logging.NOTSET


# --- files


@pytest.mark.parametrize("kind", ["png", "pdf"])
def test_the_same_bytes_twice(kind: painter.Kind) -> None:
    first = paint(SMALL, kind)

    assert first == paint(SMALL, kind)
    for unwanted in (b"CreationDate", b"Software", b"Producer", b"atplotlib"):
        assert unwanted not in first


def test_the_readers_settings_change_nothing() -> None:
    expected = [paint(SMALL, "png"), paint(SMALL, "pdf")]
    settings: dict[Any, Any] = {
        **{"font.family": "serif", "savefig.bbox": "tight", "savefig.transparent": True},
        **{"figure.autolayout": True, "text.usetex": True, "path.sketch": (1, 100, 2)},
    }
    with mpl.rc_context(settings):
        assert [paint(SMALL, "png"), paint(SMALL, "pdf")] == expected


def test_letters_of_a_pdf_stay_letters_of_a_truetype_font() -> None:
    pdf = paint(SMALL, "pdf")

    assert pdf[:5] == b"%PDF-"
    assert b"/CIDFontType2" in pdf
    assert b"/MediaBox [ 0 0 150 75 ]" in pdf  # points


@pytest.mark.parametrize(("scale", "size"), [(1, (200, 100)), (2.0, (400, 200)), (0.5, (100, 50))])
def test_scale_of_a_png(scale: float, size: tuple[int, int]) -> None:
    assert size_of(paint(SMALL, "png", scale)) == size


@pytest.mark.parametrize("scale", [0, -1, float("nan")])
def test_a_scale_must_be_above_0(scale: float) -> None:
    with pytest.raises(DrawingError) as caught:
        paint(SMALL, "png", scale)

    assert str(caught.value) == f"can't draw at scale {scale:g}; it must be above 0"


def test_a_very_wide_picture_is_made_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    assert size_of(paint(show(width=200_000, height=40), "png")) == (60_000, 12)
    wide, high = size_of(paint(show(width=12_000, height=5_000), "png"))
    assert 29_000_000 < wide * high <= 30_000_000
    monkeypatch.setattr(painter, "_MOST_PIXELS", 10_000)
    assert size_of(paint(show(width=200, height=200), "png")) == (100, 100)


def test_nothing_is_said_without_a_home(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    surroundings = {k: v for k, v in os.environ.items() if k not in ("HOME", "MPLBACKEND")}
    code = (
        "from journeymap.picture.figure import paint; from journeymap.picture.marks import *;"
        "import sys; paint(Picture(9, 9, '', '', (Text(0, 9, 'a'),)), 'png');"
        "print('matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**surroundings, "MPLCONFIGDIR": str(tmp_path / "file")},
        capture_output=True,
        text=True,
        check=True,
    )

    assert (done.stdout, done.stderr) == ("False\n", "")


def test_thirty_touchpoints_are_painted_in_less_than_a_second() -> None:
    box, label = Box(1, 2, 90, 40, fill="#eef4ff", stroke="#335577"), Text(5, 20, "Check-in desk")
    picture = show(
        *(box, label, label, box, Circle(9, 9, 4), label, label) * 30, width=3000, height=400
    )
    started = process_time()

    assert size_of(paint(picture, "png")) == (6000, 800)
    assert process_time() - started < 1


def test_texts_share_what_they_would_be_clipped_by() -> None:
    texts = to_figure(show(Text(5, 20, "Cart"), Text(5, 40, "Pay"))).axes[0].texts
    assert len({id(text.get_clip_path()) for text in texts}) == 1
    assert not any(text.get_clip_on() for text in texts)
