"""The latest of a journey file, held for all who look: they wait for news, and have it drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from threading import Condition, Lock
from typing import Any, Literal

from journeymap.errors import JourneymapError, Problem
from journeymap.model.journey import Journey
from journeymap.picture.colouring import in_variables
from journeymap.picture.drawing import Drawing
from journeymap.picture.svg import to_svg
from journeymap.picture.theme import LIGHT, Theme
from journeymap.preview.asking import Asked, find_offered, read_asked, to_choices
from journeymap.preview.finding import Found, find_in_file
from journeymap.preview.saying import count_problems, say_status
from journeymap.views.blueprint.draw import draw_blueprint
from journeymap.views.draw import draw_graph, draw_map
from journeymap.views.finishing import guess_language, reads_right_to_left
from journeymap.views.telling.metrics import choose_words_for
from journeymap.wording.words import Words

State = Mapping[str, Any]
View = Literal["map", "graph", "blueprint"]
DRAW: dict[View, Callable[..., Drawing]] = {
    "map": draw_map, "graph": draw_graph, "blueprint": draw_blueprint,
}  # fmt: skip


class Board:
    """What is known of a journey file now.

    Args:
        file: The file's name as the user gave it.
        sources: Source files that are measured for it.
        language: Of the fixed words: "en", "pl" or "ru"; the journey's own where None.
        view: Which picture of the journey is shown; only the map has lanes to choose from.
        theme: The colours and the font of the picture and of the page around it.
    """

    def __init__(
        self,
        file: str,
        sources: Sequence[str] = (),
        *,
        language: str | None = None,
        view: View = "map",
        theme: Theme = LIGHT,
    ) -> None:
        self._file, self._sources, self._language = file, tuple(sources), language
        self._view: View = view
        self.theme = theme
        self._found = Found(0)
        self._news, self._is_over = Condition(), False
        self._drawing = Lock()  # pictures are drawn one after the other, and each only once
        self._drawn: dict[tuple[int, Asked], tuple[str, str]] = {}

    @property
    def words(self) -> Words:
        """The fixed words of the language that the page is in now."""
        return self._choose_words(self._found.journey)

    def _choose_words(self, journey: Journey | None) -> Words:
        return choose_words_for(journey, self._language)

    def update(self, data: bytes | None) -> None:
        """Takes note of the file's new content, and tells those who wait."""
        try:
            found = find_in_file(data, self._file, self._sources, self._found)
        except Exception as error:  # the watching must go on: the next save may be fine
            wrong = Problem(_tell_fault(error), file=self._file)
            found = replace(self._found, version=self._found.version + 1, problems=(wrong,))
            found = replace(found, lines=(("", 0),), hidden=0)
        with self._news:
            self._found = found
            self._news.notify_all()

    def wait_for_news(self, version: int, seconds: float) -> int | None:
        """The latest version, once it is another one or the time is over; None at the end."""
        with self._news:
            self._news.wait_for(lambda: self._is_over or self._found.version != version, seconds)
            return None if self._is_over else self._found.version

    def close(self) -> None:
        """Lets go all who wait."""
        with self._news:
            self._is_over = True
            self._news.notify_all()

    def to_state(self, query: str) -> State:
        """What a page shows: the map as was asked for, the problems and what may be asked for.

        Args:
            query: What the page asks for, as it stands in an address.
        """
        found = self._found
        offered, words = find_offered(found.journey), self._choose_words(found.journey)
        asked = read_asked(query, offered)
        svg, fault = self._draw(found, asked, words)
        choices = to_choices(offered, asked, words)
        told = {"has_fault": bool(fault)}
        tone, said = say_status(found, words, has_map=bool(svg), **told)
        return {
            "version": found.version,
            "language": words.language,
            "file": self._file,
            "name": found.journey.name if found.journey else "",
            "status": {"is": tone, "said": said},
            "errors": found.errors,
            "heading": count_problems(found, words, **told),
            "problems": [_tell(found, i) for i in range(len(found.problems))],
            "hidden": found.hidden,
            "more": words.count(found.hidden, "and {n} more", "and {n} more"),
            "fault": fault,
            "map": svg,
            "fromRight": _reads_from_right(found.journey),
            **(choices if self._view == "map" else {**choices, "lanes": ()}),
        }

    def _draw(self, found: Found, asked: Asked, words: Words) -> tuple[str, str]:
        """The map, and why there is none."""
        if found.journey is None:
            return "", ""
        key = (found.version, asked)
        with self._drawing:
            if key not in self._drawn:
                self._drawn = {k: v for k, v in self._drawn.items() if k[0] == found.version}
                self._drawn[key] = self._paint(found.journey, asked, words)
            return self._drawn[key]

    def _paint(self, journey: Journey, asked: Asked, words: Words) -> tuple[str, str]:
        lanes = {"lanes": asked.lanes} if self._view == "map" else {}
        try:
            drawing = DRAW[self._view](
                journey,
                metric=asked.metric,
                wave=asked.wave,
                segment=dict([asked.segment]) if asked.segment else None,
                language=words.language,
                theme=self.theme,
                **lanes,
            )
            return to_svg(in_variables(drawing.picture)), ""
        except JourneymapError as error:
            return "", str(error)
        except Exception as error:
            return "", _tell_fault(error)


def _tell_fault(error: Exception) -> str:
    return f"a fault of journeymap itself, {type(error).__name__}: {error}"


def _reads_from_right(journey: Journey | None) -> bool:
    return journey is not None and reads_right_to_left(guess_language(journey))


def _tell(found: Found, i: int) -> State:
    problem, (line, place) = found.problems[i], found.lines[i]
    return {
        "file": problem.file or "",
        "line": problem.line,
        "column": problem.column,
        "path": problem.path,
        "message": problem.message,
        "value": problem.value,
        "hint": problem.hint,
        "severity": problem.severity,
        "text": line,
        "place": place,
    }
