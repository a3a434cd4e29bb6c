"""The paragraph styles of our papers, by the names that an officer sees in Word: one set for letters and 文件 alike."""

from __future__ import annotations

from dataclasses import replace

from render.page import (
    BODY,
    COPIES_TO,
    DOCUMENT_MARK_TOP,
    DOCUMENT_RULE_BELOW_NUMBER,
    HEITI,
    LETTER_RULE_BELOW_MARK,
    LETTER_RULE_WIDTH,
    LEVEL_1,
    LEVEL_2,
    LINE_TWIPS,
    MARK,
    MM_PER_POINT,
    PAGE_NUMBER,
    RED,
    TEXT_WIDTH,
    TITLE,
    TRACKING_TWIPS,
    Lettering,
)
from render.pictures import STYLE as PICTURE_STYLE
from render.word import Look, Rule

RULE_EIGHTHS = 24
"""Width of the red double rule's thick stroke in eighths of a point."""
MARK_RISES_MM, MARK_LEAVES_MM = 0.4, 1.2
"""How far the mark's strokes reach above their line, and what the line leaves below them (measured in LibreOffice)."""
_NUMBER_LEAVES_MM = 1.2
"""What the line of a 文件's number leaves below its characters, as measured."""

_BASE = Look("LetterBody", "公文正文", BODY, "both", line_twips=LINE_TWIPS, tracking_twips=TRACKING_TWIPS, on_grid=True)
TEXT = replace(_BASE, first_line_chars=2)
FLUSH = replace(_BASE, id="LetterFlush", name="主送机关", align="left")
LINE = replace(FLUSH, id="LetterLine", name="公文署名", keep_with_next=True)
"""署名 and 成文日期 never stand on a page without text: they hold together, and to the closing words."""
LAST = replace(FLUSH, id="LetterDate", name="成文日期")
NOTE = replace(TEXT, id="LetterNote", name="附注", keep_with_next=True)
CLOSING = replace(TEXT, id="LetterClosing", name="公文结语", keep_with_next=True)
NUMBER = replace(
    _BASE, id="LetterNumber", name="发文字号", align="right", line_twips=360, before_points=12, on_grid=False
)  # fmt: skip
"""With what the line and the header leave, 7/8 of a character below the rule (measured in LibreOffice)."""
HEAD = replace(_BASE, id="LetterTitle", name="公文标题", lettering=TITLE, align="center", tracking_twips=0)
FIRST = replace(TEXT, id="LetterLevel1", name="一级标题", lettering=LEVEL_1, keep_with_next=True)
SECOND = replace(TEXT, id="LetterLevel2", name="二级标题", lettering=LEVEL_2, keep_with_next=True)
ENCLOSURE = replace(
    _BASE, id="LetterEnclosure", name="附件说明", align="left", first_line_chars=0, left_chars=2, hanging_chars=3,
    keep_with_next=True,
)  # fmt: skip
"""附件： two characters in; what does not fit stands below the name's first character."""
ENCLOSURE_FIRST = replace(ENCLOSURE, id="LetterEnclosureFirst", name="附件说明首项", hanging_chars=4)
ENCLOSURE_NEXT = replace(ENCLOSURE, id="LetterEnclosureNext", name="附件说明续项", left_chars=5, hanging_chars=1)
COPIES = replace(
    _BASE, id="LetterCopies", name="抄送机关", lettering=COPIES_TO, align="left", left_chars=1, hanging_chars=3,
    right_chars=1, tracking_twips=0, on_grid=False, line_twips=400,
)  # fmt: skip
ISSUER = Look("LetterIssuer", "发文机关标志", MARK, "center", color=RED, line_twips=round((MARK.points + 1) * 20))
UPPER_RULE = Rule(
    "bottom", "thickThinSmallGap", RULE_EIGHTHS, (LETTER_RULE_BELOW_MARK.mm - MARK_LEAVES_MM) / MM_PER_POINT, RED
)  # fmt: skip
_OUT_MM = (LETTER_RULE_WIDTH.mm - TEXT_WIDTH.mm) / 2
LETTER_MARKS = tuple(
    replace(
        ISSUER,
        id=f"LetterIssuer{n}",
        name=f"信函机关标志{name}",
        scale_percent=scale,
        out_mm=_OUT_MM,
        rules=(UPPER_RULE,),
    )
    for n, (name, scale) in enumerate((("宽", 100), ("中", 76), ("窄", 54), ("长", 40)), start=1)
)
"""The mark at widths for names of up to 13, 18, 25 and 34 characters (``MARK_STEPS``), with the upper red rule below it."""
DOCUMENT_MARKS = tuple(
    replace(
        mark, id=f"DocumentIssuer{n}", name=mark.name.replace("信函", "文件"), rules=(), out_mm=0,
        before_points=(DOCUMENT_MARK_TOP.mm + MARK_RISES_MM) / MM_PER_POINT,
    )
    for n, mark in enumerate(LETTER_MARKS, start=1)
)  # fmt: skip
DOCUMENT_NUMBER = replace(
    FLUSH, id="DocumentNumber", name="文件字号", align="center",
    rules=(Rule("bottom", "single", 10, (DOCUMENT_RULE_BELOW_NUMBER.mm - _NUMBER_LEAVES_MM) / MM_PER_POINT, RED),),
)  # fmt: skip
RULE = Look(
    "LetterRule", "信函下双线", Lettering(BODY.font, 1), "center", line_twips=40, out_mm=_OUT_MM,
    rules=(Rule("bottom", "thinThickSmallGap", RULE_EIGHTHS, 0, RED),),
)  # fmt: skip
IMPRINT_RULE = Look("ImprintRule", "版记分隔线", Lettering(BODY.font, 1), line_twips=20)
"""A line of no height that holds a drawn rule; borders would end where the indents of the text do."""
IMPRINT_COPIES = replace(COPIES, id="ImprintCopies", name="版记抄送", line_twips=440)
IMPRINT = replace(
    IMPRINT_COPIES, id="Imprint", name="版记印发", hanging_chars=0, right_chars=0,
    right_tab_mm=TEXT_WIDTH.mm - COPIES_TO.points * MM_PER_POINT,
)  # fmt: skip
IMPRINT_NARROW = replace(IMPRINT, id="ImprintNarrow", name="版记印发窄", scale_percent=70)
"""For a printing office of more than ``IMPRINT_CHARACTERS``, so that the day stands in its line."""
ANNEX = replace(FLUSH, id="AnnexMark", name="附件序号", lettering=Lettering(HEITI, 16), page_break_before=True)
ANNEX_TITLE = replace(HEAD, id="AnnexTitle", name="附件标题")
ANCHOR = Look("Anchor", "版记位置", Lettering(BODY.font, 1), line_twips=20)
"""What a frame at the foot of a page needs below it; a line of no height."""
_UP_POINTS = 11
"""What raises a page number so that its upper edge is 7 mm below the text (measured in LibreOffice)."""
PAGE_ODD = Look("LetterPageOdd", "单页码", PAGE_NUMBER, "right", right_chars=1, after_points=_UP_POINTS)
PAGE_EVEN = Look("LetterPageEven", "双页码", PAGE_NUMBER, left_chars=1, after_points=_UP_POINTS)
CELL = Look("LetterCell", "清单内容", Lettering(BODY.font, 12), "center", line_twips=340)
CELL_LEFT = replace(CELL, id="LetterCellLeft", name="清单名称", align="left")
CELL_HEAD = replace(CELL, id="LetterCellHead", name="清单表头", lettering=Lettering(HEITI, 12))
PICTURE = Look(PICTURE_STYLE, "附图", BODY, "center", before_points=4, keep_with_next=True)
"""Single lines: an exact line height would cut a picture off."""
CAPTION = Look("LetterCaption", "图题", Lettering(BODY.font, 10.5), "center", line_twips=300, after_points=6)

LOOKS = (
    TEXT, FLUSH, LINE, LAST, NOTE, CLOSING, NUMBER, HEAD, FIRST, SECOND, ENCLOSURE, ENCLOSURE_FIRST, ENCLOSURE_NEXT, COPIES,
    *LETTER_MARKS, *DOCUMENT_MARKS, DOCUMENT_NUMBER, RULE, IMPRINT_RULE, IMPRINT_COPIES, IMPRINT, IMPRINT_NARROW, ANNEX,
    ANNEX_TITLE, ANCHOR, PAGE_ODD, PAGE_EVEN, CELL, CELL_LEFT, CELL_HEAD, PICTURE, CAPTION,
)  # fmt: skip
