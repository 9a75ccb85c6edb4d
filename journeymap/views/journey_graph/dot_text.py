"""The graph as text in Graphviz's language, with the same labels, shades and widths."""

from __future__ import annotations

from journeymap.analysis.experience import Experience
from journeymap.graph import transitions_of
from journeymap.model.journey import Journey
from journeymap.picture.dot import DotLink, DotVertex, to_dot_text
from journeymap.picture.theme import LIGHT
from journeymap.views.journey_graph.cards import make_cards
from journeymap.views.journey_graph.ways import Way, make_ways
from journeymap.wording.words import Words


def describe_dot(journey: Journey, experience: Experience, words: Words) -> str:
    """The graph as DOT text; everything is in it, however much it is.

    Args:
        journey: The journey.
        experience: Its curve.
        words: The fixed words.
    """
    cards = make_cards(experience, words=words)
    vertices = [
        DotVertex(
            id_, "\n".join(text for text, _ in card.parts), card.group,
            LIGHT.colour_of(card.fill), LIGHT.colour_of(card.ink), words.say(point.shown),
        )
        for (id_, card), point in zip(cards.items(), experience.rows, strict=True)
    ]  # fmt: skip
    names = {touchpoint.id: touchpoint.name for touchpoint in journey.touchpoints}
    links = [_to_link(way) for way in make_ways(transitions_of(journey), names, words)]
    groups = [(stage.id, stage.name) for stage in journey.stages]
    return to_dot_text(journey.name, vertices, links, groups)


def _to_link(way: Way) -> DotLink:
    return DotLink(way.source, way.target, way.label, way.width, "dashed" if way.dashes else "")
