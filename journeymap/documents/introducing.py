"""How documents with pages, slides and PDF, are built: how they begin, and what comes first."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.documents.report import Report, Section

_FRONT = ("weakest", "goals", "priorities")  # what everybody asks first, as pictures
_TOLD_BY_MAP = "goals"
_LEFT_TO_THE_WORKBOOK = frozenset({"readings"})


def introduce(report: Report, *, personas: bool = True) -> Iterator[str]:
    """Whose journey it is, and what is known of it.

    Args:
        report: What the document says.
        personas: Whether to name them; not where they are shown with what they want.
    """
    words, experience, named = report.words, report.facts.experience, report.journey.personas
    if named and personas:
        yield words("Persona: {names}", names=", ".join(persona.name for persona in named))
    if experience.wave:
        yield words("Wave {wave}", wave=experience.wave)
    yield words(
        "{n} of {all} touchpoints are measured.",
        n=experience.measured,
        all=len(report.journey.touchpoints),
    )


def list_chapters(report: Report) -> Iterator[Section]:
    """The sections that pages show; single readings are many, and stand in the workbook."""
    return (section for section in report.sections if section.id not in _LEFT_TO_THE_WORKBOOK)


def list_front(report: Report, *, with_map: bool) -> list[Section]:
    """What stands before the appendix, besides the summary.

    Args:
        report: What the document says.
        with_map: Whether the map is among it, which tells how the goals stand.
    """
    wanted = [id_ for id_ in _FRONT if not (with_map and id_ == _TOLD_BY_MAP)]
    found = (report.section(id_) for id_ in wanted)
    return [section for section in found if section is not None]
