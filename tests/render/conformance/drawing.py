"""Draws papers that keep to GB/T 9704-2012, in both formats, and lets a test spoil one thing at a time."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from docx import Document
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

FANGSONG, HEITI, KAITI, TITLE, SONGTI = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体", "宋体"
TWIPS = 1440 / 25.4
LONG = "为推进社会管理和公共服务综合标准化试点工作，现将有关事项通知如下，请结合本地区、本部门的实际，认真组织实施，并按时报送材料。"


@dataclass(frozen=True)
class Border:
    side: str
    kind: str = "single"
    eighths: int = 8
    space: int = 0
    color: str = "000000"


@dataclass(frozen=True)
class Par:
    """One paragraph; indents count characters, ``line`` is an exact height in points."""

    text: str = ""
    font: str = FANGSONG
    points: float = 16
    align: str = "both"
    first: float = 0
    left: float = 0
    hanging: float = 0
    right: float = 0
    line: float = 28.95
    line_rule: str = "exact"
    before: float = 0
    after: float = 0
    color: str = ""
    tracking: float = -0.25
    borders: tuple[Border, ...] = ()
    out_mm: float = 0
    """How far its borders reach out of the text on both sides."""
    framed: bool = False
    grid: bool = True
    new_page: bool = False
    tab_mm: float = 0
    field: bool = False
    extra: str = ""
    """XML of a further run."""


@dataclass(frozen=True)
class Plan:
    """A whole paper: paragraphs by name in their order, the margins' paragraphs, and the page."""

    body: Mapping[str, Par]
    head: Par | None = None
    first_foot: Par | None = None
    first_number: Par | None = None
    """A page number above the first page's lower rule, where none belongs."""
    odd_foot: Par | None = None
    even_foot: Par | None = None
    page: tuple[float, float] = (210, 297)
    margins: tuple[float, float, float, float] = (37, 26, 35, 28)
    header: float = 30.4
    footer: float = 18.5
    grid: bool = True
    even_pages: bool = True
    first_page: bool = True


Spoil = Callable[[Plan], Plan]


def with_(name: str, **changes: object) -> Spoil:
    """Changes one paragraph of the body."""

    def spoil(plan: Plan) -> Plan:
        return replace(plan, body={**plan.body, name: replace(plan.body[name], **changes)})  # type: ignore[arg-type]

    return spoil


def every(**changes: object) -> Spoil:
    """Changes all paragraphs of the text, its empty ones and those round it."""

    def changed(one: Par) -> Par:
        return replace(one, **changes) if one.points == 16 and one.line == 28.95 else one  # type: ignore[arg-type]

    def spoil(plan: Plan) -> Plan:
        made = {name: changed(one) for name, one in plan.body.items()}
        return replace(plan, body=made)

    return spoil


def without(*names: str) -> Spoil:
    def spoil(plan: Plan) -> Plan:
        return replace(plan, body={name: one for name, one in plan.body.items() if name not in names})

    return spoil


def edge(part: str, **changes: object) -> Spoil:
    """Changes the paragraph of a margin: ``head``, ``first_foot``, ``odd_foot`` or ``even_foot``."""

    def spoil(plan: Plan) -> Plan:
        return replace(plan, **{part: replace(getattr(plan, part), **changes)})

    return spoil


def paged(**changes: object) -> Spoil:
    return lambda plan: replace(plan, **changes)  # type: ignore[arg-type]


def numbers(**changes: object) -> tuple[Spoil, Spoil]:
    return edge("odd_foot", **changes), edge("even_foot", **changes)


def spoilt(plan: Plan, *spoils: Spoil) -> Plan:
    for spoil in spoils:
        plan = spoil(plan)
    return plan


_NUMBER = Par("— 1 —", SONGTI, 14, line=14, tracking=0, field=True)
_COPIES = Par(points=14, align="left", left=1, hanging=3, right=1, line=20, tracking=0, framed=True)
_RULE = Par("", points=1, line=2, grid=False)
_RED = "FF0000"
_DOUBLE = Border("bottom", "thickThinSmallGap", 24, 8, _RED)


def letter() -> Plan:
    """A letter of two pages without a seal."""
    return Plan(
        {
            "number": Par("鄂质监标函〔2016〕88号", align="right", line=18, before=12, grid=False),
            "space 1": Par(), "space 2": Par(),
            "title": Par("关于补正试点申报材料的函", TITLE, 22, "center", tracking=0),
            "space 3": Par(),
            "addressee": Par("武汉市质量技术监督局：", align="left"),
            **_text(),
            "space 5": Par(),
            "signature": Par("湖北省质量技术监督局", align="right", right=2),
            "date": Par("2016年4月5日", align="left", left=18),
            "remark": Par("（联系人：张三，电话：027-87654321）", first=2),
            "copies": replace(_COPIES, text="抄送：江汉区人民政府，武汉市江汉区行政审批局。"),
            "end": Par("", points=1, line=1),
        },
        head=Par("湖北省质量技术监督局", TITLE, 32, "center", line=33, color=_RED, borders=(_DOUBLE,), out_mm=7, tracking=0),
        first_foot=Par("", points=1, line=2, borders=(Border("bottom", "thinThickSmallGap", 24, 0, _RED),), out_mm=7),
        odd_foot=replace(_NUMBER, align="right", right=1, after=12.8),
        even_foot=replace(_NUMBER, align="left", left=1, after=12.8),
    )  # fmt: skip


def _text() -> dict[str, Par]:
    body = {
        "opening": Par(LONG, first=2),
        "level 1": Par("一、需要补正的内容", HEITI, first=2),
        "level 2": Par("（一）封面", KAITI, first=2),
        "level 3": Par("1." + LONG, first=2),
        "level 4": Par("（1）" + LONG, first=2),
    }
    more = {f"text {number}": Par(LONG, first=2) for number in range(1, 6)}
    closing = {"closing": Par("特此函达。", first=2)}
    return {**body, **more, **closing}


def document() -> Plan:
    """A 文件 with every element, an annex and the 版记, sealed nowhere."""
    return Plan(
        {
            "copy number": Par("000001", align="left"),
            "secrecy": Par("机密★1年", HEITI, align="left"),
            "urgency": Par("特急", HEITI, align="left"),
            "mark": Par("湖北省质量技术监督局文件", TITLE, 36, "center", line=38, color=_RED, before=12.4, tracking=0, grid=False),
            "space a": Par(), "space b": Par(),
            "number": Par("鄂质监标发〔2016〕8号", align="center", borders=(Border("bottom", "single", 12, 5, _RED),)),
            "space 1": Par(), "space 2": Par(),
            "title": Par("关于开展试点工作的通知", TITLE, 22, "center", tracking=0),
            "space 3": Par(),
            "addressee": Par("各市、州质量技术监督局：", align="left"),
            **_text(),
            "space 4": Par(),
            "attachment": Par("附件：1.试点项目汇总表", first=2),
            "attachment 2": Par("2.试点工作计划", first=5),
            "space 5": Par(),
            "signature": Par("湖北省质量技术监督局", align="right", right=2),
            "date": Par("2016年4月5日", align="left", left=18),
            "remark": Par("（此件公开发布）", first=2),
            "annex": Par("附件1", HEITI, align="left", new_page=True),
            "space 6": Par(),
            "annex title": Par("试点项目汇总表", TITLE, 22, "center", tracking=0),
            "space 7": Par(),
            "annex text": Par(LONG, first=2),
            "rule 1": replace(_RULE, borders=(Border("top"),), before=353),
            "copies": replace(_COPIES, text="抄送：省政府办公厅。", framed=False, grid=False),
            "rule 2": replace(_RULE, borders=(Border("top", eighths=6),)),
            "printed": replace(_COPIES, text="湖北省质量技术监督局办公室\t2016年4月6日印发", hanging=0, right=0,
                               framed=False, grid=False,
                               tab_mm=156 - 4.94),
            "rule 3": replace(_RULE, borders=(Border("bottom"),)),
        },
        odd_foot=replace(_NUMBER, align="right", right=1, after=12.8),
        even_foot=replace(_NUMBER, align="left", left=1, after=12.8),
        first_page=False,
    )  # fmt: skip


def drawn(plan: Plan) -> bytes:
    """The plan as .docx bytes."""
    made = Document()
    _bare(made)
    section = made.sections[0]
    root = section._sectPr
    for old in list(root):
        root.remove(old)
    body = made.element.body
    for one in plan.body.values():
        body.insert(len(body) - 1, _paragraph(one))
    if plan.first_page:
        section.different_first_page_header_footer = True
    made.settings.odd_and_even_pages_header_footer = plan.even_pages
    parts = (
        (plan.head, "first_page_header" if plan.first_page else "header"),
        (plan.first_foot, "first_page_footer"), (plan.odd_foot, "footer"), (plan.even_foot, "even_page_footer"),
    )  # fmt: skip
    for each, name in parts:
        if each is None:
            continue
        part = getattr(section, name)
        part.is_linked_to_previous = False
        holder = part._element
        for old in list(holder):
            holder.remove(old)
        if each is plan.first_foot and plan.first_number is not None:
            holder.append(_paragraph(plan.first_number))
        holder.append(_paragraph(each))
    _page(root, plan)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _bare(made: Word) -> None:
    for default in made.styles.element.findall(f".//{qn('w:pPrDefault')}"):
        default.clear()


def _page(root: object, plan: Plan) -> None:
    top, right, bottom, left = (round(one * TWIPS) for one in plan.margins)
    width, height = (round(one * TWIPS) for one in plan.page)
    grid = 'w:type="lines" w:linePitch="579"' if plan.grid else ""
    for xml in (
        f'<w:pgSz {nsdecls("w")} w:w="{width}" w:h="{height}"/>',
        f'<w:pgMar {nsdecls("w")} w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" '
        f'w:header="{round(plan.header * TWIPS)}" w:footer="{round(plan.footer * TWIPS)}" w:gutter="0"/>',
        f"<w:docGrid {nsdecls('w')} {grid}/>",
    ):
        _in_order(root, parse_xml(xml))


def _in_order(root: object, element: object) -> None:
    """Before ``w:titlePg``, which comes after the page's measures; the grid comes last."""
    title = root.find(qn("w:titlePg"))  # type: ignore[attr-defined]
    if title is not None and not element.tag.endswith("docGrid"):  # type: ignore[attr-defined]
        title.addprevious(element)
    else:
        root.append(element)  # type: ignore[attr-defined]


def _paragraph(one: Par) -> object:
    em, out = one.points * 20, round(one.out_mm * TWIPS)
    borders = "".join(
        f'<w:{b.side} w:val="{b.kind}" w:sz="{b.eighths}" w:space="{b.space}" w:color="{b.color}"/>'
        for b in one.borders
    )
    frame = '<w:framePr w:w="8844" w:hSpace="0" w:wrap="around" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="left" w:yAlign="bottom"/>'
    first = f'w:hanging="{round(one.hanging * em)}"' if one.hanging else f'w:firstLine="{round(one.first * em)}"'
    left = round((one.left + one.hanging) * em) - out
    fonts = f'<w:rFonts w:ascii="{one.font}" w:hAnsi="{one.font}" w:eastAsia="{one.font}" w:cs="{one.font}" w:hint="eastAsia"/>'
    color = f'<w:color w:val="{one.color}"/>' if one.color else ""
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{round(one.tab_mm * TWIPS)}"/></w:tabs>' if one.tab_mm else ""
    look = (
        f"<w:rPr>{fonts}{color}"
        f'<w:spacing w:val="{round(one.tracking * 20)}"/><w:sz w:val="{round(one.points * 2)}"/></w:rPr>'
    )
    xml = (
        f"<w:p {nsdecls('w', 'wp', 'a', 'pic', 'r')}><w:pPr>{frame if one.framed else ''}"
        f'{"<w:pageBreakBefore/>" if one.new_page else ""}<w:widowControl w:val="0"/>'
        f"{f'<w:pBdr>{borders}</w:pBdr>' if borders else ''}"
        f"{tab}"
        f'<w:overflowPunct w:val="1"/><w:snapToGrid w:val="{int(one.grid)}"/><w:spacing w:before="{round(one.before * 20)}" w:after="{round(one.after * 20)}" '
        f'w:line="{round(one.line * 20)}" w:lineRule="{one.line_rule}"/>'
        f'<w:ind w:left="{left}" w:right="{round(one.right * em) - out}" {first}/><w:jc w:val="{one.align}"/>{look}</w:pPr>'
        f"{_runs(one, look)}{one.extra}</w:p>"
    )
    return parse_xml(xml)


def _runs(one: Par, look: str) -> str:
    if one.field:
        before, _, after = one.text.partition("1")
        number = f'<w:fldSimple w:instr=" PAGE "><w:r>{look}<w:t>1</w:t></w:r></w:fldSimple>'
        return _run(before, look) + number + _run(after, look)
    words, _, tabbed = one.text.partition("\t")
    return _run(words, look) + (f"<w:r>{look}<w:tab/></w:r>" + _run(tabbed, look) if tabbed else "")


def _run(text: str, look: str) -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
