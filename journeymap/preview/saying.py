"""What the page of the preview says itself, in the language of the journey or the one asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from journeymap.preview.finding import Found
from journeymap.wording.words import Words

Tone = Literal["fine", "doubt", "wrong"]


def list_texts(words: Words) -> Mapping[str, str]:
    """What the script of the page says; what stands in braces it fills in itself.

    Args:
        words: The fixed words of the page's language.
    """
    return {
        "lost": words("No contact with journeymap serve; trying again"),
        "none": words("There is no map yet: the file has to be right once."),
        "map": words("Map"),
        "old": words("Map, from when the file was last right"),
        "zoom": words("{percent} %, back to the original size"),
        "fault": words("The map can't be drawn"),
        "error": words("Error"),
        "warning": words("Warning"),
    }


def name_lanes(words: Words) -> Mapping[str, str]:
    """The names of the map's lanes, as people read them.

    Args:
        words: The fixed words of the page's language.
    """
    return {
        "stages": words("Stages"),
        "goals": words("Goals"),
        "touchpoints": words("Touchpoints"),
        "channels": words("Channels"),
        "actions": words("Actions"),
        "expectations": words("Expectations"),
        "emotions": words("Emotions"),
        "curve": words("Experience"),
        "readings": words("Readings"),
        "quotes": words("Quotes"),
        "pains": words("Pains"),
        "opportunities": words("Opportunities"),
        "owners": words("Owners"),
    }


def say_status(found: Found, words: Words, *, has_fault: bool, has_map: bool) -> tuple[Tone, str]:
    """How the file stands, in a sentence, and whether that is good news.

    Args:
        found: What is in the file.
        words: The fixed words of the page's language.
        has_fault: Whether its map can't be drawn.
        has_map: Whether there is a map to look at.

    Example:
        >>> say_status(Found(1), Words(), has_fault=False, has_map=True)
        ('fine', 'Up to date')
    """
    wrong, doubts = found.errors + has_fault, len(found.problems) - found.errors
    if wrong and has_map:
        one = "{n} error; the map is from when the file was last right"
        many = "{n} errors; the map is from when the file was last right"
        return "wrong", words.count(wrong, one, many)
    if wrong:
        return "wrong", words.count(wrong, "{n} error", "{n} errors")
    if doubts:
        one, many = "Up to date, with {n} warning", "Up to date, with {n} warnings"
        return "doubt", words.count(doubts, one, many)
    return "fine", words("Up to date")


def count_problems(found: Found, words: Words, *, has_fault: bool) -> str:
    """How many problems there are, those included that are not told.

    Args:
        found: What is in the file.
        words: The fixed words of the page's language.
        has_fault: Whether its map can't be drawn, which is one more.
    """
    every = len(found.problems) + found.hidden + has_fault
    return words.count(every, "{n} problem", "{n} problems")
