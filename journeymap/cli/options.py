"""Options that mean the same everywhere, and how a result leaves the command."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from math import isfinite, isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from journeymap.printed import to_line

if TYPE_CHECKING:
    from journeymap.picture.theme import Theme
    from journeymap.result import Result

LANGUAGES = ("en", "pl", "ru")  # as in journeymap.wording.words; a test holds the two together


def _to_segment(
    _: click.Context, param: click.Parameter, given: tuple[str, ...]
) -> Mapping[str, str]:
    """Each ``key=value`` apart; a key names one group only."""
    segment: dict[str, str] = {}
    for written in given:
        key, _sign, value = (part.strip() for part in written.partition("="))
        if not (key and value):
            wrong = f"{written!r} is not of the form key=value, such as area=C"
            raise click.BadParameter(wrong, param=param)
        if key in segment:
            raise click.BadParameter(f"{key!r} is given twice", param=param)
        segment[key] = value
    return segment


def refuse_no_number(
    _: click.Context, param: click.Parameter, number: float | None
) -> float | None:
    """Refuses not-a-number, which a range lets through: it is neither below nor above."""
    if number is not None and isnan(number):
        raise click.BadParameter("not-a-number is no number to compare with", param=param)
    return number


Numbers = Mapping[str, float]


def number_option(
    option: str, *, metavar: str, form: str, wanted: str, fits: Callable[[float], bool], say: str
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A repeatable option ``KEY=NUMBER``, given as a mapping; None where it is absent.

    Args:
        option: How it is called, such as "--reach".
        metavar: What help shows of it, such as "T=R".
        form: What is wanted in words, such as "touchpoint=number".
        wanted: Which numbers do, or an example, as the end of a sentence.
        fits: Whether a finite number does.
        say: What it is for.
    """

    def read(_: click.Context, param: click.Parameter, given: tuple[str, ...]) -> Numbers | None:
        """Each apart; the last sign of equality counts."""
        found: dict[str, float] = {}
        for written in given:
            key, _sign, number = (part.strip() for part in written.rpartition("="))
            value = _to_number(number)
            if not key or value is None or not fits(value):
                wrong = f"{written!r} is not of the form {form}, {wanted}"
                raise click.BadParameter(wrong, param=param)
            if key in found:
                raise click.BadParameter(f"{key!r} is given twice", param=param)
            found[key] = value
        return found or None

    return click.option(option, multiple=True, metavar=metavar, callback=read, help=say)


def _to_number(text: str) -> float | None:
    """A finite number, or one in percent."""
    percent = text.endswith("%")
    try:
        number = float(text.removesuffix("%"))
    except ValueError:
        return None
    return (number / 100 if percent else number) if isfinite(number) else None


reach_option = number_option(
    "--reach",
    metavar="T=R",
    form="touchpoint=number",
    wanted="the number from 0 to 1, or in percent",
    fits=lambda number: 0 <= number <= 1,
    say="Share of journeys passing it (repeatable); else by flow.",
)
journey_argument = click.argument("journey", type=click.Path(dir_okay=False, exists=True))
out_option = click.option(
    "-o", "--out", type=click.Path(dir_okay=False), help="File to write; printed where absent."
)
format_option = click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "json", "csv"]),
    help="Form of the result; by the suffix of --out, or else table.",
)
metric_option = click.option(
    "--metric", "metric", multiple=True, help="Metric to ask about (repeatable)."
)
wave_option = click.option("--wave", help="Wave; the latest where absent.")
segment_option = click.option(
    "--segment",
    "segment",
    multiple=True,
    metavar="KEY=VALUE",
    callback=_to_segment,
    help="Group of customers (repeatable).",
)
top_option = click.option("--top", type=click.IntRange(min=1), help="How many rows.")


def _check_level(_: click.Context, param: click.Parameter, level: float) -> float:
    if not 0.01 <= level <= 0.9999:  # not-a-number is none of these either
        raise click.BadParameter("a confidence lies between 0.01 and 0.9999", param=param)
    return level


level_option = click.option(
    "--level",
    type=float,
    callback=_check_level,
    default=0.95,
    show_default=True,
    help="Confidence of intervals.",
)


def _check_q(_: click.Context, param: click.Parameter, q: float) -> float:
    if not 0 < q < 1:  # not-a-number is none of these either
        raise click.BadParameter("q lies above 0 and below 1", param=param)
    return q


q_option = click.option(
    "--q",
    type=float,
    callback=_check_q,
    default=0.05,
    show_default=True,
    help="Adjusted p up to which a difference is clear.",
)
seed_option = click.option(
    "--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Seed of the draws."
)
_FORMAT_OPTIONS = (
    click.option("--encoding", help="Of a table that is not UTF-8, such as cp1250."),
    click.option("--delimiter", help="Between cells: comma, semicolon, tab, pipe or a character."),
    click.option("--decimal", type=click.Choice([".", ","]), help="Before decimals of numbers."),
    click.option("--sheet", help="Sheet of a workbook; the first where absent."),
    click.option("--table", help="Table of a database."),
)
_FORMAT_WORDS = ("encoding", "delimiter", "decimal", "sheet", "table")


def format_options(command: Callable[..., None]) -> Callable[..., None]:
    """How a table is written, as ``table_format``; a source file says it for itself."""

    @wraps(command)
    def run(**options: Any) -> None:
        from journeymap.model.formats import TableFormat

        given = {word: options.pop(word) for word in _FORMAT_WORDS}
        told = {word: value for word, value in given.items() if value is not None}
        command(table_format=TableFormat(**told), **options)

    decorated: Callable[..., None] = run
    for option in reversed(_FORMAT_OPTIONS):
        decorated = option(decorated)
    return decorated


def _limit_memory(ctx: click.Context, param: click.Parameter, size: str | None) -> None:
    if size is not None:
        from journeymap.errors import InputError
        from journeymap.tables.connection import limit_memory

        try:
            ctx.with_resource(limit_memory(size))
        except InputError as error:
            wrong = "; ".join(f"{one.message} {one.value!r}; {one.hint}" for one in error.problems)
            raise click.BadParameter(wrong, param=param) from None


memory_option = click.option(
    "--memory",
    metavar="SIZE",
    expose_value=False,
    callback=_limit_memory,
    help="What the engine may hold at once, such as 2GB; the rest goes to disk.",
)
language_option = click.option(
    "--language", type=click.Choice(LANGUAGES), help="Of the fixed words."
)

theme_option = click.option(
    "--theme",
    metavar="FILE",
    type=click.Path(dir_okay=False, exists=True),
    help="Colours and font of a brand.",
)
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors.")


def read_theme(file: str | None) -> Theme | None:
    """The theme in a file; None, for the light one, where none is asked for."""
    if file is None:
        return None
    from journeymap.picture.brand import load_theme

    return load_theme(file)


def emit(result: Result[Any], *, format_: str | None, out: str | None = None) -> None:
    """Prints a result to stdout, or writes it to a file."""
    suffix = Path(out or "").suffix.lower().removeprefix(".")
    text = to_text(result, format_ or (suffix if suffix in ("json", "csv") else "table"))
    if out is None:
        click.echo(text, nl=False)
    else:
        from journeymap.files.writing import write_whole

        write_whole(out, text)


def to_text(result: Result[Any], format_: str) -> str:
    """A result as a table, JSON or CSV, with a line end."""
    if format_ == "json":
        from journeymap.files.yamltext import to_json

        return to_json(result.to_dict())
    if format_ == "csv":
        from journeymap.printed import to_csv

        return to_csv(*result.to_csv_rows())
    return f"{result}\n"


def check_out(out: str | None, *inputs: str) -> None:
    """Refuses, before any work, an output in no folder or one that would replace an input."""
    if out is None:
        return
    if not Path(out).parent.is_dir():
        raise click.UsageError(f"{out}: there is no folder {Path(out).parent}; make it first")
    if not Path(out).exists():
        return
    for path in inputs:
        if Path(path).exists() and Path(out).samefile(path):
            raise click.UsageError(f"{out} is also read; write to another file")


def say(message: str, *, quiet: bool = False) -> None:
    """Talk beside the result, on stderr."""
    if not quiet:
        click.echo("\n".join(map(to_line, message.splitlines())), err=True)
