"""The columns that rankings of touchpoints, stages and channels share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from journeymap.result import Column, show_percent
from journeymap.wording.told import Figure, tell


def chance_columns(rows: Sequence[Any], settings: Mapping[str, Any]) -> list[Column[Any]]:
    """The chances and ranks that the method gives, and the fields that were asked for."""
    columns: list[Column[Any]] = []
    if any(row.p_weakest is not None for row in rows):
        columns.append(Column("P(weakest)", lambda row: show_percent(row.p_weakest), True))
    if _is_shown("p_near_weakest", rows, settings):
        heading = f"P(within {settings['margin']:g})"
        columns.append(Column(heading, lambda row: show_percent(row.p_near_weakest), True))
    if _is_shown("p_bottom_k", rows, settings):
        heading = f"P(bottom {settings['k']})"
        columns.append(Column(heading, lambda row: show_percent(row.p_bottom_k), True))
    if any(row.rank_low is not None for row in rows):
        percent = 100 * settings["level"] if settings["method"] == "rank_ci" else 90
        columns.append(Column(f"rank ({percent:g} %)", show_ranks, True))
    return columns


def metric_columns(rows: Sequence[Any], settings: Mapping[str, Any]) -> list[Column[Any]]:
    """The metric; left out where all rows have the same and asked-for columns need the room."""
    if settings["show"] and len({row.metric for row in rows}) == 1:
        return []
    return [Column("metric", lambda row: row.metric)]


def _is_shown(name: str, rows: Sequence[Any], settings: Mapping[str, Any]) -> bool:
    return name in settings["show"] and any(getattr(row, name) is not None for row in rows)


def show_ranks(row: Any) -> str:
    """An interval of ranks as people read it."""
    same = row.rank_low == row.rank_high
    low, high = Figure(row.rank_low), Figure(row.rank_high)
    return low if same else tell("{low} to {high}", low=low, high=high)
