"""The check of a journey file: every problem and doubt, with its place in the file."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import ValidationError

from journeymap.errors import Problem
from journeymap.files.document import Document, read_document
from journeymap.files.lifting import Lifted, lift_readings
from journeymap.files.parts import collect_parts, find_missing_ids
from journeymap.model.checks import find_contradictions, find_doubts, find_empty_stages
from journeymap.model.complaints import Complaint
from journeymap.model.journey import Journey, to_parts
from journeymap.problems import (
    CONTRADICTION,
    Location,
    to_located_problems,
    to_path,
)

_TABLES = (
    *(".csv", ".tsv", ".csv.gz", ".tsv.gz", ".parquet", ".xlsx", ".xlsm"),
    *(".db", ".duckdb", ".sqlite", ".sqlite3"),
)
_PACKED = (b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ\x00", b"7z\xbc\xaf\x27\x1c", b"Rar!")
_OTHERS = {b"PAR1": "Parquet", b"SQLite format 3\x00": "SQLite", b"\xd0\xcf\x11\xe0": "Excel"}
SOURCE_KEYS = ("answers", "questions", "aggregates", "customers", "tickets", "events")


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A journey file after the check: the journey where it is right, and what is wrong.

    Attributes:
        file: The file's name as the user gave it.
        journey: The journey; None where the file has errors.
        problems: Errors and warnings in the order of the file.
        document: The file as it was read, which knows the place of every value.
    """

    file: str
    journey: Journey | None
    problems: tuple[Problem, ...]
    document: Document | None = field(default=None, repr=False, compare=False)

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong with it; warnings don't count."""
        return not any(problem.severity == "error" for problem in self.problems)

    def place(self, location: Location, problem: Problem) -> Problem:
        """A problem found later, such as a missed goal, with its place in the file."""
        return problem if self.document is None else place_problem(self.document, location, problem)


def check_journey_file(path: str | Path) -> CheckedFile:
    r"""The journey in a file and everything that is wrong with it, which is not raised.

    Args:
        path: A YAML or JSON file.

    Raises:
        OSError: if the file can't be read.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     file = Path(folder, "shop.yaml")
        ...     _ = file.write_text("name: Shop\nphases: []\n")
        ...     checked = check_journey_file(file)
        >>> checked.ok, checked.problems[0].line, checked.problems[0].hint
        (False, 2, "did you mean 'stages'?")
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
    r"""As ``check_journey_file``, from bytes.

    Args:
        data: The whole file.
        file: Its name, for the problems.

    Example:
        >>> print(*check_journey(b"name: Shop\nphases: []\n", file="shop.yaml").problems)
        shop.yaml:2:1: unknown key 'phases'; did you mean 'stages'?
    """
    other = _recognise(data, file)
    if other:
        wrong = Problem("there is no journey in this file", hint=other)
        return CheckedFile(file, None, (wrong.at(file=file, line=1, column=1),))
    document = read_document(data, file=file)
    if not isinstance(document.value, dict) or is_source(document.value):
        wrong = Problem("there is no journey in this file", hint=_tell_other_file(document))
        at_start = wrong.at(file=file, line=1, column=1)
        return CheckedFile(file, None, document.problems or (at_start,))
    lifted = lift_readings(document.value)
    journey, complaints = _check_data(lifted)
    complaints += find_missing_ids(lifted.data)
    placed = (_place(document, lifted, complaint) for complaint in complaints)
    problems = sorted((*document.problems, *placed), key=lambda p: (p.line or 0, p.column or 0))
    usable = not any(problem.severity == "error" for problem in problems)
    return CheckedFile(file, journey if usable else None, tuple(problems), document)


def is_source(value: object) -> bool:
    """Whether data look like a source file, which says how answers become readings."""
    return (
        isinstance(value, dict)
        and "stages" not in value
        and not value.keys().isdisjoint(SOURCE_KEYS)
    )


def _recognise(data: bytes, file: str) -> str:
    """What to do with a table or an archive, which is no journey; nothing for all other files."""
    if file.lower().endswith(_TABLES) or data.startswith(tuple(_OTHERS)):
        return "it is a table: give it to measure, after the journey"
    if data.startswith(_PACKED):
        return "it is packed; unpack it first"
    return ""


def _tell_other_file(document: Document) -> str:
    if is_source(document.value):
        return "it is a source file: give it to measure, after the journey"
    return "it starts with name: and stages:"


def _check_data(lifted: Lifted) -> tuple[Journey | None, list[Complaint]]:
    """The journey where the data make one, and everything that is wrong or doubtful in them.

    Where single values are wrong, the others are still checked against each other.
    """
    try:
        journey = Journey.model_validate(lifted.data, by_name=False)
    except ValidationError as error:
        located = to_located_problems(error, Journey)
        contradicts = error.errors(include_url=False)[0]["type"] == CONTRADICTION
        shapes = () if contradicts else (Complaint(place, problem) for place, problem in located)
        parts = collect_parts(lifted.data)
        parts.readings = [found for found in parts.readings if lifted.knows_owner(found[0])]
        contradictions = find_contradictions(parts)
        return None, [*lifted.complaints, *shapes, *contradictions, *find_doubts(parts)]
    parts = to_parts(journey)
    return journey, [*lifted.complaints, *find_doubts(parts), *find_empty_stages(parts)]


def _place(document: Document, lifted: Lifted, complaint: Complaint) -> Problem:
    problem = complaint.problem
    if complaint.first is not None:
        first = to_written(lifted.to_origin(complaint.first), document.value)
        problem = complaint.tell(f"in line {document.place(first)[0]}")
    return place_problem(document, lifted.to_origin(complaint.place), problem)


def place_problem(document: Document, place: Location, problem: Problem) -> Problem:
    """A problem in the data of a document with its path, line and column in the file."""
    written = to_written(place, document.value)
    line, column = document.place(written, key=problem.at_key)
    path = to_path(written[:-1] if problem.at_key else written)
    if problem.at_key and _has_no_colon(document, written):
        problem = replace(problem, hint="put a text with a comma in quotes")
    return replace(problem, path=path, file=document.file, line=line, column=column)


def _has_no_colon(document: Document, written: Location) -> bool:
    """Whether a key is the rest of a text that a comma cut, as in ``{says: slow, and dear}``."""
    if str(written[-1]).isdecimal():
        return False  # 3,5 is a number with a comma, and told as one
    (line, column), ends = document.place(written, key=True), document.place(written)
    return ends == (line, column + len(str(written[-1])))


def to_written(place: Location, value: object) -> Location:
    """The path as the file writes it: a goal may be a text, and one pain needs no list.

    Args:
        place: The path in the data as a record takes them.
        value: The data as the file holds them.

    Example:
        >>> to_written(("goal", 0, "target"), {"goal": "csat >= 7"})
        ('goal',)
    """
    written: list[str | int] = []
    for part in place:
        if isinstance(value, list):
            written.append(part)
            value = value[part] if isinstance(part, int) and part < len(value) else None
        elif isinstance(value, dict) and (isinstance(part, str) or str(part) in value):
            key = "personas" if part == "persona" and part not in value else str(part)
            written.append(key)
            value = value.get(key)
    return tuple(written)
