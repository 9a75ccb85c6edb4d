"""Journeys whose words are hard to lay out: names of 1 to 200 letters, in many scripts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from journeymap.model.journey import Journey

WORDS = {
    "latin": "Waiting for the delivery of a parcel",
    "cyrillic": "Подтверждение бронирования и получение билета",
    "polish": "Zażółć gęślą jaźń — potwierdzenie dostawy",
    "greek": "Επιβεβαίωση κράτησης και παραλαβή εισιτηρίου",
    "hebrew": "אישור הזמנה וקבלת כרטיס (12 %) Wi-Fi",
    "arabic": "تأكيد الحجز واستلام التذكرة 24/7",
    "japanese": "オンラインチェックインと座席指定の確認画面",
    "emoji": "🎟️ Ticket 👩‍👩‍👧 kontrola 🇵🇱 ✈️",
    "one word": "Konstantynopolitańczykowianeczka",
}
LENGTHS = (1, 3, 12, 25, 60, 200)
CODES = range(1, 6)


def write(script: str, length: int) -> str:
    """A text of so many letters; of the last script one unbroken word."""
    words = WORDS[script]
    blank = "" if script == "one word" else " "
    return ((words + blank) * (length // len(words) + 1))[:length].strip() or words[0]


def make_hard(script: str, count: int, *, lengths: tuple[int, ...] = LENGTHS) -> Journey:
    """So many touchpoints in stages of five, with all that a map shows, in two waves and areas."""
    chance = random.Random(3)
    touchpoints = [_touchpoint(script, i, lengths, chance) for i in range(count)]
    stages = [
        {
            "id": f"s{i}",
            "name": write(script, lengths[i // 5 % len(lengths)]),
            "question": write(script, 80),
            "goal": "csat >= 3.5",
            "touchpoints": touchpoints[i : i + 5],
        }
        for i in range(0, count, 5)
    ]
    readings = [r for i in range(count) for r in _readings(f"t{i}", write(script, 30), chance)]
    name, persona = (
        write(script, lengths[-1]),
        {"name": write(script, 20), "goal": write(script, 90)},
    )
    data = {"id": "hard", "name": name, "description": write(script, 300), "goal": "csat >= 3.5"}
    return Journey.model_validate(
        {**data, "persona": persona, "stages": stages, "readings": readings}
    )


def _touchpoint(
    script: str, number: int, lengths: tuple[int, ...], chance: random.Random
) -> dict[str, Any]:
    texts = [write(script, chance.choice((12, 90, 250))) for _ in range(chance.randrange(4))]
    return {
        "id": f"t{number}",
        "name": write(script, lengths[number % len(lengths)]),
        "channel": write(script, 25),
        "description": write(script, 150),
        "expects": write(script, 60),
        "moment_of_truth": number % 4 == 0,
        "owner": write(script, 12),
        "pains": [{"says": text, "count": chance.randrange(1, 99)} for text in texts],
        "opportunities": [{"do": text, "effort": "low"} for text in texts[:1]],
        "quotes": [{"says": text, "by": write(script, 12)} for text in texts[:1]],
    }


def _readings(touchpoint: str, area: str, chance: random.Random) -> Iterator[dict[str, Any]]:
    of = {"touchpoint": touchpoint, "metric": "csat"}
    for wave, segment in (
        ("2024", {}),
        ("2025", {}),
        ("2025", {"area": "A"}),
        ("2025", {"area": area}),
    ):
        most = 12 if segment else 90
        if chance.random() < 0.8:
            counts = {code: chance.randrange(1, most) for code in CODES}
            yield {**of, "wave": wave, "segment": segment, "counts": counts}
        elif not segment:
            yield {**of, "wave": wave, "guess": 3.2}
