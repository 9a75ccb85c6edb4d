"""Files of our own are gone with the process, however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROGRAM = [sys.executable, "-m", "journeymap", "measure"]
ANSWERS = "touchpoint,metric,score\ncart,csat,4\ncart,csat,{}\n"


def start(plain: Path, answers: Path) -> tuple[subprocess.Popen[bytes], Path]:
    temporary = answers.parent / "temporary"
    temporary.mkdir()
    process = subprocess.Popen(
        [*PROGRAM, str(plain), str(answers)],
        env={**os.environ, "TMPDIR": str(temporary)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    return process, temporary


@pytest.mark.parametrize(("score", "code"), [("5", 0), ("50", 1)])
def test_measured_or_refused_no_file_is_left(
    tmp_path: Path, plain: Path, score: str, code: int
) -> None:
    answers = tmp_path / "answers.csv"
    answers.write_text(ANSWERS.format(score), encoding="utf-16")
    process, temporary = start(plain, answers)
    said = process.communicate(timeout=60)[1].decode()
    assert process.returncode == code, said
    assert f"{answers}:3: score: " in said or code == 0
    assert list(temporary.iterdir()) == []


def test_ctrl_c_leaves_no_file(tmp_path: Path, plain: Path) -> None:
    answers = tmp_path / "answers.csv"
    with answers.open("w", encoding="utf-16") as file:
        file.write(ANSWERS.format(5))
        file.writelines("cart,csat,4\n" * 10_000 for _ in range(100))
    process, temporary = start(plain, answers)
    begun = time.monotonic()
    while not any(temporary.iterdir()) and time.monotonic() < begun + 60:
        time.sleep(0.002)
    process.send_signal(signal.SIGINT)
    sent = time.monotonic()
    said = process.communicate(timeout=60)[1]
    assert (process.returncode, said.strip()) == (130, b"")
    assert time.monotonic() < sent + 5
    assert list(temporary.iterdir()) == []
