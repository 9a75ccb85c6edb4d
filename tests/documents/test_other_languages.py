"""Pictures and documents in Polish and Russian hold no fixed text in English; names stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import pytest

from journeymap.analysis.plans.comparing import compare_plan
from journeymap.demo import load_demo
from journeymap.documents.cells import read_tables
from journeymap.documents.planning import plan_report
from journeymap.documents.report import Report
from journeymap.picture.marks import Group, Mark, Picture, Text
from journeymap.views.blueprint.draw import draw_blueprint
from journeymap.views.draw import draw_graph, draw_map
from journeymap.views.plan.graph import draw_plan
from tests.wording.collected import collect_counts, collect_texts, read_catalogue

WORD = re.compile(r"[^\W\d_]{2,}")
# names of methods and metrics, which are the same everywhere
KNOWN = {"csat", "nps", "journeymap", "xmr", "welch", "eb", "vif"}


@cache
def plan(language: str) -> Report:
    return plan_report(load_demo(), language=language)


def find_names(value: object) -> Iterator[str]:
    """Every word that the journey itself writes."""
    if isinstance(value, str):
        yield from (word.casefold() for word in WORD.findall(value))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from find_names(key)
            yield from find_names(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from find_names(item)


def read_marks(marks: Iterable[Mark]) -> Iterator[str]:
    for mark in marks:
        if isinstance(mark, Text):
            yield mark.text
        elif isinstance(mark, Group):
            yield mark.title or ""
            yield from read_marks(mark.marks)


def read_picture(picture: Picture) -> Iterator[str]:
    yield picture.title
    yield picture.description
    yield from read_marks(picture.marks)


def read_report(report: Report) -> Iterator[str]:
    """All that a report says, whichever file it is written to."""
    for answered in report.summary:
        yield from (answered.question, answered.answer)
    for section in report.sections:
        yield from (section.title, section.message, section.method, *section.notes)
        if section.drawing is not None:
            yield from read_picture(section.drawing.picture)
        for heads, rows, _ in read_tables(section.result, report.words) if section.result else ():
            yield from heads
            for row in rows:
                yield from row


@cache
def list_english(language: str) -> frozenset[str]:
    """Words of our English texts that the language itself has none of."""
    texts = collect_texts() | collect_counts()
    english = {w.casefold() for t in texts for w in WORD.findall(re.sub(r"{[^}]*}", " ", t))}
    own: set[str] = set()
    for said in read_catalogue(language).values():
        for form in [said] if isinstance(said, str) else said:
            own |= {word.casefold() for word in WORD.findall(re.sub(r"{[^}]*}", " ", form))}
    names = set(find_names(load_demo().model_dump(mode="json")))
    return frozenset(english - own - names - KNOWN)


def find_english(texts: Iterable[str], language: str) -> dict[str, str]:
    """English words to where they stand."""
    english = list_english(language)
    return {
        word: text
        for text in texts
        for word in (one.casefold() for one in WORD.findall(text))
        if word in english
    }


@pytest.mark.parametrize("language", ["pl", "ru"])
def test_the_words_looked_for_are_many(language: str) -> None:
    assert {"measured", "answers", "weakest"} <= list_english(language)
    assert len(list_english(language)) > 600


@pytest.mark.parametrize("language", ["pl", "ru"])
def test_a_report_says_nothing_in_english(language: str) -> None:
    assert find_english(read_report(plan(language)), language) == {}


@pytest.mark.parametrize("language", ["pl", "ru"])
def test_no_picture_says_anything_in_english(language: str) -> None:
    demo = load_demo()
    drawn = (
        draw_map(demo, language=language),
        draw_graph(demo, language=language),
        draw_blueprint(demo, language=language),
        draw_plan(compare_plan(demo, demo), language=language),
    )
    texts = (text for drawing in drawn for text in read_picture(drawing.picture))
    assert find_english(texts, language) == {}
