"""How papers differ: layout, 文种, whose they are, to whom they go, and of how many pilots they speak."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Format(StrEnum):
    """How a paper is laid out: as a letter (GB/T 9704 10.1), as a 文件 with its red head, or as a printed form."""

    LETTER = "信函"
    DOCUMENT = "文件"
    FORM = "表"


class Organ(StrEnum):
    """Whose paper it is."""

    MINISTRY = "部级联席办公室"
    PROVINCE = "省级联席办公室"
    DEPARTMENT = "推荐单位"
    GROUP = "评估组（专家组）"


class Party(StrEnum):
    """To whom a paper goes, or a copy of it."""

    MINISTRY = "部级联席办公室"
    PROVINCE = "省级联席办公室"
    PROVINCES = "各省级联席办公室"
    GOVERNMENT = "省级人民政府"
    MEMBERS = "成员单位"
    DEPARTMENT = "推荐单位"
    UNIT = "试点单位"
    EMPLOYERS = "专家所在单位"
    LOCAL = "各市州主管部门"


class DocumentType(StrEnum):
    """文种: what the title ends with; a ``BUSINESS`` paper has a title of its own (补正通知书)."""

    LETTER = "函"
    REPLY = "复函"
    NOTICE = "通知"
    CIRCULAR = "通报"
    DECISION = "决定"
    APPROVAL = "批复"
    ANNOUNCEMENT = "公告"
    BUSINESS = "业务文书"


CLOSINGS: Mapping[DocumentType, str] = {
    DocumentType.LETTER: "特此函达。",
    DocumentType.REPLY: "特此函复。",
    DocumentType.NOTICE: "特此通知。",
    DocumentType.CIRCULAR: "特此通报。",
    DocumentType.DECISION: "",
    DocumentType.APPROVAL: "此复。",
    DocumentType.ANNOUNCEMENT: "特此公告。",
    DocumentType.BUSINESS: "特此通知。",
}
"""The closing formula of each 文种 by custom; a decision closes without one."""


class About(StrEnum):
    """How many pilots one paper speaks of."""

    ONE = "一个试点"
    MANY = "一个或者多个试点"
    NONE = "不针对具体试点"
