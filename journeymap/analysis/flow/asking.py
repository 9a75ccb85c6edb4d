"""What is asked by a what-if, read from text: ``Cart: exit -25%``, ``Cart -> Pay = 60%`` ..."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.analysis.evidence.flow_counts import LEFT, OUTSIDE
from journeymap.analysis.flow.passing import Passing
from journeymap.errors import InputError, Problem, UnknownNameError
from journeymap.model.journey import Journey

if TYPE_CHECKING:
    from journeymap.statistics.chain.what_if import Kind, RowChange

FORMS = (
    "write 'T: exit -25%', 'T: exit -5 points', 'T -> U: +10%', 'T -> U = 60%' or 'T: csat +0.5'"
)
_NO_SHARE = "a share is set to a percentage from 0 to 100, not as"
_SIGNS = {"-": -1, "−": -1, "–": -1, "+": 1, "=": 1}
_AMOUNT = re.compile(
    r"(?P<head>.*?)\s*(?P<sign>[-+−–=])\s*(?P<number>\d+(?:[.,]\d+)?)\s*(?P<unit>%|points?|pp)?\s*",
    re.DOTALL,
)
_ARROW = re.compile(r"\s*(?:->|→)\s*")


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """A change of a score: the touchpoint's id, the metric's id, and by how much in its unit."""

    touchpoint: str
    metric: str
    by: float


class _WrongError(Exception):
    def __init__(self, message: str, hint: str = FORMS) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def read_changes(
    journey: Journey, passing: Passing, texts: Sequence[str]
) -> tuple[list[RowChange], list[ScoreChange]]:
    """The changes of continuations and of scores that texts ask for.

    Raises:
        InputError: with all that can't be read, each with the form it should have.
    """
    changes: list[RowChange] = []
    scores: list[ScoreChange] = []
    problems = []
    for i, text in enumerate(texts):
        try:
            found = _read(journey, passing, text)
        except _WrongError as wrong:
            problems.append(
                Problem(wrong.message, path=f"what_if[{i}]", value=text, hint=wrong.hint)
            )
        except UnknownNameError as unknown:
            problems.append(unknown.to_problem(f"what_if[{i}]"))
        else:
            scores.append(found) if isinstance(found, ScoreChange) else changes.append(found)
    if problems:
        raise InputError(problems)
    return changes, scores


def _read(journey: Journey, passing: Passing, text: str) -> RowChange | ScoreChange:
    amount = _AMOUNT.fullmatch(text.strip())
    if amount is None:
        raise _WrongError("can't read what is to change in")
    if amount["head"].rstrip().endswith("="):  # the number has a sign of its own
        raise _WrongError(_NO_SHARE)
    place, what = _split(amount["head"].strip())
    number = float(amount["number"].replace(",", "."))
    if what and what.casefold() != "exit":
        return _read_score(journey, place, what, amount, number)
    ends = [part for part in _ARROW.split(place) if part]
    if len(ends) != (1 if what else 2):
        raise _WrongError("can't read which way is to change in")
    source = journey.touchpoint(ends[0]).id
    target = LEFT if what else journey.touchpoint(ends[1]).id
    if target not in (LEFT, *passing.counts.rows):
        raise _WrongError("no transition tells of where it leads to, asked by")
    target = passing.stands_for.get(target, target)
    kind, by = _to_kind(amount, number)
    return _to_change(passing, source, target, kind, by)


def _split(head: str) -> tuple[str, str]:
    """The place and what is to change there; nothing where the place is a way."""
    if head.endswith(":"):
        return head[:-1].strip(), ""
    place, colon, what = head.rpartition(":")
    if not colon or _ARROW.search(what):
        return head, ""
    return place.strip(), what.strip()


def _read_score(
    journey: Journey, place: str, metric: str, amount: re.Match[str], number: float
) -> ScoreChange:
    if amount["sign"] == "=" or amount["unit"] in ("%", "pp"):
        raise _WrongError(
            "a score changes by so many of its own unit, as in 'T: csat +0.5', not as"
        )
    known = {m.casefold(): m for r in journey.readings for m in (r.metric,)}
    id_ = known.get(metric.casefold())
    if id_ is None:
        raise UnknownNameError("metric", metric, sorted({"exit", *known.values()}))
    return ScoreChange(journey.touchpoint(place).id, id_, _SIGNS[amount["sign"]] * number)


def _to_kind(amount: re.Match[str], number: float) -> tuple[Kind, float]:
    sign, unit = amount["sign"], amount["unit"]
    if unit is None:
        raise _WrongError("is it percent of the share, or points? A unit is missing in")
    if sign == "=":
        if unit != "%" or number > 100:
            raise _WrongError(_NO_SHARE)
        return "to", number / 100
    if unit == "%":
        return "times", 1 + _SIGNS[sign] * number / 100
    return "plus", _SIGNS[sign] * number / 100


def _to_change(passing: Passing, source: str, target: str, kind: Kind, by: float) -> RowChange:
    from journeymap.statistics.chain.what_if import RowChange  # noqa: PLC0415 - loads scipy

    row = passing.counts.rows.get(source)
    if row is None or source in passing.success or source in passing.stands_for:
        raise _WrongError(_why_fixed(passing, source), "change a touchpoint that journeys leave")
    if set(row) <= set(OUTSIDE) - {LEFT}:
        raise _WrongError("nobody was seen to leave it:", "change a touchpoint that journeys leave")
    total = sum(row.values())
    share = row.get(target, 0.0) / total
    if not share and kind != "to":
        there = ", ".join(repr(t) for t in row if t not in OUTSIDE) or "none"
        raise _WrongError("nobody was seen to go that way, asked by", f"they go on to: {there}")
    change = RowChange(source, (target,), kind, by)
    wanted = {"times": share * by, "plus": share + by, "to": by}[kind]
    if not 0 <= wanted <= 1:
        raise _WrongError(
            f"the share is {100 * share:.1f} % and would become {100 * wanted:.1f} % by",
            "a share lies between 0 and 100 %",
        )
    if share == 1 and wanted != 1:
        raise _WrongError(
            "all go this way, so nobody knows where else they would go:", "name both ways"
        )
    return change


def _why_fixed(passing: Passing, source: str) -> str:
    if source in passing.success:
        return "what follows success changes nothing, asked by"
    if source in passing.stands_for:
        return "this loop is never left, so no share of it matters:"
    return "no transition tells of this touchpoint, asked by"


def list_texts(what_if: str | Iterable[str] | None) -> tuple[str, ...]:
    """What was asked as texts."""
    if what_if is None:
        return ()
    return (what_if,) if isinstance(what_if, str) else tuple(what_if)
