"""What documents with pages begin with, and what they leave to the workbook: slides and PDF."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.documents.report import Report, Section

_LEFT_TO_THE_WORKBOOK = frozenset({"readings"})


def introduce(report: Report) -> Iterator[str]:
    """Whose journey it is, and what is known of it.

    Args:
        report: What the document says.
    """
    journey, words, experience = report.journey, report.words, report.facts.experience
    if journey.personas:
        names = ", ".join(persona.name for persona in journey.personas)
        yield words("Persona: {names}", names=names)
    if experience.wave:
        yield words("Wave {wave}", wave=experience.wave)
    yield words(
        "{n} of {all} touchpoints are measured.",
        n=experience.measured,
        all=len(journey.touchpoints),
    )


def list_chapters(report: Report) -> Iterator[Section]:
    """The sections that pages show; single readings are many, and stand in the workbook."""
    return (section for section in report.sections if section.id not in _LEFT_TO_THE_WORKBOOK)
