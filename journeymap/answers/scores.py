"""What a cell says as an answer to a metric."""

from __future__ import annotations

import re
from typing import NamedTuple

from journeymap.metrics import Metric
from journeymap.tables.cells import Missing
from journeymap.tables.codes import Codes, advise_decimal, read_number, to_word
from journeymap.text import LONGEST_ID, find_unseen

PAIR_MARK = "\x1f"
LARGEST_TIME = 1e15
# the codes that surveys give to those who did not answer
_NO_ANSWER = re.compile(r"-[0-9]|-?9*[6-9]{2}|-?([6-9])\1+")


class Refusal(NamedTuple):
    """Why a cell can't be used."""

    message: str
    hint: str = ""


MARKED = Refusal("a cell with U+001F beside it", "take it out")
_NUMBERS = Codes()


def read_score(text: str, metric: Metric, codes: Codes | None = None) -> float | Refusal:
    """The answer that a cell holds, or why it holds none.

    Args:
        text: The cell, not blank.
        metric: What it answers: ratings are whole numbers on its scale, times 0 or more.
        codes: How words and numbers are read; where absent without labels.

    Example:
        >>> from journeymap.metrics import STANDARD_METRICS
        >>> read_score(" 4.0 ", STANDARD_METRICS["csat"])
        4.0
        >>> read_score("11", STANDARD_METRICS["csat"])
        Refusal(message='an answer outside the scale', hint='csat is answered 1 to 5')
    """
    codes = codes or Codes.of({}, metric)
    number = codes.read(text)
    if number is None:
        return refuse_word(text, codes, metric)
    if metric.kind == "duration":
        if number > LARGEST_TIME:
            return Refusal("a time too large", f"at most {LARGEST_TIME:g}")
        return number if number >= 0 else Refusal("a time below 0", describe_scale(metric))
    if is_on_scale(number, metric):
        return number
    hint = describe_scale(metric)
    if read_number(text, codes.decimal) is None:
        hint += f"; the label stands for {number * codes.sign:g}"
    elif _NO_ANSWER.fullmatch(f"{number:g}"):
        hint += f"; if it means no answer, write missing: {number:g}"
    return Refusal("an answer outside the scale", hint)


def is_on_scale(number: float, metric: Metric) -> bool:
    """Whether a number can be an answer to the metric."""
    if metric.is_rated:
        return float(number).is_integer() and int(number) in metric.codes
    return metric.ends[0] <= number <= metric.ends[1]


def refuse_word(text: str, codes: Codes, metric: Metric | None = None) -> Refusal:
    """Why a cell that is neither a number nor a label can't be used, with the nearest label."""
    if advice := advise_decimal(text, codes.decimal):
        return Refusal("not a number", advice)
    if codes.labels:
        return Refusal("neither a code nor a label", _suggest_label(text, codes, metric))
    hint = describe_scale(metric) if metric else ""
    return Refusal("not a number", hint + (", or yes or no" if codes.words else ""))


def _suggest_label(text: str, codes: Codes, metric: Metric | None) -> str:
    """The nearest label, or those that seem to be the metric's own and how it is answered.

    The labels of a source are for all of its questions. Those of another metric reach at most by
    chance to an end of this one's scale.
    """
    if metric is None:
        return codes.suggest(text, codes.labels)
    read = {label: codes.words.get(to_word(label)) for label in codes.labels}
    known = {label: code for label, code in read.items() if code is not None}
    fitting = {label: code for label, code in known.items() if is_on_scale(code, metric)}
    ends = set(metric.ends) & set(fitting.values())
    told = codes.suggest(text, tuple(fitting))
    if len(ends) == len(metric.ends) or told.startswith(("did you mean", "if ")):
        return told
    return f"{told}; {describe_scale(metric)}" if ends else describe_scale(metric)


def split_cells(text: str | None) -> list[str]:
    """The cells of one row that stand in one text; a number that is none is blank."""
    # it becomes text here, because several types may stand side by side
    cells = (text or "").split(PAIR_MARK)
    return ["" if cell.casefold() in ("nan", "<na>") else cell for cell in cells]


def read_gap(
    pair: str | None,
    columns: tuple[str, str],
    metric: Metric,
    missing: Missing,
    codes: Codes = _NUMBERS,
) -> float | tuple[str, str, Refusal] | None:
    """What was perceived minus what was expected; None where either is no answer.

    Args:
        pair: The two cells with ``PAIR_MARK`` between them.
        columns: Their columns.
        metric: The gap.
        missing: What means "no answer".
        codes: How words and numbers are read.

    Returns:
        The gap, or the column, the cell and why it can't be used.
    """
    cells = split_cells(pair)
    if len(cells) > 2:
        return columns[0], cells[0], MARKED
    if any(codes.is_blank(cell, missing) for cell in cells):
        return None
    numbers = []
    for column, cell in zip(columns, cells, strict=True):
        number = codes.read(cell)
        if number is None:
            return column, cell, refuse_word(cell, codes)
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
