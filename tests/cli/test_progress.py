from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
import time

import pytest

from journeymap.cli.progress import ProgressLine, shown_progress, to_progress_text
from journeymap.progress import Work, working

SLOW = """
import time
from journeymap.cli.progress import shown_progress
from journeymap.progress import working
with shown_progress(quiet={quiet}), working("counting a.csv", lambda: 0.25):
    time.sleep(1.5)
"""


def run_in_terminal(quiet: bool, term: str = "xterm") -> str:
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-c", SLOW.format(quiet=quiet)],
        stderr=theirs,
        env={**os.environ, "TERM": term},
        check=True,
    )
    os.close(theirs)
    os.set_blocking(ours, False)
    try:
        return os.read(ours, 10_000).decode() if done.returncode == 0 else "?"
    except (BlockingIOError, OSError):
        return ""
    finally:
        os.close(ours)


def test_the_line_is_drawn_after_a_second_and_cleared() -> None:
    seen = run_in_terminal(quiet=False)
    assert "counting a.csv … 25 %, 1 s" in seen
    assert seen.endswith("\r\x1b[K")


@pytest.mark.parametrize(("quiet", "term"), [(True, "xterm"), (False, "dumb")])
def test_nothing_is_drawn_where_nobody_wants_it(quiet: bool, term: str) -> None:
    assert run_in_terminal(quiet, term) == ""


def test_nothing_is_drawn_into_a_pipe() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SLOW.format(quiet=False)],
        capture_output=True,
        env={**os.environ, "TERM": "xterm"},
        check=True,
    )
    assert (done.stdout, done.stderr) == (b"", b"")


def test_work_inside_work_is_shown_and_then_the_outer_again() -> None:
    stream = io.StringIO()
    with ProgressLine(stream, patience=0.0).drawn(), working("outer"):
        with working("inner"):
            time.sleep(0.5)
        time.sleep(0.5)
    drawn = [line for line in stream.getvalue().split("\r\x1b[K") if line]
    assert [line.partition(" ")[0] for line in drawn][1:-1].count("inner") >= 1
    assert drawn[-1].startswith("outer … ")


def test_short_work_leaves_no_trace() -> None:
    stream = io.StringIO()
    with ProgressLine(stream).drawn(), working("short"):
        pass
    assert stream.getvalue() == ""


def test_without_a_terminal_nothing_is_set_up(capsys: pytest.CaptureFixture[str]) -> None:
    with shown_progress():
        pass
    assert capsys.readouterr().err == ""


def test_names_are_one_short_line_and_fractions_stay_within_bounds() -> None:
    work = Work("a\n\x1b[31m" + "b" * 100, lambda: 1.7)
    text = to_progress_text(work, 2.0)
    assert "\x1b" not in text
    assert "\n" not in text
    assert text.endswith("b… … 100 %, 2 s")


def test_a_fraction_that_fails_is_left_out() -> None:
    def closed() -> float:
        raise RuntimeError

    assert to_progress_text(Work("counting", closed), 2.0) == "counting … 2 s"
