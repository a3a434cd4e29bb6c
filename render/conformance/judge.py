"""A sheet judged: every check of its format, the stand-in fonts, and what was left open."""

from __future__ import annotations

from collections.abc import Iterator

from render.conformance.clauses import in_order
from render.conformance.clauses_look import faces
from render.conformance.elements import Elements, recognised
from render.conformance.formats import format_of
from render.conformance.paper import Paper
from render.conformance.report import FORMATS, Deviation, MissingGlyph, Report, Substituted
from render.conformance.settings import Settings
from render.conformance.sheet import Sheet


def judged(sheet: Sheet, name: str, settings: Settings) -> Report:
    """The report on a sheet, with its deviations in the order of the standard."""
    found = recognised(sheet)
    form, reason = format_of(sheet, found)
    if settings.format is not None:
        form, reason = settings.format, "由检查者指定"
    paper = Paper(sheet, found, form, settings)
    return Report(
        name,
        sheet.kind,
        form,
        reason,
        len(sheet.pages) if sheet.exact else None,
        found.named(),
        tuple(_deviations(paper)),
        tuple(_substituted(paper)),
        tuple(_missing(paper)),
        tuple(_notes(paper, found)),
    )


def _deviations(paper: Paper) -> Iterator[Deviation]:
    for clause in in_order():
        if paper.format in clause.formats:
            yield from clause.deviations(paper)


def _substituted(paper: Paper) -> Iterator[Substituted]:
    used: dict[tuple[str, str], dict[str, None]] = {}
    for part, face in faces(paper):
        if face.right and face.stand_in:
            used.setdefault((part.role, face.font), {})[part.element] = None
    for (role, font), elements in used.items():
        yield Substituted(role, font, tuple(elements))


def _missing(paper: Paper) -> Iterator[MissingGlyph]:
    told: dict[tuple[str, str, str], MissingGlyph] = {}
    for part, face in faces(paper):
        for character, other in face.borrowed:
            told.setdefault(
                (character, face.font, other), MissingGlyph(character, face.font, other, part.paragraph.page)
            )
    yield from told.values()
    for character in paper.sheet.unreadable:
        yield MissingGlyph(character, "", "", None)


def _notes(paper: Paper, found: Elements) -> Iterator[str]:
    """What is disputed or was not looked at, with the setting that decides it."""
    settings, exact = paper.settings, paper.sheet.exact
    yield f"按{FORMATS[paper.format]}检查。条款号系转述；各项依据的确定程度见 certainty。"
    if settings.top_edge == "margin":
        yield "上白边按 Word 的上边距计（设置 top_edge=margin）；一说应量至首行文字上缘（top_edge=glyphs）。"
    else:
        yield "上白边量至首行文字上缘（设置 top_edge=glyphs）；一说按 Word 的上边距计（top_edge=margin）。"
    if paper.format == "letter":
        wanted = "、".join(f"{one:g}" for one in settings.letter_top)
        yield f"信函首页发文机关标志距上页边 30 mm，Word 的上边距应为多少有争议，现接受 {wanted} mm（设置 letter_top）。"
        if settings.letter_rule is None:
            yield "信函双线的粗细标准未作规定，没有检查（设置 letter_rule）。"
    else:
        thin, thick = settings.document_rule
        yield f"版头分隔线的粗细标准未作规定，现接受 {thin:g} 至 {thick:g} mm（设置 document_rule）。"
    sizes = "、".join(f"{one:g}" for one in settings.size_3)
    yield f"3号字按 {sizes} 磅计均可（设置 size_3）。"
    if not exact:
        yield f"Word 文件没有排好的版面：位置由各项设置推算，容差 ±{settings.estimate_off:g} mm；转成 PDF 后可实测。"
    if settings.sealed is None and found.date is not None:
        yield "未指明是否加盖印章：署名和成文日期合于加盖、不加盖两种排法之一即可（设置 sealed）。"
    if exact and settings.number_top == "either":
        yield "页码上距版心 7 mm，量至数字上缘或者一字线均可（设置 number_top）。"
