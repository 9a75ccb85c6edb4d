from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.errors import AnswersError
from journeymap.events.jsonstream import JsonStream


def read(path: Path, content: bytes) -> list[tuple[int, str, Any]]:
    path.write_bytes(content)
    stream = JsonStream(path, "a.json")
    return [(stream.line, *one) for told in stream.read() for one in told]


def test_everything_has_its_line(tmp_path: Path) -> None:
    assert read(tmp_path / "a.json", b'\xef\xbb\xbf{"a":\n\n["b",\r\n1.50]}\n') == [
        (1, "start_map", None),
        (1, "map_key", "a"),
        (3, "start_array", None),
        (3, "string", "b"),
        (4, "number", pytest.approx(1.5)),
        (4, "end_array", None),
        (4, "end_map", None),
    ]


@pytest.mark.parametrize("begin", [b'{"a', b'{"a": "', b'{"a": 1', b"  "], ids=repr)
def test_a_value_without_end_is_refused_at_once(tmp_path: Path, begin: bytes) -> None:
    filler = b" " if begin == b"  " else b"1"
    with pytest.raises(AnswersError) as caught:
        read(tmp_path / "a.json", b"\n" + begin + filler * 3_000_000)
    told = "a value of over a million characters; no log needs one"
    assert str(caught.value) == f"a.json:2: {told}"


@settings(max_examples=50)
@given(st.integers(1, 40))
def test_a_file_that_is_cut_short_is_never_taken(length: int) -> None:
    from tempfile import TemporaryDirectory

    whole = '{"a": [1, {"b": "ż"}, true, null], "c": ""}'.encode()
    with TemporaryDirectory() as folder, pytest.raises(AnswersError, match=r"^a.json:1: "):
        read(Path(folder, "a.json"), whole[:length])
