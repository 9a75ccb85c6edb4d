"""``convert`` and ``schema``: the journey in another format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeymap.cli.options import check_out, out_option

if TYPE_CHECKING:
    from journeymap.model.journey import Journey

TEXTS = (".dot", ".mmd", ".md")  # languages that can be written, though not read


@click.command(epilog="Example: journeymap convert airport.yaml airport.json")
@click.argument("in_", metavar="IN", type=click.Path(dir_okay=False, exists=True))
@click.argument("out", type=click.Path(dir_okay=False))
def convert(in_: str, out: str) -> None:
    """The journey in IN as another format: .yaml, .json, .dot, .mmd or .md, by the suffix of OUT.

    .mmd is a Mermaid journey diagram, .md a Markdown page with it and a table.
    """
    from journeymap.errors import find_nearest, suggest
    from journeymap.files.journeys import SUFFIXES, load_journey, save_journey
    from journeymap.files.writing import write_whole

    check_out(out, in_)
    suffix, every = Path(out).suffix.lower(), (*SUFFIXES, *TEXTS)
    if not suffix and (name := Path(out).name).startswith("."):
        better = f"journey{name if name.lower() in every else '.yaml'}"
        raise click.UsageError(f"{out}: a suffix without a name before it; write {better}")
    if suffix not in every:
        told = f"{', '.join(every[:-1])} or {every[-1]}"
        more = f"; {suggest(suffix, every)}" if find_nearest(suffix, every) else ""
        raise click.UsageError(f"{out}: the suffix says the format: {told}{more}")
    journey = load_journey(in_)
    if suffix in SUFFIXES:
        save_journey(journey, out)
    else:
        write_whole(out, _to_text(journey, suffix))


def _to_text(journey: Journey, suffix: str) -> str:
    """The journey in a language that can be written, though not read."""
    if suffix == ".dot":
        from journeymap.views.dot import to_dot

        return to_dot(journey)
    if suffix == ".mmd":
        from journeymap.views.mermaid import to_mermaid

        return to_mermaid(journey)
    from journeymap.documents.markdown.writing import journey_to_markdown

    return journey_to_markdown(journey)


@click.command(epilog="Example: journeymap schema -o journeymap.schema.json")
@out_option
def schema(out: str | None) -> None:
    """The JSON Schema of the journey file, for editors that complete and check while you type."""
    from journeymap.files.schema import to_schema
    from journeymap.files.yamltext import to_json

    text = to_json(to_schema())
    if out is None:
        click.echo(text, nl=False)
    else:
        from journeymap.files.writing import write_whole

        write_whole(out, text)
