"""What a body is written with: paragraphs in our styles, conditions and loops, and the tables that bodies share."""

from __future__ import annotations

from dataclasses import dataclass

TEXT, LEVEL_1, LEVEL_2, PICTURE, CAPTION = "text", "level-1", "level-2", "picture", "caption"
HELD = "held"
"""Text that stays with what follows: the last of a paper that may close without a formula."""


@dataclass(frozen=True)
class Part:
    """A paragraph in one of our styles."""

    style: str
    text: str


@dataclass(frozen=True)
class Table:
    """A table with a row for each item of ``rows``: widths in millimetres, heads, and what each column says of ``item``.

    Columns listed in ``left`` begin at the left, the others are centred.
    """

    rows: str
    item: str
    widths: tuple[float, ...]
    heads: tuple[str, ...]
    cells: tuple[str, ...]
    left: tuple[int, ...] = (1, 2)


Parts = tuple[Part | Table, ...]


def texts(*lines_of: str) -> Parts:
    """A paragraph of text for each."""
    return tuple(Part(TEXT, text) for text in lines_of)


def heading(text: str) -> Parts:
    """A heading of the first level."""
    return (Part(LEVEL_1, text),)


def when(condition: str, *parts: Part | Table, otherwise: Parts = ()) -> Parts:
    """``parts`` under a condition, else ``otherwise``."""
    middle = (*texts("{%p else %}"), *otherwise) if otherwise else ()
    return (*texts(f"{{%p if {condition} %}}"), *parts, *middle, *texts("{%p endif %}"))


def each(item: str, rows: str, *parts: Part | Table) -> Parts:
    """``parts`` for every item of a list."""
    return (*texts(f"{{%p for {item} in {rows} %}}"), *parts, *texts("{%p endfor %}"))


def lines(label: str) -> Parts:
    """A paragraph for each line of a text."""
    return each("段", label, *texts("{{ 段 }}"))


def closing_paragraph(followed: str, text: str) -> Parts:
    """A paragraph that goes with the signature where nothing follows it, and else stays on the page it begins on."""
    return when(followed, *texts(text), otherwise=(Part(HELD, text),))


BECAUSE = "{% if 依据语 %}{{ 依据语 }}，{% endif %}"
PERIODS = Table(
    "试点清单", "项", (13, 42, 35, 31, 35), ("序号", "试点名称", "承担单位", "保证单位", "试点期限"),
    ("{{ 项.序号 }}", "{{ 项.试点名称 }}", "{{ 项.承担单位 }}", "{{ 项.保证单位 }}", "{{ 项.试点期限 }}"), (1, 2, 3),
)  # fmt: skip
RESULTS = Table(
    "试点清单", "项", (14, 62, 56, 24), ("序号", "试点名称", "承担单位", "结论"),
    ("{{ 项.序号 }}", "{{ 项.试点名称 }}", "{{ 项.承担单位 }}", "{{ 项.结论 }}"),
)  # fmt: skip
VALID = Table(
    "试点清单", "项", (14, 56, 44, 42), ("序号", "试点名称", "承担单位", "合格有效期"),
    ("{{ 项.序号 }}", "{{ 项.试点名称 }}", "{{ 项.承担单位 }}", "{{ 项.有效期 }}"),
)  # fmt: skip
MEMBERS = Table(
    "成员", "人", (13, 22, 46, 26, 27, 22), ("序号", "姓名", "工作单位", "职务或职称", "类别", "组内职务"),
    ("{{ 人.序号 }}", "{{ 人.姓名 }}", "{{ 人.工作单位 }}", "{{ 人.职务或职称 }}", "{{ 人.类别 }}", "{{ 人.组内职务 }}"), (2,),
)  # fmt: skip
MATERIALS = Table(
    "材料清单", "材料", (14, 100, 16, 26), ("序号", "材料名称", "份数", "备注"),
    ("{{ loop.index }}", "{{ 材料.名称 }}", "{{ 材料.份数 }}", "{{ 材料.备注 }}"), (1, 3),
)  # fmt: skip
PROBLEMS = each(
    "问题项",
    "问题",
    *texts("{{ 问题项.序号 }}.{{ 问题项.说明 }}{% if 问题项.出处 %}（{{ 问题项.出处 }}）{% endif %}。"),
)
DECISION = (
    BECAUSE + "{% if 审核单位 %}经{{ 审核单位 }}审核，{% endif %}决定{{ 处理 }}{{ 试点 }}的{{ 处理对象 }}"
    "{% if 处理日期 %}，自{{ 处理日期 }}起生效{% endif %}。"
)
DETAILS = each(
    "项", "少量试点",
    *texts(
        "{% if 试点个数 > 1 %}{{ 项.序号 }}.{% endif %}“{{ 项.试点名称 }}”，承担单位：{{ 项.承担单位 }}{% if 项.保证单位 %}，保证单位：{{ 项.保证单位 }}{% endif %}"
        "{% if 项.试点期限 %}，试点期限：{{ 项.试点期限 }}{% endif %}。"
    ),
)  # fmt: skip
