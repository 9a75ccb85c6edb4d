"""How long pictures take: whole processes, a map of 30 touchpoints against mermaid-cli.

    MMDC=path/to/mmdc python -m tests.bench.bench_pictures [rounds]

``MMDC`` is the program of @mermaid-js/mermaid-cli (``npm install @mermaid-js/mermaid-cli``);
``CHROMIUM`` the browser it uses. Without it only our own times are printed. The aims: a map of 30
touchpoints at least ten times faster than mermaid-cli's diagram of 30 tasks, 300 touchpoints under
2 seconds, the demo's report under 3 seconds, a report of 1,000 touchpoints under 3 MB.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from journeymap.demo import load_demo
from journeymap.files.journeys import save_journey
from journeymap.model.journey import Journey
from tests.bench.bench_startup import measure, to_report

SEED = 11


def main(rounds: int) -> None:
    """Measures and prints."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        commands = {**_yardstick(folder), **_ours(folder)}
        print(to_report(measure(commands, rounds), next(iter(commands))))
        print(f"report of 1,000: {(folder / 'thousand.html').stat().st_size / 1e6:.2f} MB")


def _ours(folder: Path) -> dict[str, Sequence[str]]:
    save_journey(load_demo(), folder / "demo.yaml")
    for name, count in (("thirty", 30), ("hundreds", 300), ("thousand", 1000)):
        save_journey(make_journey(count), folder / f"{name}.yaml")
    script = Path(sys.executable).with_name("journeymap")
    program = [str(script)] if script.exists() else [sys.executable, "-m", "journeymap"]

    def run(command: str, name: str, suffix: str) -> list[str]:
        source, out = folder / f"{name}.yaml", folder / f"{name}{suffix}"
        return [*program, command, str(source), "-o", str(out), "--quiet"]

    return {
        "map of 30 as svg": run("draw", "thirty", ".svg"),
        "map of 300 as svg": run("draw", "hundreds", ".svg"),
        "report of the demo": run("report", "demo", ".html"),
        "report of 1,000": run("report", "thousand", ".html"),
    }


def _yardstick(folder: Path) -> dict[str, Sequence[str]]:
    program = os.environ.get("MMDC") or shutil.which("mmdc")
    if program is None:
        return {"python -c pass": [sys.executable, "-c", "pass"]}
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
    settings = {"executablePath": browser, "args": ["--no-sandbox"]}
    (folder / "browser.json").write_text(json.dumps(settings), encoding="utf-8")
    (folder / "thirty.mmd").write_text(make_diagram(), encoding="utf-8")
    source, out = folder / "thirty.mmd", folder / "mermaid.svg"
    command = [program, "-p", str(folder / "browser.json"), "-i", str(source), "-o", str(out)]
    return {"mermaid-cli, 30 tasks": command}


def make_journey(count: int) -> Journey:
    """A journey of so many touchpoints in stages of ten, each measured by csat and nps."""
    chance = random.Random(SEED)
    stages: list[dict[str, Any]] = []
    for s in range(count // 10):
        touchpoints = [{"id": f"t{s}-{t}", "name": f"Touchpoint {s}.{t}"} for t in range(10)]
        stages.append({"name": f"Stage {s + 1}", "goal": "csat >= 3.5", "touchpoints": touchpoints})
    names = [t["id"] for stage in stages for t in stage["touchpoints"]]
    readings = [
        {
            "touchpoint": t,
            "metric": "csat",
            "counts": {k: chance.randrange(1, 200) for k in range(1, 6)},
        }
        for t in names
    ] + [
        {
            "touchpoint": t,
            "metric": "nps",
            "counts": {k: chance.randrange(1, 50) for k in range(11)},
        }
        for t in names
    ]
    data = {"name": f"{count} touchpoints", "stages": stages, "readings": readings}
    return Journey.model_validate(data)


def make_diagram() -> str:
    """Mermaid's journey diagram with 30 tasks."""
    chance = random.Random(SEED)
    lines = ["journey", "  title Customer journey"]
    for s in range(3):
        lines.append(f"  section Stage {s + 1}")
        lines += [f"    Touchpoint {s}.{t}: {chance.randint(1, 5)}: Customer" for t in range(10)]
    return "\n".join(lines)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
