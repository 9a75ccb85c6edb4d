from __future__ import annotations

import pytest

from journeymap.errors import InputError
from journeymap.model.formats import TableFormat
from journeymap.model.sources import Source
from journeymap.model.tickets import TicketSource

HINT = "write it as for strptime, such as %d.%m.%Y or %m/%d/%Y %I:%M:%S %p, or unix seconds"


@pytest.mark.parametrize("source", [Source, TicketSource])
@pytest.mark.parametrize(
    ("times", "told"),
    [
        ("%H:%M", "no way to write a date"),
        ("%d.%m", "no way to write a date"),
        ("yyyy-mm-dd", "no way to write a date"),
        ("%d.%Q", "unknown %Q in times"),
        ("%Y-%m-%d %", "unknown % in times"),
        ("%Y-%j", "unknown %j in times"),
    ],
)
def test_ways_that_tell_no_date_are_refused(
    source: type[Source | TicketSource], times: str, told: str
) -> None:
    with pytest.raises(InputError) as caught:
        source(format={"times": times})
    assert str(caught.value) == f"format.times: {told} '{times}'; {HINT}"


@pytest.mark.parametrize("times", ["%d.%m.%y", "%B %d, %Y %I:%M %p %z", "unix seconds"])
def test_ways_to_write_a_date(times: str) -> None:
    assert TableFormat(times=times).times == times


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-32-be", "cp1250", "latin-1", "gb18030", "cp932"],
)
def test_encodings_of_text(encoding: str) -> None:
    assert TableFormat(encoding=encoding).encoding == encoding


@pytest.mark.parametrize(
    "encoding", ["idna", "punycode", "undefined", "rot13", "hex", "zlib", "base64", "cp1"]
)
def test_what_is_no_encoding_of_text_is_refused(encoding: str) -> None:
    with pytest.raises(InputError) as caught:
        TableFormat(encoding=encoding)
    hint = "such as utf-8, utf-16, cp1250, cp1251 or latin-1"
    assert str(caught.value) == f"encoding: an unknown encoding '{encoding}'; {hint}"
