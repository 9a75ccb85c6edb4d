from __future__ import annotations

import codecs
import gzip
from pathlib import Path

import pytest

from journeymap.errors import AnswersError
from journeymap.events.markup import Markup, find_tags, local


class Seen:
    """Gathers what is told of a file, with lines."""

    def __init__(self, path: Path) -> None:
        self.tags: list[tuple[int, str]] = []
        self.markup = Markup(path, "log.xes", self.start, lambda _: None)

    def start(self, tag: str, _: dict[str, str]) -> None:
        self.tags.append((self.markup.line, tag))


def read(path: Path, content: bytes) -> list[tuple[int, str]]:
    path.write_bytes(content)
    seen = Seen(path)
    for _ in seen.markup.read():
        pass
    return seen.tags


def refuse(path: Path, content: bytes) -> str:
    with pytest.raises(AnswersError) as caught:
        read(path, content)
    return str(caught.value)


def test_tags_have_their_lines(tmp_path: Path) -> None:
    assert read(tmp_path / "a.xes", b"<log>\n<a/>\n\n<b\n/></log>") == [
        (1, "log"),
        (2, "a"),
        (4, "b"),
    ]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1250", "iso-8859-2"]
)
def test_encodings_that_are_declared(tmp_path: Path, encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{declared}"?>\n<log><ó/></log>'
    assert read(tmp_path / "a.xes", text.encode(encoding))[1:] == [(2, "ó")]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "log.xes:1: the file is empty"),
        (b"<log>\n<a>", "log.xes:2: the file ends early; export the log again"),
        (b'<log>\n<a key="x', "log.xes:2: the file ends early; export the log again"),
        (b"<log>\n<!-- x", "log.xes:2: the file ends early; export the log again"),
        (b"<log>\n</lag>", "log.xes:2: not XML: mismatched tag; export the log again"),
        (
            b"<log/>\n<log/>",
            "log.xes:2: not XML: junk after document element; export the log again",
        ),
        (
            b"<log>\n<a b='\xb3'/></log>",
            "log.xes:2: a character that can't stand there; it may be in another encoding than "
            "its first line says: save it as UTF-8",
        ),
        (
            b"<log>\n&nbsp;</log>",
            "log.xes:2: an unknown entity; XML knows &amp; &lt; &gt; &quot; and &apos;",
        ),
        (
            b'<?xml version="1.0" encoding="klingon"?><log/>',
            "log.xes:1: the encoding of the file can't be read; save it as UTF-8",
        ),
        (
            b'<?xml version="1.0" encoding="gb2312"?><log/>',
            "log.xes:1: the encoding of the file can't be read; save it as UTF-8",
        ),
        (
            b"<?xml version='1.0'?>\n<!DOCTYPE log [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><log/>",
            "log.xes:2: a DOCTYPE is not read, because it may hide other files; take it out",
        ),
        (b"PK\x03\x04xx", "log.xes:1: the file is a workbook or a zip; unpack it"),
        (
            b"SQLite format 3\0",
            "log.xes:1: the file is an SQLite database; export the log as XML, JSON or CSV",
        ),
        (
            gzip.compress(b"<log/>", mtime=0),
            "log.xes:1: the file is packed by gzip, but its name does not say so; name it .xes.gz",
        ),
    ],
)
def test_what_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    assert refuse(tmp_path / "a.xes", content) == sentence


@pytest.mark.parametrize(
    "begin", [b'<log>\n<a b="', b"<log>\n<!--", b"<log>\n<?pi ", b"<log>\n<"], ids=repr
)
def test_a_token_without_end_is_refused_at_once(tmp_path: Path, begin: bytes) -> None:
    sentence = refuse(tmp_path / "a.xes", begin + b"A" * 3_000_000)
    told = "a tag or comment of over a million characters; no log needs one"
    assert sentence == f"log.xes:2: {told}"


def test_long_text_between_tags_is_passed_over(tmp_path: Path) -> None:
    content = b"<log>" + b"A" * 3_000_000 + b"<a/></log>"
    assert len(read(tmp_path / "a.xes", content)) == 2


def test_a_bomb_is_refused_before_it_goes_off(tmp_path: Path) -> None:
    path = tmp_path / "a.xes.gz"
    packed = gzip.compress(b'<log>\n<a b="' + b"A" * 50_000_000)
    assert refuse(path, packed).startswith("log.xes:2: a tag or comment of over a million")


def test_a_packed_file_that_is_cut_short(tmp_path: Path) -> None:
    packed = gzip.compress(b"<log>" + codecs.encode(bytes(range(65, 91)) * 999, "base64"))[:-9]
    sentence = "log.xes: the gzip file is damaged or ends early"
    assert refuse(tmp_path / "a.xes.gz", packed) == sentence


def test_the_first_two_tags(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text("<x:log xmlns:x='u'>\n<x:events/><and><more>")
    assert find_tags(path, "a.xml") == ["log", "events"]
    path.write_text("<log/>")
    assert find_tags(path, "a.xml") == ["log"]


def test_a_tag_without_its_prefix() -> None:
    assert (local("xes:event"), local("event")) == ("event", "event")
