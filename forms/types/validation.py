"""Marshmallow fields that state their faults in Chinese."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from marshmallow import Schema, ValidationError
from marshmallow import fields as ma

_Messages = dict[str, str | list[Any] | dict[Any, Any]]

MESSAGES: _Messages = {"required": "缺少此项。", "null": "此项不能为空。", "validator_failed": "内容不符合要求。"}
TEXT_MESSAGES: _Messages = {**MESSAGES, "invalid": "应为文字。", "invalid_utf8": "应为 UTF-8 编码的文字。"}
LIST_MESSAGES: _Messages = {**MESSAGES, "invalid": "应为列表。"}
OBJECT_MESSAGES: _Messages = {**MESSAGES, "type": "应为对象。"}
YES_NO_MESSAGES: _Messages = {**MESSAGES, "invalid": "应为 true 或者 false。"}


class StatedSchema(Schema):
    """A schema that speaks Chinese of what it does not know."""

    error_messages = {"type": "应为对象。", "unknown": "没有此项。"}  # noqa: RUF012 - as marshmallow declares it


def says(accepts: Callable[[Any], bool], message: str) -> Callable[[Any], None]:
    """A validator that refuses with ``message`` what ``accepts`` does not hold for."""

    def validate(value: Any) -> None:
        if not accepts(value):
            raise ValidationError(message)

    return validate


def text_field(description: str, accepts: Callable[[str], bool], message: str) -> ma.String:
    """A string for which ``accepts`` holds."""
    return ma.String(
        validate=says(accepts, message), error_messages=TEXT_MESSAGES, metadata={"description": description}
    )
