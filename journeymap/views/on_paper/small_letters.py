"""What is told where letters on paper are too small to be read, or smaller than elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.picture.marks import Picture
from journeymap.picture.papers import Paper, measure_letters
from journeymap.wording.told import Figure, tell, tell_count, tell_row


def note_small(page: Picture, paper: Paper) -> tuple[str, ...]:
    """A sentence where letters of a page are smaller than can be read on such paper.

    Args:
        page: At its true size.
        paper: What it is printed on.
    """
    points = measure_letters(page)
    if points is None or points >= paper.readable - 0.01:
        return ()
    shown = Figure(f"{points:.1f}")
    return (tell("The smallest letters on this page are {points} points high.", points=shown),)


def note_shrunk(pages: Sequence[int]) -> tuple[str, ...]:
    """A sentence where pages were made smaller, as something on them is higher than the paper.

    Args:
        pages: Their numbers.

    Example:
        >>> note_shrunk([2, 5])
        ('The letters on pages 2, 5 are smaller, since something is higher than the paper.',)
    """
    if not pages:
        return ()
    return (
        tell_count(
            len(pages),
            "The letters on page {pages} are smaller, since something is higher than the paper.",
            "The letters on pages {pages} are smaller, since something is higher than the paper.",
            pages=tell_row([str(page) for page in pages]),
        ),
    )
