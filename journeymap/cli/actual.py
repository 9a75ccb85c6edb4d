"""What happened, for whoever holds it against a plan: a counted journey, or an event log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from journeymap.model.journey import Journey


def load_actual(file: str) -> Journey:
    """What happened: a journey with counted transitions, or what an event log shows.

    All of the log counts, also what the plan doesn't know: that is what detours are made of.

    Args:
        file: A journey, an event log, or the source file of one.
    """
    from journeymap.cli.discover import placed, read_source
    from journeymap.cli.refusing import sent_to_a_source_file
    from journeymap.errors import InputError
    from journeymap.events.discovering import discover_journey
    from journeymap.files.journeys import load_journey

    if _is_journey(file):
        return load_journey(file)
    try:
        table, source = read_source(file, {})
    except InputError as error:
        raise click.UsageError(f"--actual: {error}") from error
    with sent_to_a_source_file("--actual"), placed(file):
        return discover_journey(table, source=source)


def _is_journey(file: str) -> bool:
    """Whether a file is a journey and not the source file of events."""
    from pathlib import Path

    from journeymap.files.journeys import SUFFIXES

    if Path(file).suffix.lower() not in SUFFIXES:
        return False
    lines = Path(file).read_text(encoding="utf-8", errors="replace").splitlines()
    return not any(line.lstrip(' {"').startswith("events") for line in lines)
