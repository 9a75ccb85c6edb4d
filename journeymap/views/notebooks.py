"""How a journey shows itself in a notebook: its map, and in words for those who show no pictures.

A notebook asks the object itself, and a journey lies on a floor that knows nothing of pictures: so
``Journey`` finds the function below by its name, when it is asked and not before.
"""

from __future__ import annotations

from journeymap.errors import quote
from journeymap.model.journey import Journey
from journeymap.printed import to_line
from journeymap.views.draw import draw_map

MOST_TOUCHPOINTS = 300  # more make a picture that slows a notebook down


def show_journey(journey: Journey) -> dict[str, str]:
    """What a notebook shows of a journey: kind of content to content.

    Args:
        journey: The journey.

    Returns:
        Its size in words and its map; the words alone where the map is too large or can't be drawn,
        for nothing that a notebook shows may stop it.

    Example:
        >>> shop = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}])
        >>> show_journey(shop)["text/plain"]
        "Journey 'Shop': 1 stage, 2 touchpoints, 0 readings"
    """
    text = _describe(journey)
    if len(journey.touchpoints) > MOST_TOUCHPOINTS:
        return {"text/plain": f"{text}; draw_map(journey, out='map.svg') draws its map"}
    try:
        svg = draw_map(journey).to_svg()
    except Exception as error:
        return {"text/plain": to_line(f"{text}; its map can't be drawn: {error}")}
    return {"text/plain": text, "image/svg+xml": svg}


def _describe(journey: Journey) -> str:
    counts = {
        "stage": len(journey.stages),
        "touchpoint": len(journey.touchpoints),
        "reading": len(journey.readings),
    }
    told = ", ".join(f"{n:,} {what}{'' if n == 1 else 's'}" for what, n in counts.items())
    return to_line(f"Journey {quote(journey.name)}: {told}")
