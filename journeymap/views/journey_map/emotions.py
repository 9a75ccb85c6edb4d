"""The lane of emotions: a face by how good it feels, and the word for it."""

from __future__ import annotations

from collections.abc import Mapping

from journeymap.model.people import Emotion
from journeymap.picture.blocks import EMPTY, GAP, Block, Style, lane_label, paragraph
from journeymap.picture.icons import face
from journeymap.picture.marks import Group, Mark
from journeymap.picture.theme import FAIR, GOOD, MUTED, POOR, SMALL
from journeymap.views.facts import Facts
from journeymap.views.journey_map.notes import LINES
from journeymap.views.journey_map.plan import Band, Slot

SIZE = 24.0
COLOURS: Mapping[int, str] = {-2: POOR, -1: FAIR, 0: MUTED, 1: GOOD, 2: GOOD}


def emotion_lane(band: Band, facts: Facts, y: float) -> Block:
    """What customers feel; a feeling of unknown valence has only its word."""
    felt = [(slot, slot.touchpoint.emotion) for slot in band.slots]
    emotions = [(slot, emotion) for slot, emotion in felt if emotion is not None]
    if not emotions:
        return EMPTY
    label = lane_label(y + GAP, facts.words("Emotions"), [facts.words("as the team sees them")])
    faces = any(emotion.valence is not None for _, emotion in emotions)
    boxes = [_emotion(slot, emotion, y + GAP, faces=faces) for slot, emotion in emotions]
    marks: list[Mark] = [*label.marks, *(mark for box in boxes for mark in box.marks)]
    return Block(tuple(marks), max(label.height, *(box.height for box in boxes)) + 2 * GAP)


def _emotion(slot: Slot, emotion: Emotion, y: float, *, faces: bool) -> Block:
    """One feeling; ``faces`` says whether the lane has any, so that all words are on a line."""
    valence = emotion.valence
    x = slot.middle - SIZE / 2
    sign = [] if valence is None else [face(valence, x, y, SIZE, colour=COLOURS[valence])]
    used = SIZE + 4 if faces else 0.0
    style = Style(SMALL, lines=LINES)
    text = paragraph(slot.middle, y + used, slot.width - 12, emotion.name, style, anchor="middle")
    title = f"{slot.touchpoint.name}: {emotion.name}"
    group = Group((*sign, *text.marks), title=title, key=slot.touchpoint.id)
    return Block((group,), used + text.height)
