"""The figures in one row as what a reading holds: a value, counts, or a part of a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Any, NamedTuple

from journeymap.errors import JourneyError
from journeymap.metrics import Metric
from journeymap.model.readings import Reading
from journeymap.model.scales import check_reading
from journeymap.operations.faults import Refusal
from journeymap.tables.codes import advise_decimal, read_number
from journeymap.text import Percent, to_number

_AMBIGUOUS = "a share that may be a percentage"
_ROUNDING = 1.0  # what percentages rounded to whole numbers may miss 100 by, for each of them


class Wrong(NamedTuple):
    """A figure that can't be used: by the part that it plays, or the code that it counts."""

    part: str
    refusal: Refusal


class Figures:
    """Reads the figures of rows.

    Args:
        unit: How shares are written: "percent", "share", "count", or None where nothing tells.
        decimal: What stands before the decimals: "." or ",".
    """

    def __init__(self, unit: str | None, decimal: str = ".") -> None:
        self._unit, self._decimal = unit, decimal

    def read(
        self, metric: Metric, cells: Mapping[str, str], counts: Mapping[int, str]
    ) -> dict[str, Any] | list[Wrong] | None:
        """The fields of a reading, everything that is wrong with them, or None for no value.

        Args:
            metric: The metric of the row.
            cells: Part to cell, of value, n, sd, count and of those that hold something.
            counts: Code to cell, of those that hold something.
        """
        if not counts and "value" not in cells and "count" not in cells:
            return None
        wrong: list[Wrong] = []
        n = self._number("n", cells, wrong)
        if (
            n == 0
            or self._is_nought(cells.get("of"))
            or (counts and all(map(self._is_nought, counts.values())))
        ):
            return None
        told: dict[str, Any] = {} if n is None else {"n": n}
        if counts:
            told |= self._counts(metric, counts, n, wrong)
        elif "count" in cells:
            told |= self._part(metric, cells, n, wrong)
        else:
            told |= {"value": self._value(metric, cells["value"], wrong)}
            if "sd" in cells:
                told["sd"] = self._number("sd", cells, wrong)
        return wrong or told

    def _number(self, part: str, cells: Mapping[str, str], wrong: list[Wrong]) -> float | None:
        if part not in cells:
            return None
        number = read_number(cells[part], self._decimal)
        whole = part in ("n", "count", "of")
        if number is None:
            wrong.append(Wrong(part, _refuse(cells[part], self._decimal)))
        elif number < 0 or (whole and not number.is_integer()):
            message = "not a whole number of 0 or more" if whole else "below 0"
            wrong.append(Wrong(part, Refusal(message)))
        else:
            return int(number) if whole else number
        return None

    def _is_nought(self, cell: str | None) -> bool:
        return cell is not None and to_number(cell, self._decimal) == 0

    def _share(self, cell: str) -> float | None:
        """A share 0 to 1 from a cell in percent; two places moved in the text are exact."""
        text = cell.strip()
        number = to_number(text if text.endswith("%") else text + "%", self._decimal)
        return None if number is None else float(number)

    def _value(self, metric: Metric, cell: str, wrong: list[Wrong]) -> float | None:
        number = to_number(cell, self._decimal)
        if metric.is_share and (self._unit == "percent" or isinstance(number, Percent)):
            number = self._share(cell)
        if number is None:
            wrong.append(Wrong("value", _refuse(cell, self._decimal)))
        elif isinstance(number, Percent):
            hint = "percentages are for shares"
            wrong.append(Wrong("value", Refusal(f"{metric.id} is not a share", hint)))
        elif metric.is_share and self._unit is None and 1 < number <= 100:
            hint = "write unit: percent for 0 to 100, or unit: share"
            wrong.append(Wrong("value", Refusal(_AMBIGUOUS, hint)))
        else:
            return float(number)
        return None

    def _part(
        self, metric: Metric, cells: Mapping[str, str], n: float | None, wrong: list[Wrong]
    ) -> dict[str, Any]:
        """``count`` of ``of``, or of n where ``of`` is not told."""
        count = self._number("count", cells, wrong)
        of = self._number("of", cells, wrong) if "of" in cells else n
        if not metric.is_share:
            wrong.append(Wrong("count", Refusal(f"{metric.id} is not a share", "write a value")))
        elif count is not None and not of:
            wrong.append(Wrong("count", Refusal("a count of nothing", "of: or n: tells of what")))
        elif count is not None and of and count > of:
            wrong.append(Wrong("count", Refusal("a count above its whole", f"it is {of:,}")))
        if wrong or count is None or not of:
            return {}
        if metric.kind == "share":
            return {"counts": {1: count, 0: of - count}, "n": of}
        return {"value": count / of, "n": of}

    def _counts(
        self, metric: Metric, cells: Mapping[int, str], n: float | None, wrong: list[Wrong]
    ) -> dict[str, Any]:
        counts: dict[int, float] = {}
        for code, cell in cells.items():
            number = (
                self._share(cell) if self._unit == "percent" else read_number(cell, self._decimal)
            )
            if number is None or number < 0:
                wrong.append(Wrong(str(code), Refusal("not a number of 0 or more")))
            elif code not in metric.codes:
                wrong.append(Wrong(str(code), Refusal(f"{metric.id} has no such answer")))
            else:
                counts[code] = number
        total = sum(counts.values())
        if wrong:
            return {}
        if self._unit != "percent":
            return {"counts": counts} if n is not None else {"counts": counts, "n": total}
        if abs(100 * total - 100) > _ROUNDING * len(counts):
            refusal = Refusal(f"percentages that sum to {100 * total:.4g}", "they sum to 100")
            wrong.append(Wrong(str(next(iter(cells))), refusal))
            return {}
        if n is not None:
            return {"counts": {code: n * share / total for code, share in counts.items()}}
        return _to_value(metric, {code: share / total for code, share in counts.items()})


def _refuse(cell: str, decimal: str) -> Refusal:
    return Refusal("not a number", advise_decimal(cell, decimal))


def to_checked_reading(metric: Metric, **fields: Any) -> Reading | Sequence[Refusal]:
    """The reading, or why its figures don't fit each other or their metric.

    Args:
        metric: Its metric.
        fields: What the reading holds.
    """
    try:
        reading = Reading(metric=metric.id, **fields)
    except JourneyError as error:
        return [Refusal(p.message, p.hint) for p in error.problems]
    complaints = check_reading((), reading, metric)
    wrong = [Refusal(found.problem.message, found.problem.hint) for found in complaints]
    return wrong or reading


def _to_value(metric: Metric, shares: Mapping[int, float]) -> dict[str, Any]:
    """Value and spread where only the shares of answers are known, not how many there were."""
    mean = sum(share * metric.score(code) for code, share in shares.items())
    squares = sum(share * (metric.score(code) - mean) ** 2 for code, share in shares.items())
    low, high = metric.ends
    value = min(high, max(low, mean))
    return {"value": value} if metric.is_share else {"value": value, "sd": sqrt(squares)}
