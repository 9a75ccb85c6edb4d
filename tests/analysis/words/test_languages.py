"""In which language a comment is written, and when nobody can say."""

from __future__ import annotations

import pytest

from journeymap.analysis.words.function_words import OTHERS, STOP_WORDS
from journeymap.analysis.words.languages import (
    LANGUAGES,
    Neighbours,
    check_language,
    find_script,
    guess_language,
)
from journeymap.analysis.words.tokens import split_words
from journeymap.errors import UnknownNameError
from tests.analysis.words.speaking import SAID

OTHER_LANGUAGES = {
    "it": "Il corriere è arrivato in ritardo e non ha suonato",
    "pt": "O entregador chegou atrasado e não foi educado",
    "nl": "De bezorger was te laat en niet vriendelijk",
    "cs": "Kurýr přišel pozdě a nebyl milý",
    "uk": "Доставка була дуже довга і не зручна",
    "bg": "Доставката беше много бавна и не се обадиха",
    "sv": "Leveransen var sen och jag är inte nöjd",
    "tr": "Teslimat çok geç geldi",
    "hu": "A futár nagyon későn érkezett és udvariatlan volt",
    "el": "Ο κούριερ άργησε πολύ",
    "ko": "배송이 너무 늦었어요",
}


@pytest.mark.parametrize("language", SAID)
def test_six_languages_are_told(language: str) -> None:
    said = [text for texts in SAID[language].values() for text in texts]
    found = [guess_language(split_words(text)) for text in said]
    assert set(found) <= {language, "unknown"}
    assert found.count(language) >= 5


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_other_languages_are_not_taken_for_one_of_them(language: str) -> None:
    assert guess_language(split_words(OTHER_LANGUAGES[language])) == "unknown"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("配送が遅いです", "ja"),
        ("快递太慢了", "zh"),
        ("ส่งช้ามาก", "unsplit"),
        ("👍 10/10 !!!", "none"),
        ("", "none"),
        ("Super", "unknown"),
        ("OK 配送了", "zh"),
        ("ok ok ok ok 配", "unknown"),
    ],
)
def test_letters_tell(text: str, language: str) -> None:
    assert guess_language(split_words(text)) == language


def test_a_few_small_words_in_a_long_text_tell_nothing() -> None:
    assert guess_language(["the", "very"]) == "en"
    assert guess_language(["the", "very", *["zzz"] * 40]) == "unknown"
    assert guess_language(["the", "sehr"]) == "unknown"  # both speak as much


def test_neighbours_tell_short_comments() -> None:
    neighbours = Neighbours()
    clear = split_words("Kurier był niegrzeczny")
    for _ in range(9):
        neighbours.add(clear, "pl")
    neighbours.add(["Hm"], "unknown")
    assert neighbours.guess(["Szybko"]) == "unknown"  # nine are too few
    assert neighbours.guess(["niegrzeczny"]) == "unknown"  # one word is no evidence
    assert neighbours.guess(["niegrzeczny", "KURIER"]) == "pl"
    neighbours.add(clear, "pl")
    assert neighbours.guess(["Szybko"]) == "pl"
    assert neighbours.guess(["Быстро"]) == "unknown"
    for _ in range(2):
        neighbours.add(["The", "shop"], "en")
    assert neighbours.guess(["Szybko"]) == "unknown"  # ten of twelve are not nearly all


def test_the_others_at_a_place_tell_short_comments() -> None:
    neighbours = Neighbours()
    for _ in range(8):
        neighbours.add(split_words("The card was refused"), "en", "pay")
    for _ in range(10):
        neighbours.add(split_words("Kurier był niegrzeczny"), "pl", "deliver")
    assert neighbours.guess(["Hm"]) == "unknown"
    assert neighbours.guess(["Hm"], "pay") == "en"  # all others there
    assert neighbours.guess(["Hm"], "deliver") == "pl"
    assert neighbours.guess(["Hm"], "cart") == "unknown"  # nobody else is there
    assert neighbours.guess(["Хм"], "pay") == "unknown"
    for _ in range(4):
        neighbours.add(split_words("Kurier był niegrzeczny"), "pl", "pay")
    assert neighbours.guess(["Hm"], "pay") == "en"  # eight of twelve are two thirds
    neighbours.add(split_words("Kurier był niegrzeczny"), "pl", "pay")
    assert neighbours.guess(["Hm"], "pay") == "unknown"
    assert neighbours.guess(["Card", "hm"], "pay") == "en"  # a word that is said in English
    assert neighbours.guess(["kurier"], "pay") == "pl"
    assert neighbours.guess(["card", "kurier"], "pay") == "unknown"
    neighbours.add(split_words("The shop was nice"), "en")
    assert neighbours.guess(["nice"], "pay") == "unknown"
    neighbours.add(split_words("The man was nice"), "en")
    assert neighbours.guess(["nice"], "pay") == "en"  # said in two comments


def test_a_language_that_nobody_speaks_there_is_not_taken_for_theirs() -> None:
    neighbours = Neighbours()
    for _ in range(20):
        neighbours.add(split_words("Kurier był niegrzeczny"), "pl", "deliver")
        neighbours.add(split_words("The card was refused"), "en", "pay")
    italian = split_words(OTHER_LANGUAGES["it"])
    assert neighbours.guess(italian, "pay") == neighbours.guess(italian, "deliver") == "unknown"
    assert neighbours.guess(["card"], "deliver") == "unknown"  # English, but not spoken there


def test_script() -> None:
    assert find_script(["1", "Żółw"]) == "latin"
    assert find_script(["курьер", "ok"]) == "cyrillic"
    assert find_script(["12"]) == find_script([]) == find_script(["배송"]) == "other"


def test_language_by_code_or_name() -> None:
    assert check_language(" PL ") == check_language("polish") == "pl"
    assert check_language(None) is None
    with pytest.raises(UnknownNameError) as unknown:
        check_language("polsh")
    assert unknown.value.hint == "did you mean 'polish'?"


def test_lists_are_words() -> None:
    assert set(STOP_WORDS) < set(LANGUAGES)
    for words in (*STOP_WORDS.values(), *OTHERS.values()):
        assert len(words) > 20
        assert all(word == word.casefold() and word.isalpha() for word in words)
