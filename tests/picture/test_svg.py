from __future__ import annotations

import re
import subprocess
import sys
from time import process_time
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.picture.lettering import clean_line
from journeymap.picture.marks import Arrow, Box, Circle, Group, Line, Mark, Picture, Polygon, Text
from journeymap.picture.svg import to_svg

NAMESPACE = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    "</title></svg><script>alert(1)</script>",
    '" onload="alert(1)" x=\'',
    "<![CDATA[ ]]> &amp; &#0; <!-- -->",
    "javascript:alert(1)",
]

GOLDEN = """\
<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100.5" viewBox="0 0 200 100.5" \
role="group" aria-labelledby="title-ee0a4971 desc-ee0a4971" font-family="'DejaVu Sans', Verdana, \
'Noto Sans', 'Noto Sans CJK JP', 'Noto Sans CJK SC', sans-serif" font-size="12" \
text-rendering="geometricPrecision" direction="ltr">
<title id="title-ee0a4971">Airport</title>
<desc id="desc-ee0a4971">One touchpoint.</desc>
<rect x="0" y="0" width="200" height="100.5" fill="#ffffff"/>
<a href="https://example.org/?a=1&amp;b=2" rel="noopener">
<title>Check-in
CSAT 4.2</title>
<rect x="10" y="10" width="80" height="40" rx="4" fill="#eef4ff" stroke="#335577" \
stroke-dasharray="4 3"/>
<text x="50" y="30.33" font-weight="bold" fill="#1f2933" text-anchor="middle">Check-in \
&amp; go</text>
<text x="50" y="42" font-size="9.5" font-style="italic" fill="#666666">שלום</text>
</a>
<g>
<circle cx="120" cy="20" r="5" fill="#aa3377" stroke="#222222" stroke-width="2"/>
<polyline points="0,60 200,60" fill="none" stroke="#999999" stroke-dasharray="4 3"/>
<polygon points="1,1 2,1 2,2" fill="#117733" opacity="0.5"/>
</g>
<path d="M90,30 C100,30 100,70 111.5,70" fill="none" stroke="#335577" stroke-width="1.5"/>
<polygon points="120,70 111.5,73.4 111.5,66.6" fill="#335577"/>
</svg>
"""


def show(*marks: Mark, title: str = "t", description: str = "d") -> Picture:
    return Picture(200, 100, title, description, marks)


def parse(picture: Picture) -> ElementTree.Element:
    return ElementTree.fromstring(to_svg(picture))


def words(root: ElementTree.Element, tag: str) -> list[str | None]:
    return [element.text for element in root.iter(NAMESPACE + tag)]


def test_golden() -> None:
    box = Box(10, 10, 80, 40, fill="#eef4ff", stroke="#335577", radius=4, dashed=True)
    check_in = Group(
        (
            box,
            Text(50, 30.3333, " Check-in\n& go ", bold=True, anchor="middle"),
            Text(50, 42, "שלום", size=9.5, italic=True, fill="#666666"),
        ),
        title="Check-in\nCSAT 4.2",
        link="https://example.org/?a=1&b=2",
    )
    shapes = Group(
        (
            Circle(120, 20, 5, fill="#aa3377", stroke="#222222", stroke_width=2),
            Line(((0, 60), (200, 60)), stroke="#999999", dashed=True),
            Polygon(((1, 1), (2, 1), (2, 2)), fill="#117733", opacity=0.5),
            Text(0, 0, " \t "),  # nothing to show
        )
    )
    arrow = Arrow(((90, 30), (100, 30), (108.5, 70), (120, 70)), stroke="#335577")
    picture = Picture(200, 100.5, "Airport", "One touchpoint.", (check_in, shapes, arrow))

    assert to_svg(picture).replace(' unicode-bidi="plaintext"', "") == GOLDEN
    assert to_svg(picture) == to_svg(picture)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_words(name: str) -> None:
    group = Group((Text(0, 9, name),), title=name, link=name)
    picture = Picture(
        20, 20, name, name, (group, Box(0, 0, 1, 1, fill="#" + name, stroke="#" + name))
    )
    root = parse(picture)

    assert words(root, "title") == [name, name]
    assert words(root, "desc") == [name]
    assert words(root, "text") == [name]
    assert {element.tag.removeprefix(NAMESPACE) for element in root.iter()} == {
        *("svg", "title", "desc", "rect", "g", "text")
    }
    assert not {key for element in root.iter() for key in element.attrib if key.startswith("on")}


@given(st.text(), st.text(), st.text())
def test_any_text_is_shown(text: str, title: str, tooltip: str) -> None:
    root = parse(show(Group((Text(1, 2, text),), title=tooltip), title=title))

    assert words(root, "text") == ([clean_line(text)] if clean_line(text) else [])
    shown = [" ".join((found or "").split("\n")) for found in words(root, "title")]
    assert shown == [clean_line(name) for name in (title, tooltip) if clean_line(name)]


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("https://example.org/a?b=c#d", True),
        ("HTTP://example.org", True),
        ("mailto:team@example.org", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)//https://example.org", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("//example.org", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("https://example.org/ onclick=x", False),
        ("https://example.org/\u202egpj.exe", False),
        ("", False),
    ],
)
def test_links_that_are_kept(link: str, kept: bool) -> None:
    root = parse(show(Group((Box(0, 0, 9, 9, fill="#ffffff"),), link=link)))
    links = [element.attrib for element in root.iter(NAMESPACE + "a")]

    assert links == ([{"href": link, "rel": "noopener"}] if kept else [])
    assert root.get("role") == ("group" if kept else "img")


def test_pictures_on_one_page_share_no_ids() -> None:
    found = [re.findall(r' id="([^"]+)"', to_svg(show(title=title))) for title in "ab"]

    assert len({*found[0], *found[1]}) == 4
    assert all(re.fullmatch(r"(title|desc)-[0-9a-f]{8}", one) for ids in found for one in ids)


def test_a_picture_without_description_names_only_its_title() -> None:
    root = parse(show(title="Airport", description=" "))

    assert words(root, "desc") == []
    assert root.get("aria-labelledby") == root[0].get("id")


def test_nothing_refers_outside() -> None:
    svg = to_svg(show(Text(0, 0, "a"), Arrow(((0, 0), (1, 0), (2, 0), (9, 0)), "#000000")))

    assert re.findall(r"https?://[^\"]*", svg) == ["http://www.w3.org/2000/svg"]
    assert "style" not in svg.replace("font-style", "")
    assert "url(" not in svg


def test_right_to_left_text_keeps_its_anchor_and_the_order_of_its_sentence() -> None:
    svg = to_svg(show(Text(5, 9, "תשלום!"), Text(5, 9, "Payment!")))

    assert '<text x="5" y="9" fill="#1f2933" unicode-bidi="plaintext">תשלום!</text>' in svg
    assert '<text x="5" y="9" fill="#1f2933">Payment!</text>' in svg


@pytest.mark.parametrize(
    ("value", "text"),
    [(-0.001, "0"), (1.005, "1"), (1.5, "1.5"), (100.0, "100"), (-2.126, "-2.13")],
)
def test_numbers_are_short(value: float, text: str) -> None:
    assert f'cx="{text}" cy="0"' in to_svg(show(Circle(value, 0, 1)))


# --- speed


def test_a_large_picture_is_written_at_once_and_loads_nothing_heavy() -> None:
    box, label = Box(1, 2, 90, 40, fill="#eef4ff", stroke="#335577"), Text(5, 20, "Шаг & step")
    picture = show(*(Group((box, label) * 6, title=f"{n}") for n in range(1200)))
    started = process_time()
    svg = to_svg(picture)

    assert process_time() - started < 0.5
    assert svg.count("<text") == 7200
    code = "import sys, journeymap.picture.svg; print({'numpy', 'matplotlib'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
