"""What stands in a lane."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from journeymap.picture.blocks import Block
from journeymap.picture.marks import Mark, Text
from journeymap.picture.theme import MARGIN


@pytest.fixture
def read(flatten: Callable[[Sequence[Mark]], list[Mark]]) -> Callable[[Block], list[str]]:
    """The texts of a lane without its label at the left."""
    return lambda block: [
        mark.text for mark in flatten(block.marks) if isinstance(mark, Text) and mark.x > MARGIN
    ]
