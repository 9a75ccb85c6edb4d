"""``demo``: the main job on the example that ships with the package."""

from __future__ import annotations

import click

from journeymap.cli.options import quiet_option, say


@click.command(epilog="Example: journeymap demo airport-demo")
@click.argument(
    "folder", metavar="[DIR]", default="journeymap-demo", type=click.Path(file_okay=False)
)
@quiet_option
def demo(folder: str, *, quiet: bool) -> None:
    """The whole way once, into DIR: measures, ranks, checks goals, reports and draws.

    The example is a survey of departing passengers at San Francisco airport, 2015 and 2016.
    """
    say("Measuring 6,045 passengers' answers, ranking, checking goals, reporting ...", quiet=quiet)
    from journeymap.analysis.ranking.weakest import find_weakest
    from journeymap.demo import write_demo

    done = write_demo(folder)
    for name, intake in done.intake.items():
        say(f"{name}: {intake}", quiet=quiet)
    click.echo(f"{done.journey.name}, wave {done.journey.waves[-1]}\n")
    click.echo(f"{find_weakest(done.journey, top=5)}\n")
    click.echo(f"{done.goals}\n")
    click.echo("Written:")
    width = max(len(str(path)) for path in done.written)
    for path, what in done.written.items():
        click.echo(f"  {path!s:{width}}  {what}")
    for note in done.notes:
        say(f"note: {note}", quiet=quiet)
    click.echo(f"\nNext: cd {folder}, open report.html, edit airport.yaml, then")
    click.echo("  journeymap measure airport.yaml sfo_2016.yaml -o mine.yaml")
    click.echo("  journeymap draw mine.yaml -o mine.svg")
