from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journeymap.files.journeys import load_journey
from journeymap.files.schema import to_schema
from journeymap.views.dot import to_dot
from journeymap.views.mermaid import to_mermaid

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.mark.parametrize("suffix", ["json", "yml", "yaml", "JSON"])
def test_a_journey_survives_each_format(suffix: str, run: Run, shop: Path, tmp_path: Path) -> None:
    out = tmp_path / f"other.{suffix}"
    ended = run("convert", shop, out)
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert load_journey(out) == load_journey(shop)


def test_dot_is_the_graph(run: Run, shop: Path, tmp_path: Path) -> None:
    out = tmp_path / "shop.dot"
    assert run("convert", shop, out).code == 0
    assert out.read_text(encoding="utf-8") == to_dot(load_journey(shop))


def test_mermaid_is_the_journey_diagram(run: Run, shop: Path, tmp_path: Path) -> None:
    out = tmp_path / "shop.mmd"
    assert run("convert", shop, out).code == 0
    assert out.read_text(encoding="utf-8") == to_mermaid(load_journey(shop))


def test_markdown_holds_the_diagram(run: Run, shop: Path, tmp_path: Path) -> None:
    out = tmp_path / "shop.md"
    assert run("convert", shop, out).code == 0
    text = out.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert f"```mermaid\n{to_mermaid(load_journey(shop))}```" in text


@pytest.mark.parametrize(
    ("name", "more"), [("shop.jsn", "; did you mean '.json'?"), ("shop.csv", ""), ("shop", "")]
)
def test_another_suffix_is_refused(
    name: str, more: str, run: Run, shop: Path, tmp_path: Path
) -> None:
    out = tmp_path / name
    ended = run("convert", shop, out)
    assert ended.code == 2
    kinds = ".yaml, .yml, .json, .dot, .mmd or .md"
    said = f"{out}: the suffix says the format: {kinds}{more} (see journeymap convert --help)\n"
    assert ended.err.endswith(said)
    assert not out.exists()


def test_the_input_is_not_written_over(run: Run, shop: Path) -> None:
    ended = run("convert", shop, shop)
    assert ended.code == 2
    assert ended.err.startswith(f"journeymap: {shop} is also read; write to another file (see ")


def test_the_schema_is_printed_or_written(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "schema.json"
    printed, written = run("schema"), run("schema", "-o", out)
    assert (printed.code, written.code, written.out) == (0, 0, "")
    assert out.read_text(encoding="utf-8") == printed.out
    assert json.loads(printed.out) == json.loads(json.dumps(to_schema()))
