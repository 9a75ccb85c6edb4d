"""A journey file that is served, and a way to save it as editors do."""

from __future__ import annotations

import http.client
import json
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from journeymap.preview.opening import open_preview
from journeymap.preview.server import PreviewServer

SHOP = """\
name: Shop
stages:
  - name: Look
    touchpoints: [{name: Search, channel: web}, {name: Compare, channel: app}]
  - name: Buy
    goal: csat >= 4
    touchpoints: [{name: Cart, channel: web}, {name: Pay, channel: web}]
readings:
  - {touchpoint: cart, metric: csat, wave: 2015, counts: {1: 20, 4: 30, 5: 50}}
  - {touchpoint: cart, metric: csat, wave: 2016, counts: {1: 60, 2: 30, 5: 10}}
  - {touchpoint: pay, metric: csat, wave: 2016, counts: {4: 40, 5: 60}}
  - {touchpoint: pay, metric: csat, wave: 2016, segment: {area: C}, counts: {4: 20, 5: 20}}
"""
Save = Callable[[str], None]
Ask = Callable[..., http.client.HTTPResponse]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    file = tmp_path / "shop.yaml"
    file.write_text(SHOP, encoding="utf-8")
    return file


@pytest.fixture
def save(shop: Path) -> Save:
    """Writes a new file and moves it over the old one."""

    def write(text: str) -> None:
        new = shop.with_suffix(".new")
        new.write_text(text, encoding="utf-8")
        os.replace(new, shop)  # noqa: PTH105 - what editors do

    return write


@pytest.fixture
def server(shop: Path) -> Iterator[PreviewServer]:
    """The shop, served; afterwards nothing of it is left."""
    before = set(threading.enumerate())
    with open_preview(str(shop), port=0) as opened:
        yield opened
    assert set(threading.enumerate()) <= before


@pytest.fixture
def ask(server: PreviewServer) -> Ask:
    """Asks the server for something; its answer, still to be read."""

    def request(path: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        connection.request(method, path, headers=headers)
        return connection.getresponse()

    return request


@pytest.fixture
def state(ask: Ask) -> Callable[..., Any]:
    """What a page would show now."""
    return lambda query="": json.loads(ask(f"/state?{query}").read())
