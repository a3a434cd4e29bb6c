"""The mark 草稿 under every page of a draft's PDF."""

from __future__ import annotations

import io

MARK = "草稿"
WORDS = "仅供核对，不作正式文件"
_GREY = "E4E4E4"
_DOWN_POINTS = 200


def mark() -> bytes:
    """A Word page with nothing but the mark, pale, to be printed and laid under each page."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    page = docx.Document()
    page.sections[0].page_width, page.sections[0].page_height = Mm(210), Mm(297)
    for number, (text, points) in enumerate(((MARK, 120), (WORDS, 26))):
        paragraph = page.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_before = Pt(0 if number else _DOWN_POINTS)
        run = paragraph.add_run(text)
        run.font.size, run.font.name, run.font.color.rgb = Pt(points), "黑体", RGBColor.from_string(_GREY)
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "黑体")
    made = io.BytesIO()
    page.save(made)
    return made.getvalue()


def marked(pdf: bytes, under: bytes) -> bytes:
    """The PDF with the first page of ``under`` laid under each of its pages."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as text, pikepdf.open(io.BytesIO(under)) as beneath:
        for page in text.pages:
            page.add_underlay(beneath.pages[0], None)
        made = io.BytesIO()
        text.save(made, deterministic_id=True)
    return made.getvalue()
