"""Ctrl-C stops a long query within a second and leaves nothing half done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

JOURNEY = "name: Shop\nstages: [{name: Buy, touchpoints: [Cart, Pay]}]\n"
# so many groups to count, and each row so costly, that it takes far longer than the test waits
SLOW = """
import duckdb, journeymap as jm
journey = jm.Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Pay"]}])
rows = duckdb.sql("select 'pay' as touchpoint, 'csat' as metric, (i % 5) + 1 as score "
                  "from range(200000000000) t(i)")
print("ready", flush=True)
try:
    jm.measure_answers(journey, rows)
except KeyboardInterrupt:
    print("stopped", flush=True)
    import os
    os._exit(3)
"""


def interrupt(process: subprocess.Popen[str], after: float, sign: int = signal.SIGINT) -> float:
    """Sends a signal after a while; how many seconds the process still took."""
    time.sleep(after)
    process.send_signal(sign)
    begin = time.monotonic()
    process.wait(timeout=60)
    return time.monotonic() - begin


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_a_query_is_stopped_in_python() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SLOW], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        seconds = interrupt(process, 1.0)
        assert process.stdout.read() == "stopped\n"
    assert (process.returncode, seconds < 5) == (3, True)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals for one process")
@pytest.mark.parametrize(("sign", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_command_is_stopped_and_leaves_nothing(tmp_path: Path, sign: int, code: int) -> None:
    folder, out = tmp_path / "tmp", tmp_path / "measured.yaml"
    folder.mkdir()
    (tmp_path / "journey.yaml").write_text(JOURNEY, encoding="utf-8")
    parts = tmp_path / "answers"
    parts.mkdir()
    # one part under many names: quickly written, long to count
    duckdb.sql(
        "select 'pay' as touchpoint, 'csat' as metric, 4 as score, 'x' || i % 9 as g "
        "from range(1000000) t(i)"
    ).write_parquet(str(parts / "0.parquet"))
    for i in range(1, 200):
        os.link(parts / "0.parquet", parts / f"{i}.parquet")
    source = tmp_path / "source.yaml"
    source.write_text("answers: answers\nsegments: {g: g}\n", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "journeymap",
        "measure",
        "journey.yaml",
        "source.yaml",
        "-o",
        str(out),
    ]
    environment = {**os.environ, "TMPDIR": str(folder)}
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True
    ) as process:
        seconds = interrupt(process, 1.2, sign)
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()
    assert (process.returncode, seconds < 5) == (code, True)
    assert not out.exists()
    assert list(folder.iterdir()) == []
