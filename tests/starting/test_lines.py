from __future__ import annotations

from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from journeymap.files.document import read_document
from journeymap.starting.lines import to_name, write_comment, write_entry, write_item

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200)


def read(text: str) -> Any:
    document = read_document(text.encode(), file="x.yaml")
    assert not document.problems, (text, document.problems)
    return document.value


@given(TEXT, TEXT)
def test_any_name_is_read_back(key: str, value: str) -> None:
    line = write_entry(key, {"touchpoint": value, "missing": [value, "6"]})
    assert len(line.splitlines()) == 1 or yaml.safe_load(line)
    assert read(f"{line}\n") == {key: {"touchpoint": value, "missing": [value, "6"]}}
    assert read(f"{write_item({'name': value})}\n") == [{"name": value}]


@given(st.text(max_size=300))
def test_a_comment_is_one_line_whatever_it_holds(text: str) -> None:
    line = write_comment(text)
    assert len(line.splitlines()) == 1
    assert yaml.safe_load(f"a: 1\n{line}\nb: 2\n") == {"a": 1, "b": 2}


@given(st.text(max_size=300))
def test_a_name_is_short_and_can_be_seen(text: str) -> None:
    name = to_name(text)
    assert len(name) <= 60
    assert "\n" not in name
