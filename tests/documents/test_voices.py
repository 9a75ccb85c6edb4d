"""Quotes and pains as a table."""

from __future__ import annotations

from journeymap.documents.voices import gather_voices
from journeymap.model.journey import Journey


def test_pains_stand_by_how_many_have_them() -> None:
    touchpoint = {
        "name": "Pay",
        "quotes": [{"says": "I gave up", "by": "Ann"}],
        "pains": ["Dull", {"says": "Slow", "count": 9}, {"says": "Dear", "count": 41}],
    }
    stages = [{"name": "Buy", "touchpoints": [touchpoint, "Cart"]}]
    found = gather_voices(Journey.model_validate({"name": "Shop", "stages": stages}))
    assert [(row.kind, row.says, row.count) for row in found.rows] == [
        ("quote", "I gave up", None), ("pain", "Dear", 41), ("pain", "Slow", 9),
        ("pain", "Dull", None),
    ]  # fmt: skip
    assert str(found).splitlines()[1].split() == ["Pay", "quote", "I", "gave", "up", "Ann", "–"]
