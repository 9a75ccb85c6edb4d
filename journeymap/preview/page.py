"""The one page of the preview, put together once per language: nothing in it is of a journey."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

from journeymap.documents.html.colours import choose_palettes, to_variables
from journeymap.documents.html.data import escape_json
from journeymap.picture.theme import LIGHT, Theme
from journeymap.preview.saying import list_texts
from journeymap.wording.words import Words


@dataclass(frozen=True, slots=True)
class Page:
    """A page and what a browser may do with it.

    Args:
        text: The page as HTML.
        policy: Its content security policy: its own script and style, nothing from anywhere.
    """

    text: str
    policy: str


@cache
def make_page(words: Words, theme: Theme = LIGHT) -> Page:
    """The page in a language and in the colours of a theme, the same every time.

    Args:
        words: Its fixed words.
        theme: Its colours; a light one lends the dark page those of its stages.

    Example:
        >>> make_page(Words("pl")).text.splitlines()[1]
        '<html lang="pl">'
    """
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - heavy
    from markupsafe import Markup  # noqa: PLC0415 - comes with it

    style, script = _find_style(theme), _read("page.js")
    maker = Environment(autoescape=True, undefined=StrictUndefined)
    text = maker.from_string(_read("page.html")).render(
        words=words,
        style=Markup(style),
        script=Markup(script),
        texts=Markup(escape_json(json.dumps(list_texts(words), ensure_ascii=False))),
    )
    policy = (
        "default-src 'none'",
        f"script-src '{_hash(script)}'",
        f"style-src '{_hash(style)}'",
        "connect-src 'self'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
    return Page(f"{text}\n", "; ".join(policy))


def _find_style(theme: Theme) -> str:
    light, dark = (f":root{{{to_variables(palette)}}}" for palette in choose_palettes(theme))
    return f"{light}\n@media (prefers-color-scheme:dark){{{dark}}}\n{_read('page.css')}"


def _read(name: str) -> str:
    return (files("journeymap") / "preview" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
