from __future__ import annotations

from journeymap.starting.guesses import Guess
from journeymap.starting.guessing import guess_columns
from journeymap.starting.looking import Look


def column(name: str, *values: object, each: int = 20, rows: int | None = None) -> Look:
    n = each * len(values)
    return Look(name, None, {str(v): each for v in values}, rows or n, n, len(values))


def kinds(*looks: Look) -> dict[str, str]:
    return {guess.column: guess.kind for guess in guess_columns(looks, {})}


def one(look: Look) -> Guess:
    return guess_columns([look], {})[0]


def test_kinds_of_columns() -> None:
    ids = Look("Customer ID", None, {f"c{i}": 1 for i in range(50)}, 50, 50, 50)
    found = kinds(
        ids,
        column("cart", 1, 2, 3, 4, 5),
        column("nps", *range(11)),
        column("solved", 0, 1),
        column("weight", 0.5, 1.25),
        column("area", "A", "B"),
        column("age", *range(18, 80)),
        column("minutes", 1.5, 2.25),
        column("gate", 1, 2),
        Look("empty", None, {}, 50, 0, 0),
    )
    assert list(found.values()) == [
        "id", "rating", "likely", "yes_no", "weight", "choice", "number", "number", "code",
        "blank",
    ]  # fmt: skip


def test_a_guess_is_said_in_words() -> None:
    assert one(column("cart", 0, 1, 2, 3, 4, 5, 6)).says == (
        "rating 1 to 5, 5 best; 0 and 6 mean no answer"
    )
    assert one(column("cart", 1, 2, 3, 4, 5, "Don't know")).missing == ("Don't know",)
    assert one(column("net promoter", *range(11))).says == "0 to 10, how likely customers recommend"
    assert one(column("grade", *range(11))).kind == "rating"
    assert one(column("strata", 1, 2, 3)).says == "codes 1, 2, 3: a scale, or kinds of something?"
    assert one(column("rating of food", 1, 2, 3)).kind == "rating"


def test_a_weight_or_id_with_gaps_is_not_used() -> None:
    assert not one(column("weight", 0.5, 1.5, rows=99)).is_usable
    assert one(column("weight", 0, 1.5)).kind == "number"
    ids = Look("respondent_id", None, {"a": 1, "b": 1}, 3, 2, 2)
    assert (one(ids).is_usable, one(ids).says) == (False, "who answered, but blank in some rows")


def test_a_battery_shares_its_scale() -> None:
    six = guess_columns([column("Q7A", *range(7)), column("Q7B", *range(1, 7))], {})
    assert [(g.scale, g.missing) for g in six] == [((1, 5), ("0", "6")), ((1, 5), ("6",))]
    assert one(column("Q7B", *range(1, 7))).scale is None


def test_of_two_who_answered_the_one_taken_is_told() -> None:
    ids = {str(i): 1 for i in range(9)}
    gap = Look("uuid", None, dict([*ids.items()][:8]), 9, 8, 8)
    both = [Look(name, None, ids, 9, 9, 9) for name in ("customer_id", "response_id")]
    assert [guess.says for guess in guess_columns([gap, *both], {})] == [
        "who answered, but blank in some rows",
        "who answered",
        "who answered; not taken",
    ]


def test_one_code_in_nearly_all_rows_is_no_rating() -> None:
    def lopsided(name: str, first: int = 96) -> Look:
        return Look(name, None, {"1": first, "2": 100 - first, "3": 1, "4": 1, "5": 1}, 103, 103, 5)

    pet = one(lopsided("Q18PET"))
    assert pet.says == "codes 1, 2, 3, 4, 5: a scale, or kinds of something?"
    assert one(lopsided("Q18PET", 80)).kind == "rating"
    assert one(lopsided("Q18 how satisfied")).kind == "rating"
    battery = column("Q18FOOD", 1, 2, 3, 4, 5)
    assert kinds(lopsided("Q18PET"), battery)["Q18PET"] == "rating"


def test_a_lone_scale_among_many_others_is_a_code() -> None:
    battery = [column(f"Q{i}", 1, 2, 3, 4, 5) for i in range(5)]
    assert kinds(*battery, column("day", *range(1, 8)))["day"] == "code"
    assert kinds(*battery, column("ease score", *range(1, 8)))["ease score"] == "rating"
    assert kinds(column("day", *range(1, 8)))["day"] == "rating"
