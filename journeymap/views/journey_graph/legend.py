"""What shades, frames and arrows of a graph mean, and what of it is not shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import floor, log10

from journeymap.analysis.experience import Experience
from journeymap.model.elements import Transition
from journeymap.picture.blocks import Block, Style, paragraph
from journeymap.picture.lettering import text_width
from journeymap.picture.marks import Arrow, Box, Dashes, Mark, Text
from journeymap.picture.theme import LINK, MARGIN, MUTED, PAPER, SHADES, SMALL
from journeymap.views.facts import Facts
from journeymap.views.journey_graph.cards import is_known, shade_of
from journeymap.views.journey_graph.ways import (
    DASHES_OF,
    UNCOUNTED,
    Chosen,
    Kind,
    find_largest,
    find_width,
    show_share,
)
from journeymap.wording.words import Words

Sample = tuple[Callable[[float, float], Mark], float, str]  # how it is drawn, its width, its words
ROW, GAP, ARROW = 21.0, 20.0, 34.0
TOLD = Style(SMALL, fill=MUTED)


def flow_samples(samples: Iterable[Sample], x: float, y: float, right: float) -> Block:
    """Samples with their words side by side, in as many rows as they need."""
    marks: list[Mark] = []
    left, top = x, y
    for draw, wide, told in samples:
        width = wide + 6 + text_width(told, SMALL)
        if left + width > right and left > x:
            left, top = x, top + ROW
        marks += [draw(left, top), Text(left + wide + 6, top + 11, told, SMALL, fill=MUTED)]
        left += width + GAP
    return Block(tuple(marks), top - y + ROW if marks else 0.0)


def box_sample(told: str, fill: str, *, dashed: bool = False) -> Sample:
    """What the ground of a box means."""
    return (lambda x, y: Box(x, y, 18, 14, fill, LINK, radius=3.0, dashed=dashed)), 18.0, told


def arrow_sample(
    told: str, width: float = UNCOUNTED, *, stroke: str = LINK, dashes: Dashes = False
) -> Sample:
    """What an arrow's thickness, colour or dashes mean."""

    def draw(x: float, y: float) -> Mark:
        ends = tuple((x + ARROW * i / 3, y + 7) for i in range(4))
        return Arrow(ends, stroke, width, dashed=dashes)

    return draw, ARROW, told


def legend(
    facts: Facts,
    transitions: Sequence[Transition],
    kinds: set[Kind],
    *,
    y: float,
    right: float,
    told: Sequence[str],
) -> Block:
    """Everything that a reader of the graph needs to know, below it.

    Args:
        facts: What the graph is of.
        transitions: Those that are shown, for the legend of widths.
        kinds: The kinds of moves among them.
        y: The upper edge.
        right: The right edge; the left one is the picture's margin.
        told: Sentences that stand below the samples.
    """
    arrows = [*width_samples(transitions, facts.words), *_kind_samples(kinds, facts.words)]
    return foot([list(_grounds(facts.experience, facts.words)), arrows], told, y=y, right=right)


def foot(rows: Sequence[Sequence[Sample]], told: Sequence[str], *, y: float, right: float) -> Block:
    """Rows of samples, and sentences below them.

    Args:
        rows: The samples of each row; empty rows take no room.
        told: The sentences; empty ones are left out.
        y: The upper edge.
        right: The right edge; the left one is the picture's margin.
    """
    marks: list[Mark] = []
    top = y
    for row in rows:
        block = flow_samples(row, MARGIN, top, right)
        marks += block.marks
        top += block.height
    text = paragraph(MARGIN, top + 4, right - MARGIN, " ".join(filter(None, told)), TOLD)
    return Block((*marks, *text.marks), top + 4 - y + text.height)


def width_samples(transitions: Iterable[Transition], words: Words) -> Iterator[Sample]:
    """How thick arrows of a few round counts are; nothing where nobody was counted."""
    most = find_largest(transitions)
    rounds = dict.fromkeys(_round_down(most / part) for part in (1, 6, 40) if most >= part)
    for i, count in enumerate(rounds):
        shown = words.number(f"{count:,}")
        told = shown if i else words.count(count, "{n} move", "{n} moves")
        yield arrow_sample(told, find_width(count, most))


def _round_down(number: float) -> int:
    """The next round number below: 1, 2 or 5 times a power of ten.

    Example:
        >>> _round_down(1686), _round_down(7)
        (1000, 5)
    """
    size = 10.0 ** floor(log10(number))
    return int(next(m * size for m in (5, 2, 1) if m * size <= number))


def _kind_samples(kinds: set[Kind], words: Words) -> Iterator[Sample]:
    if "back" in kinds:
        told = words("back to an earlier touchpoint")
        yield arrow_sample(told, dashes=DASHES_OF["back"])


def _grounds(experience: Experience, words: Words) -> Iterator[Sample]:
    """What a box's ground means, and whether its frame is dashed."""
    step = 100 // len(SHADES)
    known = [row for row in experience.rows if is_known(row)]
    shaded = any(shade_of(row)[0] != PAPER for row in known)
    for i, (fill, _) in enumerate(SHADES if shaded else ()):
        low, high = 100 - (i + 1) * step, 100 - i * step
        yield box_sample(words("health {low}–{high}", low=low, high=high), fill)
    if len(known) < len(experience.rows):
        yield box_sample(words("not measured"), PAPER, dashed=True)
    white = [row for row in experience.rows if is_known(row) and shade_of(row)[0] == PAPER]
    if any(row.kind != "measured" for row in white):
        yield box_sample(words("measured by another metric"), PAPER)
    if any(row.kind == "measured" for row in white):
        yield box_sample(words("a time without a target"), PAPER)


def say_hidden(chosen: Chosen, words: Words) -> str:
    """What is not shown: how many transitions, and what share of the moves they carry."""
    if not chosen.hidden:
        return ""
    told = words.count(
        chosen.hidden, "{n} transition is not shown", "{n} transitions are not shown"
    )
    if chosen.share is None:
        return f"{told}."
    share = words.number(show_share(chosen.share))
    return f"{told}; {words('they carry {share} of all moves', share=share)}."


def say_signs(facts: Facts) -> str:
    """What the signs on the boxes mean, where there are any."""
    judged = {row.status for row in facts.experience.rows}
    judged |= {other.status for row in facts.experience.rows for other in row.others}
    if not judged - {None}:
        return ""
    return facts.words(
        "✓ reaches its own or its stage’s goal, ✗ misses it, ! may or may not reach it."
    )
