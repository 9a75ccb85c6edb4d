"""The report of a check: text, JSON, annotations on a pull request, JUnit for a pipeline."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from journeymap.errors import Problem
from journeymap.files.checking import CheckedFile
from journeymap.printed import to_line

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from journeymap.gates import GateCase
    from journeymap.model.journey import Journey

    Cases = Mapping[str, Sequence[GateCase]]

MOST_NAMES = 20


def _count(n: int, word: str) -> str:
    return f"{n:,} {word}{'s' if n > 1 else ''}"


def to_text(files: Sequence[CheckedFile], cases: Cases | None = None) -> str:  # noqa: ARG001
    """A line per file, and what each right journey holds; the problems go to stderr."""
    lines = []
    for file in files:
        errors = sum(problem.severity == "error" for problem in file.problems)
        if errors:
            lines.append(f"{to_line(file.file)}: {_count(errors, 'problem')}")
        if file.journey is not None and not errors:
            lines += _outline(file.file, file.journey)
    return "".join(f"{line}\n" for line in lines)


def _outline(file: str, journey: Journey) -> list[str]:
    counted = [
        (len(journey.stages), "stage"),
        (len(journey.touchpoints), "touchpoint"),
        (len(journey.transitions), "transition"),
        (len(journey.readings), "reading"),
    ]
    numbers = ", ".join(_count(n, word) for n, word in counted if n)
    lines = [f"{to_line(file)}: ok: {to_line(journey.name)}: {numbers}"]
    for stage in journey.stages[:MOST_NAMES]:
        names = [to_line(touchpoint.name) for touchpoint in stage.touchpoints[:MOST_NAMES]]
        more = len(stage.touchpoints) - len(names)
        colon, rest = ":" if names else "", f" ... and {more} more" if more else ""
        lines.append(f"  {to_line(stage.name)}{colon} {' > '.join(names)}{rest}".rstrip())
    if len(journey.stages) > MOST_NAMES:
        lines.append(f"  ... and {len(journey.stages) - MOST_NAMES} more stages")
    return lines


def to_json_report(files: Sequence[CheckedFile], cases: Cases | None = None) -> str:
    """``{"files": [{"file", "ok", "problems": [...]}]}``, and "gates" where some were asked for."""
    from journeymap.files.yamltext import to_json

    return to_json(
        {
            "files": [
                {
                    "file": file.file,
                    "ok": file.ok,
                    "problems": [_to_dict(p) for p in file.problems],
                    **_to_gates((cases or {}).get(file.file)),
                }
                for file in files
            ]
        }
    )


def _to_dict(problem: Problem) -> dict[str, object]:
    names = ("line", "column", "path", "value", "message", "hint", "severity")
    return {name: getattr(problem, name) for name in names}


def _to_gates(cases: Sequence[GateCase] | None) -> dict[str, object]:
    if cases is None:
        return {}
    return {"gates": [{"name": case.name, "outcome": case.outcome} for case in cases]}


def to_github(files: Sequence[CheckedFile], cases: Cases | None = None) -> str:  # noqa: ARG001
    """Workflow commands that annotate the lines of a pull request."""
    return "".join(_to_annotation(problem) for file in files for problem in file.problems)


def _to_annotation(problem: Problem) -> str:
    place = {"file": problem.file, "line": problem.line, "col": problem.column}
    properties = ",".join(
        f"{key}={_escape(str(value), more=True)}" for key, value in place.items() if value
    )
    sentence = str(problem.at(file=None, line=None, column=None))
    return f"::{problem.severity} {properties}::{_escape(sentence)}\n"


def _escape(text: str, *, more: bool = False) -> str:
    for character in "%\r\n" + (":," if more else ""):
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def to_junit(files: Sequence[CheckedFile], cases: Cases | None = None) -> str:
    """A test case per file and one per gate: failed by errors, skipped where nobody can say."""
    from xml.etree import ElementTree

    suite = ElementTree.Element("testsuite", name="journeymap check")
    for file in files:
        gates = (cases or {}).get(file.file, ())
        told = {id(case.problem) for case in gates}
        problems = [problem for problem in file.problems if id(problem) not in told]
        _add_case(suite, file.file, "journeymap", problems, skip=False)
        for case in gates:
            found = [case.problem] if case.problem else []
            _add_case(suite, case.name, file.file, found, skip=True)
    for kind, tag in (("tests", "testcase"), ("failures", "*/failure"), ("skipped", "*/skipped")):
        suite.set(kind, str(len(suite.findall(tag))))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        + ElementTree.tostring(suite, encoding="unicode")
        + "\n"
    )


def _add_case(
    suite: Element, name: str, classname: str, problems: Sequence[Problem], *, skip: bool
) -> None:
    """A case with its errors as a failure; its warnings skip it, or stand beside it."""
    from xml.etree.ElementTree import SubElement

    case = SubElement(suite, "testcase", name=to_line(name), classname=to_line(classname))
    errors = [problem for problem in problems if problem.severity == "error"]
    warnings = [to_line(str(p)) for p in problems if p.severity == "warning"]
    if errors:
        first = to_line(errors[0].message) if skip else _count(len(errors), "problem")
        failure = SubElement(case, "failure", message=first)
        failure.text = "\n".join(to_line(str(problem)) for problem in errors)
    if warnings and skip:
        SubElement(case, "skipped", message=warnings[0])
    elif warnings:
        SubElement(case, "system-out").text = "\n".join(warnings)


REPORTS: Mapping[str, Callable[[Sequence[CheckedFile], Cases | None], str]] = {
    "text": to_text,
    "json": to_json_report,
    "github": to_github,
    "junit": to_junit,
}
