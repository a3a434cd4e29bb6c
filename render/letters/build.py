"""The shipped templates, built anew: ``python -m render.letters.build`` writes the .docx files beside this one.

Each body of :mod:`render.letters.bodies` becomes a letter and, where a paper of it may be a 文件, a 文件. Placeholders
are in Chinese, so that an officer who opens a template in Word can read it; all form comes from styles.
"""

from __future__ import annotations

from pathlib import Path

from docx.oxml.xmlchemy import BaseOxmlElement

from render.letters import looks
from render.letters.bodies import BODIES, Body
from render.letters.parts import CAPTION, HELD, LEVEL_1, LEVEL_2, PICTURE, TEXT, Parts, Table
from render.letters.sheets import document_sheet, drawn_rule, foot_frame, letter_sheet, marks
from render.page import IMPRINT_INNER_RULE, IMPRINT_OUTER_RULE, Measure
from render.word import Box, Line, Look, append, package, paragraph, table

_STYLES: dict[str, Look] = {
    TEXT: looks.TEXT,
    HELD: looks.CLOSING,
    LEVEL_1: looks.FIRST,
    LEVEL_2: looks.SECOND,
    PICTURE: looks.PICTURE,
    CAPTION: looks.CAPTION,
}


def letter(body: Body) -> bytes:
    """The body as a letter (GB/T 9704 10.1)."""
    document = letter_sheet()
    head = [paragraph("{{ 发文字号 }}", looks.NUMBER), _empty(), _empty(), *_title()]
    append(document, *head, *_drawn(body.parts), *_foot(body, _copies()))
    return package(document)


def red_head(body: Body) -> bytes:
    """The body as a 文件 (GB/T 9704 7)."""
    document = document_sheet()
    head = [
        *marks("{{ 发文机关 }}文件", looks.DOCUMENT_MARKS),
        _empty(),
        _empty(),
        paragraph("{{ 发文字号 }}", looks.DOCUMENT_NUMBER),
        _empty(),
        _empty(),
        *_title(),
    ]
    append(document, *head, *_drawn(body.parts), *_foot(body, _imprint(), at_end=True))
    return package(document)


def _empty() -> BaseOxmlElement:
    return paragraph("", looks.FLUSH)


def _title() -> list[BaseOxmlElement]:
    return [paragraph("{{ 标题 }}", looks.HEAD), _empty(), paragraph("{{ 主送机关 }}：", looks.FLUSH)]


def _drawn(parts: Parts) -> list[BaseOxmlElement]:
    return [_table(part) if isinstance(part, Table) else paragraph(part.text, _STYLES[part.style]) for part in parts]


def _table(part: Table) -> BaseOxmlElement:
    columns = range(len(part.widths))
    looks_of = [looks.CELL_LEFT if column in part.left else looks.CELL for column in columns]
    head = Line([Box([paragraph(text, looks.CELL_HEAD)]) for text in part.heads], 7, header=True)
    opening = Line([Box([paragraph(f"{{%tr for {part.item} in {part.rows} %}}", looks.CELL)], span=len(part.widths))])
    row = Line([Box([paragraph(text, look)]) for text, look in zip(part.cells, looks_of, strict=True)], 7)
    closing = Line([Box([paragraph("{%tr endfor %}", looks.CELL)], span=len(part.widths))])
    return table(part.widths, [head, opening, row, closing])


def _foot(body: Body, imprint: list[BaseOxmlElement], at_end: bool = False) -> list[BaseOxmlElement]:
    """The closing words, 附件说明, 署名 and 成文日期, 附注; they hold together on one page.

    What stands at the bottom of the last page is framed there: a letter's 抄送 before the closing words, so as not to
    part the others, the 版记 of a 文件 ``at_end``, and both after the list of pilots where that is the last page.
    """
    last = looks.LINE if at_end else looks.LAST
    made = [
        *([] if at_end else _when("not 试点清单", imprint) if body.annex else imprint),
        *_when("结语", [paragraph("{{ 结语 }}", looks.CLOSING)]),
        *_enclosures(),
        paragraph("", looks.LINE),
        paragraph("{{ 署名 }}", looks.LINE),
        *_when("代章", [paragraph("{{ 代章 }}", looks.LINE)], looks.LINE),
        paragraph("{%p if 附注 %}", looks.TEXT),
        paragraph("{{ 成文日期 }}", looks.LINE),
        paragraph("（{{ 附注 }}）", looks.NOTE if at_end else looks.TEXT),
        paragraph("{%p else %}", looks.TEXT),
        paragraph("{{ 成文日期 }}", last),
        paragraph("{%p endif %}", looks.TEXT),
    ]
    framed = [*imprint, paragraph("", looks.ANCHOR)]
    if body.annex:
        made += _when("试点清单", _annex(body) if at_end else [*_annex(body), *framed])
    return [*made, *framed] if at_end else made


def _when(condition: str, made: list[BaseOxmlElement], look: Look = looks.TEXT) -> list[BaseOxmlElement]:
    from copy import deepcopy

    return [paragraph(f"{{%p if {condition} %}}", look), *map(deepcopy, made), paragraph("{%p endif %}", look)]


def _enclosures() -> list[BaseOxmlElement]:
    """附件：… one line below the text, each further one below the first's name, without punctuation after it."""
    several = [
        paragraph("{%p for 附件 in 附件说明 %}", looks.ENCLOSURE_NEXT),
        paragraph("{%p if loop.index == 1 %}", looks.ENCLOSURE_NEXT),
        paragraph("附件：{{ 附件.序号 }}{{ 附件.名称 }}", looks.ENCLOSURE_FIRST),
        paragraph("{%p else %}", looks.ENCLOSURE_NEXT),
        paragraph("{{ 附件.序号 }}{{ 附件.名称 }}", looks.ENCLOSURE_NEXT),
        paragraph("{%p endif %}", looks.ENCLOSURE_NEXT),
        paragraph("{%p endfor %}", looks.ENCLOSURE_NEXT),
    ]
    return _when("附件说明", [
        paragraph("", looks.LINE),
        paragraph("{%p if 附件名 %}", looks.ENCLOSURE),
        paragraph("附件：{{ 附件名 }}", looks.ENCLOSURE),
        paragraph("{%p else %}", looks.ENCLOSURE),
        *several,
        paragraph("{%p endif %}", looks.ENCLOSURE),
    ])  # fmt: skip


def _annex(body: Body) -> list[BaseOxmlElement]:
    """The list of pilots on a page of its own: 附件 in the first line, its title in the third."""
    return [
        paragraph("{{ 清单附件号 }}", looks.ANNEX),
        _empty(),
        paragraph("{{ 清单标题 }}", looks.ANNEX_TITLE),
        _empty(),
        *_drawn(body.annex),
    ]


def _framed(text: str, look: Look) -> BaseOxmlElement:
    made = paragraph(text, look)
    made[0].append(foot_frame())
    return made


def _copies() -> list[BaseOxmlElement]:
    """抄送 at the foot of a letter's last page: no rules, no printing office (10.1)."""
    return _when("抄送", [_framed("抄送：{{ 抄送 }}。", looks.COPIES)], looks.COPIES)


def _imprint() -> list[BaseOxmlElement]:
    """版记 at the foot of the last page of a 文件: 抄送, 印发机关 and 印发日期 between their rules (7.4)."""
    printed = "{{ 印发机关 }}\t{{ 印发日期 }}印发"
    return [
        _imprint_rule(IMPRINT_OUTER_RULE, 1),
        *_when("抄送", [_framed("抄送：{{ 抄送 }}。", looks.IMPRINT_COPIES), _imprint_rule(IMPRINT_INNER_RULE, 2)]),
        paragraph('{%p if 印发行 == "窄" %}', looks.IMPRINT),
        _framed(printed, looks.IMPRINT_NARROW),
        paragraph("{%p else %}", looks.IMPRINT),
        _framed(printed, looks.IMPRINT),
        paragraph("{%p endif %}", looks.IMPRINT),
        _imprint_rule(IMPRINT_OUTER_RULE, 3),
    ]


def _imprint_rule(thickness: Measure, number: int) -> BaseOxmlElement:
    made = paragraph("", looks.IMPRINT_RULE, [drawn_rule(thickness.mm, number)])
    made[0].append(foot_frame())
    return made


def templates() -> dict[str, bytes]:
    """Every shipped template by its name; that of a 文件 ends with ``-document``."""
    made = {name: letter(body) for name, body in BODIES.items()}
    return made | {f"{name}-document": red_head(body) for name, body in BODIES.items() if body.document}


def main() -> None:
    for name, data in templates().items():
        Path(__file__).with_name(f"{name}.docx").write_bytes(data)


if __name__ == "__main__":
    main()
