from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from journeymap.picture.blocks import EMPTY
from journeymap.picture.marks import Group, Text
from journeymap.views.facts import Facts
from journeymap.views.journey_map.legend import show_notes, show_signs

Build = Callable[..., Facts]
Reading = Mapping[str, Any]
GOOD: Reading = {"metric": "csat", "counts": {5: 90}}
GOAL = "goal line: the touchpoint’s own goal, or its stage’s"
BAD: Reading = {"metric": "csat", "counts": {1: 90}}


def make(build: Build, *readings: Reading, **more: Any) -> Facts:
    names = [f"t{i}" for i in range(len(readings))]
    found = [{"touchpoint": n, **r} for n, r in zip(names, readings, strict=True) if r]
    goal = {"goal": more.pop("goal")} if "goal" in more else {}
    return build([{"name": "Buy", "touchpoints": names, **goal}], found, **more)


def signs(facts: Facts) -> list[str]:
    marks = show_signs(facts, 0, 1500).marks
    texts = [mark for mark in marks if isinstance(mark, Text)]
    return [text.text for text in texts if text.y == texts[0].y]


def remarks(facts: Facts) -> str:
    (group,) = [mark for mark in show_notes(facts, 0, 1500).marks if isinstance(mark, Group)]
    told = " ".join(mark.text for mark in group.marks if isinstance(mark, Text))
    assert group.title == told
    return told


@pytest.mark.parametrize(
    ("readings", "goal", "expected"),
    [
        ([GOOD, BAD], None, ["measured, no goal line", "95 % interval", "clearly the weakest"]),
        (
            [GOOD, BAD],
            "csat >= 4",
            [
                "reaches the goal line",
                "misses the goal line",
                "95 % interval",
                GOAL,
                "clearly the weakest",
            ],
        ),
        ([{"metric": "csat", "guess": 3}], None, ["guess, not measured"]),
        (
            [{"metric": "csat", "value": 3}],
            None,
            ["measured, no goal line", "hollow: interval unknown"],
        ),
        (
            [{"metric": "csat", "counts": {5: 40, 4: 30, 3: 30}}],
            "csat >= 4",
            ["may reach it or not", "95 % interval", GOAL],
        ),
    ],
)
def test_only_signs_that_are_used_are_explained(
    build: Build, readings: list[Reading], goal: str | None, expected: list[str]
) -> None:
    assert signs(make(build, *readings, **({"goal": goal} if goal else {}))) == expected


def test_signs_go_on_in_a_second_row(build: Build) -> None:
    facts = make(build, GOOD, BAD, {"metric": "csat", "guess": 3}, goal="csat >= 4")
    words = {"reaches the goal line", "misses the goal line", "guess, not measured", GOAL}
    texts = [m for m in show_signs(facts, 0, 440).marks if isinstance(m, Text) and m.text in words]
    assert len({text.y for text in texts}) > 1
    assert max(text.x for text in texts) < 440


def test_notes_and_sources_are_told(build: Build) -> None:
    sources = [{**GOOD, "source": f"file{i}.csv"} for i in (3, 1, 2, 0, 4)]
    facts = make(build, *sources, {}, goal="csat >= 4")
    told = remarks(facts)
    assert "Not ranked (not measured): t5." in told
    assert told.endswith("Sources: file0.csv, file1.csv, file2.csv, file3.csv and 1 more.")


def test_only_sources_of_the_wave_shown_are_named(build: Build) -> None:
    waves = [{**GOOD, "wave": wave, "source": f"sfo_{wave}.csv"} for wave in ("2015", "2016")]
    found = [{"touchpoint": "t0", **reading} for reading in waves]
    facts = build([{"name": "Buy", "touchpoints": ["t0"]}], found)
    told = remarks(facts)
    assert told.endswith("Sources: sfo_2016.csv.")


def test_a_note_is_told_once(build: Build) -> None:
    facts = make(build, GOOD, BAD, {"metric": "nps", "value": 3, "n": 50})
    notes = [*facts.experience.notes, *facts.goals.notes, *facts.weakest.notes]
    told = remarks(facts)
    assert len(notes) > len(set(notes))
    assert all(told.count(facts.words.say(note)) == 1 for note in notes)


def test_without_touchpoints_there_is_nothing_to_explain(build: Build) -> None:
    facts = build([{"name": "Buy"}])
    assert show_signs(facts, 0, 900).height == show_notes(facts, 0, 900).height == EMPTY.height


def test_a_long_note_is_abridged_and_whole_in_its_title(build: Build) -> None:
    source = "a file with a very long name " * 20
    facts = make(build, {**GOOD, "source": source})
    (group,) = [mark for mark in show_notes(facts, 0, 1500).marks if isinstance(mark, Group)]
    told = " ".join(mark.text for mark in group.marks if isinstance(mark, Text))
    assert told.endswith("…")
    assert source.strip() in group.title
    assert source.strip() not in told


def test_long_texts_are_told_to_be_shortened(build: Build) -> None:
    def told(length: int) -> str:
        touchpoints = [{"name": "Pay", "pains": ["x" * length]}, "Cart"]
        facts = build(
            [{"name": "Buy", "touchpoints": touchpoints}], [{"touchpoint": "pay", **GOOD}]
        )
        return remarks(facts)

    note = "Texts of more than 400 letters are shortened; point at one in an SVG to read it."
    assert note in told(401)
    assert note not in told(400)
