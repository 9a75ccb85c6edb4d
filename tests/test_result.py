from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import pytest

import journeymap
from journeymap.analysis.readings import measure_readings
from journeymap.errors import MissingLibraryError
from journeymap.metrics import STANDARD_METRICS
from journeymap.model.journey import Journey
from journeymap.result import (
    BACKENDS,
    Backend,
    Column,
    Result,
    freeze_deeply,
    show_answers,
    show_percent,
    to_plain,
)


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    n: int | None
    share: float | None
    segment: dict[str, str]


@dataclass(frozen=True)
class Table(Result[Row]):
    question: ClassVar[str] = "test"
    row_type: ClassVar[type[Row]] = Row

    said: str = ""

    def headline(self) -> str:
        return self.said

    def columns(self) -> Sequence[Column[Row]]:
        return (
            Column("place", lambda row: row.name),
            Column("chance", lambda row: show_percent(row.share), True),
        )


def table(*rows: Row, said: str = "", notes: tuple[str, ...] = ()) -> Table:
    return Table("shop", {"level": 0.95, "metric": None}, rows, notes, said)


HOSTILE = Row("<script>alert('[bold]')</script>", 3, 0.5, {"area": "C"})
JAPANESE = Row("支払い", None, float("nan"), {})


def test_text_aligns_wide_letters_and_leaves_markup_alone() -> None:
    found = table(
        JAPANESE, Row("Pay [bold]", 9, 0.003, {}), said="Undecided.", notes=("One\nline.",)
    )
    assert str(found) == (
        "Undecided.\nplace       chance\n支払い           –\nPay [bold]   < 1 %\nnote: One line."
    )


def test_the_base_range_is_the_fewest_and_the_most_answers() -> None:
    found = table(JAPANESE, HOSTILE, Row("Pay", 90, None, {}))
    assert (found.base_range(), table(JAPANESE).base_range(), table().base_range()) == (
        (3, 90), None, None,
    )  # fmt: skip


def test_html_escapes_everything() -> None:
    found = table(HOSTILE, said="<b>", notes=("a < b",))._repr_html_()
    assert found == (
        "<p><strong>&lt;b&gt;</strong></p><table><thead><tr>"
        '<th style="text-align:left">place</th>'
        '<th style="text-align:right">chance</th></tr></thead><tbody><tr>'
        '<td style="text-align:left">&lt;script&gt;alert(&#x27;[bold]&#x27;)&lt;/script&gt;</td>'
        '<td style="text-align:right">50 %</td></tr></tbody></table>'
        "<p><small>a &lt; b</small></p>"
    )


@dataclass(frozen=True)
class Told(Table):
    def lines_above(self) -> Sequence[str]:
        return ("one <b>", "two\n2")

    def lines_below(self) -> Sequence[str]:
        return ("three", "four")


def test_lines_above_and_below_stand_in_text_and_html() -> None:
    found = Told("shop", {}, (HOSTILE,), ("Why.",), "Said.")
    text = str(found).splitlines()
    assert [*text[:3], *text[-3:]] == [
        "Said.", "one <b>", "two 2", "three", "four", "note: Why.",
    ]  # fmt: skip
    html = found._repr_html_()
    assert html.startswith("<p><strong>Said.</strong></p><p>one &lt;b&gt;<br>two 2</p><table>")
    assert html.endswith("</table><p>three<br>four</p><p><small>Why.</small></p>")


def test_every_result_says_the_same_in_a_terminal_and_in_a_notebook() -> None:
    named = (getattr(journeymap, name) for name in journeymap.__all__)
    found = [one for one in named if isinstance(one, type) and issubclass(one, Result)]
    assert len(found) > 10
    for one in found:  # what is printed comes from the hooks of both, so neither can lack it
        assert one.__str__ is Result.__str__, one
        assert one._repr_html_ is Result._repr_html_, one
        assert one._repr_pretty_ is Result._repr_pretty_, one


def test_without_rows_there_is_no_table() -> None:
    assert str(table(said="Nothing.", notes=("Why.",))) == "Nothing.\nnote: Why."
    assert table()._repr_html_() == ""


def test_dict_holds_the_keys_of_json_and_no_nan() -> None:
    found = table(HOSTILE, JAPANESE, said="x").to_dict()
    assert json.loads(json.dumps(found, allow_nan=False)) == {
        "question": "test",
        "journey": "shop",
        "settings": {"level": 0.95, "metric": None},
        "rows": [
            {"name": HOSTILE.name, "n": 3, "share": 0.5, "segment": {"area": "C"}},
            {"name": "支払い", "n": None, "share": None, "segment": {}},
        ],
        "notes": [],
        "said": "x",
    }


@pytest.mark.parametrize("backend", BACKENDS)
def test_frame_in_every_library(backend: Backend) -> None:
    frame = table(HOSTILE, JAPANESE).to_frame(backend)
    assert type(frame).__module__.partition(".")[0] == backend
    columns = [str(name) for name in getattr(frame, "column_names", None) or frame.columns]
    assert columns == ["name", "n", "share", "segment"]
    cells = {name: list(map(_to_python, frame[name])) for name in ("name", "segment")}
    assert cells == {"name": [HOSTILE.name, "支払い"], "segment": ["area=C", ""]}


def _to_python(cell: Any) -> Any:
    return cell.as_py() if hasattr(cell, "as_py") else cell


@pytest.mark.parametrize("backend", BACKENDS)
def test_empty_frame_keeps_its_columns(backend: Backend) -> None:
    frame = table().to_frame(backend)
    assert frame.shape == (0, 4)


def test_frame_takes_what_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "journeymap.result.find_spec", lambda name: name if name == "polars" else None
    )
    assert type(table(HOSTILE).to_frame()).__module__.startswith("polars")
    monkeypatch.setattr("journeymap.result.find_spec", lambda _: None)
    with pytest.raises(MissingLibraryError) as caught:
        table().to_frame()
    assert str(caught.value) == "a dataframe needs pandas, polars or pyarrow; pip install pandas"


def test_frame_of_real_readings_holds_counts_as_text() -> None:
    journey = Journey.model_validate({
        "name": "Shop",
        "stages": [{"name": "Buy", "touchpoints": ["Cart", "Pay"]}],
        "readings": [
            {"touchpoint": "cart", "metric": "csat", "counts": {2: 3, 5: 9}},
            {"touchpoint": "pay", "metric": "nps", "counts": {10: 3}},
        ],
    })  # fmt: skip
    for backend in BACKENDS:
        frame = measure_readings(journey).to_frame(backend)
        assert list(map(_to_python, frame["counts"])) == ["2=3; 5=9", "10=3"]


def test_csv_has_headings_without_rows() -> None:
    assert table().to_csv_rows() == (["name", "n", "share", "segment"], [])
    assert table(HOSTILE).to_csv_rows()[1] == [[HOSTILE.name, 3, 0.5, {"area": "C"}]]


def test_plain_takes_metrics_and_infinity() -> None:
    assert to_plain(STANDARD_METRICS["csat"])["best"] == 5
    assert to_plain((float("inf"), {1: True}, "x")) == [None, {"1": True}, "x"]


def test_chances_are_never_certain() -> None:
    shares = (0.0, 0.0099, 0.01, 0.555, 0.99, 0.9901, 1.0)
    assert [show_percent(s) for s in shares] == [
        "< 1 %", "< 1 %", "1 %", "56 %", "99 %", "> 99 %", "> 99 %",
    ]  # fmt: skip


def test_answers_worth_less_than_ten_are_not_rounded_up_to_ten() -> None:
    assert show_answers(12, 9.99) == "12 (worth 9)"
    assert show_answers(12, 12.0) == "12"
    assert show_answers(0) == "0"


def test_settings_can_t_be_changed() -> None:
    asked: dict[str, Any] = {"metric": ["csat"], "segment": {"area": "C"}}
    found = Table("shop", asked, (), ())
    assert found.settings == {"metric": ("csat",), "segment": {"area": "C"}}
    assert hash(found) == hash(Table("shop", freeze_deeply(asked), (), ()))
    assert found == Table("shop", asked, (), ())
    with pytest.raises(TypeError):
        found.settings["metric"] = "nps"  # type: ignore[index]
    assert found.to_dict()["settings"] == asked
