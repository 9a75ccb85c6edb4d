"""A real browser for tests: Chromium through Playwright, watched for all it says and asks for.

A page under test must be silent: a console message, an error or a request fails the test that
opened it. ``allow`` says which addresses may be asked for, such as that of a server under test.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Dialog, Page

NAMES = ("chromium", "chromium-browser", "google-chrome")
EVERY_RULE = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
Scheme = Literal["light", "dark"]


def find_chromium() -> str | None:
    """The path of Chromium; None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def start_browser() -> Iterator[Browser]:
    """A browser to open pages in; the test is skipped where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    program = find_chromium()
    if program is None:
        pytest.skip("there is no Chromium")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


def find_faults(page: Page, rules: Sequence[str] = EVERY_RULE) -> list[str]:
    """What axe has to say against a page, everything on it opened."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    options = {"runOnly": list(rules), "resultTypes": ["violations"]}
    found = axe.Axe().run(page, options=options).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


@dataclass
class Watching:
    """Opens pages and remembers what they said and asked for; see the fixture ``watching``."""

    browser: Browser
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    _open: list[BrowserContext] = field(default_factory=list)

    def open(
        self,
        address: str | Path,
        *,
        width: int = 1280,
        height: int = 900,
        scheme: Scheme = "light",
        allow: Sequence[str] = (),
        **context: Any,
    ) -> Page:
        """The page at an address or in a file, in a window of that size.

        Args:
            address: An address, or the path of a file.
            width: Of the window, in pixels.
            height: Of the window, in pixels.
            scheme: What the reader prefers: "light" or "dark".
            allow: Starts of addresses that may be asked for, besides the page's own.
            context: More for ``Browser.new_context``, such as ``reduced_motion="reduce"``.
        """
        url = address.resolve().as_uri() if isinstance(address, Path) else address
        opened = self.browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, **context
        )
        self._open.append(opened)
        page = opened.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("dialog", self._dismiss)
        opened.on("page", lambda other: self.said.append(f"opened {other.url}"))
        opened.on("request", lambda request: self._note(request.url, (url, *allow)))
        page.goto(url)
        return page

    def _dismiss(self, dialog: Dialog) -> None:
        self.said.append(dialog.message)
        dialog.dismiss()

    def _note(self, asked: str, allowed: Sequence[str]) -> None:
        if not asked.startswith(("data:", "about:", *allowed)):
            self.asked.append(asked)

    def close(self) -> None:
        """Closes what was opened; fails where a page wasn't silent."""
        for opened in self._open:
            opened.close()
        assert self.said == [], f"the page said {self.said}"
        assert self.asked == [], f"the page asked for {self.asked}"
