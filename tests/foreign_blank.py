"""Another province's application, drawn for the tests: its own order, words, merged cells, lines to write on and blocks.

It is drawn empty and filled in by the same hand, which is not the product's: what the product drafts, fills and reads is
held against it.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.table import _Cell

TITLE = "江苏省社会管理和公共服务综合标准化试点申报书"
BLOCKS = ("申报单位意见", "设区市标准化主管部门意见", "省级标准化主管部门意见")
PLAN = ("序号", "实施阶段", "起止时间", "主要任务", "完成单位")
PLAN_ROOM = 3
SETTLED = "项目级别"

ANSWERS: Mapping[str, str] = {
    "申报单位": "南京市江宁区政务服务中心",
    "项目名称": "南京市江宁区政务服务综合标准化试点",
    "起止年月": "2018年6月至2020年6月",
    "单位全称": "南京市江宁区政务服务中心",
    "统一社会信用代码": "12320115MB0W123421",
    "法定代表人": "陈志远",
    "通信地址": "南京市江宁区天元东路1号",
    "邮政编码": "211100",
    "联系人": "周文静",
    "手机": "13800001234",
    "电子邮件": "jnzwzx@163.com",
    "标准化牵头科室": "综合协调科",
    "主要职能和业务": "负责本区政务服务事项的受理与办理，组织协调进驻部门。",
    "近三年有无质量、安全、环保事故": "无",
    "工作基础": "已建立服务标准体系，收集国家标准二十项。\n设有专职标准化人员三名，经费列入年度预算。",
    "填报日期": "2018年3月15日",
}
ROWS: Sequence[Sequence[str]] = (
    ("启动阶段", "2018年6月至2018年9月", "成立领导小组，编制实施方案。", "江宁区政务服务中心"),
    ("实施阶段", "2018年10月至2019年12月", "组织实施各项标准。", "江宁区政务服务中心"),
    ("总结阶段", "2020年1月至2020年6月", "整理记录并归档。", "江宁区政务服务中心"),
)
OPINIONS: Sequence[tuple[str, str, str]] = (
    ("自愿申报，所填内容属实。", "南京市江宁区政务服务中心", "2018年3月15日"),
    ("同意推荐。", "南京市质量技术监督局", "2018年3月20日"),
    ("同意列入。", "江苏省质量技术监督局", "2018年4月2日"),
)


def foreign_blank(*, title: str = TITLE) -> bytes:
    """The empty blank."""
    return _Drawing({}, (), ()).bytes(title)


def foreign_filled(answers: Mapping[str, str] = ANSWERS) -> bytes:
    """The same form as somebody filled it in."""
    return _Drawing(answers, ROWS, OPINIONS).bytes(TITLE)


class _Drawing:
    def __init__(
        self, answers: Mapping[str, str], rows: Sequence[Sequence[str]], opinions: Sequence[tuple[str, str, str]]
    ) -> None:
        self.answers, self.rows, self.opinions = answers, rows, opinions
        self.word: Any = docx.Document()

    def bytes(self, title: str) -> bytes:
        self._cover(title)
        self._unit()
        self._plan()
        self._blocks()
        stream = io.BytesIO()
        self.word.save(stream)
        return stream.getvalue()

    def said(self, label: str, blank: str = "") -> str:
        return self.answers.get(label, blank)

    # -- cover -----------------------------------------------------------------

    def _cover(self, title: str) -> None:
        self.word.add_paragraph(title).alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._line("申报单位", "________________（盖章）")
        self._line("项目名称", "____________________")
        self._underlined("起止年月", "    年  月至    年  月")
        date = self.word.add_paragraph(self.said("填报日期", "    年   月   日"))
        date.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self.word.add_paragraph("填表说明")
        self.word.add_paragraph("1. 本表一式三份，单位全称应与公章一致。")
        self.word.add_page_break()

    def _line(self, label: str, blank: str) -> None:
        """A label and a line to write on; printed words behind the line stay when it is written on."""
        said = self.said(label)
        written = f"__{said}__{blank.lstrip('_')}" if said else blank
        self.word.add_paragraph(f"{label}：{written}")

    def _underlined(self, label: str, blank: str) -> None:
        paragraph = self.word.add_paragraph(f"{label}：")
        paragraph.add_run(self.said(label, blank)).underline = True

    # -- the unit ----------------------------------------------------------------

    def _unit(self) -> None:
        self.word.add_paragraph("一、申报单位概况")
        table = self._table(6)
        self._wide(table, "单位全称")
        self._pair(table, "统一社会信用代码", "法定代表人")
        self._pair(table, "通信地址", "邮政编码")
        cells = table.add_row().cells
        for at, label in ((0, "联系人"), (2, "手机"), (4, "电子邮件")):
            self._put(cells[at], label)
            self._put(cells[at + 1], self.said(label))
        self._pair(table, "标准化牵头科室", "传真")
        self._wide(table, SETTLED, "□国家级　□省级" if not self.answers else "□国家级　☑省级")
        self._wide(table, "主要职能和业务", "（不超过200字）")
        self._wide(
            table, "近三年有无质量、安全、环保事故", "□有　□无，说明：________" if not self.answers else "□有　☑无"
        )
        cells = table.add_row().cells
        held = cells[0].merge(cells[5])
        self._put(held, "工作基础：", *self.said("工作基础").split("\n"))

    def _pair(self, table: Any, one: str, other: str) -> None:
        cells = table.add_row().cells
        self._put(cells[0], one)
        self._put(cells[1].merge(cells[2]), self.said(one))
        self._put(cells[3], other)
        self._put(cells[4].merge(cells[5]), self.said(other))

    def _wide(self, table: Any, label: str, blank: str = "") -> None:
        cells = table.add_row().cells
        self._put(cells[0], label)
        written = blank if "□" in blank else self.said(label, blank)
        self._put(cells[1].merge(cells[5]), *written.split("\n"))

    # -- plan and blocks -----------------------------------------------------------

    def _plan(self) -> None:
        self.word.add_paragraph("二、进度安排")
        table = self._table(5)
        for cell, label in zip(table.add_row().cells, PLAN, strict=True):
            self._put(cell, label)
        for number in range(max(PLAN_ROOM, len(self.rows))):
            row = self.rows[number] if number < len(self.rows) else ("",) * 4
            for cell, text in zip(table.add_row().cells, (str(number + 1), *row), strict=True):
                self._put(cell, text)

    def _blocks(self) -> None:
        self.word.add_paragraph("三、意见")
        table = self._table(3)
        for number, label in enumerate(BLOCKS):
            opinion, unit, date = self.opinions[number] if self.opinions else ("", "", "    年   月   日")
            cells = table.add_row().cells
            self._put(cells[0], label)
            held = cells[1].merge(cells[2])
            self._put(held, opinion, "", f"{unit}（公章）", date)
            for paragraph in held.paragraphs[2:]:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    # -- Word --------------------------------------------------------------------

    def _table(self, columns: int) -> Any:
        table = self.word.add_table(0, columns)
        table.style = "Table Grid"
        return table

    @staticmethod
    def _put(cell: _Cell, *lines: str) -> None:
        cell.text = lines[0] if lines else ""
        for line in lines[1:]:
            cell.add_paragraph(line)
