from __future__ import annotations

from collections.abc import Callable

from journeymap.picture.blocks import EMPTY, Block
from journeymap.picture.icons import face
from journeymap.picture.marks import Outline
from journeymap.picture.theme import FAIR, GOOD, MUTED, POOR
from journeymap.views.facts import Facts
from journeymap.views.journey_map.emotions import SIZE, emotion_lane
from tests.views.journey_map.reading import groups, only

Build = Callable[..., Facts]
Read = Callable[[Block], list[str]]


def test_faces_by_valence_with_the_word_below(build: Build, read: Read) -> None:
    touchpoints = [
        {"name": f"T{v}", "emotion": {"name": f"feels {v}", "valence": v}} for v in range(-2, 3)
    ]
    facts = build([{"name": "Go", "touchpoints": touchpoints}])
    band = only(facts)
    block = emotion_lane(band, facts, 0)
    assert read(block) == [f"feels {v}" for v in range(-2, 3)]
    colours = [POOR, FAIR, MUTED, GOOD, GOOD]
    for slot, group, valence, colour in zip(
        band.slots, groups(block), range(-2, 3), colours, strict=True
    ):
        assert group.marks[0] == face(valence, slot.middle - SIZE / 2, 10, SIZE, colour=colour)
        assert group.title == f"T{valence}: feels {valence}"


def test_a_feeling_of_unknown_valence_has_no_face(build: Build, read: Read) -> None:
    facts = build([{"name": "Go", "touchpoints": [{"name": "Ask", "emotion": "curious"}]}])
    block = emotion_lane(only(facts), facts, 0)
    assert read(block) == ["curious"]
    assert not any(isinstance(mark, Outline) for group in groups(block) for mark in group.marks)


def test_without_emotions_the_lane_is_absent(build: Build) -> None:
    facts = build([{"name": "Go", "touchpoints": ["Ask"]}])
    assert emotion_lane(only(facts), facts, 0) == EMPTY
