from __future__ import annotations

import pytest

from journeymap.wording.units import name_unit, tell_amount, tell_short
from journeymap.wording.words import Words

POLISH = Words("pl")


@pytest.mark.parametrize("unit", ["seconds", "minutes", "hours", "days", "weeks"])
def test_units_of_time_are_said(unit: str) -> None:
    assert name_unit(unit) == unit
    assert POLISH.say(name_unit(unit)) != unit
    amount = tell_amount("1.5", unit)
    assert amount == f"1.5 {unit}"
    assert POLISH.say(amount).startswith("1,5 ")
    assert POLISH.say(amount) != f"1,5 {unit}"


def test_signs_of_units() -> None:
    signs = [tell_short("1.5", unit) for unit in ("seconds", "minutes", "hours", "days")]
    assert signs == ["1.5 s", "1.5 min", "1.5 h", "1.5 d"]
    assert POLISH.say(signs[2]).startswith("1,5 ")


def test_other_units_stay_as_written() -> None:
    assert POLISH.say(name_unit("working days")) == "working days"
    assert POLISH.say(tell_amount("1,204", "calls")) == "1\u00a0204 calls"
