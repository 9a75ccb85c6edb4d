from __future__ import annotations

import json
import random
import time
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.files import events
from journeymap.files.document import Document, read_document
from journeymap.text import Plain

SHOP = b"""\
id: shop
name: "Online shop"
stages:
  - id: buy
    touchpoints:
      - {id: cart, readings: [{metric: csat, value: 4.10}]}
      - id: pay
        note: |
          two
          lines
"""


@pytest.fixture(params=["C", "Python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Either of PyYAML's two parsers."""
    if request.param == "Python":
        monkeypatch.setattr(events, "LOADER", yaml.SafeLoader)


def read(text: str | bytes) -> Document:
    data = text.encode() if isinstance(text, str) else text
    return read_document(data, file="f.yaml")


def told(text: str | bytes) -> list[str]:
    return [str(problem) for problem in read(text).problems]


@pytest.mark.usefixtures("parser")
def test_values_and_places_of_a_journey() -> None:
    shop = read(SHOP)
    assert shop.problems == ()
    assert shop.value == {
        "id": "shop",
        "name": "Online shop",
        "stages": [
            {
                "id": "buy",
                "touchpoints": [
                    {"id": "cart", "readings": [{"metric": "csat", "value": "4.10"}]},
                    {"id": "pay", "note": "two\nlines\n"},
                ],
            }
        ],
    }
    assert shop.place(()) == (1, 1)
    assert shop.place(("name",)) == (2, 7)
    assert shop.place(("stages", 0, "touchpoints", 0, "readings", 0, "value")) == (6, 53)
    assert shop.place(("stages", 0, "touchpoints", 1, "note"), key=True) == (8, 9)
    assert shop.place(("stages", 0, "touchpoints", 1), key=True) == (7, 9)


def test_a_path_that_is_not_there_has_the_place_of_its_nearest_ancestor() -> None:
    shop = read(SHOP)
    assert shop.place(("owner",)) == (1, 1)
    assert shop.place(("stages", 0, "name"), key=True) == (4, 5)
    assert shop.place(("stages", 7, "name")) == (4, 3)
    assert shop.place(("name", "first", 0)) == (2, 7)
    assert read("a: [").place(("a",)) == (1, 1)


@pytest.mark.parametrize(
    "word", ["no", "1.10", "2016", ".nan", "2016-01-01", "12:30", "0x1F", "true", "="]
)
@pytest.mark.usefixtures("parser")
def test_unquoted_scalars_keep_their_text(word: str) -> None:
    value = read(f"a: {word}\nb: '{word}'").value
    assert isinstance(value, dict)
    assert value == {"a": word, "b": word}
    assert type(value["a"]) is Plain
    assert type(value["b"]) is str


@pytest.mark.parametrize("word", ["null", "Null", "NULL", "~", ""])
def test_nulls_of_yaml_1_2(word: str) -> None:
    assert read(f"a: {word}\nb: '{word}'").value == {"a": None, "b": word}


def test_keys_and_tagless_texts_are_plain_str() -> None:
    value = read("1: a\ntrue: ! b\n").value
    assert value == {"1": "a", "true": "b"}
    assert isinstance(value, dict)
    assert [type(part) for part in (*value, value["true"])] == [str, str, str]


ALIAS_HINT = "write the value out, or put a text that starts with * in quotes"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("a: 1\nb: 2\na: 3", ["3:1: a second key 'a'; the first is in line 1; keep one of them"]),
        ("a: 1\n~: 2", ["2:1: a key that is not a text; write a word before the colon"]),
        ("[a]: 2", ["1:1: a key that is not a text; write a word before the colon"]),
        ("? {a: b}\n: c", ["1:3: a key that is not a text; write a word before the colon"]),
        (
            "a: &x {b: c}\nd:\n  <<: *x",
            ["3:3: a merge key '<<'; YAML 1.2 has none; write the keys out"],
        ),
        ("a: !!binary x", ["1:4: tags are not read: '!!binary'; write the value without it"]),
        ("a: !foo [x]", ["1:4: tags are not read: '!foo'; write the value without it"]),
        ("a: *b", [f"1:4: an alias to nothing that stands above: '*b'; {ALIAS_HINT}"]),
        ("a: &b [*b]", [f"1:8: an alias inside its own value: '*b'; {ALIAS_HINT}"]),
        ("a: 1\n---\nb: 2", ["2:1: a second document starts here; a file holds one; split it"]),
        ("", ["1:1: the file is empty"]),
        ("# nothing\n\n# here\n", ["1:1: the file is empty"]),
        ("a: *b\na: !x y", [f"1:4: an alias to nothing that stands above: '*b'; {ALIAS_HINT}",
                            "2:1: a second key 'a'; the first is in line 1; keep one of them",
                            "2:4: tags are not read: '!x'; write the value without it"]),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("parser")
def test_what_is_refused(text: str, problems: list[str]) -> None:
    assert told(text) == ["f.yaml:" + problem for problem in problems]


def test_reading_goes_on_past_what_is_refused() -> None:
    assert read("a: 1\na: 2\n~: 3\nb: *c\nd: !x e").value == {"a": "1", "b": None, "d": "e"}
    assert read("'<<': 1").value == {"<<": "1"}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('id: a\nname: "Shop\nb: c\n', "2:7: a quote that is never closed; close it"),
        ("name: 'Shop\nb: c\n", "1:7: a quote that is never closed; close it"),
        ("name: 'Shop\n---\nb: c\n", "1:7: a quote that is never closed; close it"),
        ("a:\n\t- b\n", "2:1: a tab where only blanks can stand; write blanks for it"),
        ("a:\n  b: c\n\td: e\n", "3:1: a tab where only blanks can stand; write blanks for it"),
        (
            "a: [1, 2\nb: c\n",
            "2:2: a bracket opened in line 1, column 4, is not closed; add ',' or ']'",
        ),
        (
            "a: {x: 1\nb: c\n",
            "2:2: a bracket opened in line 1, column 4, is not closed; add ',' or '}'",
        ),
        ("a: [", "1:4: a bracket that is never closed; close it"),
        ("a: {\n\n", "1:4: a bracket that is never closed; close it"),
        ("a: [1,\n", "2:1: a bracket that is never closed; close it"),
        ("a: [[],\n", "2:1: a bracket that is never closed; close it"),
        (
            "a: ]\n",
            "1:4: a closing bracket that nothing opens ']'; "
            "take it out, or put a text that starts with it in quotes",
        ),
        (
            "a: [1, , 2]\n",
            "1:8: a comma without a value before it; "
            "take it out, or put a text that starts with it in quotes",
        ),
        (
            "name: Talk: to us\n",
            "1:11: a colon in the middle of a text; "
            "put a text with ': ' in quotes, and check the indentation",
        ),
        ("a: b\nc\nd: e\n", "2:1: a key without a colon; write 'key: value'"),
        (
            "a:\n  b: 1\n c: 2\n",
            "3:2: this does not fit the lines above; check the indentation",
        ),
        ("a: 'it's'\n", "1:8: text after a closing quote; the quote was opened in line 1"),
        ("a: @x\n", "1:4: no text can start with '@'; put the text in quotes"),
        ("a: *\n", "1:5: a bare * or &; put a text that starts with it in quotes"),
        ("a: 1\n...\nb", "3:1: text after the end of the document; check the indentation"),
    ],
)
@pytest.mark.usefixtures("parser")
def test_syntax_errors_in_plain_words(text: str, problem: str) -> None:
    document = read(text)
    assert [str(found) for found in document.problems] == [f"f.yaml:{problem}"]
    assert document.value is None


@pytest.mark.usefixtures("parser")
def test_escapes_that_stand_for_nothing() -> None:
    for text in (r'a: "\ud800"', r'a: "\UFFFFFFFF"', r'{"a": "\udc00\ud800"}'):
        assert ["stands for no character" in line for line in told(text)] == [True]
    assert ["an unknown escape after a backslash" in line for line in told(r'a: "C:\q"')] == [True]


@pytest.mark.usefixtures("parser")
def test_bombs_and_depth_are_refused_at_once() -> None:
    bomb = ["a0: &a0 [x,x,x,x,x,x,x,x,x]"]
    bomb += [f"a{i}: &a{i} [" + ",".join([f"*a{i - 1}"] * 9) + "]" for i in range(1, 10)]
    started = time.perf_counter()
    assert told("\n".join(bomb)) == ["f.yaml:6:10: aliases repeat more than 100,000 values"]
    assert told("[" * 500 + "]" * 500) == ["f.yaml:1:65: lists and maps nest deeper than 64"]
    assert read("[" * 64 + "]" * 64).problems == ()
    assert time.perf_counter() - started < 1


def test_aliases_share_values_and_nest_no_deeper_than_written_out() -> None:
    shared = read("a: &x {b: [1]}\nc: *x\n")
    assert shared.value == {"a": {"b": ["1"]}, "c": {"b": ["1"]}}
    assert shared.place(("c",)) == (2, 4)
    assert shared.place(("c", "b", 0)) == (1, 12)
    inner = "[" * 40 + "]" * 40
    assert read(f"- &x {inner}\n- " + "[" * 23 + "*x" + "]" * 23).problems == ()
    assert told(f"- &x {inner}\n- " + "[" * 24 + "*x" + "]" * 24) == [
        "f.yaml:2:27: lists and maps nest deeper than 64"
    ]


def test_sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told("a: " + "x" * 1_000_001) == [
        "f.yaml:1:4: a text of more than 1,000,000 letters; shorten it"
    ]
    assert told(b" " * (32 * 1024 * 1024 + 1)) == [
        "f.yaml:1:1: the file is larger than 32 MB; split it"
    ]
    assert told("- !x\n" * 2000)[999:] == [
        "f.yaml:1000:3: tags are not read: '!x'; write the value without it",
        "f.yaml:1000:3: more than 1,000 problems; the rest was not read",
    ]
    monkeypatch.setattr(events, "MOST_VALUES", 4)
    assert read("[1, 2, 3]").problems == ()
    assert told("[1, 2, 3, 4]") == ["f.yaml:1:11: more than 4 values"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.usefixtures("parser")
def test_line_ends_and_encodings(end: str, encoding: str) -> None:
    document = read(end.join(["naïve: 😀", "", "b:", "  - ż: {d: 4}"]).encode(encoding))
    assert document.problems == ()
    assert document.value == {"naïve": "😀", "b": [{"ż": {"d": "4"}}]}
    assert document.place(("naïve",)) == (1, 8)
    assert document.place(("b", 0, "ż", "d"), key=True) == (4, 9)
    assert document.place(("b", 0, "ż", "d")) == (4, 12)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"a: b\r\nc: caf\xe9", "2:7: not UTF-8: byte '0xE9'; save the file as UTF-8"),
        (b"\xff\xfea\x00:", "1:2: not UTF-16: byte '0x3A'; save the file as UTF-8"),
        (b"a: b\x07c", "1:5: no file can hold the character 'U+0007'; delete it"),
        ("a: x\ny\u2028z".encode(), "2:2: no file can hold the character 'U+2028'; delete it"),
        (b"\x00\x00", "1:1: no file can hold the character 'U+0000'; save the file as UTF-8"),
    ],
)
def test_bytes_that_are_no_text(data: bytes, problem: str) -> None:
    assert told(data) == [f"f.yaml:{problem}"]


@pytest.mark.usefixtures("parser")
def test_spellings_that_only_json_allows() -> None:
    text = '{\n\t"a": "\\ud83d\\ude00\\\\ud83d\\/",\t"b": [1]\n}'
    document = read(text)
    assert document.problems == ()
    assert document.value == {"a": "😀\\ud83d/", "b": ["1"]}
    assert document.place(("b", 0)) == (2, text.splitlines()[1].index("1") + 1)


letters = st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc", "Zl", "Zp"])
texts = st.text(letters.filter(lambda c: c not in "\ufffe\uffff"), max_size=8)
trees = st.recursive(
    texts | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=100, deadline=None)
@given(trees.filter(lambda tree: tree is not None), st.booleans(), st.sampled_from([None, 2, "\t"]))
def test_json_comes_back_as_the_same_texts(tree: object, ascii_only: bool, indent: Any) -> None:
    if isinstance(tree, str):
        tree = [tree]
    document = read(json.dumps(tree, ensure_ascii=ascii_only, indent=indent))
    assert (document.value, document.problems) == (tree, ())


def check_sane(data: bytes) -> None:
    document = read_document(data, file="f")
    lines = len(data.splitlines()) + 2
    assert document.problems or document.value is not None
    assert all(1 <= (p.line or 0) <= lines and (p.column or 0) >= 1 for p in document.problems)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=60) | st.text("-:[]{}&*!|>'\"\\%@`#,? \n\tax0<~\r", max_size=40))
def test_any_bytes_give_a_document(data: bytes | str) -> None:
    raw = data if isinstance(data, bytes) else data.encode()
    check_sane(raw)
    check_sane(b"\xff\xfe" + raw)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32))
def test_a_mutated_journey_gives_a_document(seed: int) -> None:
    pick = random.Random(seed)
    data = bytearray(SHOP)
    for _ in range(pick.randint(1, 4)):
        place = pick.randrange(len(data))
        data[place : place + pick.randint(0, 2)] = pick.choice(
            [
                b"\t",
                b"\r",
                b"'",
                b'"',
                b"[",
                b"}",
                b": ",
                b"*a",
                b"&a ",
                b"!b ",
                b"\xff",
                b"",
                b"\\",
            ]
        )
    check_sane(bytes(data))


@pytest.mark.usefixtures("parser")
def test_numbers_of_absurd_length_stay_text() -> None:
    long = "9" * 5000
    assert read(f"a: {long}").value == {"a": long}
    assert read(f'{{"a": {long}, "b": "\\ud83d\\ude00"}}').value == {"a": long, "b": "😀"}
    assert len(told(f"%YAML {long}.1\n---\na: b")) == 1


def test_ten_thousand_values_are_read_in_a_moment() -> None:
    data = b"".join(b"- {id: t%d, name: 'Pay', value: 4.1}\n" % i for i in range(10_000))
    started = time.perf_counter()
    document = read_document(data, file="f")
    assert time.perf_counter() - started < 2
    assert document.place((9_999, "value")) == (10_000, 35)
