"""What is wrong with a template that an officer changed in Word, in plain words and before it is accepted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence

from render.errors import RenderError
from render.limited import run_limited
from render.papers.catalogue import paper as known_paper
from render.papers.fault import Fault
from render.papers.kinds import Format
from render.papers.paper import Paper
from render.template import FILLED_PARTS, TEMPLATE_BYTES, Template, placeholders, render, sources

HEAD = ("发文机关", "发文字号", "标题", "主送机关", "署名", "成文日期")
"""What no paper can be without."""
_DANGEROUS = (
    ("vbaproject", "macro", "含有宏"),
    ("activex", "macro", "含有 ActiveX 控件"),
    ("embeddings/", "embedded", "含有嵌入的对象"),
    ("afchunk", "embedded", "含有嵌入的文档"),
    ("customui", "macro", "含有自定义界面"),
)
_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_REMEDY = {
    "macro": "请用 Word 打开，另存为“Word 文档(*.docx)”后重新上传。",
    "embedded": "请删去后重新上传。",
    "external": "请断开链接，把内容直接写入模板。",
    "field": "请删去此域，只保留页码。",
}


def lint(data: bytes, paper: Paper, layout: Format | None = None, script: str = "hans") -> tuple[Fault, ...]:
    """Everything wrong with ``data`` as a template of ``paper``; nothing where it may be used.

    The file is looked through by a limited process; one that takes too long or too much is a fault of its own.
    """
    chosen = layout or paper.format
    if chosen not in paper.formats or chosen is Format.FORM:
        layouts = "、".join(paper.formats)
        return (Fault("paper-is-form", "", f"{paper.name}的格式为{layouts}，没有{chosen}格式的模板。"),)
    if len(data) > TEMPLATE_BYTES:
        return (Fault("template-damaged", "", f"模板超过 {TEMPLATE_BYTES // 1_000_000} MB。请删去图片后重新上传。"),)
    try:
        answer = run_limited("lint", Template(paper.name, data, script), {"paper": paper.id, "layout": chosen.value})
    except RenderError as error:
        return (Fault(error.code, "", error.message),)
    return tuple(Fault(**fault) for fault in answer["faults"])


def look_through(template: Template, paper_id: str, layout: str) -> Sequence[Fault]:
    """The faults of a template, in the process that calls; use :func:`lint` for a stranger's file."""
    from render.papers.lint_form import form_faults
    from render.papers.lint_tags import alone_faults, tag_faults

    paper = known_paper(paper_id)
    try:
        found = sources(template)
    except RenderError as error:
        return [Fault(error.code, "", error.message)]
    with zipfile.ZipFile(io.BytesIO(template.data)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    faults = [*_parts(members), *form_faults(members)]
    tags = [*alone_faults(members), *tag_faults(found, _samples(paper, Format(layout)), template.name)]
    faults += tags
    faults += _missing(template, paper, Format(layout)) if not _syntax(tags) else []
    if not tags:
        faults += _trial(template, paper, Format(layout))
    return faults


def _parts(members: dict[str, bytes]) -> Iterator[Fault]:
    """Macros, objects, links to elsewhere."""
    for name in members:
        for mark, code, what in _DANGEROUS:
            if mark in name.lower():
                yield Fault(code, name, f"模板{what}（{name}）。{_REMEDY[code]}")
    if b"macroEnabled" in members.get("[Content_Types].xml", b""):
        yield Fault("macro", "[Content_Types].xml", f"模板是启用宏的文档。{_REMEDY['macro']}")
    for name, content in members.items():
        if name.endswith(".rels") and b'TargetMode="External"' in content:
            yield Fault("external", name, f"模板链接到外部文件或者网址（{name}）。{_REMEDY['external']}")
    for name, content in members.items():
        if FILLED_PARTS.fullmatch(name):
            yield from _fields(name, content)


def _fields(name: str, content: bytes) -> Iterator[Fault]:
    from docx.oxml.ns import qn

    from render.papers.lint_form import parsed

    root = parsed(content)
    told = [node.get(qn("w:instr")) or "" for node in root.iter(qn("w:fldSimple"))]
    told += [node.text or "" for node in root.iter(qn("w:instrText"))]
    for instruction in told:
        words = instruction.split()
        if words and words[0].upper() not in _FIELDS:
            yield Fault("field", name, f"模板含有域“{words[0]}”，打开文书时可能引入其他内容。{_REMEDY['field']}")


def _samples(paper: Paper, layout: Format) -> list[dict[str, object]]:
    """What the template would be filled with: for one pilot, and for so many that they stand in a list."""
    from render.papers.compose import context_for
    from render.papers.sample import sample_request

    return [context_for(sample_request(paper, layout, pilots)) for pilots in (1, 5)]


def _syntax(tags: Sequence[Fault]) -> bool:
    return any(fault.code == "template-syntax" for fault in tags)


def _missing(template: Template, paper: Paper, layout: Format) -> list[Fault]:
    """Placeholders of the shipped template that the paper cannot be without."""
    from render.papers.lint_tags import said

    shipped = placeholders(Template.letter(paper.template_name(layout)))
    needed = {*HEAD, *(need.label for need in paper.needs if need.required)}
    needed |= (
        {"开头", "问题清单", "补正要求", "材料清单", "说明", "依据", "结论"} if not paper.words.get("环节") else set()
    )
    needed |= {"印发机关", "印发日期"}
    needed |= {"抄送"} if paper.copies_required else set()
    needed |= {"试点"} if paper.about.name != "NONE" else set()
    needed |= {"依据语"} if paper.adverse else set()
    written = said(template)
    if layout is Format.LETTER and "印发机关" in written:
        return [
            Fault(
                "layout-wrong", "版记", "信函格式没有印发机关和印发日期，这像是文件格式的模板。请改用信函格式的模板。"
            )
        ]
    missing = sorted((needed & shipped) - written)
    return [
        Fault("placeholder-missing", name, f"模板缺少“{{{{ {name} }}}}”，{paper.name}不能没有{name}。请补上。")
        for name in missing
    ]


def _trial(template: Template, paper: Paper, layout: Format) -> list[Fault]:
    """What goes wrong when the template is filled in with made-up facts."""
    for context in _samples(paper, layout):
        try:
            render(template, context)
        except RenderError as error:
            return [Fault(error.code, "", f"试填时出错：{error.message}")]
    return []
