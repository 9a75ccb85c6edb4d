"""Texts of results: English to everybody, and said in any language by a picture."""

from __future__ import annotations

import json
import pickle

from hypothesis import given
from hypothesis import strategies as st

from journeymap.result import to_plain
from journeymap.wording.told import Told, tell, tell_count, tell_id, tell_list, tell_row, tell_start
from journeymap.wording.words import Words

POLISH = Words("pl")


def test_words_in_a_sentence() -> None:
    assert tell_list(["a", "b"]) == "a and b"
    assert tell_list(list("abcdefg")) == "a, b, c, d, e and 2 more"
    assert POLISH.say(tell_list(list("abcdefg"))) == "a, b, c, d, e i 2 inne"


def test_a_hint_is_for_the_terminal() -> None:
    note = tell("Compared by {metric}.", hint="; ask by metric for nps.", metric="csat")
    assert note == "Compared by csat; ask by metric for nps."
    assert Words().say(note) == "Compared by csat."
    assert POLISH.say(note) == "Porównanie: csat."


def test_names_stay_and_numbers_are_written_as_people_write_them() -> None:
    told = tell("goal {goal} {status}", goal="Gate 1.5", status=tell("met"))
    assert POLISH.say(told) == "cel Gate 1.5 osiągnięty"
    assert POLISH.say(tell("{n:,} of {all:,}", n=1204, all=2000)) == "1\u00a0204 z 2\u00a0000"
    assert POLISH.say(tell_count(1204, "only {n} answer", "only {n} answers")).startswith("tylko 1")


def test_an_id_is_said_by_its_name() -> None:
    assert tell_id("csat", "CSAT") == "csat"
    assert Words().say(tell_id("csat", "CSAT")) == "CSAT"


def test_a_told_text_is_a_text_to_programs() -> None:
    told = tell_row([tell("met"), "x"])
    assert json.dumps(to_plain([told])) == '["met, x"]'
    assert type(to_plain(told)) is str
    again = pickle.loads(pickle.dumps(told))
    assert isinstance(again, Told)
    assert POLISH.say(again) == "osiągnięty, x"


@given(st.lists(st.text(), min_size=1, max_size=8))
def test_names_are_never_read_as_templates(names: list[str]) -> None:
    assert Words().say(tell_row(names)) == ", ".join(names)
    assert Words().say(tell_list(names, 9)) == str(tell_list(names, 9))


def test_what_tells_senses_apart_is_not_said() -> None:
    low = tell("low::of a base")
    assert low == "low"
    assert (Words().say(low), POLISH.say(low)) == ("low", "niska")
    told = tell_count(2, "{n} row::of a map", "{n} rows::of a map")
    assert told == Words().say(told) == POLISH.say(told) == "2 rows"
    assert Words().count(1, "{n} row::of a map", "{n} rows::of a map") == "1 row"


def test_a_sentence_begins_with_a_large_letter_in_every_language() -> None:
    told = tell("{said}.", said=tell_start(tell("stop at {names}", names="Pay")))
    assert told == Words().say(told) == "Stop at Pay."
    assert POLISH.say(told)[0].isupper()
