"""What every record of a journey is: frozen, checked when made, equal by value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from journeymap.errors import JourneyError
from journeymap.fields import WORD
from journeymap.problems import to_located_problems


class Record(BaseModel):
    """A frozen pydantic model that raises ``JourneyError`` with all its problems at once.

    ``Record.model_validate`` is pydantic's own and raises its ``ValidationError``. Records are
    declared with ``init=False``, so that type checkers let the constructor take what it takes: the
    short forms of a file, such as a touchpoint's bare name or lists for tuples.

    Attributes:
        text_field: The field that a bare text stands for in a file; empty where none does.
        more_keys: Keys that a file may write beside the fields' own.
        example: How one is written in a file, for the sentences about those that can't be read.
    """

    # building validators late saves a third of the start: most are only needed inside a journey's
    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_by_name=True,
        validate_by_alias=True,
        defer_build=True,
    )
    text_field: ClassVar[str] = ""
    example: ClassVar[str] = ""
    more_keys: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, *, init: bool = True, **kwargs: Any) -> None:
        """Takes ``init``, which is for type checkers only."""
        super().__init_subclass__(**kwargs)

    def __init__(self, **data: Any) -> None:
        try:
            super().__init__(**data)
        except ValidationError as error:
            raise JourneyError(p for _, p in to_located_problems(error, type(self))) from None

    # pydantic: this constructor adds nothing to validation, so nested records need not call it
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: Any) -> Any:
        return {cls.text_field: data} if cls.text_field and isinstance(data, str) else data

    def replace(self, **changes: Any) -> Self:
        """A changed copy, checked like a new one.

        Raises:
            JourneyError: if the changes contradict the rest.
        """
        fields = type(self).model_fields
        kept = {k: getattr(self, k) for k, f in fields.items() if f.validation_alias not in changes}
        return type(self)(**{**kept, **changes})

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Pydantic's copy, but changes are checked as in ``replace``.

        Raises:
            JourneyError: if the changes contradict the rest.
        """
        return self.replace(**update) if update else super().model_copy(deep=deep)

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> dict[str, Any]:
        schema: dict[str, Any] = handler(core_schema)
        return {"anyOf": [WORD, schema]} if cls.text_field else schema
