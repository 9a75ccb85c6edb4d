"""Makes ``journeymap/picture/icons.json`` from a folder of Tabler icons, and from our own faces.

Each icon becomes parts on a grid of 24 x 24: a start, then Bezier triples, as one flat list of
numbers. Run it with the folder of the package's outline icons, unpacked from ``npm pack
@tabler/icons``::

    python tests/picture/make_icons.py package/icons/outline
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from fontTools.pens.recordingPen import RecordingPen  # type: ignore[import-untyped]
from fontTools.svgLib.path import parse_path  # type: ignore[import-untyped]

HOME = Path(__file__).parents[2] / "journeymap" / "picture" / "icons.json"
TABLER = {
    "web": "world", "app": "device-mobile", "phone": "phone", "email": "mail", "chat": "messages",
    "sms": "message-dots", "post": "mailbox", "social": "social", "video": "video",
    "voice": "microphone", "document": "file-text", "print": "news", "event": "calendar-event",
    "shop": "building-store", "desk": "desk", "agent": "headset", "person": "user",
    "kiosk": "device-ipad", "checkpoint": "shield-check", "screen": "device-tv", "wifi": "wifi",
    "sign": "directions", "road": "road", "parking": "parking", "car": "car", "bus": "bus",
    "train": "train", "plane": "plane", "ship": "ship", "bike": "bike", "walk": "walk",
    "lift": "elevator", "luggage": "luggage", "delivery": "truck-delivery", "parcel": "package",
    "card": "credit-card", "cash": "cash", "ticket": "ticket", "food": "tools-kitchen-2",
    "hotel": "bed", "home": "home", "building": "building", "bank": "building-bank",
    "hospital": "building-hospital", "school": "school",
    "people": "users", "quote": "quote", "link": "external-link", "star": "star", "flag": "flag",
    "bulb": "bulb", "alert": "alert-triangle",
}  # fmt: skip
_HEAD = "M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0"
_BROWS = "M7.4 7.2L10 8.4M16.6 7.2L14 8.4"
_EYES = "M9 10h.01M15 10h.01"
FACES = {  # ours: one head, and a mouth that opens from a bow down to a bow up
    "very-bad": f"{_HEAD}M9 10.4h.01M15 10.4h.01{_BROWS}M8 17C9.2 13.4 14.8 13.4 16 17",
    "bad": f"{_HEAD}{_EYES}M8.6 16.2C10 14.4 14 14.4 15.4 16.2",
    "neutral": f"{_HEAD}{_EYES}M8.8 15.2h6.4",
    "good": f"{_HEAD}{_EYES}M8.6 14.4C10 16.2 14 16.2 15.4 14.4",
    "very-good": f"{_HEAD}M9 9.4h.01M15 9.4h.01M7.6 13h8.8C15.8 18.6 8.2 18.6 7.6 13Z",
}  # fmt: skip

OWN = {"other": "M6 12a6 6 0 1 0 12 0a6 6 0 1 0 -12 0M12 12h.01"}  # what no other icon says


def to_parts(drawn: str) -> list[list[float]]:
    """The parts of an SVG path: each a start and Bezier triples, straight ways too."""
    pen = RecordingPen()
    parse_path(drawn, pen)
    parts: list[list[float]] = []
    for verb, points in pen.value:
        if verb == "moveTo":
            parts.append([*points[0]])
        elif verb == "lineTo":
            parts[-1] += [*parts[-1][-2:], *points[0], *points[0]]
        elif verb == "curveTo":
            parts[-1] += [number for point in points for number in point]
        elif verb == "qCurveTo":
            raise ValueError(f"quadratic: {drawn}")
        elif verb == "closePath" and parts[-1][:2] != parts[-1][-2:]:
            parts[-1] += [*parts[-1][-2:], *parts[-1][:2], *parts[-1][:2]]
    return [[round(number, 2) for number in part] for part in parts]


def read_tabler(file: Path) -> str:
    found = re.findall(r'<path d="([^"]+)"', file.read_text(encoding="utf-8"))
    return " ".join(found)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    made = {name: to_parts(read_tabler(folder / f"{file}.svg")) for name, file in TABLER.items()}
    made |= {f"face-{name}": to_parts(drawn) for name, drawn in FACES.items()}
    made |= {name: to_parts(drawn) for name, drawn in OWN.items()}
    lines = [f"  {json.dumps(name)}: {json.dumps(parts)}" for name, parts in sorted(made.items())]
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    HOME.write_text(text.replace(".0,", ",").replace(".0]", "]"), encoding="utf-8")
