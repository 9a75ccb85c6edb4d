from __future__ import annotations

from journeymap.progress import Work, listening, working


class Heard:
    def __init__(self) -> None:
        self.said: list[tuple[str, str, float | None]] = []

    def begin(self, work: Work) -> None:
        self.said.append(("begin", work.name, work.fraction()))

    def end(self, work: Work) -> None:
        self.said.append(("end", work.name, work.fraction()))


def test_a_listener_hears_what_begins_and_ends() -> None:
    heard = Heard()
    with listening(heard), working("counting", lambda: 0.5), working("looking"):
        pass
    assert heard.said == [
        ("begin", "counting", 0.5),
        ("begin", "looking", None),
        ("end", "looking", None),
        ("end", "counting", 0.5),
    ]


def test_work_that_fails_ends_too() -> None:
    heard = Heard()
    try:
        with listening(heard), working("counting"):
            raise OSError
    except OSError:
        pass
    assert [word for word, _, _ in heard.said] == ["begin", "end"]


def test_nobody_hears_outside() -> None:
    heard = Heard()
    with listening(heard):
        pass
    with working("counting"):
        assert heard.said == []
