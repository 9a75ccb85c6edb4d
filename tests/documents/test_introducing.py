"""How documents with pages begin, and which sections they show."""

from __future__ import annotations

from journeymap.documents.introducing import introduce, list_chapters
from journeymap.documents.planning import plan_report
from tests.documents.reports import make_hebrew, plan


def test_every_persona_is_named() -> None:
    assert list(introduce(plan_report(make_hebrew()))) == [
        "Persona: דנה, יוסי",
        "2 of 2 touchpoints are measured.",
    ]


def test_the_wave_is_told_and_single_readings_are_left_out() -> None:
    report = plan("demo")
    assert "Wave 2016" in list(introduce(report))
    shown = [section.id for section in list_chapters(report)]
    assert shown == [section.id for section in report.sections if section.id != "readings"]
