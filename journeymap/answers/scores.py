"""What a cell says as an answer to a metric."""

from __future__ import annotations

import re
from typing import NamedTuple

from journeymap.metrics import Metric
from journeymap.tables.cells import Missing
from journeymap.text import LONGEST_ID, Percent, find_unseen, to_number

PAIR_MARK = "\x1f"
LARGEST_TIME = 1e15
# the codes that surveys give to those who did not answer
_NO_ANSWER = re.compile(r"-[0-9]|-?9*[6-9]{2}|-?([6-9])\1+")


class Refusal(NamedTuple):
    """Why a cell can't be used."""

    message: str
    hint: str = ""


def read_score(text: str, metric: Metric) -> float | Refusal:
    """The answer that a cell holds, or why it holds none.

    Args:
        text: The cell, not blank.
        metric: What it answers: ratings are whole numbers on its scale, times 0 or more.

    Example:
        >>> from journeymap.metrics import STANDARD_METRICS
        >>> read_score(" 4.0 ", STANDARD_METRICS["csat"])
        4.0
        >>> read_score("11", STANDARD_METRICS["csat"])
        Refusal(message='an answer outside the scale', hint='csat is answered 1 to 5')
    """
    number = read_number(text)
    if number is None:
        comma = re.fullmatch(r"\s*(-?[0-9]+),([0-9]{1,2})\s*", text)
        hint = f"write {comma[1]}.{comma[2]}" if comma else describe_scale(metric)
        return Refusal("not a number", hint)
    if metric.kind == "duration":
        if number > LARGEST_TIME:
            return Refusal("a time too large", f"at most {LARGEST_TIME:g}")
        return number if number >= 0 else Refusal("a time below 0", describe_scale(metric))
    if metric.is_rated:
        fits = number.is_integer() and int(number) in metric.codes
    else:
        fits = metric.ends[0] <= number <= metric.ends[1]
    if fits:
        return number
    hint = describe_scale(metric)
    if _NO_ANSWER.fullmatch(f"{number:g}"):
        hint += f"; if it means no answer, write missing: {number:g}"
    return Refusal("an answer outside the scale", hint)


def read_number(text: str) -> float | None:
    """The plain number in a cell; a share with a percent sign is none."""
    number = to_number(text)
    return None if number is None or isinstance(number, Percent) else float(number)


def read_gap(
    pair: str | None, columns: tuple[str, str], metric: Metric, missing: Missing
) -> float | tuple[str, str, Refusal] | None:
    """What was perceived minus what was expected; None where either is no answer.

    Args:
        pair: The two cells with ``PAIR_MARK`` between them.
        columns: Their columns.
        metric: The gap.
        missing: What means "no answer".

    Returns:
        The gap, or the column, the cell and why it can't be used.
    """
    # a number that is none becomes text here, because two types may stand in the pair
    cells = ["" if c.casefold() in ("nan", "<na>") else c for c in (pair or "").split(PAIR_MARK)]
    if len(cells) > 2:
        return columns[0], cells[0], Refusal("a cell with U+001F beside it", "take it out")
    if any(missing.covers(cell) for cell in cells):
        return None
    numbers = []
    for column, cell in zip(columns, cells, strict=True):
        number = read_number(cell)
        if number is None:
            return column, cell, Refusal("not a number")
        numbers.append(number)
    gap = numbers[0] - numbers[1]
    if metric.ends[0] <= gap <= metric.ends[1]:
        return gap
    refusal = Refusal("a gap outside the scale", describe_scale(metric))
    return " - ".join(columns), f"{gap:g}", refusal


def read_label(text: str) -> str | Refusal:
    """The name of a wave or a segment, if it is a short line that can be shown."""
    unseen = "a line end" if "\n" in text or "\t" in text else find_unseen(text)
    if unseen:
        return Refusal(f"the cell holds {unseen}", "take it out")
    if len(text) > LONGEST_ID:
        return Refusal(f"a label of {len(text):,} characters", f"at most {LONGEST_ID}")
    return text


def describe_scale(metric: Metric) -> str:
    """How the metric is answered, in words.

    Example:
        >>> from journeymap.metrics import STANDARD_METRICS
        >>> describe_scale(STANDARD_METRICS["churn"]), describe_scale(STANDARD_METRICS["art"])
        ('churn is answered 0 or 1', 'art is a time in minutes, 0 or more')
    """
    if metric.kind == "duration":
        return f"{metric.id} is a time in {metric.unit}, 0 or more"
    if metric.kind == "share":
        return f"{metric.id} is answered 0 or 1"
    low, high = (metric.codes[0], metric.codes[-1]) if metric.is_rated else metric.ends
    return f"{metric.id} is answered {low:g} to {high:g}"
