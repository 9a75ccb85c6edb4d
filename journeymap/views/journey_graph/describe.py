"""The graph: touchpoints by stage, how customers go on and where they leave, health by shade."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from journeymap.analysis.flow.leaving import Leaving, count_leaving
from journeymap.graph import transitions_of
from journeymap.model.elements import Transition
from journeymap.picture.layouts.layout import Layout
from journeymap.picture.marks import Picture
from journeymap.picture.papers import PaperName, find_paper, measure_letters
from journeymap.picture.theme import MARGIN
from journeymap.views.facts import Facts
from journeymap.views.header import header
from journeymap.views.journey_graph.arranging import Engine, Sheet, arrange
from journeymap.views.journey_graph.cards import make_cards
from journeymap.views.journey_graph.collapsed import Collapsed, collapse_journey
from journeymap.views.journey_graph.legend import legend, say_hidden, say_signs
from journeymap.views.journey_graph.sheet import show_sheet
from journeymap.views.journey_graph.ways import (
    Chosen,
    choose_transitions,
    find_kind,
    find_largest,
    make_ways,
    say_move,
    show_share,
)
from journeymap.views.on_paper.poster import fill_page
from journeymap.views.on_paper.small_letters import note_small
from journeymap.views.telling.flags import say_frame
from journeymap.wording.words import Words

LEAST_WIDTH = 760.0
MOST_TOUCHPOINTS = 150  # of more, a graph collapses to stages
LEAST_POINTS = 8.0  # of letters on a slide, before stages stand for their touchpoints
MOST_TOLD = 200  # transitions in the description
_ENGLISH = Words()


@dataclass(frozen=True, slots=True)
class Graph:
    """A graph with a place for everything, before its head and legend stand around it.

    Args:
        facts: What it is of.
        whole: What its boxes stand for.
        chosen: The transitions that are shown.
        sheet: Boxes and arrows.
        layout: Where they lie.
        notes: What to know about how it was drawn.
    """

    facts: Facts
    whole: Collapsed
    chosen: Chosen
    sheet: Sheet
    layout: Layout
    notes: tuple[str, ...]

    def show(self, width: float = LEAST_WIDTH) -> Picture:
        """The picture, its head and legend so wide or as the graph itself."""
        facts, whole, shown, layout = self.facts, self.whole, self.chosen.shown, self.layout
        right = MARGIN + max(layout.width, LEAST_WIDTH, width)
        head = header(facts, MARGIN - 8, right)
        x, y = MARGIN + (right - MARGIN - layout.width) / 2, MARGIN - 16 + head.height
        bottom = y + layout.height
        order = {id_: place for place, id_ in enumerate(whole.names)}
        kinds = {find_kind(t.source, t.target, order) for t in shown}
        told = _say_below(facts, whole, self.chosen)
        foot = legend(facts, shown, kinds, y=bottom + 16, right=right, told=told)
        drawn = show_sheet(self.sheet, layout, x, y, whole.weakest)
        return Picture(
            right + MARGIN,
            bottom + 32 + foot.height,
            facts.words("Journey graph: {name}", name=facts.journey.name),
            _in_words(facts, whole, self.chosen),
            (*head.marks, *drawn, *foot.marks),
        )


def plan_graph(
    facts: Facts,
    *,
    engine: Engine = "auto",
    top: int | None = None,
    collapse: bool | None = None,
) -> Graph:
    """The graph with a place for everything.

    Args:
        facts: The journey with its experience curve, goals and ranking.
        engine: Which layout arranges it; see ``draw_graph``.
        top: How many transitions to show; chosen where None.
        collapse: Whether stages stand for their touchpoints; where None, if there are more than
            150 touchpoints in several stages.

    Raises:
        DrawingError: if Graphviz is asked for and is missing or fails.
    """
    if collapse is None:
        many = len(facts.journey.touchpoints) > MOST_TOUCHPOINTS
        collapse = many and len(facts.journey.stages) > 1
    whole = collapse_journey(facts) if collapse else _take_whole(facts)
    chosen = choose_transitions(whole.transitions, top)
    ways = make_ways(chosen.shown, whole.names, facts.words)
    sheet = Sheet(whole.cards, ways, whole.frames, whole.columns)
    layout, notes = arrange(sheet, engine)
    told = filter(None, (whole.note, say_hidden(chosen, _ENGLISH)))
    return Graph(facts, whole, chosen, sheet, layout, (*told, *notes))


def describe_graph(
    facts: Facts,
    paper: PaperName | None = None,
    *,
    engine: Engine = "auto",
    top: int | None = None,
    collapse: bool | None = None,
) -> tuple[Picture, tuple[str, ...]]:
    """The graph as plain marks, and what to know about how it was drawn.

    On paper it is one page, with a box per stage where touchpoints could not be read any more.

    Args:
        facts: The journey with its experience curve, goals and ranking.
        paper: "poster", "a4" or "slide"; as large as it needs where None.
        engine: Which layout arranges it; see ``draw_graph``.
        top: How many transitions to show; chosen where None.
        collapse: Whether stages stand for their touchpoints; see ``plan_graph``.

    Raises:
        DrawingError: if Graphviz is asked for and is missing or fails.
        ValueError: if there is no such paper.
    """
    sheet = find_paper(paper) if paper else None
    graph = plan_graph(facts, engine=engine, top=top, collapse=collapse)
    if sheet is None:
        return graph.show(), graph.notes
    page, least = fill_page(graph.show, sheet), min(LEAST_POINTS, sheet.readable)
    small = (measure_letters(page) or least) < least - 0.01
    if small and collapse is None and len(facts.journey.stages) > 1:
        stages = plan_graph(facts, engine=engine, top=top, collapse=True)
        smaller = fill_page(stages.show, sheet)
        if (measure_letters(smaller) or 0.0) > (measure_letters(page) or 0.0):
            graph, page = stages, smaller
    return page, (*graph.notes, *note_small(page, replace(sheet, readable=least)))


def _take_whole(facts: Facts) -> Collapsed:
    """Every touchpoint as a box of its own, in the frame of its stage."""
    leaving = count_leaving(facts.journey)
    return Collapsed(
        cards=make_cards(facts.experience, leaving, facts.words),
        names={touchpoint.id: touchpoint.name for touchpoint in facts.journey.touchpoints},
        transitions=transitions_of(facts.journey),
        leaving=leaving,
        frames={stage.id: stage.name for stage in facts.journey.stages},
        weakest=frozenset(facts.weakest.verdict.touchpoints),
        verdict=facts.words.say(facts.weakest.headline()),
        kind=facts.weakest.verdict.kind,
    )


def _say_below(facts: Facts, whole: Collapsed, chosen: Chosen) -> Sequence[str]:
    """The sentences below the samples: the verdict, what is left out, what signs mean."""
    words = facts.words
    return (
        whole.verdict,
        whole.say(words),
        say_hidden(chosen, words),
        say_signs(facts) if whole.touchpoints is None else "",
        words("Red frame: {meaning}.", meaning=say_frame(whole.kind, words))
        if whole.weakest
        else "",
        words("Arrows: the thicker, the more customers.") if find_largest(chosen.shown) else "",
    )


def _in_words(facts: Facts, whole: Collapsed, chosen: Chosen) -> str:
    """The picture for those who can't see it."""
    words = facts.words
    order = {id_: place for place, id_ in enumerate(whole.names)}
    told = [_say_way(t, whole.names, order, words) for t in chosen.shown[:MOST_TOLD]]
    more = len(chosen.shown) - MOST_TOLD
    if more > 0:
        told.append(words.count(more, "and {n} more", "and {n} more"))
    ways = "; ".join(told) or words("none")
    ends = "; ".join(_say_ends(whole.leaving, whole.names, words))
    parts = (
        whole.verdict,
        whole.say(words),
        words("Transitions: {ways}.", ways=ways),
        words("Journeys end at: {ends}.", ends=ends) if ends else "",
        say_hidden(chosen, words),
    )
    return " ".join(filter(None, parts))


def _say_way(
    transition: Transition, names: Mapping[str, str], order: Mapping[str, int], words: Words
) -> str:
    source, target = names[transition.source], names[transition.target]
    label = say_move(transition, find_kind(transition.source, transition.target, order), words)
    return words("{source} to {target}", source=source, target=target) + (label and f" {label}")


def _say_ends(
    leaving: Mapping[str, Leaving], names: Mapping[str, str], words: Words
) -> Iterator[str]:
    for id_, one in leaving.items():
        share = "" if one.share is None else words.number(show_share(one.share))
        count = "" if one.ends is None else words.number(f"{one.ends:,}")
        if share or count:
            yield f"{names[id_]} {f'{count} ({share})' if count and share else count or share}"
