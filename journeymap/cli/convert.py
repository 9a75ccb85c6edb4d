"""``convert`` and ``schema``: the journey in another format."""

from __future__ import annotations

from pathlib import Path

import click

from journeymap.cli.options import check_out, out_option


@click.command(epilog="Example: journeymap convert airport.yaml airport.json")
@click.argument("in_", metavar="IN", type=click.Path(dir_okay=False, exists=True))
@click.argument("out", type=click.Path(dir_okay=False))
def convert(in_: str, out: str) -> None:
    """The journey in IN as another format: .yaml, .json or .dot, by the suffix of OUT."""
    from journeymap.files.journeys import load_journey, save_journey

    check_out(out, in_)
    suffix = Path(out).suffix.lower()
    if suffix not in (".yaml", ".yml", ".json", ".dot"):
        raise click.UsageError(f"{out}: the suffix says the format: .yaml, .json or .dot")
    journey = load_journey(in_)
    if suffix == ".dot":
        from journeymap.files.writing import write_whole
        from journeymap.views.draw import to_dot

        write_whole(out, to_dot(journey))
    else:
        save_journey(journey, out)


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
