"""``serve``: the map in the browser, drawn anew whenever the file is saved."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event
from typing import TYPE_CHECKING

import click

from journeymap.cli.options import (
    journey_argument,
    language_option,
    quiet_option,
    say,
    theme_option,
)

if TYPE_CHECKING:
    from journeymap.preview.board import View

_PULSE = 0.5  # seconds; on Windows waiting without an end can't be interrupted


@click.command(epilog="Example: journeymap serve shop.yaml")
@journey_argument
@click.argument(
    "sources", nargs=-1, metavar="[SOURCE]...", type=click.Path(dir_okay=False, exists=True)
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Where to listen; the next free one where it is taken, 0 for any.",
)
@click.option(
    "--view",
    type=click.Choice(["map", "graph", "blueprint"]),
    default="map",
    show_default=True,
    help="Which picture.",
)
@language_option
@theme_option
@click.option("--no-open", is_flag=True, help="Don't open the browser.")
@quiet_option
def serve(
    journey: str,
    *,
    sources: tuple[str, ...],
    port: int,
    view: View,
    language: str | None,
    theme: str | None,
    no_open: bool,
    quiet: bool,
) -> None:
    """Shows JOURNEY in the browser: its picture and its problems, half a second after each save.

    With SOURCE files the journey is measured first. Only this machine can see it. Ctrl-C ends it.
    """
    from journeymap.preview.opening import open_preview

    opened = open_preview(journey, sources, port=port, view=view, language=language, theme=theme)
    with _hear_ctrl_c() as over, opened as server:
        if port not in (0, server.port):
            say(f"port {port} is taken, so this is {server.port}", quiet=quiet)
        say(f"{journey} is shown at {server.address} until Ctrl-C", quiet=quiet)
        if not no_open:
            _open_browser(server.address)
        while not over.wait(_PULSE):
            pass


@contextmanager
def _hear_ctrl_c() -> Iterator[Event]:
    """Ctrl-C is how this ends, not how it fails."""
    over = Event()
    before = signal.signal(signal.SIGINT, lambda *_: over.set())
    try:
        yield over
    finally:
        signal.signal(signal.SIGINT, before)


def _open_browser(address: str) -> None:
    """Opens a browser with windows, if there is one; one in the terminal would take it over."""
    has_windows = sys.platform in ("darwin", "win32")
    if has_windows or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        import webbrowser

        with suppress(webbrowser.Error, OSError):
            webbrowser.open(address)
