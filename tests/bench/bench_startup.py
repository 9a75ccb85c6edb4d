"""How long starting takes: whole processes against ``python -c pass``, and SVG against matplotlib.

    python tests/bench/bench_startup.py [rounds]

Prints medians and, round by round, ratios to the yardstick that ran just before. The aims: help
within 6 times ``python -c pass``, check of a small file within 15 times, and a map of 30
touchpoints as SVG in a fraction of the time that matplotlib takes for the same map.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

SMALL = "name: Shop\nstages:\n  - {name: Buy, touchpoints: [Cart, Pay]}\n"
DRAW = """
import sys
from journeymap.model.journey import Journey
from journeymap.views.draw import draw_map
names = [[f"Touchpoint {s}.{t}" for t in range(5)] for s in range(6)]
stages = [{"name": f"Stage {s}", "touchpoints": names[s]} for s in range(6)]
journey = Journey.model_validate({"name": "Thirty", "stages": stages})
draw_map(journey).save(sys.argv[1])
"""


def main(rounds: int) -> None:
    """Measures and prints."""
    with TemporaryDirectory() as folder:
        small = Path(folder, "shop.yaml")
        small.write_text(SMALL, encoding="utf-8")
        python, script = sys.executable, Path(sys.executable).with_name("journeymap")
        program = [str(script)] if script.exists() else [python, "-m", "journeymap"]
        commands: dict[str, Sequence[str]] = {
            "python -c pass": [python, "-c", "pass"],
            "import journeymap": [python, "-c", "import journeymap"],
            "journeymap --help": [*program, "--help"],
            "journeymap check small.yaml": [*program, "check", str(small)],
            "map of 30 as svg": [python, "-c", DRAW, f"{folder}/map.svg"],
            "map of 30 as png (matplotlib)": [python, "-c", DRAW, f"{folder}/map.png"],
        }
        print(to_report(measure(commands, rounds), "python -c pass"))


def measure(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, list[float]]:
    """Seconds of every command, the commands in turn; a first round that is not counted."""
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for i in range(rounds + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            if i:
                seconds[name].append(time.perf_counter() - start)
    return seconds


def to_report(seconds: Mapping[str, Sequence[float]], yardstick: str) -> str:
    """A line per command: median milliseconds and the median of the ratios to the yardstick."""
    lines = [f"{'command':32} {'ms':>7} {'ratio':>7}"]
    for name, found in seconds.items():
        ratios = [a / b for a, b in zip(found, seconds[yardstick], strict=True)]
        lines.append(f"{name:32} {1000 * median(found):7.0f} {median(ratios):7.1f}")
    return "\n".join(lines)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
