from __future__ import annotations

import dataclasses

import pytest

from journeymap.analysis.changes.comparison import Comparison
from journeymap.analysis.changes.journeys import compare_journeys
from journeymap.analysis.changes.lines import MOST_LINES
from journeymap.analysis.changes.matching import MOST_COMPARED, find_alike
from journeymap.analysis.changes.rows import ChangeRow
from journeymap.analysis.changes.waves import compare_waves
from journeymap.model.journey import Journey
from journeymap.printed import display_width
from journeymap.result import MOST_COLUMNS
from tests.analysis.changes.shops import shop, two_waves


def test_printed_with_its_model_differences_first() -> None:
    old = shop(
        {"metric": "csat", "counts": {3: 10, 5: 10}},
        {"touchpoint": "pay", "metric": "csat", "counts": {3: 10}},
    )
    new = shop(
        {"metric": "csat", "counts": {3: 20, 5: 100}},
        {"touchpoint": "pay", "metric": "csat", "guess": 4},
        goal="nps >= 20",
    )
    assert (
        str(compare_journeys(old, new))
        == """\
before → after: 1 better (Cart), 1 not comparable.
~ whole journey, goal: none → nps >= 20
place  metric  before → after       difference (95 %)  p adj.  change          base
Cart   csat       4.00 → 4.67  +0.67 (+0.17 to +1.16)    .011  better          low
Pay    csat       3.00 → 4.00                       –       –  not comparable
note: Not comparable, a guess in after: Pay (csat)."""
    )


def test_notebooks_see_the_same_escaped() -> None:
    old, new = (
        Journey.model_validate(
            {"id": "s", "name": "S", "stages": [{"name": "Buy", "touchpoints": [name]}]}
        )
        for name in ("<b>Pay</b>", "<i>Chat</i>")
    )
    html = compare_journeys(old, new)._repr_html_()
    assert html == (
        "<p><strong>before → after: no readings to compare.</strong></p>"
        "<p>+ touchpoint &lt;i&gt;Chat&lt;/i&gt; (Buy)<br>"
        "- touchpoint &lt;b&gt;Pay&lt;/b&gt; (Buy)</p>"
    )


def test_json_has_the_keys_that_others_rely_on() -> None:
    found = compare_waves(
        two_waves({"metric": "csat", "counts": {4: 20}}, {"metric": "csat", "counts": {5: 20}})
    )
    told = found.to_dict()
    assert told["question"] == "compare"
    assert {
        "added",
        "removed",
        "renamed",
        "moved",
        "mix",
        "rows",
        "notes",
        "settings",
        "journey",
    } <= told.keys()
    wanted = {
        "touchpoint",
        "metric",
        "before",
        "after",
        "difference",
        "low",
        "high",
        "p",
        "p_adjusted",
        "change",
    }
    assert wanted <= told["rows"][0].keys()
    assert told["mix"] is None


def test_tables_fit() -> None:
    long = "An exceedingly long name of a touchpoint that nobody would ever write on a map"
    stages = [
        {
            "name": "Buy",
            "touchpoints": [{"id": "a", "name": long}, {"id": "b", "name": "支付" * 30}],
        }
    ]
    metrics = [{"id": "an-own-metric-of-great-length", "kind": "duration", "unit": "fortnights"}]
    readings = [
        {"touchpoint": t, "metric": metric, "wave": wave, "value": 0.5 + i / 7, "n": n, "sd": 0.1}
        for t in "ab"
        for metric, n in (("an-own-metric-of-great-length", 15), ("retention", 12))
        for i, wave in enumerate("12")
    ]
    readings = [
        {k: v for k, v in r.items() if k != "sd" or r["metric"] != "retention"} for r in readings
    ]
    journey = Journey.model_validate(
        {"name": "S", "stages": stages, "metrics": metrics, "readings": readings}
    )
    headline, *lines = str(compare_waves(journey)).splitlines()
    assert long in headline
    table = [line for line in lines if not line.startswith("note")]
    assert max(map(display_width, table)) <= MOST_COLUMNS
    assert "0.5 → 0.643 fortnig…" in table[1]
    assert table[1].endswith("low")


def test_many_differences_are_cut_when_printed() -> None:
    old = Journey.model_validate(
        {"id": "s", "name": "S", "stages": [{"name": "Buy", "touchpoints": []}]}
    )
    names = [f"Touchpoint {i}" for i in range(60)]
    new = Journey.model_validate(
        {"id": "s", "name": "S", "stages": [{"name": "Buy", "touchpoints": names}]}
    )
    found = compare_journeys(old, new)
    assert len(found.lines) == 60
    printed = str(found).splitlines()
    assert printed[MOST_LINES] == "+ touchpoint Touchpoint 39 (Buy)"
    assert printed[MOST_LINES + 1] == "… and 20 differences more"


def test_names_alike() -> None:
    assert find_alike({"a": "Pay here"}, {"b": "Pay there", "c": "Pay hare"}) == (("a", "b"),)
    assert find_alike({"a": "Pay"}, {"b": "Chat"}) == ()
    many = {str(i): "Pay" for i in range(MOST_COMPARED)}
    assert find_alike(many, {"x": "Pay", "y": "Pay"}) == ()


def test_rows_are_flat_and_results_frozen() -> None:
    assert [f.name for f in dataclasses.fields(ChangeRow)][:4] == [
        "scope",
        "touchpoint",
        "stage",
        "metric",
    ]
    found = compare_waves(
        two_waves({"metric": "csat", "counts": {4: 20}}, {"metric": "csat", "counts": {5: 20}})
    )
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.mix = None  # type: ignore[misc]
    assert isinstance(hash(found), int)
    assert isinstance(found, Comparison)
