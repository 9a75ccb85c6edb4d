"""Shares of drivers out of the file that ``journeymap drivers ... -o drivers.json`` wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from journeymap.analysis.priorities.driver_agreement import find_disagreement
from journeymap.errors import InputError, Problem, suggest
from journeymap.files.document import Document, read_document
from journeymap.model.journey import Journey
from journeymap.text import Plain, to_number

_HINT = "write it by: journeymap drivers JOURNEY ANSWERS --outcome METRIC -o drivers.json"
_DUST = 1e-9  # of rounding


@dataclass(frozen=True, slots=True)
class DriverShare:
    """How much of what the drivers explain one of them does.

    Args:
        touchpoint: The id of the touchpoint it is about; None for a driver without one.
        share: Its share, 0 to 1; None where nothing may be said.
        sign: Which way it goes with the outcome: -1, 0 or 1; None where the file doesn't say.
        metric: The id of its metric; empty where the file doesn't say.
        low: Lower end of the share's interval, 0 where it may be chance alone; None where the file
            doesn't say.
    """

    touchpoint: str | None
    share: float | None
    sign: float | None = None
    metric: str = ""
    low: float | None = None


@dataclass(frozen=True, slots=True)
class DriverShares:
    """What a file tells of drivers, to be given as importance.

    Args:
        rows: The drivers.
        outcome: What they move, such as "nps"; empty where the file doesn't say.
        resampled: METRIC@PLACE to its share in each resample; empty where the file has none.
    """

    rows: tuple[DriverShare, ...]
    outcome: str = ""
    resampled: Mapping[str, tuple[float, ...]] = field(default_factory=dict)


def load_driver_shares(path: str | Path, journey: Journey) -> DriverShares:
    """The drivers of a file, for the touchpoints of a journey.

    Args:
        path: A result of drivers as JSON.
        journey: The journey that they are about.

    Raises:
        InputError: if the file is no such result or names touchpoints that aren't there; with all
            that is wrong, each with its place.
        OSError: if it can't be read.
    """
    document = read_document(Path(path).read_bytes(), file=str(path))
    problems = [*document.problems] or [*_find_wrong(document, journey)]
    if problems or not isinstance(document.value, Mapping):
        raise InputError(problems)
    rows = tuple(
        DriverShare(
            row["touchpoint"],
            _to_figure(row["share"]),
            _to_figure(row.get("sign")),
            str(row.get("metric") or ""),
            _to_figure(row.get("low")),
        )
        for row in _rows(document)
    )
    resampled = {
        id_: tuple(to_number(share) or 0.0 for share in shares)
        for id_, shares in _find_resampled(document).items()
    }
    told = [(f"{row.metric}@{row.touchpoint}", row.share) for row in rows]
    if problems := [*find_disagreement(document, told, resampled)]:
        raise InputError(problems)
    return DriverShares(rows, str(document.value.get("outcome") or ""), resampled)


def _find_resampled(document: Document) -> Mapping[str, list[Plain]]:
    value = document.value
    found = value.get("resampled") if isinstance(value, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _rows(document: Document) -> list[Mapping[str, str | None]]:
    value = document.value
    rows = value.get("rows") if isinstance(value, Mapping) else None
    return rows if isinstance(rows, list) else []


def _find_wrong(document: Document, journey: Journey) -> Iterator[Problem]:
    value = document.value
    if not isinstance(value, Mapping) or value.get("question") != "drivers":
        yield Problem("not a result of drivers", hint=_HINT, file=document.file, line=1)
        return
    if not isinstance(value.get("rows"), list):
        yield Problem("there are no rows of drivers", hint=_HINT, file=document.file, line=1)
        return
    for i, row in enumerate(_rows(document)):
        yield from _find_wrong_row(document, journey, i, row)
    yield from _find_wrong_resamples(document)


def _find_wrong_resamples(document: Document) -> Iterator[Problem]:
    """Resamples that are no shares, or not as many of one driver as of another."""
    resampled = _find_resampled(document)
    sizes = {len(shares) for shares in resampled.values() if isinstance(shares, list)}
    for id_, shares in resampled.items():
        path = f"resampled[{id_!r}]"
        line, column = document.place(("resampled", id_))
        if not isinstance(shares, list) or not all(map(_is_share, shares)):
            wrong = Problem("not a list of shares", path, hint="numbers from 0 to 1")
        elif len(sizes) > 1:
            wrong = Problem("not as many resamples as of the other drivers", path)
        else:
            continue
        yield wrong.at(file=document.file, line=line, column=column)


def _find_wrong_row(document: Document, journey: Journey, i: int, row: object) -> Iterator[Problem]:
    if not isinstance(row, Mapping) or not {"touchpoint", "share"} <= row.keys():
        yield _place(document, Problem("a driver needs touchpoint and share", f"rows[{i}]"), i)
        return
    touchpoint, share, sign = row["touchpoint"], row["share"], row.get("sign")
    known = [one.id for one in journey.touchpoints]
    if touchpoint is not None and touchpoint not in known:
        hint = suggest(str(touchpoint), known)
        wrong = Problem("no such touchpoint", f"rows[{i}].touchpoint", str(touchpoint), hint)
        yield _place(document, wrong, i, "touchpoint")
    for key, found in (("share", share), ("low", row.get("low"))):
        if found is not None and not _is_share(found):
            wrong = Problem("not a share", f"rows[{i}].{key}", str(found), "a number from 0 to 1")
            yield _place(document, wrong, i, key)
    if sign is not None and not (isinstance(sign, Plain) and to_number(sign) in (-1, 0, 1)):
        wrong = Problem("not a sign", f"rows[{i}].sign", str(sign), "-1, 0 or 1")
        yield _place(document, wrong, i, "sign")


def _is_share(share: object) -> bool:
    number = to_number(share) if isinstance(share, Plain) else None
    return number is not None and 0 <= number <= 1 + _DUST


def _to_figure(share: str | None) -> float | None:
    return None if share is None else to_number(share)


def _place(document: Document, problem: Problem, i: int, key: str | None = None) -> Problem:
    line, column = document.place(("rows", i) if key is None else ("rows", i, key))
    return problem.at(file=document.file, line=line, column=column)
