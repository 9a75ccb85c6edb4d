"""Source files of every kind of this room, measured at once as the command line does it."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeymap.errors import SourceError
from journeymap.measured import measure_sources
from journeymap.model.journey import Journey

JOURNEY = Journey(name="Shop", stages=[{"name": "Use", "touchpoints": ["Help"]}])
FILES = {
    "kpi.csv": "touchpoint,value\nhelp,80\n",
    "base.csv": "start,end,new\n200,220,40\n",
    "log.csv": "opened,resolved\n2026-01-01 10:00,2026-01-01 11:00\n",
    "kpi.yaml": "aggregates: kpi.csv\nmetric: referral\nunit: percent\n",
    "base.yaml": "customers: base.csv\nwave: 2026\n",
    "log.yaml": "tickets: log.csv\ntouchpoint: help\n",
    "wrong.yaml": "tickets: log.csv\n\ntouchpoint: hlep\n",
}


def write_all(folder: Path) -> None:
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")


def test_all_kinds_on_one_journey(tmp_path: Path) -> None:
    write_all(tmp_path)
    sources = [tmp_path / name for name in ("kpi.yaml", "base.yaml", "log.yaml")]
    measured = measure_sources(JOURNEY, sources)
    assert [(r.place, r.metric, r.wave, r.n) for r in measured.journey.readings] == [
        ("journey", "churn", "2026", 200),
        ("journey", "retention", "2026", 200),
        ("help", "referral", None, None),
        ("help", "art", None, 1),
    ]
    told = [str(intake).partition("\n")[0] for intake in measured.intake.values()]
    assert told == ["1 ready-made reading: 1 used", "1 period: 1 used", "1 ticket: 1 used"]


def test_what_a_source_file_names_wrongly_has_its_line(tmp_path: Path) -> None:
    write_all(tmp_path)
    with pytest.raises(SourceError) as caught:
        measure_sources(JOURNEY, [tmp_path / "wrong.yaml"])
    assert str(caught.value) == (
        f"{tmp_path / 'wrong.yaml'}:3:13: touchpoint: no touchpoint 'hlep'; did you mean 'help'?"
    )


def test_a_way_to_write_dates_that_is_none_has_its_line(tmp_path: Path) -> None:
    write_all(tmp_path)
    source = tmp_path / "log.yaml"
    source.write_text('tickets: log.csv\nformat:\n  times: "%d.%q"\n')
    with pytest.raises(SourceError) as caught:
        measure_sources(JOURNEY, [source])
    hint = "write it as for strptime, such as %d.%m.%Y or %m/%d/%Y %I:%M:%S %p, or unix seconds"
    assert str(caught.value).endswith(
        f"log.yaml:3:10: format.times: unknown %q in times '%d.%q'; {hint}"
    )
