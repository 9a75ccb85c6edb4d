"""The command line in this process, and a shop to ask about."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from journeymap.cli.entry import main

SHOP = """\
name: Shop
stages:
  - name: Buy
    goal: csat >= 4
    touchpoints: [Cart, Pay]
"""
MEASURED = (
    SHOP
    + """\
readings:
  - {touchpoint: cart, metric: csat, wave: 2015, counts: {1: 20, 4: 30, 5: 50}}
  - {touchpoint: cart, metric: csat, wave: 2016, counts: {1: 60, 2: 30, 5: 10}}
  - {touchpoint: pay, metric: csat, wave: 2016, counts: {4: 40, 5: 60}}
  - {touchpoint: pay, metric: csat, wave: 2016, segment: {area: C}, counts: {4: 20, 5: 20}}
"""
)


@dataclass(frozen=True)
class Ended:
    """How a run ended: its exit code and what it printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line as the installed program does, but in this process."""

    def start(*arguments: object) -> Ended:
        monkeypatch.setattr(sys, "argv", ["journeymap", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capfd.readouterr()
        assert isinstance(ended.value.code, int)
        return Ended(ended.value.code, said.out, said.err)

    return start


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A measured journey."""
    file = tmp_path / "shop.yaml"
    file.write_text(MEASURED, encoding="utf-8")
    return file


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """A journey without readings."""
    file = tmp_path / "plain.yaml"
    file.write_text(SHOP, encoding="utf-8")
    return file
