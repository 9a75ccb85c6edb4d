"""Channels: where touchpoints happen, and the icons they may carry."""

from __future__ import annotations

from typing import ClassVar, Literal

from journeymap.model.named import Named

ChannelIcon = Literal[
    "web", "app", "email", "chat", "sms", "social", "video", "voice", "wifi", "screen", "kiosk",
    "phone", "agent", "person", "desk", "shop", "checkpoint", "card", "cash", "ticket",
    "post", "parcel", "delivery", "document", "print", "event", "sign",
    "road", "parking", "car", "bus", "train", "plane", "ship", "bike", "walk", "lift", "luggage",
    "home", "building", "bank", "hospital", "school", "hotel", "food",
]  # fmt: skip


class Channel(Named, init=False):
    """Where a touchpoint happens: web, app, shop, phone, bus ...

    Args:
        id: Stable word by which touchpoints name it; made from the name where absent.
        name: What the map shows.
        icon: The icon it carries on the map; found by the words of its name where absent.

    Example:
        >>> Channel(name="Airside", icon="plane").id
        'airside'
    """

    text_field: ClassVar[str] = "name"
    example: ClassVar[str] = "{name: Web}"

    icon: ChannelIcon | None = None
