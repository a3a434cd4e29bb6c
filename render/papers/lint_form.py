"""The form of a changed template: our styles on every paragraph, unchanged, and no formatting laid over them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache

from docx.oxml.ns import qn
from lxml import etree

from render.papers.fault import Fault
from render.template import FILLED_PARTS, Template

_OVER_RUN = {
    "b": "加粗", "i": "倾斜", "u": "下划线", "strike": "删除线", "color": "颜色", "sz": "字号", "highlight": "突出显示",
    "shd": "底纹", "w": "字符缩放", "spacing": "字符间距", "position": "字符位置", "vertAlign": "上下标", "vanish": "隐藏",
}  # fmt: skip
_OVER_PARAGRAPH = {
    "jc": "对齐方式", "ind": "缩进", "spacing": "段落间距", "pBdr": "边框", "shd": "底纹", "numPr": "自动编号",
    "pageBreakBefore": "段前分页", "outlineLvl": "大纲级别",
}  # fmt: skip
_OFF = frozenset({"0", "false", "off", "none", "baseline", "auto"})
_EXCERPT = 24
"""So many characters of a paragraph tell which is meant."""
_STYLE_VALUES = (
    ("字体", "rPr/rFonts", "eastAsia"),
    ("字号", "rPr/sz", "val"),
    ("颜色", "rPr/color", "val"),
    ("字符间距", "rPr/spacing", "val"),
    ("行距", "pPr/spacing", "line"),
    ("行距类型", "pPr/spacing", "lineRule"),
    ("对齐方式", "pPr/jc", "val"),
    ("首行缩进", "pPr/ind", "firstLineChars"),
    ("左缩进", "pPr/ind", "leftChars"),
)
_PAGE = (("pgSz", ("w", "h")), ("pgMar", ("top", "right", "bottom", "left")))


def parsed(content: bytes) -> etree._Element:
    """The part's XML, without anything from outside."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def text_of(paragraph: etree._Element) -> str:
    return "".join(node.text or "" for node in paragraph.iter(qn("w:t")))


def form_faults(members: Mapping[str, bytes]) -> Iterator[Fault]:
    """Lost and changed styles, formatting laid over them, another page; each style's change is told once."""
    ours = _shipped()
    styles = _styles(members.get("word/styles.xml", b"<none/>"))
    used: set[str] = set()
    for part, content in sorted(members.items()):
        if FILLED_PARTS.fullmatch(part):
            for paragraph in parsed(content).iter(qn("w:p")):
                yield from _paragraph_faults(paragraph, part, styles, ours, used)
    for name in sorted(used & ours.keys()):
        yield from _changed(name, styles, ours[name])
    yield from _page_faults(members["word/document.xml"])


def _paragraph_faults(
    paragraph: etree._Element,
    part: str,
    styles: Mapping[str, tuple[str, dict[str, str]]],
    ours: Mapping[str, dict[str, str]],
    used: set[str],
) -> Iterator[Fault]:
    text = text_of(paragraph)
    place = text[:_EXCERPT] or f"空段（{part.removeprefix('word/')}）"
    properties = paragraph.find(qn("w:pPr"))
    style_id = _value(properties, "pStyle", "val")
    name = styles.get(style_id, ("", {}))[0]
    if name not in ours:
        called = f"“{name or style_id}”" if style_id else "默认样式"
        yield Fault(
            "style-lost",
            place,
            f"段落“{place}”用的是{called}，不是公文样式。请在 Word 的样式栏中选用公文样式，如“公文正文”。",
        )
        return
    used.add(name)
    over = [said for tag, said in _OVER_PARAGRAPH.items() if properties is not None and _set(properties, tag)]
    for run in paragraph.iter(qn("w:r")):
        over += _run_over(run, ours[name])
    if over:
        listed = "、".join(dict.fromkeys(over))
        yield Fault(
            "style-overridden",
            place,
            f"段落“{place}”直接设置了{listed}，盖过了样式“{name}”。请选中后清除直接格式（Ctrl+空格、Ctrl+Q）。",
        )


def _run_over(run: etree._Element, style: Mapping[str, str]) -> list[str]:
    properties = run.find(qn("w:rPr"))
    if properties is None:
        return []
    over = [said for tag, said in _OVER_RUN.items() if _set(properties, tag)]
    if "字号" in over and _value(properties, "sz", "val") == style.get("字号"):
        over.remove("字号")
    font = _value(properties, "rFonts", "eastAsia")
    return [*over, "字体"] if font and font != style.get("字体") else over


def _set(properties: etree._Element, tag: str) -> bool:
    """Whether the property is there and not switched off."""
    found = properties.find(qn(f"w:{tag}"))
    return found is not None and (found.get(qn("w:val")) or "on").lower() not in _OFF


def _value(properties: etree._Element | None, tag: str, attribute: str) -> str:
    found = properties.find(qn(f"w:{tag}")) if properties is not None else None
    return (found.get(qn(f"w:{attribute}")) or "") if found is not None else ""


def _styles(content: bytes) -> dict[str, tuple[str, dict[str, str]]]:
    """The styles by id: the name, and the values that matter."""
    made = {}
    for style in parsed(content).iter(qn("w:style")):
        name = style.find(qn("w:name"))
        values = {}
        for label, path, attribute in _STYLE_VALUES:
            node = style.find("/".join(qn(f"w:{tag}") for tag in path.split("/")))
            values[label] = (node.get(qn(f"w:{attribute}")) or "") if node is not None else ""
        made[style.get(qn("w:styleId")) or ""] = (name.get(qn("w:val")) or "" if name is not None else "", values)
    return made


@cache
def _shipped() -> dict[str, dict[str, str]]:
    """Our styles by name, as the shipped templates have them."""
    with zipfile.ZipFile(io.BytesIO(Template.letter("call").data)) as package:
        styles = _styles(package.read("word/styles.xml"))
    return {name: values for name, values in styles.values() if values["字号"]}


def _changed(name: str, styles: Mapping[str, tuple[str, dict[str, str]]], ours: Mapping[str, str]) -> Iterator[Fault]:
    theirs = next(values for other, values in styles.values() if other == name)
    changed = [label for label, value in ours.items() if theirs[label].lower() != value.lower()]
    if changed:
        told = "、".join(f"{label}（原为{ours[label] or '未设'}，现为{theirs[label] or '未设'}）" for label in changed)
        yield Fault("style-changed", name, f"样式“{name}”被改动：{told}。请恢复，公文的字体、字号和行距不能改变。")


def _page_faults(document: bytes) -> Iterator[Fault]:
    theirs, ours = _page(document), _page_shipped()
    if changed := [f"{tag} {name}" for (tag, name), value in ours.items() if theirs.get((tag, name)) != value]:
        yield Fault(
            "page-changed",
            "页面设置",
            f"页面大小或者页边距被改动（{'、'.join(changed)}）。请恢复为 A4，上37、下35、左28、右26毫米。",
        )


def _page(document: bytes) -> dict[tuple[str, str], str]:
    section = parsed(document).find(f".//{qn('w:body')}/{qn('w:sectPr')}")
    return {(tag, name): _value(section, tag, name) for tag, names in _PAGE for name in names}


@cache
def _page_shipped() -> dict[tuple[str, str], str]:
    with zipfile.ZipFile(io.BytesIO(Template.letter("call").data)) as package:
        return _page(package.read("word/document.xml"))
