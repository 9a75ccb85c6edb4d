"""Whole journeys of every kind, for laws that hold for all of them."""

from __future__ import annotations

import unicodedata
from typing import Any

from hypothesis import strategies as st

from journeymap.metrics import STANDARD_METRICS, Metric
from journeymap.model.benchmarks import Benchmark
from journeymap.model.elements import Stage, Touchpoint, Transition
from journeymap.model.goals import Goal
from journeymap.model.interventions import Intervention
from journeymap.model.journey import Journey
from journeymap.model.readings import Reading
from journeymap.text import Percent, to_id

# words that a careless reader or writer of YAML takes for something else
TRICKY = (
    "no", "Yes", "null", "~", "1.10", "0123", "1e3", "0x1F", "60%", "12:30", "2016-05-01", "- a",
    "a: b", "a #b", "#a", "&a", "*a", "!a", "%a", "@a", "`a", "{a}", "[a]", "'", '"', "a\nb", "a\n",
    "\na", " a", "a ", "a\tb", "=1+1", "\\", "<b>&amp;</b>", "e\u0301", "\u00e9", "支付", "مرحبا",
    "\U0001f600", "\u200b", "\ufeff", "---", "...", "?", "-", ":", ",", "a\n\n b\n", "csat >= 4",
)  # fmt: skip


_TURNING = "".join(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFFFE, 0xFFFF]))
_SEEN = st.characters(
    exclude_categories=["Cs", "Cc", "Zl", "Zp"],
    include_characters="\t\n",
    exclude_characters=_TURNING,
)


def texts(longest: int = 20) -> st.SearchStrategy[str]:
    """Any text that a journey takes."""
    free = st.text(_SEEN, min_size=1, max_size=longest).filter(lambda text: bool(text.strip()))
    return st.one_of(st.sampled_from(TRICKY), free)


def names() -> st.SearchStrategy[str]:
    """Texts that an id can be made from."""
    return texts().filter(lambda text: bool(to_id(text)))


def ids() -> st.SearchStrategy[str]:
    """Any id, as a record keeps it."""
    return texts(10).map(lambda text: unicodedata.normalize("NFC", " ".join(text.split())))


def numbers(low: float, high: float) -> st.SearchStrategy[float]:
    """Whole and broken numbers between two ends."""
    whole = st.integers(int(-(-low // 1)), int(high // 1))
    return st.one_of(whole, st.floats(low, high, allow_nan=False))


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy)


@st.composite
def metrics(draw: st.DrawFn, id_: str = "own") -> Metric:
    """A metric of one's own, of any kind."""
    kind = draw(st.sampled_from(["rating_mean", "top_box", "nps", "share", "duration", "gap"]))
    data: dict[str, Any] = {"id": id_, "kind": kind}
    data |= draw(st.fixed_dictionaries({}, optional={"name": texts(), "description": texts()}))
    if kind in ("rating_mean", "top_box", "gap"):
        low = draw(st.integers(-10, 10))
        ends = [low, low + draw(st.integers(1, 20))]
        data["worst"], data["best"] = ends if draw(st.booleans()) or kind == "gap" else ends[::-1]
        if kind == "gap":
            data |= {"worst": -abs(ends[1]) - 1, "best": abs(ends[1]) + 1}
    if kind == "top_box":
        low, high = sorted((data["worst"], data["best"]))
        data["top"] = draw(st.lists(st.integers(low, high), min_size=1, max_size=3, unique=True))
    if kind == "nps":
        data |= draw(st.sampled_from([{}, {"worst": 0, "best": 10}, {"worst": 1, "best": 10}]))
    if kind == "share" and draw(st.booleans()):
        data |= {"worst": 1, "best": 0}
    if kind == "duration":
        data |= {"unit": draw(texts()), "target": draw(_maybe(st.floats(0.5, 1e6)))}
        data["average"] = draw(st.sampled_from(["arithmetic", "geometric"]))
    return Metric(**data)


def _values(metric: Metric) -> st.SearchStrategy[float]:
    low, high = metric.ends
    if metric.kind == "duration":
        return st.floats(1e-9, 1e9) | st.integers(1, 10**6)
    values = numbers(low, high)
    percents = st.integers(0, 1000).map(lambda share: Percent(share / 1000))
    return st.one_of(values, percents) if metric.is_share else values


@st.composite
def readings(draw: st.DrawFn, metric: Metric, place: dict[str, str], wave: str | None) -> Reading:
    """A reading of a metric: measured by counts or by a value, or guessed."""
    data: dict[str, Any] = {"metric": metric.id, "wave": wave, **place}
    data["segment"] = draw(st.dictionaries(ids(), texts(), max_size=2))
    data["source"] = draw(_maybe(texts()))
    data["window"] = draw(_maybe(st.integers(1, 3660)))
    form = draw(st.sampled_from(["value", "guess", *(["counts"] * 2 if metric.codes else [])]))
    if form == "counts":
        count = st.integers(0, 10**6) | st.floats(0.001, 1e3)
        codes = st.sampled_from(metric.codes)
        counts = draw(st.dictionaries(codes, count, min_size=1, max_size=8))
        total = sum(counts.values())
        if total == int(total) and total >= 1:
            return Reading(**data, counts=counts)
        counts = {code: int(number) + 1 for code, number in counts.items()}
        return Reading(**data, counts=counts, n=draw(_maybe(st.just(sum(counts.values())))))
    data[form] = draw(_values(metric))
    if form == "value" and draw(st.booleans()):
        n = draw(st.integers(2, 10**6))
        data |= {"n": n, "n_effective": draw(_maybe(st.floats(1, n)))}
        low, high = metric.ends
        value = data["value"]
        widest = ((value - low) * (high - value)) ** 0.5 if high < float("inf") else 1e6
        data["sd"] = draw(_maybe(st.floats(0, widest)))
        if metric.kind == "duration" and draw(st.booleans()):
            data |= {"log_mean": draw(st.floats(-10, 10)), "log_sd": draw(st.floats(0, 5))}
    return Reading(**data)


@st.composite
def goals(draw: st.DrawFn, metric: Metric) -> Goal:
    """A goal for a metric."""
    return Goal(
        metric=metric.id,
        operator=draw(st.sampled_from([">=", "<="])),
        target=draw(_values(metric)),
        wave=draw(_maybe(ids())),
        primary=draw(st.booleans()),
    )


@st.composite
def journeys(draw: st.DrawFn) -> Journey:
    """A whole journey: anything that the model takes, at every level."""
    own = draw(st.lists(ids().filter(lambda id_: id_ not in STANDARD_METRICS), unique_by=_fold,
                        max_size=2))  # fmt: skip
    defined = [draw(metrics(id_)) for id_ in own]
    known = [*defined, *STANDARD_METRICS.values()]
    used = draw(st.lists(ids(), min_size=1, max_size=8, unique_by=_fold))
    channels = draw(st.lists(ids(), max_size=3, unique_by=_fold))
    cuts = sorted(draw(st.lists(st.integers(0, len(used)), max_size=2)))
    groups = [used[a:b] for a, b in zip([0, *cuts], [*cuts, len(used)], strict=True)]
    stage_ids = draw(st.lists(ids(), min_size=len(groups), max_size=len(groups), unique_by=_fold))
    return Journey(
        id=draw(ids()),
        name=draw(texts()),
        **draw(_words("description", "owner")),
        language=draw(st.sampled_from([None, "pl", "pt-BR"])),
        personas=draw(st.lists(_words("goal", "description", name=texts()), max_size=2)),
        goals=draw(st.lists(st.sampled_from(known).flatmap(goals), max_size=2)),
        metrics=defined,
        channels=[
            {"id": id_, "name": draw(texts()), "icon": draw(st.sampled_from([None, "bus", "web"]))}
            for id_ in channels
        ],
        stages=[
            draw(_stages(id_, group, known, channels))
            for id_, group in zip(stage_ids, groups, strict=True)
        ],
        transitions=draw(_transitions(used)),
        interventions=draw(st.lists(_interventions(used, stage_ids), max_size=2)),
        benchmarks=draw(_benchmark_lists(known, used, stage_ids)),
        readings=draw(_reading_lists(known, used, stage_ids)),
    )


def _fold(id_: str) -> str:
    return unicodedata.normalize("NFKC", id_)


def _words(*keys: str, **more: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(more, optional={key: texts() for key in keys})


@st.composite
def _stages(
    draw: st.DrawFn, id_: str, touchpoints: list[str], known: list[Metric], channels: list[str]
) -> Stage:
    return Stage(
        id=id_,
        name=draw(texts()),
        **draw(_words("question", "description", "owner")),
        goals=draw(st.lists(st.sampled_from(known).flatmap(goals), max_size=2)),
        touchpoints=[draw(_touchpoints(word, known, channels)) for word in touchpoints],
    )


@st.composite
def _touchpoints(draw: st.DrawFn, id_: str, known: list[Metric], channels: list[str]) -> Touchpoint:
    counted = st.fixed_dictionaries({"says": texts()}, optional={"count": st.integers(1, 10**9)})
    done = st.fixed_dictionaries(
        {"do": texts()},
        optional={
            "owner": texts(),
            "effort": st.sampled_from(["low", "medium", "high"]),
            "state": st.sampled_from(["idea", "running", "done"]),
        },
    )
    links = st.sampled_from(["https://example.org/a?b=c#d", "mailto:a@example.org", None])
    return Touchpoint(
        id=id_,
        name=draw(texts()),
        channel=draw(_maybe(st.sampled_from(channels) if channels else texts())),
        **draw(_words("owner", "description", "expects")),
        emotion=draw(_maybe(_emotions())),
        frontstage=draw(st.lists(texts(), max_size=2)),
        backstage=draw(st.lists(texts(), max_size=3)),
        systems=draw(st.lists(texts(), max_size=2)),
        quotes=draw(st.lists(_words("by", "source", says=texts()), max_size=2)),
        moment_of_truth=draw(st.booleans()),
        importance=draw(_maybe(numbers(0, 1e9))),
        url=draw(links),
        goals=draw(st.lists(st.sampled_from(known).flatmap(goals), max_size=1)),
        pains=draw(st.lists(counted, max_size=2)),
        opportunities=draw(st.lists(done, max_size=2)),
    )


def _emotions() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"name": texts()}, optional={"valence": st.integers(-2, 2)})


@st.composite
def _transitions(draw: st.DrawFn, used: list[str]) -> list[Transition]:
    pair = st.tuples(st.sampled_from(used), st.sampled_from(used))
    share = st.integers(0, 125).map(lambda n: n / 1000)  # eight of them are at most 1
    return [
        Transition(
            source=a, target=b, count=draw(_maybe(st.integers(1, 10**9))), share=draw(_maybe(share))
        )
        for a, b in draw(st.lists(pair, max_size=8, unique=True))
    ]


@st.composite
def _reading_lists(
    draw: st.DrawFn, known: list[Metric], used: list[str], stages: list[str]
) -> list[Reading]:
    place = st.one_of(
        st.just({}),
        st.builds(lambda id_: {"touchpoint": id_}, st.sampled_from(used)),
        st.builds(lambda id_: {"stage": id_}, st.sampled_from(stages)),
    )
    drawn = [
        draw(readings(draw(st.sampled_from(known)), draw(place), draw(_maybe(ids()))))
        for _ in range(draw(st.integers(0, 5)))
    ]
    return list({reading.key: reading for reading in drawn}.values())


@st.composite
def _interventions(draw: st.DrawFn, used: list[str], stages: list[str]) -> Intervention:
    about = st.one_of(
        st.just({}),
        st.builds(lambda ids: {"touchpoints": ids}, st.lists(st.sampled_from(used), max_size=2)),
        st.builds(lambda id_: {"stage": id_}, st.sampled_from(stages)),
    )
    return Intervention(
        name=draw(texts()), wave=draw(ids()), **draw(about), **draw(_words("description"))
    )


@st.composite
def _benchmark_lists(
    draw: st.DrawFn, known: list[Metric], used: list[str], stages: list[str]
) -> list[Benchmark]:
    drawn = []
    for _ in range(draw(st.integers(0, 2))):
        metric = draw(st.sampled_from(known))
        word, places = draw(st.sampled_from([("touchpoint", used), ("stage", stages)]))
        about = draw(st.sampled_from([{}, {word: draw(st.sampled_from(places))}]))
        told = draw(_words("name", "source"))
        n = draw(_maybe(st.integers(1, 10**6)))
        drawn.append(Benchmark(metric=metric.id, value=draw(_values(metric)), n=n, **about, **told))
    return list({(b.touchpoint, b.stage, b.metric, b.label): b for b in drawn}.values())
