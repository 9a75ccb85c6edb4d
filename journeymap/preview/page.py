"""The one page of the preview, put together once: nothing in it comes from a journey."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files

from journeymap.picture.theme import DARK, LIGHT, ROLES, Theme


@dataclass(frozen=True, slots=True)
class Page:
    """A page and what a browser may do with it.

    Args:
        text: The page as HTML.
        policy: Its content security policy: its own script and style, nothing from anywhere.
    """

    text: str
    policy: str


def make_page() -> Page:
    """The page, the same every time.

    Example:
        >>> make_page().text.startswith("<!doctype html>")
        True
    """
    style, script = _find_style(), _read("page.js")
    text = _read("page.html").replace("{style}", style).replace("{script}", script)
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
    return Page(text, "; ".join(policy))


def _find_style() -> str:
    dark = f"@media (prefers-color-scheme:dark){{{_variables(DARK)}}}"
    return f"{_variables(LIGHT)}\n{dark}\n{_read('page.css')}"


def _variables(theme: Theme) -> str:
    colours = "".join(f"--{role}:{theme.colour_of(role)};" for role in ROLES)
    return f":root{{{colours}}}"


def _read(name: str) -> str:
    return (files("journeymap") / "preview" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
