"""What customers say at one touchpoint more than elsewhere: from a table to a result."""

from __future__ import annotations

import json
import math
import random
import tracemalloc
from typing import Any

import polars as pl
import pytest

import journeymap as jm
from journeymap.analysis.words.finding import find_words
from journeymap.analysis.words.table import Words
from journeymap.errors import UnknownNameError
from journeymap.model.sources import Source
from tests.analysis.words.speaking import SAID, SHOP, STEMS, speak, tell

PERSONAL = (
    "Quotes are what customers wrote, word for word: names and numbers in them are not taken out, "
    "so read them before you share them."
)
HOSTILE = [
    "<script>alert(1)</script> <b>bad</b>", "\x1b[31mred\x1b[0m alert", "\u202eevil\u202c text",
    "=1+1", "+cmd|' /C calc'!A0 now", "a" * 1_000_000, "word " * 200_000, "👨‍👩‍👧 great 👍🏽",
    "x\u0302y\u0302 marks", "\x00nul", "   ", "", "NA", "12345", "配送が遅い", "ส่งช้ามาก",
    "note: fake", "🇵🇱" * 400, "<" * 20_000, "@" * 20_000, "::error:: x", "two\nlines\r\nhere",
]  # fmt: skip


def stems(result: Words, language: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in result.rows:
        if row.language == language:
            found.setdefault(str(row.touchpoint), set()).add(row.stem)
    return found


@pytest.mark.parametrize("language", SAID)
def test_typical_words_in_each_language(language: str) -> None:
    result = find_words(SHOP, speak([language], 150), top=1)
    assert set(result.languages) == {language}
    found = {row.touchpoint: row.stem for row in result.rows}
    assert found == STEMS[language]
    assert {row.kind for row in result.rows} == {"typical"}
    given = find_words(SHOP, speak([language], 150), top=1, language=language)
    assert given.rows == result.rows


def test_six_languages_in_one_table() -> None:
    table = speak(list(SAID), 120).sample(fraction=1.0, shuffle=True, seed=1)
    result = find_words(SHOP, table, top=30)
    assert sum(result.languages.values()) == 720
    assert (
        result.languages.get("unknown", 0) <= 36
    )  # "No aceptan mis tarjetas" has no word of its own
    for language in SAID:
        found = stems(result, language)
        for touchpoint, stem in STEMS[language].items():
            assert stem in found[touchpoint]
            assert all(stem not in found[other] for other in found if other != touchpoint)


def test_figures_of_a_row() -> None:
    table = pl.DataFrame(
        {
            "touchpoint": ["cart"] * 20 + ["delivery"] * 30,
            "metric": "csat",
            "score": [5] * 20 + [1, 2] * 10 + [4] * 10,
            "comment": ["The basket is nice"] * 20
            + ["The courier, the COURIER is late"] * 20
            + ["It is all nice"] * 10,
        }
    )
    row = next(r for r in find_words(SHOP, table).rows if r.stem == "courier")
    assert (row.scope, row.touchpoint, row.stage, row.name) == (
        "touchpoint", "delivery", "receive", "Delivery",
    )  # fmt: skip
    assert (row.word, row.language, row.kind, row.base) == (
        "courier",
        "en",
        "typical",
        "indicative",
    )
    assert (row.count, row.documents, row.comments) == (40, 20, 30)
    assert row.share == pytest.approx(2 / 3)
    assert (row.score_mean, row.metric, row.shown) == (1.5, "csat", "1.50")
    assert row.score_all == pytest.approx(70 / 30)
    assert row.z is not None
    assert row.z > 1.96
    assert row.p == pytest.approx(math.comb(30, 20) / math.comb(50, 20), rel=1e-9)  # all 20 here
    assert (row.p or 0) <= (row.p_adjusted or 0) <= 0.05


def test_scores_of_nps_are_its_points() -> None:
    table = speak(["en"], 100).with_columns(metric=pl.lit("nps"), score=pl.lit(3))
    result = find_words(SHOP, table, top=1)
    assert {(row.score_mean, row.shown) for row in result.rows} == {(-100.0, "-100")}
    assert {quote.kind for quote in result.quotes} == {"typical"}  # all answers are alike
    assert {quote.score for quote in result.quotes} == {3.0}


def test_quotes_are_worst_best_and_typical() -> None:
    table = pl.DataFrame(
        {
            "touchpoint": ["cart"] * 15 + ["delivery"] * 15,
            "metric": "csat",
            "score": [3] * 13 + [1, 5] + [3] * 15,
            "comment": [f"The basket was empty {i}" for i in range(13)]
            + ["Never again, I am done", "Lovely and very quick"]
            + [f"The courier was late {i}" for i in range(15)],
        }
    )
    result = find_words(SHOP, table)
    cart = {quote.kind: quote for quote in result.quotes if quote.touchpoint == "cart"}
    assert (cart["worst"].text, cart["worst"].score, cart["worst"].row) == (
        "Never again, I am done", 1.0, 14,
    )  # fmt: skip
    assert (cart["best"].text, cart["best"].score) == ("Lovely and very quick", 5.0)
    assert cart["typical"].text.startswith("The basket was empty")
    assert PERSONAL in result.notes
    effort = table.with_columns(metric=pl.lit("ces_effort"))
    turned = {q.kind: q.text for q in find_words(SHOP, effort).quotes if q.touchpoint == "cart"}
    assert turned["worst"] == "Lovely and very quick"  # much effort is bad
    several = find_words(SHOP, table, quotes=3).quotes
    assert len({(quote.touchpoint, quote.text) for quote in several}) == len(several)
    none = find_words(SHOP, table, quotes=0)
    assert none.quotes == ()
    assert PERSONAL not in none.notes


def test_too_few_comments() -> None:
    result = find_words(
        SHOP, tell(cart=["The basket was lost"] * 9, payment=["The card was refused"] * 9)
    )
    assert result.rows == ()
    assert {place.status for place in result.places} == {"too_few"}
    assert result.headline() == "18 comments on 2 places, none of them with words of its own."
    assert (
        result.notes[0] == "Fewer than 10 comments, so no words are told: Cart (9) and Payment (9)."
    )


def test_one_place_alone_is_only_counted() -> None:
    result = find_words(SHOP, tell(cart=["The basket was lost"] * 9 + ["Baskets are nice"] * 3))
    assert [(r.word, r.documents, r.kind, r.z, r.p_adjusted) for r in result.rows] == [
        ("basket", 12, "frequent", None, None),
        ("lost", 9, "frequent", None, None),
        ("nice", 3, "frequent", None, None),
    ]
    assert result.notes[0] == (
        "Nothing to compare with, so words are only counted, not typical: Cart (12)."
    )
    assert "–" in str(result)


@pytest.mark.parametrize(
    ("texts", "headline"),
    [
        ([], "No comments."),
        (["", "  ", "NA", None], "No comments."),
        (["👍"], "1 comment on 1 place, none of them with words of its own."),
    ],
)
def test_nothing_to_read(texts: list[Any], headline: str) -> None:
    table = pl.DataFrame(
        {"touchpoint": ["cart"] * len(texts), "comment": texts},
        schema={"touchpoint": pl.String, "comment": pl.String},
    )
    result = find_words(SHOP, table)
    assert (result.headline(), result.rows, result.quotes) == (headline, (), ())


def test_copies_are_told() -> None:
    result = find_words(
        SHOP, tell(cart=["The basket was lost"] * 30, payment=["My card is new"] * 5)
    )
    assert (
        "29 of 30 comments on Cart repeat another word for word; each is counted." in result.notes
    )
    assert not any("on Payment repeat" in note for note in result.notes)


def test_hostile_comments() -> None:
    table = tell(cart=[*HOSTILE, *HOSTILE], payment=HOSTILE)
    result = find_words(SHOP, table, quotes=50, lexicon={"bad": -1})
    shown = str(result)
    assert not any(mark in shown for mark in ("\x1b", "\u202e", "\x00", "\r"))
    assert "<script>" not in result._repr_html_()
    told = json.loads(json.dumps(result.to_dict(), allow_nan=False))
    assert max(len(quote["text"]) for quote in told["quotes"]) <= 500
    assert sum(quote["shortened"] for quote in told["quotes"]) >= 3
    assert "Read up to their first 20,000 characters: 6 comments." in result.notes
    assert result.languages["unsplit"] == 3
    assert "In a script without blanks, so no words can be told apart: 3 comments." in result.notes


def test_tables_fit_a_hundred_columns() -> None:
    result = find_words(SHOP, speak(list(SAID), 40), lexicon={"late": -1})
    table = str(result).partition("\nnote: ")[0]
    assert max(map(len, table.splitlines())) <= 100


def test_no_sentiment_without_a_lexicon() -> None:
    table = pl.concat([speak(["en"], 90), speak(["pl"], 90)])
    assert find_words(SHOP, table).sentiment == ()
    result = find_words(SHOP, table, lexicon={"en": {"late": -1, "refused": -2}})
    assert result.settings["lexicon"] == 2
    found = {(row.touchpoint, row.language): row for row in result.sentiment}
    english, polish = found["delivery", "en"], found["delivery", "pl"]
    assert english.sentiment == -1.0
    assert 0 < english.coverage == english.covered / english.comments < 1
    assert (polish.sentiment, polish.covered) == (None, 0)
    assert polish.reason == "no lexicon for this language"
    assert found["cart", "en"].reason == "no comment holds a word of the lexicon"
    assert found["cart", "en"].sentiment is None
    assert "no lexicon for this language" in str(result)


def test_sentiment_is_the_mean_over_comments_that_hold_a_word() -> None:
    table = tell(cart=["late and rude", "good", "nothing of it", "late"])
    result = find_words(SHOP, table, language="en", lexicon={"late": -1, "rude": -3, "good": 2})
    (row,) = result.sentiment
    assert (row.covered, row.comments, row.coverage) == (3, 4, 0.75)
    assert row.sentiment == pytest.approx((-2 + 2 - 1) / 3)


def test_one_touchpoint_is_compared_with_all_others() -> None:
    whole = find_words(SHOP, speak(["en"], 150))
    part = find_words(SHOP, speak(["en"], 150), touchpoint="delivery")
    assert part.rows == tuple(row for row in whole.rows if row.touchpoint == "delivery")
    assert {quote.touchpoint for quote in part.quotes} == {"delivery"}
    assert part.settings["touchpoint"] == "delivery"


def test_stop_words_leave_out_all_forms() -> None:
    result = find_words(SHOP, speak(["en"], 150), stop_words=["BASKETS", "cards"])
    assert not {"basket", "card"} & {row.stem for row in result.rows}
    assert find_words(SHOP, speak(["en"], 150), stop_words="basket").settings["stop_words"] == (
        "basket",
    )


def test_latest_wave_is_told_and_the_others_are_counted() -> None:
    table = pl.concat([speak(["en"], 90, wave="2016"), speak(["pl"], 60, wave="2015")])
    result = find_words(SHOP, table)
    assert (result.settings["wave"], dict(result.languages)) == ("2016", {"en": 90})
    assert "Comments of other waves or segments, not counted: 60." in result.notes
    assert dict(find_words(SHOP, table, wave="2015").languages) == {"pl": 60}
    assert find_words(SHOP, table.reverse()).rows == result.rows


def test_stages_and_the_whole_journey_have_comments_too() -> None:
    table = pl.DataFrame(
        {
            "q": [3] * 24, "buying": ["The basket was lost"] * 24,
            "all": ["My friends are happy with it"] * 24,
        }
    )  # fmt: skip
    source = Source(
        questions={"q": {"stage": "buy", "metric": "csat"}},
        comments={"buying": {"stage": "buy"}, "all": {"scope": "journey"}},
    )
    result = find_words(SHOP, table, source, top=1)
    assert [(r.scope, r.touchpoint, r.stage, r.name, r.score_mean) for r in result.rows] == [
        ("journey", None, None, "whole journey", None),
        ("stage", None, "buy", "Buy", 3.0),
    ]


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ({"top": 0}, "top must be a whole number of at least 1, got 0"),
        ({"quotes": -1}, "quotes must be a whole number of at least 0, got -1"),
        ({"min_count": 0}, "min_count must be a whole number of at least 1, got 0"),
        ({"q": 1}, "q must lie between 0 and 1, neither of them, got 1"),
    ],
)
def test_settings_that_cannot_be_meant(setting: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        find_words(SHOP, tell(cart=["a"]), **setting)


@pytest.mark.parametrize("asked", [{"touchpoint": "crt"}, {"language": "klingon"}])
def test_names_that_are_not_there(asked: dict[str, Any]) -> None:
    with pytest.raises(UnknownNameError):
        find_words(SHOP, tell(cart=["a"]), **asked)


def test_no_small_words_of_a_language_without_a_list() -> None:
    result = find_words(SHOP, tell(cart=["una consegna"] * 3), language="italian")
    assert "No small words of it are built in; leave them out by stop words." in result.notes


def test_order_of_rows_changes_nothing() -> None:
    table = speak(["en", "pl"], 100)
    one, other = find_words(SHOP, table), find_words(SHOP, table.reverse())
    assert one.rows == other.rows
    assert [q.text for q in one.quotes] == [q.text for q in other.quotes]


def test_random_splits_find_nothing() -> None:
    chance = random.Random(2)
    texts = speak(["en"], 600, seed=5)["comment"].to_list()
    found = 0
    for _ in range(10):
        chance.shuffle(texts)
        result = find_words(SHOP, tell(cart=texts[:100], payment=texts[100:]), quotes=0)
        found += sum(row.kind == "typical" for row in result.rows)
    assert found == 0


def test_memory_does_not_grow_with_the_comments() -> None:
    def peak(n: int) -> int:
        table = speak(["en"], n)
        tracemalloc.start()
        find_words(SHOP, table, language="en")
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    peak(100)  # what is loaded once
    assert peak(3_000) < peak(1_000) + 2_000_000


def test_names_are_public() -> None:
    names = ("Words", "WordRow", "PlaceWords", "Quote", "Sentiment", "find_words")
    assert set(names) < set(jm.__all__)
