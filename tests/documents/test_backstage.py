from __future__ import annotations

from pathlib import Path

import pytest

from journeymap.documents.backstage import gather_backstage
from journeymap.documents.html.writer import to_html
from journeymap.documents.pdf.writing import describe_document
from journeymap.documents.planning import plan_report
from journeymap.documents.slides.writing import write_slides
from journeymap.model.journey import Journey
from journeymap.picture.marks import Group, Mark, Text

STAGES = [
    {
        "name": f"Stage {i}",
        "touchpoints": [
            {"name": f"Place {i}.{k}", "frontstage": "Staff", "backstage": ["Stock", "Plan"],
             "systems": ["CRM"]}
            for k in range(4)
        ],
    }
    for i in range(5)
]  # fmt: skip


@pytest.fixture(scope="module")
def journey() -> Journey:
    return Journey.model_validate({"name": "Shop", "stages": [*STAGES, {"name": "End"}]})


def texts(marks: tuple[Mark, ...]) -> list[str]:
    found = []
    for mark in marks:
        found += texts(mark.marks) if isinstance(mark, Group) else []
        found += [mark.text] if isinstance(mark, Text) else []
    return found


def test_only_touchpoints_that_say_something_have_a_row(journey: Journey) -> None:
    bare = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart"]}])
    assert gather_backstage(bare).rows == ()
    assert plan_report(bare).section("blueprint") is None
    found = gather_backstage(journey)
    assert len(found.rows) == 20
    shown = [column.show(found.rows[0]) for column in found.columns()]
    assert shown == ["Place 0.0", "Staff", "Stock, Plan", "CRM"]


def test_a_page_and_a_pdf_show_the_blueprint(journey: Journey) -> None:
    report = plan_report(journey)
    assert [section.id for section in report.sections][:2] == ["map", "blueprint"]
    assert "Line of visibility" in to_html(report)
    pages = [texts(page.marks) for page in describe_document(report)]
    assert any("Line of visibility" in page for page in pages)


def test_slides_show_the_blueprint(journey: Journey, tmp_path: Path) -> None:
    pptx = pytest.importorskip("pptx")
    write_slides(plan_report(journey), tmp_path / "shop.pptx")
    slides = pptx.Presentation(tmp_path / "shop.pptx").slides
    shown = [text for slide in slides for text in slide.element.xpath(".//a:t/text()")]
    assert "Line of visibility" in shown
