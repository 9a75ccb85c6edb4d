"""Layouts by dot, and what happens when dot fails."""

from __future__ import annotations

import re
import time
from itertools import combinations
from pathlib import Path

import pytest

from journeymap.errors import DrawingError
from journeymap.picture.layouts.graphviz import find_dot, lay_out_with_dot
from journeymap.picture.layouts.layout import Link, Placed, Vertex

ODD_IDS = ["a:b", "node", "-1", "graph", "x y", "é", "", "<i>", '"', "\\"]

needs_dot = pytest.mark.skipif(
    not find_dot(), reason="the program dot of Graphviz is not installed"
)


def three() -> tuple[list[Vertex], list[Link], list[str]]:
    vertices = [
        Vertex("home", 120, 40, "see"),
        Vertex("cart", 130, 50, "buy"),
        Vertex("pay", 90, 40, "buy"),
    ]
    links = [
        Link("home", "cart", 60, 16),
        Link("cart", "pay", 60, 16),
        Link("pay", "home"),
        Link("pay", "pay", 40, 16),
    ]
    return vertices, links, ["see", "empty", "buy"]


def put_dot(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """A program of our own in the place of dot."""
    program = folder / "dot"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def near(box: Placed, point: tuple[float, float]) -> bool:
    """Whether a point lies on the border of a box, as exactly as dot prints it."""
    x, y = point[0] - box.x, point[1] - box.y
    upright = min(abs(x), abs(x - box.width)) < 1.5 and -1.5 <= y <= box.height + 1.5
    return upright or (min(abs(y), abs(y - box.height)) < 1.5 and -1.5 <= x <= box.width + 1.5)


@needs_dot
@pytest.mark.graphviz
def test_dot_places_boxes_in_frames_and_joins_them() -> None:
    vertices, links, groups = three()
    layout = lay_out_with_dot(
        vertices, links, groups, group_titles={"see": (300, 30), "buy": (60, 22)}
    )
    assert layout.engine == "graphviz"
    assert list(layout.groups) == groups
    assert layout.groups["see"].width >= 300
    for one, other in combinations(layout.groups.values(), 2):
        assert not one.meets(other)
    for vertex in vertices:
        box, frame = layout.vertices[vertex.id], layout.groups[vertex.group]
        assert (box.width, box.height) == (vertex.width, vertex.height)
        assert frame.x < box.x < box.x + box.width < frame.x + frame.width
        assert frame.y < box.y < box.y + box.height < frame.y + frame.height
    assert layout.vertices["home"].y - layout.groups["see"].y >= 30
    assert layout.vertices["home"].x < layout.vertices["cart"].x
    for link, route in zip(links, layout.routes, strict=True):
        assert len(route.points) % 3 == 1
        assert near(layout.vertices[link.source], route.points[0])
        assert near(layout.vertices[link.target], route.points[-1])
        assert (route.label is None) == (link.label_width == 0)


@needs_dot
@pytest.mark.graphviz
def test_dot_gives_the_same_twice_and_takes_any_name() -> None:
    vertices = [Vertex(name, 100, 40, "<b>\\") for name in ODD_IDS]
    links = [Link(one, other) for one, other in zip(ODD_IDS, reversed(ODD_IDS), strict=True)]
    layout = lay_out_with_dot(vertices, links, ["<b>\\"])
    assert list(layout.vertices) == ODD_IDS
    assert layout == lay_out_with_dot(vertices, links, ["<b>\\"])


def test_without_dot_a_sentence_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not find_dot()
    with pytest.raises(
        DrawingError, match=r"^Graphviz is not installed: there is no program 'dot'; install it, or"
    ):
        lay_out_with_dot(*three())


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        (
            "echo 'Error: trouble in init_rank' >&2; exit 1",
            "failed with code 1: 'Error: trouble in init_rank'",
        ),
        ("echo nonsense", "gave no layout that can be read"),
        ("printf '\\377'", "gave no layout that can be read"),
        ("echo '{}'", "gave no layout that can be read"),
        ("echo '[]'", "gave no layout that can be read"),
        (
            """echo '{"bb": "0,0,9,9", "objects": [], "edges": [{"id": "l1"}]}'""",
            "lost 4 of 4 arrows",
        ),
        ("exec sleep 30", "did not finish within 0.5 seconds"),
    ],
)
def test_when_dot_fails_a_sentence_says_how_and_nothing_else_is_printed(
    script: str,
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    put_dot(tmp_path, monkeypatch, script)
    started = time.perf_counter()
    with pytest.raises(DrawingError, match=f"^Graphviz {re.escape(sentence)}$"):
        lay_out_with_dot(*three(), timeout=0.5)
    assert time.perf_counter() - started < 5
    assert capfd.readouterr() == ("", "")


def test_a_large_graph_is_not_tried(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    put_dot(tmp_path, monkeypatch, f"touch {tmp_path}/called")
    vertices = [Vertex(f"t{n}", 10, 10, "g") for n in range(201)]
    sentence = "Graphviz lays out up to 200 boxes and 600 arrows well; here are 201 and 0"
    with pytest.raises(DrawingError, match=f"^{sentence}$"):
        lay_out_with_dot(vertices, [], ["g"])
    assert not (tmp_path / "called").exists()


def test_what_users_wrote_does_not_reach_dot(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    put_dot(tmp_path, monkeypatch, f"cat > {tmp_path}/seen; exit 1")
    with pytest.raises(DrawingError):
        lay_out_with_dot([Vertex("evil", 10, 10, "worse")], [Link("evil", "evil", 9, 9)], ["worse"])
    seen = (tmp_path / "seen").read_text()
    assert "cluster_0" in seen
    assert not re.search("evil|worse", seen)
