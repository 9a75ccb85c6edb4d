"""Writing a report, or a journey, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from journeymap.analysis.experience import measure_experience
from journeymap.analysis.readings import ReadingTable, measure_readings
from journeymap.documents.cells import read_tables
from journeymap.documents.markdown.escaping import escape
from journeymap.documents.report import Report, Section
from journeymap.files.writing import write_whole
from journeymap.model.journey import Journey
from journeymap.result import Cells
from journeymap.views.mermaid import describe_diagram, describe_flowchart
from journeymap.views.telling.metrics import choose_words_for
from journeymap.wording.words import Words

MOST_ROWS = 200  # of one table: a longer one is no help on a page


def write_markdown(report: Report, out: str | Path) -> Path:
    """Writes a report as Markdown: the summary, a Mermaid diagram, and a table for each section.

    It shows on GitHub, GitLab and in most wikis; foreign text is escaped. The same report gives the
    same bytes.

    Args:
        report: What it says.
        out: The file to write, such as "report.md".

    Returns:
        The path as given.

    Raises:
        OSError: if the file can't be written.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> from journeymap import plan_report
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}])
        >>> with TemporaryDirectory() as folder:
        ...     text = write_markdown(plan_report(journey), f"{folder}/shop.md").read_text()
        >>> text.startswith("# Shop")
        True
    """
    return write_whole(out, make_markdown(report))


def make_markdown(report: Report) -> str:
    """The Markdown of a report."""
    return _join(_tell_report(report))


def journey_to_markdown(journey: Journey) -> str:
    """A journey as Markdown: what it is, its diagram, and how customers go on where that is known.

    Example:
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}])
        >>> journey_to_markdown(journey).splitlines()[0]
        '# Shop'
    """
    return _join(_tell_journey(journey))


def _join(blocks: Iterator[str]) -> str:
    return "\n\n".join(block for block in blocks if block) + "\n"


def _tell_report(report: Report) -> Iterator[str]:
    yield f"# {escape(report.journey.name)}"
    for one in report.summary:
        answer = escape(f"{one.sign} {one.answer}".strip())
        yield f"**{escape(one.question)}** {answer}"
    for section in report.sections:
        yield f"## {escape(section.title)}"
        yield escape(section.message)
        if section.id == "map":
            yield _draw_diagram(report)
        yield from _tell_tables(section, report.words)
        yield _tell_method(section, report.words)


def _draw_diagram(report: Report) -> str:
    section = report.section("readings")
    readings = section.result if section and isinstance(section.result, ReadingTable) else None
    experience = report.facts.experience
    return _fence(describe_diagram(report.journey, experience, readings, report.words))


def _tell_tables(section: Section, words: Words) -> Iterator[str]:
    for cells in read_tables(section.result, words) if section.result else ():
        yield to_table(cells)
        if len(cells[1]) > MOST_ROWS:
            yield escape(words("the first {n} of {all}", n=MOST_ROWS, all=len(cells[1])))


def _tell_method(section: Section, words: Words) -> str:
    """How it was worked out and what to know, folded away."""
    told = [f"- {escape(text)}" for text in (section.method, *section.notes) if text]
    if not told:
        return ""
    summary = escape(words("How this was worked out"))
    return "\n".join(("<details>", f"<summary>{summary}</summary>", "", *told, "", "</details>"))


def to_table(cells: Cells) -> str:
    r"""A table as Markdown.

    Example:
        >>> print(to_table((["touchpoint", "n"], [["Pay | now", "80"]], [1])))
        | touchpoint | n |
        |---|--:|
        | Pay \| now | 80 |
    """
    headings, rows, right = cells
    ruler = "|".join("--:" if i in right else "---" for i in range(len(headings)))
    lines = (_row(headings), f"|{ruler}|", *(_row(row) for row in rows[:MOST_ROWS]))
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(escape(cell) for cell in cells)} |"


def _fence(text: str) -> str:
    return f"```mermaid\n{text}```"


def _tell_journey(journey: Journey) -> Iterator[str]:
    words = choose_words_for(journey)
    experience = measure_experience(journey)
    yield f"# {escape(journey.name)}"
    yield escape(journey.description or "")
    for persona in journey.personas:
        goal = f": {persona.goal}" if persona.goal else ""
        yield escape(words("Persona: {name}", name=f"{persona.name}{goal}"))
    yield _fence(describe_diagram(journey, experience, measure_readings(journey), words))
    if journey.transitions:
        yield _fence(describe_flowchart(journey, experience, words))
    for cells in read_tables(experience, words):
        yield to_table(cells)
