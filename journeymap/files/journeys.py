"""Journeys from and to YAML and JSON, every complaint with its place in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from journeymap.errors import JourneyError, Problem
from journeymap.files.document import Document, read_document
from journeymap.files.parts import collect_parts, find_missing_ids
from journeymap.files.writing import write_whole
from journeymap.files.yamltext import Flow, to_json, to_yaml
from journeymap.model.checks import Complaint, find_contradictions, find_doubts
from journeymap.model.journey import Journey
from journeymap.record import CONTRADICTION, Location, to_located_problems, to_path

SCHEMA_LINE = "# yaml-language-server: $schema=journeymap.schema.json\n"


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A journey file after the check: the journey where it is right, and every problem and doubt."""

    file: str
    journey: Journey | None
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether the journey can be used; warnings don't count."""
        return self.journey is not None


def load_journey(path: str | Path) -> Journey:
    """The journey in a YAML or JSON file.

    Args:
        path: The file.

    Raises:
        JourneyError: with everything that is wrong in it, each with line and column.
        OSError: if the file can't be read.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     file = Path(folder, "shop.yaml")
        ...     _ = file.write_text("name: Shop\\nstages:\\n  - {name: Buy, touchpoints: [Cart, Pay]}\\n")
        ...     load_journey(file).touchpoints[1].name
        'Pay'
    """
    checked = check_journey_file(path)
    if checked.journey is None:
        raise JourneyError(checked.problems)
    return checked.journey


def check_journey_file(path: str | Path) -> CheckedFile:
    """Reads and checks a journey file; what is wrong with it comes back instead of being raised.

    Raises:
        OSError: if the file can't be read.
    """
    return check_journey(read_bytes(path), file=str(path))


def read_bytes(path: str | Path) -> bytes:
    """The bytes of a regular file; what could block for ever is not opened.

    Raises:
        OSError: if it can't be read or is no file.
    """
    if Path(path).exists() and not Path(path).is_file():
        raise OSError(f"{path} is not a file")
    return Path(path).read_bytes()


def check_journey(data: bytes, *, file: str) -> CheckedFile:
    """As ``check_journey_file``, from bytes."""
    document = read_document(data, file=file)
    problems = list(document.problems)
    if not isinstance(document.value, dict):
        if not problems:
            wrong = Problem(
                "there is no journey in this file", hint="it starts with name: and stages:"
            )
            problems = [wrong.at(file=file, line=1, column=1)]
        return CheckedFile(file, None, tuple(problems))
    lifted, origins = lift_readings(document.value)
    journey: Journey | None = None
    try:
        journey = Journey.model_validate(lifted)
    except ValidationError as error:
        problems += _place_all(document, origins, _find_shape_problems(error, lifted))
    parts = collect_parts(lifted)
    problems += _place_all(document, origins, find_doubts(parts) + find_missing_ids(lifted))
    problems.sort(key=lambda problem: (problem.line or 0, problem.column or 0))
    usable = not any(problem.severity == "error" for problem in problems)
    return CheckedFile(file, journey if usable else None, tuple(problems))


def _find_shape_problems(error: ValidationError, data: Mapping[str, Any]) -> list[Complaint]:
    """What is wrong in single values, and the contradictions between those that could be read."""
    kinds = [detail["type"] for detail in error.errors(include_url=False)]
    located = zip(kinds, to_located_problems(error, Journey), strict=True)
    shapes = [Complaint(*found) for kind, found in located if kind != CONTRADICTION]
    return [*shapes, *find_contradictions(collect_parts(data))]


def _place_all(
    document: Document, origins: list[Location], complaints: list[Complaint]
) -> list[Problem]:
    return [_place(document, origins, complaint) for complaint in complaints]


def _place(document: Document, origins: list[Location], complaint: Complaint) -> Problem:
    place = _to_origin(complaint.place, origins)
    problem = replace(complaint.problem, path=to_path(place))
    if complaint.problem.message == "unknown key":
        problem = replace(problem, path=to_path(place[:-1]))
    if complaint.first is not None:
        first = _to_origin(complaint.first, origins)
        line = document.place(first)[0]
        problem = replace(
            problem, hint=problem.hint.replace(to_path(complaint.first), f"line {line}")
        )
    line, column = document.place(place, key=problem.message == "unknown key")
    return problem.at(file=document.file, line=line, column=column)


def _to_origin(place: Location, origins: list[Location]) -> Location:
    if len(place) > 1 and place[0] == "readings" and isinstance(place[1], int):
        return (*origins[place[1]], *place[2:])
    return place


def lift_readings(data: Mapping[str, Any]) -> tuple[dict[str, Any], list[Location]]:
    """The journey's data with all readings in one list, and where each stood in the file.

    A file may write readings under the touchpoint or stage they are about.
    """
    readings: list[Any] = []
    origins: list[Location] = []

    def lift(holder: Any, place: Location, owner: Mapping[str, Any]) -> Any:
        if not isinstance(holder, dict) or not isinstance(holder.get("readings"), list):
            return holder
        for i, reading in enumerate(holder["readings"]):
            readings.append({**owner, **reading} if isinstance(reading, dict) else reading)
            origins.append((*place, "readings", i))
        return {key: value for key, value in holder.items() if key != "readings"}

    lifted: dict[str, Any] = lift(dict(data), (), {})
    stages = lifted.get("stages")
    if isinstance(stages, list):
        lifted["stages"] = [_lift_stage(stage, i, lift) for i, stage in enumerate(stages)]
    if readings:
        lifted["readings"] = readings
    return lifted, origins


def _lift_stage(stage: Any, i: int, lift: Any) -> Any:
    from journeymap.files.parts import to_raw_id

    stage = lift(stage, ("stages", i), {"stage": to_raw_id(stage)})
    if not isinstance(stage, dict) or not isinstance(stage.get("touchpoints"), list):
        return stage
    touchpoints = [
        lift(touchpoint, ("stages", i, "touchpoints", k), {"touchpoint": to_raw_id(touchpoint)})
        for k, touchpoint in enumerate(stage["touchpoints"])
    ]
    return {**stage, "touchpoints": touchpoints}


def save_journey(journey: Journey, path: str | Path) -> Path:
    """Writes the journey to a file, whole or not at all; the suffix says YAML or JSON.

    Args:
        journey: The journey.
        path: A file that ends in .json, .yaml or .yml.

    Returns:
        The path.

    Raises:
        OSError: if it can't be written; an old file is then still there.
    """
    return write_whole(
        path, to_json_text(journey) if Path(path).suffix == ".json" else to_yaml_text(journey)
    )


def to_yaml_text(journey: Journey) -> str:
    """The journey as YAML; loading it gives an equal journey, and the same journey the same text."""
    return SCHEMA_LINE + to_yaml(to_document(journey))


def to_json_text(journey: Journey) -> str:
    """The journey as JSON, with the same keys as YAML."""
    return to_json(to_document(journey))


def to_document(journey: Journey) -> dict[str, Any]:
    """The journey as plain dicts and lists in the words of the file, readings at their places."""
    data = _to_plain(journey.model_dump(by_alias=True, exclude_defaults=True, exclude={"readings"}))
    stages = {stage["id"]: stage for stage in data["stages"]}
    touchpoints = {t["id"]: t for stage in data["stages"] for t in stage.get("touchpoints", ())}
    for stage in data["stages"]:  # readings of a stage stand before its touchpoints
        if "touchpoints" in stage:
            stage["touchpoints"] = stage.pop("touchpoints")
    for reading in journey.readings:
        holder = (
            touchpoints[reading.touchpoint]
            if reading.touchpoint
            else stages[reading.stage]
            if reading.stage
            else data
        )
        holder.setdefault("readings", []).append(_to_reading(reading))
    return dict(data)


def _to_reading(reading: Any) -> Flow:
    data = _to_plain(reading.model_dump(exclude_defaults=True, exclude={"touchpoint", "stage"}))
    if reading.counts is not None and float(sum(reading.counts.values())) == reading.n:
        del data["n"]
    return Flow(data)


def _to_plain(value: Any) -> Any:
    """Containers as dicts and lists; small mappings of bare values on one line."""
    if isinstance(value, Mapping):
        plain = {key: _to_plain(item) for key, item in value.items()}
        leaf = not any(isinstance(item, dict | list) for item in plain.values())
        return (
            Flow(plain)
            if leaf
            and sum(len(str(item)) for item in plain.values()) < 90
            and not {"id", "name"} <= set(plain)
            else plain
        )
    if isinstance(value, tuple | list):
        return [_to_plain(item) for item in value]
    return float(value) if isinstance(value, float) else value
