from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from journeymap.errors import DrawingError
from journeymap.files.journeys import load_journey
from journeymap.picture.layouts import graphviz
from journeymap.views.draw import draw_graph, draw_map

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def test_the_map_is_the_library_s(run: Run, shop: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.svg"
    ended = run("draw", shop, "-o", out, "--wave", "2016", "--level", "0.9", "--metric", "csat")
    assert (ended.code, ended.out, ended.err) == (0, "", f"map of 'Shop' in {out}\n")
    expected = draw_map(load_journey(shop), wave="2016", level=0.9, metric="csat")
    assert out.read_text(encoding="utf-8") == expected.to_svg()


def test_the_graph_is_the_library_s(run: Run, shop: Path, tmp_path: Path) -> None:
    out = tmp_path / "graph.svg"
    ended = run("draw", shop, "--view", "graph", "--engine", "layered", "-o", out)
    assert (ended.code, ended.err) == (0, f"graph of 'Shop' in {out}\n")
    expected = draw_graph(load_journey(shop), engine="layered")
    assert out.read_text(encoding="utf-8") == expected.to_svg()


def test_a_segment_is_drawn(run: Run, shop: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.svg"
    assert run("draw", shop, "-o", out, "--segment", "area=C", "-q").err == ""
    assert "area C" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(("suffix", "start"), [("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_the_suffix_says_the_format(
    suffix: str, start: bytes, run: Run, shop: Path, tmp_path: Path
) -> None:
    out = tmp_path / f"map.{suffix}"
    assert run("draw", shop, "-o", out).code == 0
    assert out.read_bytes().startswith(start)


def test_notes_are_told_unless_quiet(
    run: Run, shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise DrawingError("dot failed")

    monkeypatch.setattr(graphviz, "find_dot", lambda: "dot")
    monkeypatch.setattr(graphviz, "lay_out_with_dot", fail)
    asked = ("draw", shop, "--view", "graph", "-o", tmp_path / "graph.svg")
    note = "note: dot failed; arranged by our own layout instead."
    assert run(*asked).err.splitlines()[1:] == [note]
    assert run(*asked, "--quiet").err == ""
    refused = run(*asked, "--engine", "graphviz")
    assert (refused.code, refused.err) == (2, "journeymap: dot failed\n")


@pytest.mark.parametrize("name", ["map.gif", "map"])
def test_another_suffix_is_refused(name: str, run: Run, shop: Path, tmp_path: Path) -> None:
    out = tmp_path / name
    ended = run("draw", shop, "-o", out)
    assert ended.code == 2
    assert ended.err == f"journeymap: {out}: a picture is written as .svg, .png or .pdf\n"
    assert not out.exists()


def test_out_is_needed_and_is_no_input(run: Run, shop: Path) -> None:
    assert run("draw", shop).err.endswith("Error: Missing option '-o' / '--out'.\n")
    assert run("draw", shop, "-o", shop).err.endswith("is also read; write to another file\n")


def test_a_broken_journey_leaves_the_old_picture(run: Run, tmp_path: Path) -> None:
    broken, out = tmp_path / "broken.yaml", tmp_path / "map.svg"
    broken.write_text("name: Shop\nphases: []\n")
    out.write_text("old")
    assert run("draw", broken, "-o", out).code == 1
    assert out.read_text() == "old"
