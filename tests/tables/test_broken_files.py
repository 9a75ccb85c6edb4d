"""Whatever bytes a file holds, it is measured in full or refused with its place."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from journeymap.answers.measuring import measure_answers
from journeymap.errors import AnswersError
from journeymap.model.journey import Journey

JOURNEY = Journey.model_validate(
    {"name": "Shop", "stages": [{"name": "Buy", "touchpoints": ["Cart", "Pay"]}]}
)
GOOD = (
    b"respondent_id,touchpoint,metric,score,answered_at,comment\n"
    b'r1,cart,csat,4,2026-01-05T10:00:00Z,"fi,ne"\n'
    b'r2,cart,csat,2,2026-01-06T11:00:00Z,"sl\now"\n'
    b"r1,cart,csat,5,2026-01-07,\n"
)
BITS = [
    b'"',
    b",",
    b"\n",
    b"\r",
    b"\r\n",
    b"\0",
    b"\xff",
    b'""',
    b" ",
    b"NA",
    b"9",
    b"\xc5\xbc",
    b"\\",
    b"#",
]
edits = st.lists(
    st.tuples(st.integers(0, len(GOOD)), st.integers(0, 4), st.sampled_from(BITS)), max_size=3
)


@settings(max_examples=20, deadline=None)
@given(edits)
@example([(0, 4, b"\r\n")])
def test_a_changed_file_is_measured_in_full_or_refused(
    changes: list[tuple[int, int, bytes]],
) -> None:
    content = GOOD
    for place, dropped, bit in changes:
        content = content[:place] + bit + content[place + dropped :]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.csv"
        path.write_bytes(content)
        try:
            intake = measure_answers(JOURNEY, path).intake
        except AnswersError as error:
            # a line, but where the engine has lost rows that Python finds whole
            placed = (p.line or "could be read" in p.message for p in error.problems)
            assert all(placed), str(error)  # noqa: PT017 - either is right
            return
    rows = [row for row in csv.reader(io.StringIO(content.decode(), newline="")) if row]
    assert intake.rows == len(rows) - 1


@settings(max_examples=20, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_refused_or_measured(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("a.csv", "a.tsv", "a.csv.gz", "a.parquet"):
            path = Path(folder) / name
            path.write_bytes(content)
            try:
                measure_answers(JOURNEY, path)
            except AnswersError as error:
                assert str(error)  # noqa: PT017 - either is right
