"""The rows of a map's slide: stages, goals, touchpoints, readings, pains and opportunities."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from journeymap.documents.slides.cards import Card, Said, measure_card
from journeymap.documents.slides.deck import SMALLEST
from journeymap.documents.slides.journey_map.columns import Column, group_stages
from journeymap.picture.theme import STATUS_GROUND, STATUS_INK, Theme
from journeymap.statistics.chances import Status
from journeymap.views.facts import Facts, sign_of
from journeymap.views.telling.goals import say_target
from journeymap.wording.words import Words

MOST_NOTES = 3  # pains or opportunities of one touchpoint; the others are counted
_NAME = SMALLEST + 1.4


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of cards of one height, and what it is called at the left edge."""

    label: str
    cards: tuple[Card, ...]
    titles: tuple[str, ...] = ()

    @property
    def height(self) -> float:
        """The height of its highest card; 0 without cards."""
        return max(map(measure_card, self.cards), default=0.0)


def enlarge(lane: Lane, scale: float) -> Lane:
    """The lane in letters that many times as large."""
    cards = tuple(
        replace(card, parts=tuple(replace(part, size=scale * part.size) for part in card.parts))
        for card in lane.cards
    )
    return replace(lane, cards=cards)


def status_word(status: Status, words: Words) -> str:
    """The word of a goal's status in the language of the deck."""
    match status:
        case "met":
            return words("met")
        case "missed":
            return words("missed")
        case "at_risk":
            return words("at risk")
        case _:
            return words("not measured")


def lanes_above(columns: Sequence[Column], facts: Facts, theme: Theme) -> list[Lane]:
    """What stands above the curve: stages, their goals, touchpoints."""
    return _kept((_stages, _goals, _touchpoints), columns, facts, theme)


def lanes_below(columns: Sequence[Column], facts: Facts, theme: Theme) -> list[Lane]:
    """What stands below the curve: readings, pains, opportunities."""
    return _kept((_readings, _pains, _opportunities), columns, facts, theme)


Make = Callable[[Sequence[Column], Facts, Theme], Lane]


def _kept(
    makes: Sequence[Make], columns: Sequence[Column], facts: Facts, theme: Theme
) -> list[Lane]:
    return [lane for lane in (make(columns, facts, theme) for make in makes) if lane.cards]


def _stages(columns: Sequence[Column], facts: Facts, theme: Theme) -> Lane:  # noqa: ARG001
    cards = []
    for stage, own in group_stages(columns):
        parts = (
            Said(stage.name, _NAME + 1.4, bold=True, fill=theme.colour_of("stage-ink")),
            Said(stage.question or "", fill=theme.colour_of("stage-muted")),
        )
        width = own[-1].left + own[-1].width - own[0].left
        fill = theme.colour_of("stage")
        cards.append(Card(own[0].left, width, parts, fill, shape="stage", anchor="start"))
    return Lane("", tuple(cards))


def _goals(columns: Sequence[Column], facts: Facts, theme: Theme) -> Lane:
    cards = []
    for stage, own in group_stages(columns):
        width = own[-1].left + own[-1].width - own[0].left
        rows = [row for row in facts.goals.rows if row.scope == "stage" and row.id == stage.id]
        parts: list[Said] = []
        for row in rows:
            word = status_word(row.status, facts.words)
            shown = facts.words.number(row.shown)
            ink = theme.colour_of(STATUS_INK[row.status])
            parts.append(Said(f"{sign_of(row.status)}{word}: {shown}", bold=True, fill=ink))
            goal = say_target(row, facts.words)
            parts.append(Said(goal, fill=theme.colour_of("muted")))
        if rows:
            fill = theme.colour_of(STATUS_GROUND[rows[0].status])
            cards.append(Card(own[0].left, width, parts, fill, anchor="start"))
    return Lane(facts.words("Stage goal"), tuple(cards))


def _touchpoints(columns: Sequence[Column], facts: Facts, theme: Theme) -> Lane:
    cards, titles = [], []
    poor, muted = theme.colour_of("poor"), theme.colour_of("muted")
    for column in columns:
        touchpoint = column.touchpoint
        if touchpoint is None:
            continue
        weakest = facts.is_weakest(touchpoint.id)
        alone = len(facts.weakest.verdict.touchpoints) == 1
        mark = facts.words("weakest") if alone else facts.words("weakest?")
        truth = facts.words("moment of truth")
        parts = (
            Said(f"▼ {mark}" if weakest else "", bold=True, fill=poor),
            Said(f"★ {truth}" if touchpoint.moment_of_truth else "", fill=muted),
            Said(touchpoint.name, _NAME, bold=True, fill=theme.colour_of("ink")),
            Said(touchpoint.channel or "", fill=muted),
        )
        stroke = poor if weakest else theme.colour_of("frame")
        fill = theme.colour_of("paper")
        cards.append(Card(column.left, column.width, parts, fill, stroke, thick=weakest))
        titles.append(touchpoint.name)
    return Lane(facts.words("Touchpoints"), tuple(cards), tuple(titles))


def _readings(columns: Sequence[Column], facts: Facts, theme: Theme) -> Lane:
    words, cards = facts.words, []
    for column in columns:
        parts = list(_say_reading(column, words, theme))
        if parts:
            cards.append(Card(column.left, column.width, parts, shape="plain"))
    known = any(c.point and (c.point.kind != "missing" or c.point.others) for c in columns)
    return Lane(words("Readings"), tuple(cards) if known else ())


def _say_reading(column: Column, words: Words, theme: Theme) -> Iterator[Said]:
    if (point := column.point) is None:
        return
    ink, muted = theme.colour_of("ink"), theme.colour_of("muted")
    if point.kind != "missing":
        guess = point.kind == "guess"
        shown = words.number(point.shown_value)
        yield Said(f"≈ {shown}" if guess else shown, _NAME, bold=not guess, italic=guess, fill=ink)
        yield Said(words.number(point.shown_interval), fill=muted)
        yield Said(words("guess") if guess else _count(point.n, words), fill=muted)
    for other in point.others:
        sign = sign_of(other.status)
        fill = theme.colour_of(STATUS_INK[other.status])
        yield Said(f"{sign}{words.number(other.shown_value)}", bold=True, fill=fill)
        yield Said(other.label, italic=True, fill=muted)
        if point.kind == "missing":
            yield Said(words.number(other.shown_interval), fill=muted)
            yield Said(_count(other.n, words), fill=muted)
    if point.kind == "missing" and not point.others:
        yield Said(words("not measured"), italic=True, fill=muted)


def _count(n: int | None, words: Words) -> str:
    return "" if n is None else f"n {words.number(f'{n:,}')}"


def _pains(columns: Sequence[Column], facts: Facts, theme: Theme) -> Lane:
    def say(column: Column) -> list[str]:
        pains = column.touchpoint.pains if column.touchpoint else ()
        heaviest = sorted(pains, key=lambda pain: -(pain.count or 0))
        return [f"“{p.says}”" + (f" ×{p.count:,}" if p.count else "") for p in heaviest]

    ground, ink = theme.colour_of("pain-ground"), theme.colour_of("pain-ink")
    cards = _notes(columns, say, Said("", fill=ink), ground, facts.words)
    return Lane(facts.words("Pain points"), cards)


def _opportunities(columns: Sequence[Column], facts: Facts, theme: Theme) -> Lane:
    def say(column: Column) -> list[str]:
        found = column.touchpoint.opportunities if column.touchpoint else ()
        return [" · ".join(filter(None, (one.do, one.owner))) for one in found]

    ground, ink = theme.colour_of("opportunity-ground"), theme.colour_of("opportunity-ink")
    cards = _notes(columns, say, Said("", fill=ink), ground, facts.words)
    return Lane(facts.words("Opportunities"), cards)


def _notes(
    columns: Sequence[Column],
    say: Callable[[Column], list[str]],
    look: Said,
    ground: str,
    words: Words,
) -> tuple[Card, ...]:
    cards = []
    for column in columns:
        said = say(column)
        more = len(said) - MOST_NOTES
        parts = [replace(look, text=text) for text in said[:MOST_NOTES]]
        if more > 0:
            told = words.count(more, "and {n} more", "and {n} more")
            parts.append(replace(look, text=told, italic=True))
        if parts:
            cards.append(Card(column.left, column.width, parts, ground, anchor="start"))
    return tuple(cards)
