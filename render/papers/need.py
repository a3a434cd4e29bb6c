"""What a paper must be told beside the pilots it is about: typed, in Chinese, declared once.

One declaration serves the check of a request, the JSON schema of the API, the fields of a page and the catalogue in
the documentation. A value comes as JSON says it (a day is ``2026-03-05``) or as the Python object it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Protocol

from forms.law import Citation, chinese_number
from forms.periods import chinese_date, is_date, latest
from forms.statutes import RULES, STATUTES

ISSUED_ON = "issued_on"
"""The name by which a day's relation refers to the letter's own date; in a draft without one, the day it is made."""


BLANKS = " \t\r\n\u3000\u00a0"
"""What is taken off both ends of a text; a control character there leaves its trace in the letter."""


YEARS = range(1949, 2200)
"""Years that can stand on a paper, so that terms reckoned from them stay within the calendar."""


class Unfit(ValueError):
    """A value that a need cannot take; the message says in Chinese what is wrong and what to give."""


class Kind(Protocol):
    """What sort of thing is asked for.

    ``read`` gives the typed value or raises :class:`Unfit`; ``schema`` its JSON schema; ``words`` names the sort in
    Chinese; ``sample`` is a value that fits, for trials and documentation.
    """

    @property
    def name(self) -> str: ...
    @property
    def words(self) -> str: ...
    def schema(self) -> dict[str, Any]: ...
    def read(self, value: Any) -> Any: ...
    def sample(self) -> Any: ...


def _text(value: Any, most: int) -> str:
    if not isinstance(value, str):
        raise Unfit(f"应为文字，所给的是 {type(value).__name__}。")
    text = value.strip(BLANKS)
    if len(text) > most:
        raise Unfit(f"最多{most}字，所给的有{len(text)}字。请缩短。")
    return text


@dataclass(frozen=True)
class Words:
    """Text of one paragraph; ``lines`` allows several, each then a paragraph of the letter."""

    most: int = 2_000
    lines: bool = False
    example: str = "有关情况。"
    name: ClassVar[str] = "text"

    @property
    def words(self) -> str:
        return "文字，可分段" if self.lines else "文字"

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": self.most}

    def read(self, value: Any) -> str:
        return _text(value, self.most)

    def sample(self) -> str:
        return self.example


@dataclass(frozen=True)
class Reckoned:
    """A day reckoned from another: so many calendar months on, clamped to the month's end.

    ``of`` names another need, or :data:`ISSUED_ON`; ``setting`` the programme's setting that holds the months, and
    ``back`` counts them backwards.
    """

    of: str
    setting: str | None = None
    back: bool = False


@dataclass(frozen=True)
class Day:
    """One day. ``default`` is reckoned where none is given; the limits are days it may not pass.

    ``ahead`` allows a day after the letter's own: terms lie ahead, events do not.
    """

    default: Reckoned | None = None
    not_before: Reckoned | None = None
    not_after: Reckoned | None = None
    ahead: bool = False
    example: str = "2026-03-05"
    name: ClassVar[str] = "date"
    words: ClassVar[str] = "日期"

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date"}

    def read(self, value: Any) -> date:
        try:
            day = value if isinstance(value, date) else date.fromisoformat(_text(value, 10))
        except ValueError:
            raise Unfit(f"应为日期，如 2026-03-05，所给的是“{value}”。") from None
        if day.year not in YEARS:
            raise Unfit(f"年份应在{YEARS.start}至{YEARS.stop - 1}之间，所给的是{day.year}年。")
        return day

    def sample(self) -> str:
        return self.example


@dataclass(frozen=True)
class Span:
    """From one day or month to another, both included: ``{"start": "2026-03-05", "end": "2026-03-06"}``."""

    name: ClassVar[str] = "date_range"
    words: ClassVar[str] = "起止日期"

    def schema(self) -> dict[str, Any]:
        day = {"type": "string", "pattern": r"^\d{4}-\d{2}(-\d{2})?$"}
        return {"type": "object", "properties": {"start": day, "end": day}, "required": ["start", "end"]}

    def read(self, value: Any) -> tuple[str, str]:
        if not isinstance(value, Mapping) or not {"start", "end"} <= value.keys():
            raise Unfit("应有起止两个日期（start、end）。")
        start, end = (str(value[side]) for side in ("start", "end"))
        for side in (start, end):
            if not is_date(side):
                raise Unfit(f"“{side}”不是日期，应如 2026-03 或者 2026-03-05。")
        if latest(end) < latest(start):
            raise Unfit(f"截止日期{chinese_date(end)}早于起始日期{chinese_date(start)}。")
        return start, end

    def sample(self) -> dict[str, str]:
        return {"start": "2026-03-24", "end": "2026-03-25"}


@dataclass(frozen=True)
class Count:
    """A whole number; ``setting`` names the programme's setting that stands where none is given."""

    least: int = 1
    most: int = 9_999
    setting: str | None = None
    name: ClassVar[str] = "number"
    words: ClassVar[str] = "整数"

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}

    def read(self, value: Any) -> int:
        number = value
        if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit() and len(value) <= 9:
            number = int(value)
        if isinstance(number, bool) or not isinstance(number, int):
            raise Unfit(f"应为整数，所给的是“{value}”。")
        if not self.least <= number <= self.most:
            raise Unfit(f"应在{self.least}至{self.most}之间，所给的是{number}。")
        return number

    def sample(self) -> int:
        return self.least


@dataclass(frozen=True)
class Choice:
    """One of several words, each as it stands in the letter."""

    options: tuple[str, ...]
    name: ClassVar[str] = "choice"

    @property
    def words(self) -> str:
        return f"选项：{'、'.join(self.options)}"

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": list(self.options)}

    def read(self, value: Any) -> str:
        if value not in self.options:
            raise Unfit(f"应为{'、'.join(self.options)}之一，所给的是“{value}”。")
        return str(value)

    def sample(self) -> str:
        return self.options[0]


_PLACE = re.compile(
    r"(?P<place>第[一二三四五六七八九十]{1,3}(?:条|部分))(?:第(?P<paragraph>[一二三四五六七八九十])款)?"
    r"(?:第(?:（(?P<item>[一二三四五六七八九十]{1,2})）|(?P<point>\d{1,2}))项)?"
)
_NUMERALS = {chinese_number(number): number for number in range(1, 100)}


@dataclass(frozen=True)
class Article:
    """A place in a statute, in its own words: 第九条第（三）项 of the 细则, or a notice's number before the place."""

    example: str = "第九条第（三）项"
    name: ClassVar[str] = "article"
    words: ClassVar[str] = "条文"

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "description": "《细则》的条文，如 第九条第（三）项；其他文件的，前面写明其文号。"}

    def read(self, value: Any) -> Citation:
        if isinstance(value, Citation):
            return value
        text = _text(value, 200).replace("(", "（").replace(")", "）")
        statute = next((known for known in STATUTES if text.startswith(known.number)), RULES)
        place = text.removeprefix(statute.number).removeprefix("《细则》")
        found = _PLACE.fullmatch(place)
        if found is None or (statute.words and found["place"] not in statute.words):
            raise Unfit(f"“{text}”不是《细则》或者已知文件的条文，应如 第九条第（三）项。")
        if found["point"]:  # a notice that counts with Arabic numbers
            return Citation(statute, place)
        return Citation(
            statute, found["place"], _NUMERALS.get(found["paragraph"] or ""), _NUMERALS.get(found["item"] or "")
        )

    def sample(self) -> str:
        return self.example


@dataclass(frozen=True)
class Need:
    """One thing asked for: ``id`` in JSON, ``label`` as people and templates call it, and what sort of thing it is."""

    id: str
    label: str
    kind: Kind
    required: bool = True
    help: str = ""

    def schema(self) -> dict[str, Any]:
        """The JSON schema of its value, titled in Chinese."""
        described = {"description": self.help} if self.help else {}
        return {"title": self.label, **described, **self.kind.schema()}


@dataclass(frozen=True)
class Rows:
    """A table: each row a value for every column."""

    columns: tuple[Need, ...]
    at_least: int = 1
    most: int = 500
    samples: int = 1
    given: tuple[Mapping[str, Any], ...] = field(default=(), compare=False)
    """Rows that fit together, where samples of single columns do not."""
    name: ClassVar[str] = "rows"

    @property
    def words(self) -> str:
        return f"表格：{'、'.join(column.label for column in self.columns)}"

    def schema(self) -> dict[str, Any]:
        properties = {column.id: column.schema() for column in self.columns}
        required = [column.id for column in self.columns if column.required]
        row = {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
        return {"type": "array", "items": row, "minItems": self.at_least, "maxItems": self.most}

    def read(self, value: Any) -> tuple[dict[str, Any], ...]:
        if isinstance(value, str | Mapping) or not hasattr(value, "__iter__"):
            raise Unfit("应为若干行。")
        rows = list(value)
        if not self.at_least <= len(rows) <= self.most:
            raise Unfit(f"应有{self.at_least}至{self.most}行，所给的有{len(rows)}行。")
        return tuple(self._row(number, row) for number, row in enumerate(rows, start=1))

    def _row(self, number: int, row: Any) -> dict[str, Any]:
        if not isinstance(row, Mapping):
            raise Unfit(f"第{number}行应按栏填写。")
        if unknown := row.keys() - {column.id for column in self.columns}:
            raise Unfit(f"第{number}行没有“{min(map(str, unknown))}”这一栏。")
        made = {}
        for column in self.columns:
            given = row.get(column.id)
            if empty(given):
                if column.required:
                    raise Unfit(f"第{number}行缺少“{column.label}”。")
                continue
            try:
                made[column.id] = column.kind.read(given)
            except Unfit as error:
                raise Unfit(f"第{number}行“{column.label}”：{error}") from None
        return made

    def sample(self) -> list[dict[str, Any]]:
        if self.given:
            return [dict(row) for row in self.given]
        row = {column.id: column.kind.sample() for column in self.columns}
        return [row] * max(self.at_least, self.samples)


def empty(value: Any) -> bool:
    """Whether nothing was given: no value, or text of spaces alone."""
    return value is None or (isinstance(value, str) and not value.strip(BLANKS)) or value == [] or value == ()
