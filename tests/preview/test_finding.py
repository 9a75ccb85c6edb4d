from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from journeymap.preview.finding import MOST_PROBLEMS, MOST_SHOWN, Found, find_in_file
from tests.preview.conftest import SHOP

NOTHING = Found(0)


def find(text: str | bytes | None, before: Found = NOTHING, *sources: str) -> Found:
    data = text.encode() if isinstance(text, str) else text
    return find_in_file(data, "shop.yaml", sources, before)


def test_a_right_file_gives_its_journey() -> None:
    found = find(SHOP)
    assert found.journey is not None
    assert (found.version, found.journey.name, found.problems) == (1, "Shop", ())


def test_a_wrong_file_keeps_the_journey_from_before() -> None:
    before = find(SHOP)
    found = find("name: Shop\nphases: []\n", before)
    assert (found.version, found.journey) == (2, before.journey)
    assert [(p.line, p.hint) for p in found.problems] == [(2, "did you mean 'stages'?")]
    assert found.lines == (("phases: []", 0),)
    assert found.errors == 1


def test_a_file_that_is_gone_is_told() -> None:
    (problem,) = find(None).problems
    assert str(problem) == "shop.yaml: the file can't be read; is it still there?"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (b"name: Shop\r\nphases: []\r\n", "phases: []"),
        (b"\xef\xbb\xbfname: Shop\nphases: []", "phases: []"),
        ("name: Shop\nphases: []".encode("utf-16"), "phases: []"),
        (b"name: Shop\nph\x07ases: []", "ph\ufffdases: []"),
        (b"name: Shop\nn\xff: 1", "n\ufffd: 1"),
        ("name: Shop\n\u202ephases: []".encode(), "\ufffdphases: []"),
    ],
)
def test_the_line_is_shown_as_it_stands(text: bytes, line: str) -> None:
    found = find(text)
    assert line in [text for text, _ in found.lines]


def test_a_long_line_is_cut_around_the_place() -> None:
    long = f"stages: [{', '.join(f'T{i}' for i in range(300))}, {{name: X, chanel: web}}]"
    found = find(f"name: Shop\n{long}\n")
    ((line, place),) = found.lines
    assert len(line) <= MOST_SHOWN + 2
    assert line[place:].startswith("chanel")


def test_many_problems_are_counted() -> None:
    keys = "\n".join(f"key{i}: 1" for i in range(MOST_PROBLEMS + 50))
    found = find(f"{SHOP}{keys}\n")
    assert (len(found.problems), found.hidden) == (MOST_PROBLEMS, 50)


def test_a_bomb_and_a_huge_file_are_the_loader_s_own_problem() -> None:
    names = "abcdefghij"
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{new}: &{new} [{', '.join(9 * [f'*{old}'])}]\n" for old, new in pairwise(names)
    )
    assert find(bomb).errors > 0
    (huge,) = find(b"#" * (32 * 1024 * 1024 + 1)).problems
    assert huge.message == "the file is larger than 32 MB"


def test_sources_are_measured_and_their_faults_told(tmp_path: Path) -> None:
    table, source = tmp_path / "may.csv", tmp_path / "may.yaml"
    table.write_text("pay\n4\n5\n", encoding="utf-8")
    source.write_text(
        "answers: may.csv\nwave: 2026\nquestions: {pay: {touchpoint: pay, metric: csat}}\n"
    )
    found = find(SHOP, NOTHING, str(source))
    assert found.problems == ()
    assert found.journey is not None
    assert "2026" in found.journey.waves
    source.write_text("answers: may.csv\nwaves: 2026\n")
    wrong = find(SHOP, found, str(source))
    assert wrong.journey == found.journey
    assert (wrong.problems[0].file, wrong.lines[0][0]) == (str(source), "waves: 2026")
