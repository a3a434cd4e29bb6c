"""Applications sketched cell by cell: a whole 附件1 of which a test changes one piece, drawn as Word or as a Document.

A table is a list of rows; in a row ``<`` merges with the cell to the left and ``^`` with the one above. A cell is
text (a line feed begins a paragraph) or a list of such pieces and tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from extract.document import Cell, Document, Flow, Paragraph, Table
from extract.reading import Result, read
from forms.evidence import Evidence
from forms.programme import programme
from tests.extract.readers.wordml import docx, line, p, r, say, tbl, tc, tr

Piece: TypeAlias = "str | Sequence[Any]"


class Xml(str):
    """Word's own XML, put into the body as it is."""


TITLE = "社会管理和公共服务综合标准化试点申请书"
UNIT, COUNTY = "宜昌市西陵区政务服务中心", "宜昌市西陵区人民政府"
COVER = (
    "试点名称：宜昌市西陵区政务服务综合标准化试点",
    "试点时间：2016年5月-2018年5月",
    f"承担单位：{UNIT}",
    "参加单位：宜昌市标准化研究院",
    f"保证单位：{COUNTY}",
    "指导单位：宜昌市质量技术监督局",
    "管理单位：湖北省质量技术监督局",
    "填报日期：2016年3月15日",
)
SCOPE = "负责全区政务服务事项的受理、办理和监督。"
STATE = "已制定岗位工作标准46项，成立了标准化工作领导小组，每年安排专项经费30万元。"
SECTION = [
    ["单位名称", UNIT, "统一社会信用代码", "124205027844531031"],
    ["法定代表人", "李建国", "邮政编码", "443000"],
    ["住所", "湖北省宜昌市西陵区东山大道100号", "<", "<"],
    ["通讯地址", "湖北省宜昌市西陵区体育场路2号", "<", "<"],
    ["所属行业", "公共管理", "单位性质", "事业单位"],
    ["联系人/联系电话", "王芳/0717-6221234", "电子邮箱", "zwzx@163.com"],
    ["标准化机构或负责部门", "综合协调科", "标准化工作负责人/联系电话", "周启明/13972600001"],
    ["业务范围", SCOPE, "<", "<"],
    ["近三年来有无质量、安全、环保事故", "无", "<", "<"],
    ["标准化工作现状及试点创建具备的条件（包括经费等保障条件）", STATE, "<", "<"],
]
PLAN = [
    ["步骤", "时间", "阶段性工作内容", "负责及参与的单位/部门"],
    ["启动阶段", "2016年5月-2016年8月", "成立领导小组，编制实施方案。", UNIT],
    ["组织实施", "2016年9月-2018年5月", "组织实施各项标准。", f"{UNIT}、{COUNTY}"],
]


def signed(opinion: str, unit: str, day: str = "2016年4月12日") -> str:
    return f"{opinion}\n负责人（签字）：\n单位（盖章）：{unit}\n{day}"


BLOCKS = [
    ["承担单位意见", signed("自愿申报，所填内容属实。", UNIT)],
    ["参加单位意见", signed("同意参加。", "宜昌市标准化研究院")],
    ["保证单位意见", signed("同意保证，给予经费支持。", COUNTY)],
    ["业务指导单位意见", signed("同意推荐。", "宜昌市质量技术监督局")],
    ["管理单位意见", signed("同意报送。", "湖北省质量技术监督局")],
]
HEADINGS = (
    "一、试点承担单位基本信息",
    "二、创建工作计划",
    "三、试点承担单位、参加单位、保证单位、业务指导单位及管理单位意见",
)
FIELDS: dict[str, Any] = {
    "pilot_name": "宜昌市西陵区政务服务综合标准化试点",
    "pilot_period": {"start": "2016-05", "end": "2018-05"},
    "lead_unit": UNIT,
    "participating_units": ["宜昌市标准化研究院"],
    "guarantor_units": [COUNTY],
    "guiding_units": ["宜昌市质量技术监督局"],
    "managing_units": ["湖北省质量技术监督局"],
    "filed_on": "2016-03-15",
    "unit_name": UNIT,
    "organization_code": "124205027844531031",
    "legal_representative": "李建国",
    "postcode": "443000",
    "registered_address": "湖北省宜昌市西陵区东山大道100号",
    "unit_address": "湖北省宜昌市西陵区体育场路2号",
    "industry": "公共管理",
    "economic_type": "事业单位",
    "contact_name": "王芳",
    "contact_phone": "0717-6221234",
    "email": "zwzx@163.com",
    "standardization_body": "综合协调科",
    "standardization_lead_name": "周启明",
    "standardization_lead_phone": "13972600001",
    "business_scope": SCOPE,
    "incidents_last_3_years": {"answer": False, "text": ""},
    "conditions": STATE,
}
ROWS: list[dict[str, Any]] = [
    {
        "step": "启动阶段",
        "period": {"start": "2016-05", "end": "2016-08"},
        "work": "成立领导小组，编制实施方案。",
        "responsible_units": [UNIT],
    },
    {
        "step": "组织实施",
        "period": {"start": "2016-09", "end": "2018-05"},
        "work": "组织实施各项标准。",
        "responsible_units": [UNIT, COUNTY],
    },
]
OPINIONS: list[tuple[str, str | None, str | None, str | None]] = [
    ("lead_unit", "自愿申报，所填内容属实。", UNIT, "2016-04-12"),
    ("participating_unit", "同意参加。", "宜昌市标准化研究院", "2016-04-12"),
    ("guarantor_unit", "同意保证，给予经费支持。", COUNTY, "2016-04-12"),
    ("guiding_unit", "同意推荐。", "宜昌市质量技术监督局", "2016-04-12"),
    ("managing_unit", "同意报送。", "湖北省质量技术监督局", "2016-04-12"),
]


def application(
    title: Iterable[Piece] = (TITLE,),
    cover: Iterable[Piece] = COVER,
    section: Sequence[Piece] | None = None,
    plan: Sequence[Piece] | None = None,
    blocks: Sequence[Piece] | None = None,
    headings: Sequence[str] = HEADINGS,
) -> tuple[Piece, ...]:
    """A whole application; each argument is the pieces that stand in the place of a part of it."""
    return (
        *title,
        *cover,
        headings[0],
        *([SECTION] if section is None else section),
        headings[1],
        *([PLAN] if plan is None else plan),
        headings[2],
        *([BLOCKS] if blocks is None else blocks),
    )


def replaced(rows: list[list[Any]], label: str, *instead: list[Any]) -> list[list[Any]]:
    """``rows`` with the row that begins with ``label`` replaced by ``instead``."""
    assert any(row[0] == label for row in rows)
    return [new for row in rows for new in (instead if row[0] == label else (row,))]


# -- as Word -------------------------------------------------------------------------------------------------------


def word(*pieces: Piece) -> bytes:
    """A Word file that holds ``pieces`` one after another."""
    return docx(*map(_piece, pieces))


def _piece(piece: Piece) -> str:
    if isinstance(piece, Xml):
        return str(piece)
    if isinstance(piece, str):
        return "".join(_line(text) for text in piece.split("\n"))
    if isinstance(piece, tuple):
        return "".join(map(_piece, piece))
    return tbl(*(_row(piece, number) for number in range(len(piece))))


def _line(text: str) -> str:
    """A paragraph; a vertical tab in ``text`` is a line break inside it."""
    return p(r("<w:br/>").join(say(part) for part in text.split("\v"))) if "\v" in text else line(text)


def _row(rows: Sequence[Any], number: int) -> str:
    cells, row = [], rows[number]
    below = rows[number + 1] if number + 1 < len(rows) else []
    for column, text in enumerate(row):
        if text == "<":
            continue
        span = next((n for n in range(1, len(row) - column) if row[column + n] != "<"), len(row) - column)
        props = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        if text == "^":
            cells.append(tc(line(""), props=props + "<w:vMerge/>"))
            continue
        if column < len(below) and below[column] == "^":
            props += '<w:vMerge w:val="restart"/>'
        inside = _piece(tuple(text) if isinstance(text, list) else text)
        cells.append(tc(inside + ("" if inside.endswith("</w:p>") else line("")), props=props))
    return tr(*cells)


# -- as a Document ---------------------------------------------------------------------------------------------------


def document(*pieces: Piece, margins: tuple[str, ...] = ()) -> Document:
    """The Document that a reader would make of ``pieces``."""
    at = Evidence("sketch", path="body")
    return Document("sketch", _flow(pieces, at), margins=tuple(Paragraph(text, at) for text in margins))


def _flow(pieces: Iterable[Piece], at: Evidence) -> tuple[Flow, ...]:
    found: list[Flow] = []
    for piece in pieces:
        if isinstance(piece, str):
            found += [Paragraph(text.replace("\v", "\n"), at) for text in piece.split("\n")]
        elif isinstance(piece, tuple):
            found += _flow(piece, at)
        else:
            found.append(_table(piece, at))
    return tuple(found)


def _table(rows: Sequence[Any], at: Evidence) -> Table:
    cells = []
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if text in ("<", "^"):
                continue
            width = next((n for n in range(1, len(row) - column) if row[column + n] != "<"), len(row) - column)
            height = 1
            while number + height < len(rows) and rows[number + height][column : column + 1] == ["^"]:
                height += 1
            inside = _flow(tuple(text) if isinstance(text, list) else (text,), at)
            cells.append(Cell(number, column, inside, at, height, width))
    return Table(tuple(cells), at)


# -- read and compared -------------------------------------------------------------------------------------------------


def read_word(*pieces: Piece, on: date = date(2016, 6, 1), under: str = "national") -> Result:
    """What reading the Word file of ``pieces`` gives."""
    return read(word(*pieces), "sketch.docx", programme=programme(under), on=on)[0]


@dataclass(frozen=True)
class Difference:
    """A slot that was read otherwise than it was written; ``marked`` says whether a person is asked to look."""

    where: str
    expected: Any
    read: Any
    marked: bool


def differences(
    result: Result,
    fields: dict[str, Any] | None = None,
    rows: list[dict[str, Any]] | None = None,
    opinions: Sequence[tuple[str, str | None, str | None, str | None]] | None = None,
) -> list[Difference]:
    """Every slot that says something else than the sketch, and every one that is marked though it is right."""
    record = result.record
    assert record is not None
    said: dict[str, Any] = {f"fields.{slot}": value for slot, value in (FIELDS | (fields or {})).items()}
    found: dict[str, tuple[Any, bool]] = {
        f"fields.{slot}": (answer.value, answer.needs_review) for slot, answer in record.fields.items()
    }
    for number, row in enumerate(ROWS if rows is None else rows):
        said |= {f"rows.plan[{number}].{column}": value for column, value in row.items()}
    for number, read_row in enumerate(record.rows.get("plan", ())):
        found |= {f"rows.plan[{number}].{c}": (answer.value, answer.needs_review) for c, answer in read_row.items()}
    for number, (block, opinion, unit, day) in enumerate(OPINIONS if opinions is None else opinions):
        said |= {f"blocks[{number}].{slot}": value for slot, value in zip(
            ("id", "opinion", "unit", "date"), (block, opinion, unit, day), strict=True)}  # fmt: skip
    for number, read_block in enumerate(record.blocks):
        found[f"blocks[{number}].id"] = (read_block.id, False)
        for slot in ("opinion", "unit", "date"):
            answer = getattr(read_block, slot)
            found[f"blocks[{number}].{slot}"] = (answer.value, answer.needs_review)
    wheres = dict.fromkeys([*said, *found])
    compared = [Difference(w, said.get(w), *found.get(w, ("—", False))) for w in wheres]
    return [d for d in compared if d.read != d.expected or d.marked]
