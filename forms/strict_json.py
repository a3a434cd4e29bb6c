"""Frozen dataclasses as strict JSON: every fault named in Chinese by its path, unknown keys refused, both ways alike.

The shape follows from the dataclass: a field is a key, one without a default is required, ``None`` is ``null`` or no
key. Days are ``2016-05-20``; an enumeration is its value where that is a word of ASCII, else its name in lower case.
A dataclass may say with ``contradiction()`` why its values cannot stand together: a key and a message, or ``None``.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from marshmallow import RAISE, ValidationError, post_load
from marshmallow import fields as ma

from forms.types.validation import LIST_MESSAGES, MESSAGES, OBJECT_MESSAGES, StatedSchema, says

T = TypeVar("T")
TEXT_LENGTH = 500
CHECK = "check"
"""Key of a field's metadata: a condition on its value and the message where it does not hold."""


class MalformedJson(ValueError):
    """JSON that is not what was asked for; ``faults`` are pairs of path and message, the path empty for the whole."""

    def __init__(self, faults: tuple[tuple[str, str], ...]) -> None:
        super().__init__("；".join(f"{path}：{message}" if path else message for path, message in faults))
        self.faults = faults


def from_json(cls: type[T], data: Any) -> T:
    """An instance of the dataclass ``cls``; :class:`MalformedJson` names every fault."""
    try:
        return cast(T, schema_of(cls)().load(data))
    except ValidationError as error:
        raise MalformedJson(tuple(_flat(error.messages, ""))) from None


def parsed(text: str) -> Any:
    """What JSON text says; :class:`MalformedJson` for what is none, and where a key stands twice."""
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise MalformedJson((("", f"第{error.lineno}行第{error.colno}个字符处不合 JSON 格式。"),)) from None
    except RecursionError:
        raise MalformedJson((("", "JSON 嵌套过深。"),)) from None


def to_json(value: Any) -> Any:
    """What :func:`from_json` makes the same value of; facts that are not known are left out."""
    if is_dataclass(value):
        held = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {name: to_json(inner) for name, inner in held if inner is not None}
    if isinstance(value, StrEnum):
        return code(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    return [to_json(inner) for inner in value] if isinstance(value, tuple) else value


def code(member: StrEnum) -> str:
    """How a member of an enumeration is written: 撤销合格 is ``pass-revoked``."""
    return member.value if member.value.isascii() else member.name.lower().replace("_", "-")


def schema_of(cls: type[Any]) -> type[StatedSchema]:
    """The marshmallow schema of a dataclass; loading gives an instance."""
    if cls not in _SCHEMAS:
        _SCHEMAS[cls] = _schema(cls)
    return _SCHEMAS[cls]


_SCHEMAS: dict[type[Any], type[StatedSchema]] = {}


def _schema(cls: type[Any]) -> type[StatedSchema]:
    hints = get_type_hints(cls)
    made: dict[str, Any] = {field.name: _keyed(hints[field.name], field) for field in fields(cls)}

    def build(_: Any, data: dict[str, Any], **__: Any) -> Any:
        built = cls(**data)
        found = built.contradiction() if hasattr(built, "contradiction") else None
        if found is not None:
            raise ValidationError(found[1], found[0])
        return built

    made["build"] = post_load(build)
    made["Meta"] = type("Meta", (), {"unknown": RAISE})
    return type(f"{cls.__name__}Schema", (StatedSchema,), made)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for n, (key, _) in enumerate(pairs) if key in dict(pairs[:n]))
        raise MalformedJson(((twice, "此项重复出现。"),))
    return found


def _no_number(word: str) -> Any:
    raise MalformedJson((("", f"“{word}”不是 JSON 的数。"),))


def _flat(messages: Any, path: str) -> Iterator[tuple[str, str]]:
    """Marshmallow's nested messages as pairs: ``ended[0].how`` and what is wrong there."""
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            step = f"[{key}]" if isinstance(key, int) else "" if key == "_schema" else f".{key}"
            yield from _flat(inner, path + step)
        return
    for message in messages if isinstance(messages, list) else [messages]:
        yield path.lstrip("."), str(message)


def _keyed(kind: Any, field: Any) -> ma.Field[Any]:
    """The field of one key, with what the dataclass says of it."""
    plain, optional = _without_none(kind)
    made = _field(plain)
    if CHECK in field.metadata:
        made.validators.append(says(*field.metadata[CHECK]))
    made.allow_none = optional
    made.required = field.default is MISSING and field.default_factory is MISSING
    return made


def _without_none(kind: Any) -> tuple[Any, bool]:
    if get_origin(kind) not in (Union, types.UnionType):
        return kind, False
    (plain,) = [one for one in get_args(kind) if one is not type(None)]
    return plain, True


def _field(kind: Any) -> ma.Field[Any]:
    if get_origin(kind) is tuple:
        return _Many(_field(get_args(kind)[0]), error_messages=LIST_MESSAGES)
    if get_origin(kind) is frozenset:
        return _Set(_field(get_args(kind)[0]), error_messages=LIST_MESSAGES)
    if is_dataclass(kind):
        return ma.Nested(schema_of(cast(type[Any], kind)), error_messages=OBJECT_MESSAGES)
    if issubclass(kind, StrEnum):
        return _Coded(kind)
    return _PLAIN[kind]()


class _Many(ma.List[Any]):
    def _deserialize(self, *arguments: Any, **options: Any) -> Any:
        return tuple(super()._deserialize(*arguments, **options))


class _Set(ma.List[Any]):
    def _deserialize(self, *arguments: Any, **options: Any) -> Any:
        return frozenset(super()._deserialize(*arguments, **options))


class _Text(ma.String):
    def _deserialize(self, value: Any, *_: Any, **__: Any) -> str:
        if not isinstance(value, str):
            raise ValidationError("应为文字。")
        if not value.strip() or len(value) > TEXT_LENGTH:
            raise ValidationError(f"应为1至{TEXT_LENGTH}字的文字；不知道时请省略此项。")
        return value.strip()


class _Count(ma.Integer):
    def _deserialize(self, value: Any, *_: Any, **__: Any) -> int:
        if type(value) is not int or value < 0:
            raise ValidationError("应为不小于0的整数。")
        return value


class _YesNo(ma.Boolean):
    def _deserialize(self, value: Any, *_: Any, **__: Any) -> bool:
        if not isinstance(value, bool):
            raise ValidationError("应为 true 或者 false。")
        return value


class _Day(ma.Date):
    def _deserialize(self, value: Any, *_: Any, **__: Any) -> date:
        try:
            found = date.fromisoformat(value) if isinstance(value, str) else None
        except ValueError:
            found = None
        if found is None or found.isoformat() != value:
            raise ValidationError("应为日期，例如 2016-05-20。")
        return found


class _Coded(ma.String):
    """One of an enumeration, by its code; the fault lists them with their Chinese names."""

    def __init__(self, kind: type[StrEnum]) -> None:
        self._members = {code(member): member for member in kind}
        super().__init__(error_messages=MESSAGES)
        self.metadata = {"enum": list(self._members)}

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Any:
        if not isinstance(value, str) or value not in self._members:
            known = "、".join(c if c == m.value else f"{c}（{m.value}）" for c, m in self._members.items())
            raise ValidationError(f"应为以下之一：{known}。")
        return self._members[value]


_PLAIN: dict[type, Callable[[], ma.Field[Any]]] = {
    str: lambda: _Text(error_messages=MESSAGES),
    int: lambda: _Count(error_messages=MESSAGES),
    bool: lambda: _YesNo(error_messages=MESSAGES),
    date: lambda: _Day(error_messages=MESSAGES),
}
