"""What tests of logs share: a log's rows as they were read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from journeymap.events.log import EventLog

Rows = Callable[[EventLog], list[tuple[Any, ...]]]


@pytest.fixture
def rows() -> Rows:
    def read(log: EventLog) -> list[tuple[Any, ...]]:
        return list(log.table.fetch(log.table.frame))

    return read
