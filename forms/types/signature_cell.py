"""A cell to be signed by hand: its answer is a mark, and no text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from forms.record import SignatureMark, Value
from forms.types.kind import NO_HINT, Hint, Kind, Reading

if TYPE_CHECKING:
    from marshmallow import Schema
    from marshmallow import fields as ma


@cache
def _schema() -> type[Schema]:
    """A signature mark as JSON."""
    from marshmallow import fields as ma

    from forms.types.validation import YES_NO_MESSAGES, StatedSchema

    class Stated(StatedSchema):
        """A signature mark as JSON."""

        present = ma.Boolean(
            required=True,
            allow_none=True,
            truthy={True},
            falsy={False},
            error_messages=YES_NO_MESSAGES,
            metadata={"description": "是否签字，null 为无法判断"},
        )
        score = ma.Raw()
        needs_review = ma.Raw()
        evidence = ma.Raw(allow_none=True)

    return Stated


@dataclass(frozen=True)
class SignatureCell(Kind):
    """``{"present", "score", "needs_review", "evidence"}``, as :meth:`forms.record.SignatureMark.to_json` gives it.

    The value comes from the marks in the cell. Text is no signature: a typed name reads as nothing at all.
    """

    name: ClassVar[str] = "signature"

    def read(self, raw: str, hint: Hint = NO_HINT) -> Reading:
        return Reading()

    def show(self, value: Value) -> str:
        return ""

    def samples(self) -> tuple[Value, ...]:
        return (SignatureMark(False).to_json(), SignatureMark(True).to_json())

    def field(self) -> ma.Field[Any]:
        from marshmallow import fields as ma

        from forms.types.validation import OBJECT_MESSAGES

        return ma.Nested(
            _schema(), error_messages=OBJECT_MESSAGES, metadata={"description": "签名：present 为是否签字"}
        )
