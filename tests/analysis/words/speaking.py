"""Comments of a shop in six languages, as customers write them, for the tests of words."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import polars as pl

from journeymap.model.journey import Journey

SHOP = Journey(
    name="Shop",
    stages=[
        {"name": "Buy", "touchpoints": ["Cart", "Payment"]},
        {"name": "Receive", "touchpoints": ["Delivery"]},
    ],
)
SAID: Mapping[str, Mapping[str, Sequence[str]]] = {
    "en": {
        "cart": (
            "The basket lost my items again",
            "I could not find the basket",
            "My basket was empty",
        ),
        "payment": (
            "The card was refused twice",
            "My card payment did not go through",
            "Cards are not accepted",
        ),
        "delivery": (
            "The courier was late and rude",
            "Couriers never ring the bell",
            "I waited for the courier all day",
        ),
    },
    "pl": {
        "cart": (
            "Koszyk się opróżnił po zalogowaniu",
            "Nie widać koszyka na telefonie",
            "W koszyku nie ma produktów",
        ),
        "payment": (
            "Karta została odrzucona",
            "Płatność kartą nie przeszła",
            "Nie mogę dodać karty",
        ),
        "delivery": (
            "Kurier był niegrzeczny i spóźniony",
            "Czekałem na kuriera cały dzień",
            "Z kurierem nie ma kontaktu",
        ),
    },
    "ru": {
        "cart": (
            "Корзина пустая после входа",
            "Не нашёл корзину на сайте",
            "В корзине ничего нет",
        ),
        "payment": (
            "Карту не приняли, почему",
            "Оплата картой не прошла",
            "Не могу добавить карты",
        ),
        "delivery": (
            "Доставка очень долгая",
            "Доставку ждал весь день",
            "О доставке никто не сказал",
        ),
    },
    "de": {
        "cart": (
            "Der Warenkorb war nach der Anmeldung leer",
            "Ich finde den Warenkorb nicht",
            "Nichts im Warenkorb",
        ),
        "payment": (
            "Die Karte wurde abgelehnt",
            "Meine Karten werden nicht angenommen",
            "Ich kann die Karte nicht hinzufügen",
        ),
        "delivery": (
            "Der Kurier war zu spät und unfreundlich",
            "Kuriere klingeln nie bei mir",
            "Ich habe auf den Kurier gewartet",
        ),
    },
    "fr": {
        "cart": (
            "Le panier était vide après la connexion",
            "Je ne trouve pas le panier",
            "Mes paniers sont vides",
        ),
        "payment": (
            "La carte a été refusée",
            "Mes cartes ne sont pas acceptées",
            "Je ne peux pas ajouter de carte",
        ),
        "delivery": (
            "Le livreur était très impoli",
            "Les livreurs ne sonnent jamais",
            "Je attends le livreur depuis midi",
        ),
    },
    "es": {
        "cart": (
            "El carrito estaba vacío al entrar",
            "No encuentro el carrito en la página",
            "Los carritos se borran",
        ),
        "payment": (
            "La tarjeta fue rechazada",
            "No aceptan mis tarjetas",
            "No puedo añadir la tarjeta",
        ),
        "delivery": (
            "El repartidor llegó muy tarde",
            "Los repartidores nunca llaman",
            "Esperé al repartidor todo el día",
        ),
    },
}
STEMS = {
    "en": {"cart": "basket", "payment": "card", "delivery": "courier"},
    "pl": {"cart": "koszyk", "payment": "kart", "delivery": "kurier"},
    "ru": {"cart": "корзин", "payment": "карт", "delivery": "доставк"},
    "de": {"cart": "warenkorb", "payment": "kart", "delivery": "kuri"},
    "fr": {"cart": "pani", "payment": "cart", "delivery": "livreur"},
    "es": {"cart": "carrit", "payment": "tarjet", "delivery": "repartidor"},
}
_LIKELY = {"cart": (2, 3, 4), "payment": (1, 2, 5), "delivery": (1, 1, 4)}


def speak(languages: Sequence[str], n: int, *, seed: int = 0, **columns: object) -> pl.DataFrame:
    """A tidy table of so many comments in each of the languages."""
    chance = random.Random(seed)
    rows = []
    for language in languages:
        for _ in range(n):
            touchpoint = chance.choice(list(SAID[language]))
            said = chance.choice(SAID[language][touchpoint]) + chance.choice(("", ".", "!", " :("))
            rows.append((touchpoint, "csat", chance.choice(_LIKELY[touchpoint]), said))
    table = pl.DataFrame(rows, schema=["touchpoint", "metric", "score", "comment"], orient="row")
    return table.with_columns(**{name: pl.lit(value) for name, value in columns.items()})


def tell(**said: Sequence[str]) -> pl.DataFrame:
    """A table of comments by touchpoint."""
    rows = [(touchpoint, text) for touchpoint, texts in said.items() for text in texts]
    schema = {"touchpoint": pl.String, "comment": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")
