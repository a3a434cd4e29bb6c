"""How our printed forms look: their own words, measures in millimetres and paragraph styles."""

from __future__ import annotations

from collections.abc import Mapping

from render.page import BODY, FANGSONG, HEITI, KAITI, SONGTI, XIAOBIAOSONG, Lettering
from render.word import Look

BLANK_DATE = "    年    月    日"
SPECIMEN = "本系统样表"
SIGN_PROMPT = "负责人（签字）："
GROUP_SIGN_PROMPT = "签字："
SEAL_PROMPT = "（盖章）"
UNIT_PROMPT = "单位名称："
MARGINS_MM = (30, 26, 25, 28)
PAIR_MM = (31, 47, 31, 47)
BLOCK_MM = (34, 122)
SIGNED_ROW_MM = 11
ROW_MM = 14
OPINION_MM, SIGNING_MM = 52, 26
"""The least height of a block that asks for an opinion or a seal, and of one that is only signed."""
MEMBERS_MM = 44
PROSE_ROOM = 4
"""Empty lines below a heading that nothing is written under yet."""
TIGHT_MARGIN_MM = 0.8
ROW_PICTURES = 10_000
"""Pictures in rows are numbered from here on, those in blocks below it."""
MANY_COLUMNS = 5
"""A table of more columns is set smaller, with narrow margins in its cells."""
LONG_STATEMENT = 16
"""A longer label of a statement has half of its line."""
SHORT_LABEL = 9
"""A longer label over a long text stands in a line of its own above the answer."""

WIDE = frozenset({"org", "org list", "address", "longtext", "yes_no+text", "doc_no", "int x4"})
"""Kinds of answer that take a whole line; all others stand two to a line."""
TALL_MM: Mapping[str, float] = {"longtext": 36, "yes_no+text": 14}
COLUMN_SHARES: Mapping[str, float] = {
    "longtext": 2.0,
    "org": 1.7,
    "phone": 1.75,
    "enum": 1.3,
    "signature": 1.15,
    "text": 1.02,
    "int": 0.55,
}
"""How wide a column is for its kind of answer; all others are 1."""

COVER_TITLE = Look("FormTitle", "表格题目", Lettering(XIAOBIAOSONG, 20), "center", before_points=110, after_points=90)
PLAIN_TITLE = Look("FormPlainTitle", "表格题目（无封面）", Lettering(XIAOBIAOSONG, 18), "center", after_points=4)
COVER_LINE = Look("FormCover", "封面栏目", BODY, before_points=7, after_points=7, left_chars=2, hanging_chars=5)
COVER_DATE = Look("FormDate", "封面日期", BODY, "center", before_points=110)
HEADING = Look("FormHeading", "表格标题", Lettering(HEITI, 13), before_points=12, after_points=6, keep_with_next=True)
LABEL = Look("FormLabel", "栏目名称", Lettering(SONGTI, 12), "center")
LONG_LABEL = Look("FormLongLabel", "整行栏目名称", Lettering(SONGTI, 12))
CELL = Look("FormCell", "填写内容", Lettering(FANGSONG, 12))
PROSE = Look("FormProse", "填写内容（多段）", CELL.lettering, first_line_chars=2)
"""Several paragraphs in one cell: indented, so that a full last line is not taken for one that goes on."""
HINT = Look("FormHint", "填写提示", Lettering(FANGSONG, 12))
PROMPT = Look("FormPrompt", "签署栏", Lettering(FANGSONG, 12), "right", before_points=10, right_chars=3)
PROMPT_ROOM = Look("FormPromptRoom", "签署栏（首行）", PROMPT.lettering, "right", before_points=58, right_chars=3)
SUBHEADING = Look(
    "FormSubheading", "报告小标题", Lettering(KAITI, 13), before_points=8, after_points=4, keep_with_next=True
)
REPORT = Look("FormReport", "报告正文", Lettering(FANGSONG, 13), line_twips=480, first_line_chars=2)
TIGHT_LABEL = Look("FormTightLabel", "栏目名称（小）", Lettering(SONGTI, 9), "center")
TIGHT_CELL = Look("FormTightCell", "填写内容（小）", Lettering(FANGSONG, 10), "center")
COLUMN_HINT = Look("FormColumnHint", "填写提示（小）", Lettering(FANGSONG, 7.5), "center")
CODE = Look("FormCode", "页码标识", Lettering(SONGTI, 9), "center")
GROUP_PROMPT = Look("FormGroupPrompt", "评估组签字", Lettering(FANGSONG, 12), before_points=6)
GAP = Look("FormGap", "表格间隔", Lettering(SONGTI, 5))
NOTE = Look("FormNote", "样表说明", Lettering(FANGSONG, 10.5), "right")
LOOKS = (
    COVER_TITLE,
    PLAIN_TITLE,
    COVER_LINE,
    COVER_DATE,
    HEADING,
    LABEL,
    LONG_LABEL,
    CELL,
    PROSE,
    HINT,
    PROMPT,
    PROMPT_ROOM,
    SUBHEADING,
    REPORT,
    GROUP_PROMPT,
    TIGHT_LABEL,
    TIGHT_CELL,
    COLUMN_HINT,
    CODE,
    GAP,
    NOTE,
)
