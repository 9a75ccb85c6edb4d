"""``init``: a journey to start from."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeymap.cli.options import format_options, quiet_option, say

if TYPE_CHECKING:
    from journeymap.model.formats import TableFormat
    from journeymap.starting.start import Start

_TEMPLATES = "shop (default), service, hospital"


@click.command(epilog="Example: journeymap init my-journey --template service")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(file_okay=False))
@click.option("--template", metavar="NAME", help=f"What to start from: {_TEMPLATES}.")
@click.option(
    "--from",
    "answers",
    metavar="TABLE",
    type=click.Path(),
    help="A table of answers to look at; scales and codes for no answer are guessed and told.",
)
@format_options
@quiet_option
def init(
    folder: str,
    *,
    template: str | None,
    answers: str | None,
    table_format: TableFormat,
    quiet: bool,
) -> None:
    """A journey to start from, in DIR: from a template, or from a look at a table of answers.

    Writes journey.yaml and source.yaml, from a template also answers.csv; no file is written over.
    """
    from journeymap.printed import to_table
    from journeymap.starting.start import start_from_table, start_journey

    if template is not None and answers is not None:
        raise click.UsageError("--template and --from are two ways to start; take one of them")
    if answers is None and table_format != type(table_format)():
        raise click.UsageError("--encoding and the like are for the table of --from")
    if answers is not None:
        say(f"Looking at {answers} ...", quiet=quiet)
        started = start_from_table(answers, folder, format=table_format)
        guessed = [[column, says] for column, says in started.guesses.items()]
        click.echo(f"Guessed:\n{to_table(['column', 'taken for'], guessed, [])}\n")
    else:
        started = start_journey(folder, template=template or "shop")
    _tell(started)
    for note in started.notes:
        say(f"note: {note}", quiet=quiet)


def _tell(started: Start) -> None:
    width = max(len(str(path)) for path in started.written)
    click.echo("Written:")
    for path, what in started.written.items():
        click.echo(f"  {path!s:{width}}  {what}")
    journey, source, measured = (
        shlex.quote(str(Path(started.folder, name)))
        for name in ("journey.yaml", "source.yaml", "measured.yaml")
    )
    check = ", check the guesses in both files" if started.guesses else ""
    click.echo(f"\nNext: edit {journey}{check}, then")
    click.echo(f"  journeymap measure {journey} {source} -o {measured}")
    click.echo(f"  journeymap weakest {measured}")
