"""What all tests share: no skipping where everything must run, and no cache left behind."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from tests.browser import Watching, start_browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# the same examples in every run, so that a red run means a change; search further for new ones
# with JOURNEYMAP_HYPOTHESIS=searching
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("searching", deadline=None)
settings.load_profile(os.environ.get("JOURNEYMAP_HYPOTHESIS", "steady"))


@pytest.fixture(scope="session", autouse=True)
def _compile_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Programs that tests start may keep their bytecode, apart from the project's folders."""
    with pytest.MonkeyPatch.context() as patch:
        if sys.dont_write_bytecode:
            patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
            patch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path_factory.getbasetemp() / "bytecode"))
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:  # noqa: ARG001
    """With JOURNEYMAP_NOTHING_MAY_SKIP a skip fails: a machine that has everything must use it."""
    report = yield
    if report.skipped and os.environ.get("JOURNEYMAP_NOTHING_MAY_SKIP"):
        report.outcome = "failed"
    return report


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for the tests of one file: a session's would hold the event loop of other tests."""
    with start_browser() as started:
        yield started


@pytest.fixture
def watching(browser: Browser) -> Iterator[Watching]:
    """Opens pages (``watching.open(path)``) that may neither say nor ask for anything."""
    watched = Watching(browser)
    yield watched
    watched.close()
