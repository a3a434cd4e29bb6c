"""5.2.2 and what 7.2 to 7.4 say of typefaces and sizes: one table, two checks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from render.conformance.elements import BodyText
from render.conformance.paper import Fault, Paper, at, clause, points
from render.conformance.sheet import Paragraph, Piece
from render.conformance.typeface import Face, face_of

SIZES = {"2": "2号（22 磅）", "3": "3号（16 磅）", "4": "4号（14 磅）"}
_NAMES = re.compile(r"[:：]\s*(.+)$")


@dataclass(frozen=True)
class Part:
    """Some characters that the standard wants in one typeface and size."""

    element: str
    clause: str
    role: str
    size: str
    paragraph: Paragraph
    pieces: tuple[Piece, ...]


def parts(paper: Paper) -> Iterator[Part]:
    """The parts of the paper whose look the standard prescribes."""
    found = paper.elements
    single = (
        ("密级和保密期限", "7.2.2", "黑体", "3", found.secrecy),
        ("紧急程度", "7.2.3", "黑体", "3", found.urgency),
        ("发文机关标志", "7.2.4", "小标宋", "", found.mark),
        ("发文字号", "7.2.5", "仿宋", "3", None if found.number is found.signer else found.number),
        ("主送机关", "7.3.2", "仿宋", "3", found.addressee),
        ("成文日期", "7.3.5", "仿宋", "3", found.date),
        ("附注", "7.3.6", "仿宋", "3", found.remark),
        ("抄送机关", "7.4.2", "仿宋", "4", found.copies),
        ("抄送机关", "7.4.2", "仿宋", "4", found.sent_to),
        ("印发机关和印发日期", "7.4.3", "仿宋", "4", found.printed),
    )
    for element, number, role, size, one in single:
        if one is not None:
            yield _whole(element, number, role, size, one)
    if found.copy_number is not None:
        yield _whole("份号", "7.2.1", "仿宋", "3", found.copy_number)
    many = (
        ("标题", "7.3.1", "小标宋", "2", found.title),
        ("附件说明", "7.3.4", "仿宋", "3", found.attachments),
        ("发文机关署名", "7.3.5", "仿宋", "3", found.signatures),
        ("附件", "7.3.7", "黑体", "3", found.annexes),
    )
    for element, number, role, size, several in many:
        yield from (_whole(element, number, role, size, one) for one in several)
    yield from _signer(paper)
    for text in found.body:
        yield from _of_body(text)


def _whole(element: str, number: str, role: str, size: str, one: Paragraph) -> Part:
    return Part(element, number, role, size, one, one.pieces)


def _signer(paper: Paper) -> Iterator[Part]:
    """「签发人」 in 仿宋, the name after the colon in 楷体."""
    one = paper.elements.signer
    if one is None:
        return
    named = _NAMES.search(one.text)
    whole = "".join(piece.text for piece in one.pieces)
    place = whole.rfind(named.group(1)) if named else len(whole)
    yield Part("签发人", "7.2.6", "仿宋", "3", one, _cut(one.pieces, 0, place))
    yield Part("签发人姓名", "7.2.6", "楷体", "3", one, _cut(one.pieces, place, len(whole)))


def _of_body(text: BodyText) -> Iterator[Part]:
    """A heading of the first or second level reaches to its first full stop; what follows it is text."""
    one, whole = text.paragraph, "".join(piece.text for piece in text.paragraph.pieces)
    role = {1: "黑体", 2: "楷体"}.get(text.level)
    if role is None:
        yield _whole("正文", "7.3.3", "仿宋", "3", one)
        return
    stop = whole.find("。")
    head = len(whole) if stop < 0 else stop
    yield Part(f"{'一二'[text.level - 1]}级标题", "7.3.3", role, "3", one, _cut(one.pieces, 0, head))
    if head + 1 < len(whole):
        yield Part("正文", "7.3.3", "仿宋", "3", one, _cut(one.pieces, head + 1, len(whole)))


def _cut(pieces: tuple[Piece, ...], start: int, end: int) -> tuple[Piece, ...]:
    made, place = [], 0
    for piece in pieces:
        text = piece.text[max(start - place, 0) : max(end - place, 0)]
        if text:
            made.append(Piece(text, piece.font, piece.points, piece.color))
        place += len(piece.text)
    return tuple(made)


@clause("5.2.2", "字号")
def size(paper: Paper) -> Iterator[Fault]:
    """各要素的字号：一般用3号，标题2号，版记和页码4号。"""
    settings, told = paper.settings, set()
    accepted = {"2": settings.size_2, "3": settings.size_3, "4": settings.size_4}
    for part in parts(paper):
        for measured in dict.fromkeys(piece.points for piece in part.pieces if piece.text.strip()):
            fits = any(abs(measured - one) <= settings.points_off for one in accepted.get(part.size, (measured,)))
            if fits or (part.element, measured) in told:
                continue
            told.add((part.element, measured))
            yield Fault(
                at(part.paragraph), points(measured), SIZES[part.size],
                f"{part.element}“{part.paragraph.text[:12]}”为 {measured:g} 磅，应为{SIZES[part.size]}，请改字号。",
                element=part.element, clause=part.clause,
            )  # fmt: skip


@clause("5.2.2", "字体")
def typeface(paper: Paper) -> Iterator[Fault]:
    """各要素的字体：一般用仿宋，一级标题黑体，二级标题楷体，密级、紧急程度和附件黑体。"""
    told = set()
    for part, face in faces(paper):
        if face.right or part.role == "小标宋" or (part.element, face.font) in told:
            continue
        told.add((part.element, face.font))
        yield _wrong(part, face, "应为", "M" if part.element == "份号" else None)


@clause("7.3.1", "小标宋", recommended=True)
def title_typeface(paper: Paper) -> Iterator[Fault]:
    """标题用小标宋体，发文机关标志推荐使用小标宋体。"""
    told = set()
    for part, face in faces(paper):
        if face.right or part.role != "小标宋" or part.element in told:
            continue
        told.add(part.element)
        yield _wrong(part, face, "宜为" if part.element == "发文机关标志" else "应为", None)


def _wrong(part: Part, face: Face, modal: str, certainty: str | None) -> Fault:
    used = face.font or "未指明字体"
    message = f"{part.element}“{part.paragraph.text[:12]}”用的是{used}，{modal}{part.role}体，请改字体。".replace(
        "体体", "体"
    )
    return Fault(
        at(part.paragraph), used, part.role, message, element=part.element, clause=part.clause, certainty=certainty
    )


def faces(paper: Paper) -> Iterator[tuple[Part, Face]]:
    """Each part with the face of its Chinese characters."""
    for part in parts(paper):
        face = face_of(part.pieces, part.role, paper.settings, paper.sheet.kind)
        if face is not None:
            yield part, face
