"""The language that a journey is written in, as a tag that browsers and screen readers know."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from journeymap.fields import check_text, fail

_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}", re.IGNORECASE)


def _check_tag(value: object) -> str:
    tag = check_text(value)
    if not _TAG.fullmatch(tag):
        fail("a language is a tag such as en, pl, ru or pt-BR")
    return tag


LanguageTag = Annotated[str, PlainValidator(_check_tag), WithJsonSchema({"type": "string"})]
