"""A user's lexicon: where it comes from, what it refuses, how it scores."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeymap.analysis.words.lexicon import Lexicon, Scoring, note_unmatched, to_lexicon
from journeymap.analysis.words.stems import Stems
from journeymap.errors import AnswersError, InputError


def test_mapping_for_any_and_for_one_language() -> None:
    lexicon = to_lexicon({"Late": -1, "pl": {"szybko": 2, "źle": -2}})
    assert lexicon.words == {"": {"late": -1.0}, "pl": {"szybko": 2.0, "źle": -2.0}}
    assert len(lexicon) == 3
    assert to_lexicon(lexicon) is lexicon
    only = to_lexicon({"polish": {"szybko": 2}})
    assert (only.covers("pl"), only.covers("en"), Lexicon().covers("pl")) == (True, False, False)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("l.csv", "word,score,language\nlate,-1,\nszybko,2,pl\n,5,\n"),
        ("l.tsv", "word\tscore\tlanguage\nlate\t-1\t\nszybko\t2\tpolish\n"),
        ("l.yaml", "late: -1\npl: {szybko: 2}\n"),
        ("l.json", '{"late": -1, "pl": {"szybko": 2}}'),
    ],
)
def test_files(name: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert to_lexicon(path).words == {"": {"late": -1.0}, "pl": {"szybko": 2.0}}


NO_LEXICON = {
    "late: x\n": (
        "l.yaml:1: late: not a score 'x'; a score is a number from -1000 to 1000, such as -1 or 0.5"
    ),
    "a1: 1\npl: {late: }\n": "l.yaml:2: late: not a score 'nothing'; a score is a number",
    "- late\n": "l.yaml: there is no lexicon in this file; write a word and its score on each line",
    'word,score\nlate,"1,5"\n': "l.csv:2: late: not a score '1,5'; write 1.5, or declare",
    "word,score\nlate,inf\n": "l.csv:2: late: not a score 'inf'",
    "word,score\nbad,1000\nlate,1000.5\n": "l.csv:3: late: not a score '1000.5'",
    "bad: -1000\nlate: -1e4\n": "l.yaml:2: late: not a score '-1e4'",
    "word,score\nlate,-1\n,9\n\nlate,-1\nLATE,2\n": (
        "l.csv:6: LATE: a second score for this word, '2'; the first in line 2 is -1; keep one"
    ),
    "late: -1\nLate: 1\n": (
        "l.yaml:2: Late: a second score for this word, '1'; the first in line 1 is -1; keep one"
    ),
    "word,score,language\nlate,1,xx\n": "l.csv:2: late: no language 'xx'; write a code such as en;",
    "word,points\nlate,1\n": (
        "l.csv:1: no column 'score'; a lexicon has the columns word, score and, where it knows "
        "several, language"
    ),
    "word,score\nvery bad,1\n": (
        "l.csv: the lexicon is empty; write words and their scores, such as late: -1"
    ),
}


@pytest.mark.parametrize("text", NO_LEXICON)
def test_what_is_no_lexicon(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = NO_LEXICON[text]
    name = said.partition(":")[0]
    Path(name).write_text(text, encoding="utf-8")
    with pytest.raises((InputError, AnswersError)) as refused:
        to_lexicon(name)
    assert str(refused.value).startswith(said)


@pytest.mark.parametrize("score", [True, None, float("nan"), float("inf"), 1001, -1000.5, [1]])
def test_no_score_in_python(score: object) -> None:
    with pytest.raises(InputError):
        to_lexicon({"late": score})


def test_entries_of_several_words_are_told() -> None:
    words = {f"very {i}x": 1 for i in range(5)}
    told = list(note_unmatched(to_lexicon({**words, "late": -1})))
    assert told == [
        "Entries of the lexicon that are no single word are never found: 'very 0x', 'very 1x', "
        "'very 2x' and 2 more."
    ]
    assert list(note_unmatched(to_lexicon({"late": -1}))) == []


def test_score_is_the_mean_over_the_words_found() -> None:
    scoring = Scoring(to_lexicon({"late": -1, "rude": -3, "good": 2}), Stems("en"))
    assert scoring.score(["Late", "and", "RUDE"]) == -2
    assert scoring.score(["the", "shop"]) is None
    assert scoring.score([]) is None


def test_forms_are_found_by_their_stem() -> None:
    scoring = Scoring(to_lexicon({"pl": {"kurier": 1, "zły": -1, "nie": -5}}), Stems("pl"))
    assert scoring.score(["Kurierem"]) == 1
    assert scoring.score(["nie"]) == -5  # small words count where the user scores them
    assert Scoring(to_lexicon({"pl": {"kurier": 1}}), Stems("ru")).score(["kurier"]) is None


def test_forms_with_opposite_scores_are_found_only_as_written() -> None:
    scoring = Scoring(to_lexicon({"care": 1, "cares": -1, "wait": -1, "waits": -3}), Stems("en"))
    assert scoring.score(["care"]) == 1
    assert scoring.score(["caring"]) is None
    assert scoring.score(["waiting"]) == -2
    assert scoring.score(["waits"]) == -3
