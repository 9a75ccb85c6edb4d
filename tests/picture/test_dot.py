"""DOT text that no label can break out of."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.errors import DrawingError
from journeymap.picture.dot import DotLink, DotVertex, quote_id, quote_label, to_dot_text
from journeymap.picture.layouts.graphviz import find_dot

SVG = "{http://www.w3.org/2000/svg}"
TITLE = "{http://www.w3.org/1999/xlink}title"
HOSTILE = [
    "ends with backslash \\",
    "<<b>bold</b>>",
    "<b>bold</b>",
    "\\N \\G \\L \\E \\T \\H \\l \\r",
    "{a|b}",
    "-->",
    'say "hi"',
    '"]; node [URL="javascript:alert(1)"]; x [label="',
    "two\nlines",
    "&lt;script&gt; &amp; &#60;",
    "a\\nb",
    "x\\\ny",
    "支付 zażółć",
]
ODD_IDS = [
    "a:b",
    "node",
    "-1",
    "graph",
    "x y",
    "digraph",
    "é",
    "subgraph",
    "1.5",
    "",
    "strict",
    "<i>",
    '"',
]

needs_dot = pytest.mark.skipif(
    not find_dot(), reason="the program dot of Graphviz is not installed"
)


def test_dot_text_is_this_text() -> None:
    text = to_dot_text(
        'The "shop"',
        [
            DotVertex("a:b", "R&D\\", "one", fill="#fde0dd", tooltip="4.2 \\N"),
            DotVertex("-1", "two\nlines", "gone"),
        ],
        [DotLink("a:b", "-1", "60%", 1.5), DotLink("-1", "a:b")],
        [("one", "First"), ("two", "")],
    )
    assert (
        text
        == r"""digraph journey {
  graph [label="The \"shop\"", labelloc=t, rankdir=LR]
  node [shape=box, style="rounded,filled"]
  subgraph "cluster_one" {
    label="First"
    "a:b" [label="R&amp;D\\", fillcolor="#fde0dd", fontcolor="#000000", tooltip="4.2 \\\\N"]
  }
  subgraph "cluster_two" {
    label=""
  }
  "-1" [label="two\nlines", fillcolor="#ffffff", fontcolor="#000000"]
  "a:b" -> "-1" [label="60%", penwidth=1.50]
  "-1" -> "a:b" [penwidth=1.00]
}
"""
    )


@pytest.mark.parametrize("colour", ["red", "#fff", '#ffffff"', "", "#ffffff\n"])
def test_only_plain_colours_are_written(colour: str) -> None:
    with pytest.raises(ValueError, match=r"is not a colour like #1f77b4$"):
        to_dot_text("", [DotVertex("a", "a", "g", fill=colour)], [], [])
    with pytest.raises(ValueError, match=r"is not a colour like #1f77b4$"):
        to_dot_text("", [DotVertex("a", "a", "g", font_colour=colour)], [], [])


def test_labels_lose_control_characters_and_are_cut() -> None:
    assert quote_label("bell\x07 tab\tend\r\nnext\x00\ud800") == '"bell tab end\\nnext"'
    assert quote_label("x" * 4000) == f'"{"x" * 4000}"'
    assert quote_label("x" * 4001) == f'"{"x" * 3999}…"'
    assert quote_label("&" * 4000) == f'"{"&amp;" * 3199}…"'


def test_ids_that_dot_cannot_hold_are_refused() -> None:
    with pytest.raises(
        DrawingError, match=r"^'a\\x07' can't be an id in DOT; it holds control characters$"
    ):
        quote_id("a\x07")
    with pytest.raises(DrawingError, match=r"^'x{59}…' can't be an id in DOT; it is too long$"):
        quote_id("x" * 16_001)


@given(st.text())
def test_a_label_stays_inside_its_quotes(text: str) -> None:
    quoted = quote_label(text)
    assert re.fullmatch(r'"(?:[^"\\\n]|\\["\\n])*"', quoted)
    assert re.fullmatch(r"(?:[^&]|&amp;)*", quoted)
    assert len(quoted.encode()) < 16_384


@given(st.lists(st.text('a&amp;\\n"\n:', max_size=8), unique=True))
def test_different_ids_stay_different(ids: list[str]) -> None:
    assert len({quote_id(one) for one in ids}) == len(ids)


def run_dot(text: str, kind: str) -> bytes:
    program = shutil.which("dot")
    assert program
    done = subprocess.run(
        [program, f"-T{kind}"], input=text.encode(), capture_output=True, check=True
    )
    assert done.stderr == b""
    return done.stdout


@needs_dot
@pytest.mark.graphviz
def test_graphviz_shows_exactly_what_was_written() -> None:
    vertices = [
        DotVertex(name, label, "g", tooltip=label)
        for name, label in zip(ODD_IDS, HOSTILE, strict=True)
    ]
    links = [DotLink(one.id, other.id, one.label) for one, other in pairwise(vertices)]
    root = ElementTree.fromstring(
        run_dot(to_dot_text("\\G & <b>", vertices, links, [("g", "\\G &lt;")]), "svg")
    )
    shown: dict[str, list[str]] = {"graph": [], "cluster": [], "node": [], "edge": []}
    for part in root.iter(f"{SVG}g"):
        if part.get("class") in shown:
            texts = part.findall(f"{SVG}text") or part.findall(f"{SVG}g/{SVG}a/{SVG}text")
            shown[str(part.get("class"))].append("\n".join(text.text or "" for text in texts))
    assert shown["graph"] == ["\\G & <b>"]
    assert shown["cluster"] == ["\\G &lt;"]
    assert shown["node"] == HOSTILE
    assert sorted(shown["edge"]) == sorted(HOSTILE[:-1])
    tips = [link.get(TITLE) for link in root.iter(f"{SVG}a")]
    assert [tip for tip in tips if tip in HOSTILE] == HOSTILE


@needs_dot
@pytest.mark.graphviz
def test_graphviz_reads_ids_as_themselves() -> None:
    vertices = [DotVertex(name, name, "g") for name in ODD_IDS]
    links = [DotLink(name, ODD_IDS[0]) for name in ODD_IDS]
    found = json.loads(run_dot(to_dot_text("", vertices, links, [("g", "")]), "json"))
    names = {one["_gvid"]: one["name"] for one in found["objects"]}
    ends = [(names[edge["tail"]], names[edge["head"]]) for edge in found["edges"]]
    assert sorted(ends) == sorted((name, ODD_IDS[0]) for name in ODD_IDS)
    assert sorted(names.values()) == sorted(["cluster_g", *ODD_IDS])


@needs_dot
@pytest.mark.graphviz
@pytest.mark.parametrize("label", ["&" * 9000, "😀" * 9000, "\\" * 9000, '"' * 9000])
def test_graphviz_reads_the_longest_labels(label: str) -> None:
    root = ElementTree.fromstring(
        run_dot(to_dot_text("", [DotVertex("a", label, "", tooltip=label)], [], []), "svg")
    )
    shown = "".join(text.text or "" for text in root.iter(f"{SVG}text"))
    assert shown.endswith("…")
    assert shown[:-1] == label[: len(shown) - 1]
    assert len(shown) >= 3200
