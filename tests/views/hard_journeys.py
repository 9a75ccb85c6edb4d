"""Journeys whose words are hard to fit: many scripts, 1 to 200 characters, 3 to 300 touchpoints."""

from __future__ import annotations

import random
from typing import Any

from journeymap.demo import load_demo
from journeymap.model.journey import Journey
from tests.mermaid_maps import load_maps

_KANA = "".join(map(chr, range(0x3042, 0x3094)))
SCRIPTS: dict[str, tuple[str, str]] = {  # letters, and the language that the journey is in
    "latin": ("abcdefghijklmnopqrstuvwxyzABCDEFGHWMQ", "en"),
    "polish": ("aąbcćdeęfghijklłmnńoóprsśtuwyzźżŁŻŚ", "pl"),
    "cyrillic": ("абвгдеёжзийклмнопрстуфхцчшщъыьэюяЖШЩЮ", "ru"),
    "greek": ("αβγδεζηθικλμνξοπρστυφχψωάέήίόύώΩΔΨ", "el"),
    "hebrew": ("אבגדהוזחטיכלמנסעפצקרשתםןףץ", "he"),
    "arabic": ("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "ar"),
    "japanese": (f"{_KANA}支払確認配送問合返品返金画面店舗会員登録入力完了", "ja"),
}
EMOJI = ("🛒", "✅", "❤️", "👍🏽", "👩‍💻", "👨‍👩‍👧‍👦", "🇵🇱", "☎️", "😴", "✈️")
CHANNELS = ("web", "app", "phone", "store", "email")
LENGTHS = (1, 2, 5, 12, 19, 28, 45, 80, 140, 200)


def make_name(script: str, length: int, chance: random.Random) -> str:
    """A name of so many characters: words where the script has them, now and then an emoji."""
    letters = SCRIPTS[script][0]
    name = ""
    while len(name) < length:
        word = "".join(
            chance.choice(letters) for _ in range(chance.choice((2, 4, 7, 9, 13, 27, 90)))
        )
        gap = "" if script == "japanese" else " "
        name += chance.choice((word, word, word, chance.choice(EMOJI))) + gap
    # a name that the cut left bare or that ends in a blank gets a letter instead
    cut = name[: length - 1] + letters[0] if length > 1 else chance.choice(letters)
    return cut if cut.strip() else letters[0] * length


def make_journey(script: str, touchpoints: int, *, seed: int = 0) -> Journey:
    """A journey with everything that a picture may show, in one script."""
    chance = random.Random(f"{script}-{touchpoints}-{seed}")

    def say(*lengths: int) -> str:
        return make_name(script, chance.choice(lengths or LENGTHS), chance)

    places = [_touchpoint(i, chance, say) for i in range(touchpoints)]
    size = 3 if touchpoints < 20 else 10
    stages = [
        {
            "id": f"s{i}",
            "name": say(),
            "question": say(),
            "goal": ["csat >= 3.5", "nps >= 10"][: 1 + i % 2],
            "touchpoints": places[i : i + size],
        }
        for i in range(0, touchpoints, size)
    ]
    readings = [found for place in places for found in _readings(place["id"], chance)]
    if touchpoints > 3:
        readings += _areas(places, chance)
    data: dict[str, Any] = {"id": "journey"}
    data |= {"name": say(), "description": say(), "language": SCRIPTS[script][1]}
    persona = {"name": say(), "goal": say(), "description": say()}
    if seed or touchpoints > 3:
        data["transitions"] = _transitions(touchpoints, chance)
    return Journey.model_validate(
        {**data, "persona": persona, "stages": stages, "readings": readings}
    )


def _touchpoint(number: int, chance: random.Random, say: Any) -> dict[str, Any]:
    more: dict[str, Any] = {
        "description": say(),
        "expects": say(),
        "emotion": {"name": say(1, 9, 30), "valence": chance.randint(-2, 2)},
        "frontstage": [say()],
        "backstage": [say()],
        "systems": [say(2, 9, 30)],
        "quotes": [{"says": say(), "by": say(2, 9, 30)}],
        "pains": [{"says": say(), "count": chance.randrange(1, 5000)}],
        "opportunities": [{"do": say(), "owner": say(2, 9, 30), "effort": "high"}],
        "owner": say(2, 9, 30),
        "moment_of_truth": True,
        "importance": chance.randint(1, 10),
    }
    kept = {key: value for key, value in more.items() if chance.random() < 0.4}
    channel = chance.choice((*CHANNELS, say(2, 9, 30)))
    return {"id": f"t{number}", "name": say(), "channel": channel, **kept}


def _transitions(touchpoints: int, chance: random.Random) -> list[dict[str, Any]]:
    """From each on to the next, and now and then back or far ahead."""
    ways = {(i, i + 1) for i in range(touchpoints - 1)}
    ways |= {
        (chance.randrange(touchpoints), chance.randrange(touchpoints))
        for _ in range(touchpoints // 3)
    }
    return [
        {"from": f"t{i}", "to": f"t{k}", "count": chance.randrange(1, 20_000)}
        for i, k in sorted(ways)
    ]


def _readings(touchpoint: str, chance: random.Random) -> list[dict[str, Any]]:
    of = {"touchpoint": touchpoint, "metric": "csat"}
    found: list[dict[str, Any]] = []
    for wave in ("2025", "2026"):
        kind = chance.random()
        if kind < 0.6:
            counts = {code: chance.randrange(1, 200) for code in range(1, 6)}
            found.append({**of, "wave": wave, "counts": counts})
        elif kind < 0.7:
            found.append({**of, "wave": wave, "guess": 3.1})
        elif kind < 0.8:
            found.append({**of, "wave": wave, "counts": {2: 3, 3: 4}})
    if chance.random() < 0.4:
        value = chance.randrange(-60, 60)
        found.append({"touchpoint": touchpoint, "metric": "nps", "value": value, "n": 50})
    return found


def _areas(places: list[dict[str, Any]], chance: random.Random) -> list[dict[str, Any]]:
    """Readings of two areas, one with a long name, at every second touchpoint."""
    return [
        {
            "touchpoint": place["id"], "metric": "csat", "wave": "2026",
            "segment": {"area": area},
            "counts": {code: chance.randrange(1, 20) for code in range(1, 6)},
        }
        for place in places[::2]
        for area in ("A", "Very far away from everything")
    ]  # fmt: skip


def make_small() -> dict[str, Journey]:
    """The demo, the maps of others, and in every script 3 touchpoints, twice."""
    own = {
        f"{script}-3{'ab'[seed]}": make_journey(script, 3, seed=seed)
        for script in SCRIPTS
        for seed in (0, 1)
    }
    return {"demo": load_demo(), **own, **load_maps()}


def make_middle() -> dict[str, Journey]:
    """In every script 60 touchpoints."""
    return {f"{script}-60": make_journey(script, 60) for script in SCRIPTS}


def make_few() -> dict[str, Journey]:
    """60 touchpoints in three scripts: a plain one, one without blanks, one from right to left."""
    return {f"{script}-60": make_journey(script, 60) for script in ("latin", "japanese", "arabic")}


def make_one() -> dict[str, Journey]:
    """60 touchpoints in the script that is most work, for what is divided into a hundred pages."""
    return {"arabic-60": make_journey("arabic", 60)}


def make_large() -> dict[str, Journey]:
    """300 touchpoints."""
    return {"polish-300": make_journey("polish", 300)}
