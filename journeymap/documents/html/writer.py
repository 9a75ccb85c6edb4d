"""Writes the page: one file with its own style sheet, script, pictures and data."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from importlib.resources import files
from pathlib import Path

from journeymap.documents.html.colours import choose_palettes, to_variables
from journeymap.documents.html.data import to_data
from journeymap.documents.html.maps import draw_pages, draw_views, is_large
from journeymap.documents.html.page import lay_out
from journeymap.documents.report import Report
from journeymap.files.writing import write_whole

_ROOM = files("journeymap") / "documents" / "html"
_SCRIPTS = ("start.js", "sorting.js", "details.js", "map.js", "filtering.js")
_FONT = '"Segoe UI",system-ui,-apple-system,Roboto,"Noto Sans","DejaVu Sans",sans-serif'


def write_html(report: Report, out: str | Path) -> Path:
    """Writes a report as a page that needs nothing else, whole or not at all.

    Args:
        report: What it says.
        out: The file.

    Returns:
        The path of the file.

    Raises:
        OSError: if the file can't be written.
    """
    return write_whole(out, to_html(report))


def to_html(report: Report) -> str:
    """The page as text; the same report gives the same text.

    Args:
        report: What it says.

    Example:
        >>> from journeymap.documents.planning import plan_report
        >>> from journeymap.model.journey import Journey
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart"]}])
        >>> to_html(plan_report(journey)).startswith("<!doctype html>")
        True
    """
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415 - heavy
    from markupsafe import Markup  # noqa: PLC0415 - comes with it

    page_maker = Environment(
        loader=FunctionLoader(_read), autoescape=True, undefined=StrictUndefined
    )
    views, left_out = draw_views(report)
    page = lay_out(report, views)
    style, script = _style(report), _script()
    text = page_maker.get_template("page.html").render(
        page=page,
        words=report.words,
        policy=_make_policy(style, script),
        style=Markup(style),
        script=Markup(script),
        data=Markup(to_data(report, views)),
        pictures=[Markup(section.svg) for section in page.sections],
        paper=[Markup(svg) for svg in draw_pages(report)],
        other_maps=[Markup(view.svg) for view in views[1:]],
        thinned=is_large(report.journey),
        views_left_out=left_out,
    )
    return f"{text}\n"


def _read(name: str) -> str:
    return (_ROOM / name).read_text(encoding="utf-8")


def _style(report: Report) -> str:
    light, dark = map(to_variables, choose_palettes(report.theme))
    font = f'"{report.theme.font}",{_FONT}' if report.theme.font else _FONT
    own = f":root{{color-scheme:light;--font:{font};{light}}}"
    chosen = f":root[data-scheme=dark]{{color-scheme:dark;{dark}}}"
    preferred = f":root:not([data-scheme=light]){{color-scheme:dark;{dark}}}"
    screens = (
        f"@media screen{{{chosen}}}@media screen and (prefers-color-scheme:dark){{{preferred}}}"
    )
    return f"{own}{screens}{_read('page.css')}"


def _script() -> str:
    parts = "".join(map(_read, _SCRIPTS))
    return f'"use strict";(() => {{\n{parts}}})();'


def _make_policy(style: str, script: str) -> str:
    """Nothing may be fetched, and nothing may run or colour the page but what it came with."""
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
