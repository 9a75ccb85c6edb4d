"""Words that people answer with, and that columns are called by, in a few languages.

They only make first guesses, which are told and can be changed; nothing is measured by them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from journeymap.tables.codes import YES_NO
from journeymap.text import to_folded

# beside the words that are measured without labels, those that get labels in the draft
YES = frozenset(word for word, code in YES_NO.items() if code) | {
    "tak", "t", "prawda", "да", "ja", "oui", "sí", "si", "sim", "kyllä", "evet", "はい", "是",
}  # fmt: skip
NO = YES_NO.keys() - YES | {
    "nie", "fałsz", "нет", "nein", "non", "não", "nao", "ei", "hayır", "いいえ", "否",
}  # fmt: skip

NO_ANSWER = frozenset({
    "don't know", "dont know", "do not know", "don’t know", "dk", "not applicable", "not used",
    "n.a.", "na", "n/a", "no answer", "no opinion", "not sure", "unsure", "prefer not to say",
    "prefer not to answer", "refused", "skipped", "not asked", "-", "--", "?", "none", "unknown",
    "nie wiem", "nie dotyczy", "brak odpowiedzi", "trudno powiedzieć", "не знаю", "нет ответа",
    "не применимо", "затрудняюсь ответить", "weiß nicht", "keine angabe", "trifft nicht zu",
    "ne sait pas", "sans objet", "no sabe", "no aplica",
})  # fmt: skip


def _scale(text: str) -> tuple[frozenset[str], ...]:
    """Words from the bad end to the good one: ``|`` between codes, ``/`` between synonyms."""
    return tuple(frozenset(map(to_folded, code.split("/"))) for code in text.split("|"))


SCALES = tuple(map(_scale, (
    "very dissatisfied/very unsatisfied/completely dissatisfied/extremely dissatisfied"
    "|dissatisfied/unsatisfied/somewhat dissatisfied/rather dissatisfied"
    "|neutral/neither satisfied nor dissatisfied/neither|satisfied/somewhat satisfied/"
    "rather satisfied|very satisfied/completely satisfied/extremely satisfied",
    "strongly disagree/totally disagree/completely disagree|disagree/somewhat disagree"
    "|neutral/neither agree nor disagree/neither/undecided|agree/somewhat agree"
    "|strongly agree/totally agree/completely agree",
    "strongly disagree|disagree|somewhat disagree/slightly disagree"
    "|neutral/neither agree nor disagree|somewhat agree/slightly agree|agree|strongly agree",
    "very poor|poor|fair/average/acceptable/ok|good|very good/excellent",
    "poor|fair|good|very good|excellent",
    "unacceptable|below average|average|good|outstanding",
    "very bad/terrible|bad|neutral/average/ok/okay|good|very good/great/excellent",
    "never|rarely/seldom|sometimes|often/usually/frequently|always",
    "never|sometimes|usually|always",
    "very unlikely/extremely unlikely/not at all likely|unlikely/somewhat unlikely"
    "|neutral/neither likely nor unlikely|likely/somewhat likely|very likely/extremely likely",
    "very difficult/extremely difficult|difficult/somewhat difficult"
    "|neutral/neither easy nor difficult|easy/somewhat easy|very easy/extremely easy",
    "bardzo niezadowolony/bardzo niezadowolona|niezadowolony/niezadowolona/raczej niezadowolony"
    "|neutralny/ani zadowolony, ani niezadowolony/ani zadowolony ani niezadowolony"
    "|zadowolony/zadowolona/raczej zadowolony|bardzo zadowolony/bardzo zadowolona",
    "zdecydowanie nie|raczej nie|ani tak, ani nie/trudno powiedzieć/neutralnie|raczej tak"
    "|zdecydowanie tak",
    "bardzo źle/bardzo zła|źle/zła|średnio/przeciętnie/przeciętna|dobrze/dobra"
    "|bardzo dobrze/bardzo dobra",
    "очень недоволен/очень недовольна|недоволен/недовольна|нейтрально|доволен/довольна"
    "|очень доволен/очень довольна",
    "совсем не согласен|не согласен|нейтрально|согласен|полностью согласен",
    "очень плохо|плохо|нормально/средне|хорошо|очень хорошо/отлично",
    "sehr unzufrieden|unzufrieden|neutral/weder noch|zufrieden|sehr zufrieden",
)))  # fmt: skip
"""Ordered answers, a set of words per code from 1 up."""

RATING = re.compile(
    r"rat(e|ing)|satisf|score|recommend|likel|agree|quality|how (easy|well|good)|nps|csat|\bces"
    r"|ocen|zadowol|polec|оцен|удовл|рекоменд|bewert|zufried|note\b"
)
LIKELY = re.compile(r"recommend|nps|net ?pro|likely to|polec|рекоменд|empfehl|recomend")
IDENTITY = re.compile(
    r"^\W*(respondent|customer|response|record|client|user|person|klient|ответ|клиент)[\s_-]*(id|num|nr"
    r"|no)?$|^\W*(id|uuid|guid|resp_?num|resp_?id|case_?id)$|[a-z_\s]id$"
)
WEIGHT = re.compile(r"^(\w*[\s_])?(weight|weights|wgt|wt|waga|вес|gewicht|poids|peso)$")
TIDY: Mapping[str, frozenset[str]] = {
    "touchpoint": frozenset({"touchpoint", "touch_point", "touch point", "touchpoint_id"}),
    "metric": frozenset({"metric", "kpi", "measure", "metric_id"}),
    "score": frozenset({"score", "rating", "answer", "value"}),
    "respondent_id": frozenset({"respondent_id", "respondent", "customer_id", "customer"}),
    "answered_at": frozenset({"answered_at", "date", "timestamp", "time", "created_at"}),
    "wave": frozenset({"wave", "period"}),
    "weight": frozenset({"weight"}),
    "comment": frozenset({"comment", "comments"}),
}
"""Parts of a tidy table and what their columns are often called."""

EVENTS: Mapping[str, frozenset[str]] = {
    "case": frozenset({
        "case", "case_id", "caseid", "case id", "case:concept:name", "case concept:name",
        "user_id", "session_id", "visitor_id", "trace_id", "customer_id", "client_id", "patient",
    }),
    "activity": frozenset({
        "activity", "concept:name", "event", "event_name", "action", "task", "activity_name",
        "handling", "page",
    }),
    "time": frozenset({
        "time:timestamp", "timestamp", "time", "event_time", "complete", "start", "start_time",
        "complete_timestamp", "start_timestamp", "date", "datetime", "created_at", "occurred_at",
    }),
}  # fmt: skip
"""Parts of an event log and what their columns are often called."""

FIGURES = re.compile(
    r"percent(age)?|\bpct\b|top[\s_-]*box|bottom[\s_-]*box|share of|\bmean\b|average score"
)
"""Names of columns that hold figures somebody has counted already."""
