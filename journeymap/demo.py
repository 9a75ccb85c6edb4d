"""The whole way once, on real answers: the example that ships with journeymap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from journeymap.analysis.goals.standing import measure_goals
from journeymap.analysis.goals.table import GoalTable
from journeymap.analysis.ranking.touchpoints import WeakestTouchpoints
from journeymap.analysis.ranking.weakest import find_weakest
from journeymap.analysis.readings import measure_readings
from journeymap.documents.writing import write_report
from journeymap.files.journeys import load_journey, save_journey
from journeymap.files.schema import to_schema
from journeymap.files.writing import write_whole
from journeymap.files.yamltext import to_json
from journeymap.intake import Intake
from journeymap.measured import MeasuredJourney, measure_sources
from journeymap.model.journey import Journey
from journeymap.printed import to_csv
from journeymap.result import Result
from journeymap.views.draw import draw_graph, draw_map

SOURCES = ("sfo_2015.yaml", "sfo_2016.yaml")
_SHIPPED = ("airport.yaml", *SOURCES, "sfo_2015.csv.gz", "sfo_2016.csv.gz", "SOURCE.md")


@dataclass(frozen=True)
class Demo:
    """What the demo found and wrote.

    Args:
        journey: The journey with its readings.
        intake: Source file to what became of its answers.
        weakest: The ranking of the latest wave.
        goals: Where the goals stand in the latest wave.
        written: Path to what it is, in the order of writing.
        notes: What to know about how the pictures were drawn.
    """

    journey: Journey
    intake: Mapping[str, Intake]
    weakest: WeakestTouchpoints
    goals: GoalTable
    written: Mapping[Path, str]
    notes: tuple[str, ...]


def load_demo() -> Journey:
    """The example: departing from San Francisco airport, measured in 2015 and 2016.

    Returns:
        A journey of 4 stages and 16 touchpoints with readings from 6,045 passengers. Source: SFO
        Customer Survey, DataSF, public domain (PDDL).

    Example:
        >>> load_demo().waves
        ('2015', '2016')
    """
    return _measure(Path(str(files("journeymap") / "example"))).journey


def _measure(folder: Path) -> MeasuredJourney:
    sources = [folder / name for name in SOURCES]
    return measure_sources(load_journey(folder / "airport.yaml"), sources)


def write_demo(folder: str | Path = "journeymap-demo") -> Demo:
    """Measures the example, ranks it, checks its goals, reports and draws it, all into one folder.

    Args:
        folder: Where to; made where it isn't there.

    Returns:
        What was found and which files were written.

    Raises:
        OSError: if the folder can't be written to.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     demo = write_demo(folder)
        ...     sorted(path.name for path in demo.written if path.suffix == ".svg")
        ['graph.svg', 'map.svg']
    """
    to = Path(folder)
    to.mkdir(parents=True, exist_ok=True)
    kept = tuple(_copy_example(to))
    measured = _measure(to)
    journey = measured.journey
    intake = {Path(name).name: found for name, found in measured.intake.items()}
    weakest, goals = find_weakest(journey), measure_goals(journey)
    written = {
        to / "airport.yaml": "the journey: edit it",
        to / SOURCES[-1]: "how answers become readings",
        save_journey(journey, to / "measured.yaml"): "the journey with its readings",
    }
    for name, result in (
        ("readings", measure_readings(journey)),
        ("weakest", weakest),
        ("goals", goals),
    ):
        written |= _write_result(to, name, result)
    report = {write_report(journey, out=to / "report.html"): "the report: open it in a browser"}
    pictures, notes = _draw(journey, to)
    return Demo(journey, intake, weakest, goals, written | report | pictures, (*kept, *notes))


def _copy_example(to: Path) -> Iterator[str]:
    """Puts the example into the folder; a file that somebody has edited there is kept, and told."""
    write_whole(to / "journeymap.schema.json", to_json(to_schema()))
    for name in _SHIPPED:
        shipped = (files("journeymap") / "example" / name).read_bytes()
        if (to / name).exists() and (to / name).read_bytes() != shipped:
            yield f"{to / name} differs from the example and is kept; the demo works with it."
        else:
            write_whole(to / name, shipped)


def _write_result(to: Path, name: str, result: Result[Any]) -> dict[Path, str]:
    return {
        write_whole(to / f"{name}.csv", to_csv(*result.to_csv_rows())): f"the {name} as a table",
        write_whole(to / f"{name}.json", to_json(result.to_dict())): f"the {name} as data",
    }


def _draw(journey: Journey, to: Path) -> tuple[dict[Path, str], tuple[str, ...]]:
    """The pictures with what each is, and what to know about how they were drawn."""
    drawn = {
        draw_map(journey, out=to / "map.svg"): "the map, for the browser",
        draw_map(journey, out=to / "map.png"): "the map, for slides",
        draw_graph(journey, out=to / "graph.svg"): "the graph",
    }
    written = {drawing.path: what for drawing, what in drawn.items() if drawing.path}
    return written, tuple(dict.fromkeys(note for drawing in drawn for note in drawing.notes))
