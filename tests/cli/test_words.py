"""``words``: the same as the library, and what is said when something is wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journeymap.analysis.words.finding import find_words
from journeymap.files.journeys import load_journey
from journeymap.files.sources import load_source

if TYPE_CHECKING:
    from tests.cli.conftest import Run

SOURCE = """\
answers: answers.csv
questions: {Q1: {touchpoint: cart, metric: csat}}
comments: {why: {touchpoint: cart}, paid: {touchpoint: pay}}
segments: {area: area}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    wide = ["Q1,why,paid,area"]
    wide += [f"{1 + i % 5},The basket was late,The card was refused,A" for i in range(15)]
    Path("answers.csv").write_text("\n".join(wide) + "\n")
    Path("source.yaml").write_text(SOURCE)
    tidy = ["touchpoint,comment", *["cart,The basket was late"] * 12, *["pay,The card is new"] * 12]
    Path("tidy.csv").write_text("\n".join(tidy) + "\n")
    Path("lexicon.csv").write_text("word,score\nlate,-1\n")
    Path("stop.txt").write_text("# ours\nbasket\n")
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_words_are_what_the_library_says(run: Run, plain: Path) -> None:
    journey, source = load_journey(plain), load_source("source.yaml")
    ended = run("words", plain, "source.yaml")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == f"{find_words(journey, source.answers, source)}\n"
    assert "basket" in ended.out
    asked = run(
        "words", plain, "source.yaml", "--touchpoint", "cart", "--lexicon", "lexicon.csv",
        "--stop-words", "stop.txt", "--language", "en", "--quotes", "2", "--top", "3",
        "--segment", "area=A", "--min-count", "2", "--q", "0.1", "--format", "json",
    )  # fmt: skip
    assert json.loads(asked.out) == find_words(
        journey, source.answers, source, touchpoint="cart", lexicon="lexicon.csv",
        stop_words=["basket"], language="en", quotes=2, top=3, segment={"area": "A"},
        min_count=2, q=0.1,
    ).to_dict()  # fmt: skip


def test_a_tidy_table_needs_no_source_file(run: Run, plain: Path, folder: Path) -> None:
    ended = run("words", plain, "tidy.csv", "--format", "csv", "--top", "1", "-o", "out.csv")
    assert (ended.code, ended.out) == (0, "")
    lines = (folder / "out.csv").read_text().splitlines()
    assert lines[0].startswith("scope,touchpoint,stage,language,word,stem,count,documents,comments")
    assert [line.split(",")[4] for line in lines[1:]] == ["basket", "card"]


@pytest.mark.parametrize(
    ("arguments", "ended"),
    [
        (["tidy.csv", "--language", "polsh"], (2, "no language 'polsh'; did you mean 'polish'?")),
        (["tidy.csv", "--touchpoint", "crt"], (2, "no touchpoint 'crt'; did you mean 'cart'?")),
        (["tidy.csv", "--wave", "2016"], (2, "no wave '2016'; there are none")),
        (["tidy.csv", "--lexicon", "stop.txt"], (1, "stop.txt: not a kind of table")),
        (["tidy.csv", "--quotes", "-1"], (2, "-1 is not in the range x>=0")),
        (["lexicon.csv"], (1, "no column 'touchpoint'")),
        (["source.yaml", "--decimal", ","], (1, "write format: {...} into the source file")),
        (["uncommented.yaml"], (1, "uncommented.yaml:1:1: no column of comments is declared")),
        (
            ["unanswered.yaml"],
            (1, "unanswered.yaml:1: answers is missing; write answers: TABLE.csv"),
        ),
        (["events.yaml"], (1, "events.yaml:1: it is a source of events, not of answers")),
        (["misplaced.yaml"], (1, "misplaced.yaml:3:17: comments.why: no touchpoint 'crt'")),
        (["absent.csv"], (2, "absent.csv")),
    ],
)
def test_what_is_wrong_is_said(
    run: Run, plain: Path, folder: Path, arguments: list[str], ended: tuple[int, str]
) -> None:
    question = "questions: {Q1: {touchpoint: cart, metric: csat}}\n"
    (folder / "uncommented.yaml").write_text(f"answers: answers.csv\n{question}")
    (folder / "unanswered.yaml").write_text(f"{question}comments: {{why: {{touchpoint: cart}}}}\n")
    (folder / "events.yaml").write_text("events: e.csv\ncase: c\nactivity: a\ntime: t\n")
    misplaced = f"answers: answers.csv\n{question}comments: {{why: {{touchpoint: crt}}}}\n"
    (folder / "misplaced.yaml").write_text(misplaced)
    found = run("words", plain, *arguments)
    assert found.code == ended[0]
    assert ended[1] in found.err
    assert "Traceback" not in found.err


@pytest.mark.usefixtures("folder")
def test_no_input_is_overwritten(run: Run, plain: Path) -> None:
    ended = run("words", plain, "tidy.csv", "-o", "tidy.csv")
    assert ended.code == 2
    assert "is also read" in ended.err
