"""``words``: what is typical of a touchpoint in the open answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from journeymap.cli.options import (
    check_out,
    emit,
    format_option,
    format_options,
    journey_argument,
    memory_option,
    out_option,
    q_option,
    quiet_option,
    segment_option,
    wave_option,
)

if TYPE_CHECKING:
    from journeymap.model.formats import TableFormat


@click.command(epilog="Example: journeymap words shop.yaml answers.yaml --touchpoint delivery")
@journey_argument
@click.argument("source")
@click.option("--touchpoint", metavar="T", help="Only this touchpoint, compared with all others.")
@click.option("--language", metavar="CODE", help="Of all comments, as pl; guessed where absent.")
@click.option(
    "--lexicon",
    type=click.Path(dir_okay=False, exists=True),
    help="Words with scores for sentiment: a table word,score[,language], or YAML.",
)
@click.option(
    "--stop-words",
    type=click.Path(dir_okay=False, exists=True),
    help="More words to leave out: a text with one on each line.",
)
@click.option(
    "--quotes",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="How many quotes of each kind.",
)
@click.option(
    "--min-count",
    type=click.IntRange(min=1),
    default=3,
    show_default=True,
    help="In how many comments of a place a word must stand.",
)
@wave_option
@segment_option
@click.option(
    "--top",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    help="How many words of a place.",
)
@q_option
@format_option
@out_option
@format_options
@memory_option
@quiet_option
def words(
    journey: str,
    source: str,
    *,
    segment: Mapping[str, str],
    stop_words: str | None,
    table_format: TableFormat,
    format_: str | None,
    out: str | None,
    quiet: bool,
    **asked: Any,
) -> None:
    """Words that customers use at one touchpoint of JOURNEY more than at the others, and quotes.

    SOURCE is a source file (YAML) that names its table and its comments, or a tidy table itself
    with the columns touchpoint and comment.
    """
    from journeymap.analysis.words.finding import find_words
    from journeymap.analysis.words.listing import read_stop_words
    from journeymap.cli.answers import load_answers, placed_in
    from journeymap.cli.progress import shown_progress
    from journeymap.files.journeys import load_journey

    inputs = (journey, source, asked["lexicon"], stop_words)
    check_out(out, *(path for path in inputs if path))
    loaded, (answers, told) = load_journey(journey), load_answers(source, table_format)
    more = read_stop_words(stop_words) if stop_words else ()
    with shown_progress(quiet=quiet), placed_in(source):
        result = find_words(loaded, answers, told, segment=segment, stop_words=more, **asked)
    emit(result, format_=format_, out=out)
