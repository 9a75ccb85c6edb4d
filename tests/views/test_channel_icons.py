from __future__ import annotations

import json
from importlib.resources import files

import pytest

from journeymap.model.channels import Channel
from journeymap.model.journey import Journey
from journeymap.picture.icons import icon_names
from journeymap.views.channel_icons import find_channel, find_channel_icon


@pytest.mark.parametrize(
    ("icon", "names"),
    [
        ("web", ["Web", "Online", "Strona WWW", "сайт", "en línea"]),
        ("app", ["App", "Aplikacja", "мобильное приложение", "Mobile banking", "Aplicación"]),
        ("phone", ["Phone", "Telefon", "телефон", "Téléphone", "Teléfono", "Infolinia"]),
        ("shop", ["Store", "Sklep", "магазин", "Filiale", "Magasin", "Tienda"]),
        ("email", ["E-mail", "mail", "Poczta elektroniczna", "Электронная почта", "Courriel"]),
        ("chat", ["Chat", "Czat", "чат", "WhatsApp"]),
        ("post", ["Post", "Poczta", "почта", "Brief", "Courrier", "Direct mail"]),
        ("bus", ["Shuttle bus", "Autobus", "автобус", "Autobús"]),
        ("train", ["AirTrain", "Pociąg", "поезд", "Straßenbahn", "TREN"]),
        ("agent", ["Call centre", "Biuro obsługi", "оператор", "Kundendienst"]),
        ("bank", ["Bank", "банк", "Banque"]),
        ("cash", ["Bankomat", "ATM", "банкомат"]),
        ("hospital", ["Szpital", "больница", "Hôpital"]),
        ("other", ["店舗", "Business", "apparel", "Ład", "?"]),
    ],
)
def test_words_of_a_name_find_the_icon(icon: str, names: list[str]) -> None:
    assert [find_channel_icon(Channel(id="x", name=name)) for name in names] == [icon] * len(names)


def test_its_own_icon_comes_first() -> None:
    assert find_channel_icon(Channel(name="Bus", icon="ticket")) == "ticket"


def test_every_icon_with_words_is_there() -> None:
    text = (files("journeymap") / "views" / "channel_words.json").read_text(encoding="utf-8")
    table: dict[str, list[str]] = json.loads(text)
    assert set(table) <= set(icon_names())
    words = [word for found in table.values() for word in found]
    assert sorted(words) == sorted(set(words))
    assert all(word == word.lower() and word.strip() for word in words)


def test_channel_of_a_touchpoint_by_id_by_name_or_made() -> None:
    known = Journey(
        name="Shop",
        channels=[{"id": "call", "name": "Customer care", "icon": "phone"}],
        stages=[{"name": "Buy", "touchpoints": [{"name": "Help", "channel": "Call"}, "Pay"]}],
    )
    help_, pay = known.touchpoints
    assert find_channel(known, help_) == known.channels[0]
    assert find_channel(known, pay) is None
    bare = known.replace(channels=())
    assert find_channel(bare, help_) == Channel(id="call", name="Call")
