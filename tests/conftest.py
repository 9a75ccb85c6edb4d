"""What all tests share: no skipping where everything must run, and no cache left behind."""

from __future__ import annotations

import os
from collections.abc import Generator
from typing import Any

import pytest
from hypothesis import settings

# the same examples in every run, so that a red run means a change; search further for new ones
# with JOURNEYMAP_HYPOTHESIS=searching
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("searching", deadline=None)
settings.load_profile(os.environ.get("JOURNEYMAP_HYPOTHESIS", "steady"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:  # noqa: ARG001
    """With JOURNEYMAP_NOTHING_MAY_SKIP a skip fails: a machine that has everything must use it."""
    report = yield
    if report.skipped and os.environ.get("JOURNEYMAP_NOTHING_MAY_SKIP"):
        report.outcome = "failed"
    return report
