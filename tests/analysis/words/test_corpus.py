"""What is counted of the comments of one place."""

from __future__ import annotations

import pytest

from journeymap.analysis.words import corpus as module
from journeymap.analysis.words.candidates import Candidate
from journeymap.analysis.words.corpus import Corpus, PlaceComments, sum_documents, to_key
from journeymap.analysis.words.stems import Stems

ENGLISH = Stems("en")


def test_a_comment_counts_a_word_once() -> None:
    corpus = Corpus()
    corpus.add(["Late", "late", "lates", "the"], ENGLISH, 1.0)
    corpus.add(["late"], ENGLISH, None)
    corpus.add(["shop", "late"], ENGLISH, 4.0)
    assert corpus.comments == 3
    assert corpus.documents == {"late": 3, "shop": 1}
    assert (corpus.mean_score("late"), corpus.mean_score("shop")) == (2.5, 4.0)
    assert corpus.mean_score("other") is None
    assert corpus.find_forms(["late"], ENGLISH) == {"late": ("late", 5)}


@pytest.mark.parametrize(
    ("words", "form"),
    [
        (["Wait", "wait", "waited"], "wait"),  # two spellings of one form come before another form
        (["Wait", "Wait", "wait"], "Wait"),
        (["WAIT", "wait"], "wait"),
        (["waits", "waited"], "waited"),
    ],
)
def test_the_form_that_is_written_most_often(words: list[str], form: str) -> None:
    corpus = Corpus()
    corpus.add(words, ENGLISH, None)
    assert corpus.find_forms(["wait"], ENGLISH)["wait"][0] == form


def test_rare_words_are_forgotten_before_they_fill_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MOST_WORDS", 50)
    corpus = Corpus()
    for i in range(200):
        corpus.add(["late", f"word{i}x"], ENGLISH, 2.0)
    assert corpus.is_pruned
    assert corpus.documents["late"] == 200
    assert corpus.mean_score("late") == 2.0
    assert len(corpus.forms) <= 51
    assert corpus.sums.keys() == corpus.answered.keys() == corpus.documents.keys()


def place(*texts: str, words: int = 5) -> PlaceComments:
    here = PlaceComments()
    for i, text in enumerate(texts):
        here.add(Candidate(text, False, "en", None, i), words, None, None)
    return here


def test_copies_are_of_long_comments() -> None:
    assert place("a", "A", "b", "a").copies == 2
    assert place("a", "a", words=3).copies == 0
    assert place().copies == 0


def test_mean_score_of_a_place() -> None:
    here = place("a")
    assert (here.mean_score, here.answered) == (None, 0)
    here.add(Candidate("b", False, "en", 4.0, 2), 1, 4.0, 4.0)
    assert here.mean_score == pytest.approx(4.0)
    assert (here.comments, here.answered) == (2, 1)


def test_sums_and_keys() -> None:
    one, other = Corpus(documents=Corpus().documents), Corpus()
    one.add(["late"], ENGLISH, None)
    other.add(["late", "shop"], ENGLISH, None)
    assert sum_documents([one, other]) == {"late": 2, "shop": 1}
    assert to_key("Ok") == to_key("OK") != to_key("no")
    assert to_key("\ud800") > 0  # half of a character
