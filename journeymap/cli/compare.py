"""``compare``: two journeys, two waves or two segments side by side."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from journeymap.cli.options import (
    check_out,
    emit,
    format_option,
    journey_argument,
    level_option,
    metric_option,
    out_option,
    q_option,
    segment_option,
    top_option,
    wave_option,
)

if TYPE_CHECKING:
    from journeymap.analysis.changes.comparison import Comparison

_EPILOG = "Example: journeymap compare airport.yaml --waves 2015 2016"


def to_pair(
    _: click.Context, param: click.Parameter, given: tuple[str, str] | None
) -> tuple[Mapping[str, str], Mapping[str, str]] | None:
    """Both segments, each written ``key=value``."""
    if given is None:
        return None
    one, two = (_to_segment(written, param) for written in given)
    if one == two:
        raise click.BadParameter("two different groups are compared", param=param)
    return one, two


def _to_segment(written: str, param: click.Parameter) -> Mapping[str, str]:
    key, _sign, value = (part.strip() for part in written.partition("="))
    if not (key and value):
        wrong = f"{written!r} is not of the form key=value, such as area=C"
        raise click.BadParameter(wrong, param=param)
    return {key: value}


@click.command(epilog=_EPILOG)
@journey_argument
@click.argument("other", required=False, type=click.Path(dir_okay=False, exists=True))
@click.option("--waves", nargs=2, metavar="BEFORE AFTER", help="Two waves; of A and B with OTHER.")
@click.option(
    "--segments",
    nargs=2,
    metavar="KEY=VALUE KEY=VALUE",
    callback=to_pair,
    help="Two groups of customers.",
)
@metric_option
@wave_option
@segment_option
@level_option
@q_option
@top_option
@format_option
@out_option
def compare(
    journey: str,
    other: str | None,
    *,
    waves: tuple[str, str] | None,
    segments: tuple[Mapping[str, str], Mapping[str, str]] | None,
    metric: tuple[str, ...],
    wave: str | None,
    segment: Mapping[str, str],
    level: float,
    q: float,
    top: int | None,
    format_: str | None,
    out: str | None,
) -> None:
    """What differs between JOURNEY and OTHER, or between two waves or segments of JOURNEY.

    Without OTHER, --waves and --segments the last two waves are compared.
    """
    check_out(out, journey, *([other] if other else []))
    result = find_comparison(
        journey, other, waves=waves, segments=segments, metric=metric, wave=wave,
        segment=segment, level=level, q=q, top=top,
    )  # fmt: skip
    emit(result, format_=format_, out=out)


def find_comparison(
    journey: str,
    other: str | None,
    *,
    waves: tuple[str, str] | None,
    segments: tuple[Mapping[str, str], Mapping[str, str]] | None,
    wave: str | None,
    segment: Mapping[str, str],
    metric: tuple[str, ...],
    **asked: Any,
) -> Comparison:
    """The comparison that the options ask for: with another file, of two segments or two waves.

    Args:
        journey: The file of the journey.
        other: Another one, which is compared with it.
        waves: Two waves.
        segments: Two segments.
        wave: The wave of two segments, or of both files.
        segment: The group of customers.
        metric: Only these metrics; all where empty.
        asked: level, q and top.
    """
    _refuse_mixture(other, waves=waves, segments=segments, wave=wave, segment=segment)
    from journeymap.analysis.changes.journeys import compare_journeys
    from journeymap.analysis.changes.segments import compare_segments
    from journeymap.analysis.changes.waves import compare_waves
    from journeymap.files.journeys import load_journey

    loaded, asked = load_journey(journey), {"metric": metric or None, **asked}
    if other is not None:
        later, pair = load_journey(other), waves or (wave, wave)
        labels = _name_files(journey, other)
        return compare_journeys(loaded, later, waves=pair, segment=segment, labels=labels, **asked)
    if segments is not None:
        return compare_segments(loaded, *segments, wave=wave, **asked)
    before, after = waves or (None, None)
    return compare_waves(loaded, before, after, segment=segment, **asked)


def _name_files(before: str, after: str) -> tuple[str, str]:
    """The files' names; whole paths where both have the same."""
    names = Path(before).name, Path(after).name
    return names if names[0] != names[1] else (before, after)


def _refuse_mixture(other: str | None, **given: object) -> None:
    """Refuses options of which one would go unheard."""
    if given["segments"] and (other or given["waves"] or given["segment"]):
        rest = "OTHER" if other else "--waves" if given["waves"] else "--segment"
        raise click.UsageError(f"give --segments or {rest}, not both")
    waves = given["waves"]
    if isinstance(waves, tuple) and waves[0] == waves[1] and not other:
        raise click.UsageError(f"two different waves are compared, not {waves[0]} with itself")
    if waves and given["wave"]:
        raise click.UsageError("give --waves or --wave, not both")
    if given["wave"] and not (other or given["segments"]):
        raise click.UsageError("one wave is nothing to compare; give --waves BEFORE AFTER")
