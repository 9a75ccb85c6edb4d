"""What the script of the page works with: touchpoints, readings per map, and words, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from journeymap.documents.html.maps import View
from journeymap.documents.html.tables import PageTable, to_tables
from journeymap.documents.html.touchpoints import tell_readings, tell_touchpoints
from journeymap.documents.report import Report
from journeymap.picture.lettering import clean_line
from journeymap.wording.words import Words

_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def to_data(report: Report, views: Sequence[View]) -> str:
    r"""The data of a page as JSON that no HTML parser can take for markup.

    Args:
        report: What the page says.
        views: The maps that a reader may choose from, the report's own first.
    """
    journey, words = report.journey, report.words
    data = {
        "touchpoints": tell_touchpoints(journey, report.facts.goals, words),
        "stages": {stage.id: clean_line(stage.name) for stage in journey.stages},
        "views": list(_to_views(views, words)),
        "words": _tell_words(words),
    }
    return escape_json(json.dumps(data, ensure_ascii=False, separators=(",", ":")))


def escape_json(text: str) -> str:
    r"""JSON without a sign that could end the element it stands in.

    Example:
        >>> escape_json('"</script>"')
        '"\\u003c/script\\u003e"'
    """
    return text.translate(_ESCAPES)


def _to_views(views: Sequence[View], words: Words) -> Iterator[dict[str, Any]]:
    own = to_tables(views[0].readings, words)
    headings = own[0].headings if own else ()
    for number, view in enumerate(views):
        told = [words("wave {wave}", wave=view.wave)] if view.wave else []
        told.append(view.segment or words("everybody"))
        yield {
            "wave": view.wave,
            "segment": view.segment,
            "name": clean_line(", ".join(told)),
            "readings": tell_readings(view.readings, words),
            # the rows of the first stand in the page already
            "rows": _to_rows(view, headings, words) if number else [],
        }


def _to_rows(view: View, headings: Sequence[str], words: Words) -> list[list[Any]]:
    """Touchpoint and cells of each row, under the headings of the page's own table."""
    tables = to_tables(view.readings, words)
    if not tables or not headings:
        return []
    at = [_find(tables[0], heading) for heading in headings]
    return [
        [row.touchpoint, *(
            ["–", "", 0] if i is None
            else [row.cells[i].text, row.cells[i].sort, int(tables[0].right[i])]
            for i in at
        )]
        for row in tables[0].rows
    ]  # fmt: skip


def _find(table: PageTable, heading: str) -> int | None:
    return table.headings.index(heading) if heading in table.headings else None


def _tell_words(words: Words) -> dict[str, str]:
    """What the script says; what stands in braces it fills in itself."""
    return {
        "dark": words("Dark colours"),
        "light": words("Light colours"),
        "stage": words("Stage"),
        "channel": words("Channel"),
        "owner": words("Owner"),
        "emotion": words("Emotion"),
        "moment": words("Moment of truth"),
        "yes": words("yes"),
        "readings": words("Readings"),
        "unmeasured": words("not measured"),
        "reading": words("{metric}: {value}, answers: {answers}"),
        "expects": words("Expectations"),
        "goals": words("Goals"),
        "pains": words("Pains"),
        "quotes": words("Quotes"),
        "opportunities": words("Opportunities"),
        "shown": words("{n} of {all} touchpoints shown."),
        "rows": words("{n} of {all} rows shown, by the filters above the map."),
        "view": words("Map and readings: {view}. Everything else on this page: {own}."),
    }
