"""Deviations planted one at a time into a paper that has none, and what must be found because of each."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.render.conformance.drawing import (
    FANGSONG,
    HEITI,
    KAITI,
    LONG,
    SONGTI,
    Par,
    Plan,
    Spoil,
    document,
    drawn,
    edge,
    every,
    letter,
    numbers,
    paged,
    spoilt,
    with_,
    without,
)

RED, GREEN = "FF0000", "008000"


@dataclass(frozen=True)
class Case:
    """What is spoilt, and the ids that must be found: in the Word file, and in its PDF where that differs."""

    name: str
    plan: Plan
    docx: frozenset[str]
    pdf: frozenset[str]

    @property
    def data(self) -> bytes:
        return drawn(self.plan)


def _case(name: str, plan: Plan, spoils: tuple[Spoil, ...], found: str, pdf: str | None = None) -> Case:
    """``found`` names what the Word file shows; ``pdf`` what the PDF shows, ``None`` for the same."""
    both = frozenset(found.split())
    return Case(name, spoilt(plan, *spoils), both, both if pdf is None else frozenset(pdf.split()))


def _upper(**changes: object) -> Spoil:
    def spoil(plan: Plan) -> Plan:
        assert plan.head is not None
        border = replace(plan.head.borders[0], **changes)  # type: ignore[arg-type]
        return replace(plan, head=replace(plan.head, borders=(border,)))

    return spoil


def _lower(**changes: object) -> Spoil:
    def spoil(plan: Plan) -> Plan:
        assert plan.first_foot is not None
        border = replace(plan.first_foot.borders[0], **changes)  # type: ignore[arg-type]
        return replace(plan, first_foot=replace(plan.first_foot, borders=(border,)))

    return spoil


def _border(name: str, **changes: object) -> Spoil:
    def spoil(plan: Plan) -> Plan:
        border = replace(plan.body[name].borders[0], **changes)  # type: ignore[arg-type]
        return with_(name, borders=(border,))(plan)

    return spoil


LETTERS = (
    ("nothing", (), "", None),
    ("nothing, with a long copy line", (with_("copies", text="抄送：" + "武汉市江汉区行政审批局，" * 8 + "江汉区人民政府。"),), "", None),
    ("paper of 279 mm", (paged(page=(210, 279)),), "paper-size", "paper-size letter-number-gap"),
    ("upper edge of 45 mm", (paged(margins=(45, 26, 35, 28)),), "top-edge", None),
    ("left edge of 32 mm", (paged(margins=(37, 22, 35, 32)),), "left-edge letter-rule-centred", None),
    ("right edge of 22 mm", (paged(margins=(37, 22, 35, 28)),), "right-edge letter-rule-width letter-rule-centred", None),
    ("lower edge of 25 mm", (paged(margins=(37, 26, 25, 28)),), "bottom-edge", "bottom-edge letter-copies-place"),
    ("lines 29.5 points apart", (every(line=29.5, grid=False),), "lines-per-page", None),
    ("no narrowed spacing", (every(tracking=0),), "characters-per-line", None),
    ("green text", (with_("level 3", color=GREEN),), "text-color", None),
    ("a mark with 文件", (edge("head", text="湖北省质量技术监督局文件", points=30, line=31),), "mark-words", None),
    ("a black mark", (edge("head", color="000000"),), "mark-color", None),
    ("a mark at the left", (edge("head", align="left"),), "mark-centred", None),
    ("a mark too low", (paged(header=36),), "mark-top", "mark-top letter-number-gap"),
    ("a mark in 黑体", (edge("head", font=HEITI),), "title-typeface", None),
    ("an upper rule with thin above thick", (_upper(kind="thinThickSmallGap"),), "letter-rule-strokes", None),
    ("a single upper rule", (_upper(kind="single"),), "letter-rule-strokes", None),
    ("a black upper rule", (_upper(color="000000"),), "letter-rule-color", None),
    ("an upper rule as wide as the text", (edge("head", out_mm=0),), "letter-rule-width", None),
    ("an upper rule too far down", (_upper(space=18),), "letter-upper-rule-gap", "letter-upper-rule-gap letter-number-gap"),
    ("no lower rule", (paged(first_foot=None),), "letter-rules-present", None),
    ("a lower rule with thick above thin", (_lower(kind="thickThinSmallGap"),), "letter-rule-strokes", None),
    ("a lower rule 30 mm from the edge", (edge("first_foot", after=32),), "letter-lower-rule-place", None),
    ("the number at the left", (with_("number", align="left"),), "letter-number-right", None),
    ("the number far below the rule", (with_("number", before=36),), "letter-number-gap", None),
    ("square brackets", (with_("number", text="鄂质监标函[2016]88号"),), "number-form", None),
    ("a number with 第 and a zero", (with_("number", text="鄂质监标函〔2016〕第088号"),), "number-form", None),
    ("a title of 18 points", (with_("title", points=18),), "size", None),
    ("a title at the left", (with_("title", align="left"),), "title-centred", None),
    ("one line above the title", (without("space 2"),), "title-space", None),
    ("no line below the title", (without("space 3"),), "addressee-space", None),
    ("an addressee pushed in", (with_("addressee", left=2),), "addressee-left", None),
    ("a half-width colon", (with_("addressee", text="武汉市质量技术监督局:"),), "addressee-colon", None),
    ("text in 楷体", (with_("opening", font=KAITI),), "typeface", None),
    ("text of 14 points", (with_("text 1", points=14),), "size", None),
    ("no indent", (with_("text 2", first=0),), "paragraph-indent", None),
    ("further lines pushed in", (with_("text 3", left=2, first=0, text=LONG[:-1]),), "paragraph-wrap", None),
    ("a first level in 仿宋", (with_("level 1", font=FANGSONG),), "typeface", None),
    ("a second level in 黑体", (with_("level 2", font=HEITI),), "typeface", None),
    ("half-width brackets", (with_("level 4", text="(1)" + LONG),), "level-form", None),
    ("a second level without a first", (without("level 1"),), "level-order", None),
    ("a date with zeros", (with_("date", text="2016年04月05日"),), "date-digits", None),
    ("a date in Chinese numerals", (with_("date", text="二〇一六年四月五日"),), "date-digits", None),
    ("the signature at the edge", (with_("signature", right=0),), "signature-place", None),
    ("no line above the signature", (without("space 5"),), "signature-space", None),
    ("a remark without brackets", (with_("remark", text="联系人：张三，电话：027-87654321"),), "remark-form", None),
    ("a copy line without full stop", (with_("copies", text="抄送：江汉区人民政府"),), "copies-form", None),
    ("a copy line of 16 points", (with_("copies", points=16),), "size", None),
    ("a page number on the first page", (paged(first_number=Par("— 1 —", SONGTI, 14, "right", right=1, line=14, after=6.4, tracking=0, field=True)),),
     "letter-first-page-number", None),
    ("plain page numbers", numbers(text="1"), "page-number-form", None),
    ("page numbers in the middle", numbers(align="center", left=0, right=0), "page-number-side", None),
    ("page numbers of 10.5 points", numbers(points=10.5), "page-number-size", None),
    ("page numbers at the very bottom", (*numbers(after=0), ), "page-number-height", None),
    ("no page numbers", (paged(odd_foot=None, even_foot=None),), "page-number-present", None),
)  # fmt: skip

DOCUMENTS = (
    ("nothing", (), "", None),
    ("upper edge of 30 mm", (paged(margins=(30, 26, 35, 28), grid=False), with_("mark", before=32.2)), "top-edge", "top-edge record-bottom"),
    ("a copy number of three digits", (with_("copy number", text="001"),), "copy-number", None),
    ("secrecy in 仿宋", (with_("secrecy", font=FANGSONG),), "typeface", None),
    ("secrecy in Chinese numerals", (with_("secrecy", text="机密★一年"),), "secrecy", None),
    ("urgency pushed in", (with_("urgency", left=3),), "urgency", None),
    ("a mark too high", (with_("mark", before=0),), "mark-top", None),
    ("one line below the mark", (without("space b"),), "number-below-mark", None),
    ("the number at the right", (with_("number", align="right"),), "number-place", None),
    ("a black head rule", (_border("number", color="000000"),), "head-rule", None),
    ("no head rule", (with_("number", borders=()),), "head-rule", None),
    ("a head rule far down", (_border("number", space=20),), "head-rule-gap", None),
    ("a head rule of 1.5 mm", (_border("number", eighths=34),), "head-rule-thickness", None),
    ("no lines above the title", (without("space 1", "space 2"),), "title-space", None),
    ("punctuation after an attachment", (with_("attachment 2", text="2.试点工作计划。"),), "attachment-end", None),
    ("an attachment note at the edge", (with_("attachment", first=0),), "attachment-indent", None),
    ("no line above the attachment note", (without("space 4"),), "attachment-space", None),
    ("an annex without a page of its own", (with_("annex", new_page=False),), "annex-head", "annex-head record-bottom"),
    ("an annex in 仿宋", (with_("annex", font=FANGSONG),), "typeface", None),
    ("an annex title at the left", (with_("annex title", align="left"),), "annex-title", None),
    ("a thin last line", (_border("rule 3", eighths=2),), "record-rule-thickness", None),
    ("no last line", (with_("rule 3", borders=()), _border("rule 2", eighths=8)), "", "record-bottom"),
    ("a printing date without 印发", (with_("printed", text="湖北省质量技术监督局办公室\t2016年4月6日"),), "printed-form", None),
    ("a 版记 too high", (with_("rule 1", before=200),), "", "record-bottom"),
    ("page numbers on one side", (paged(even_pages=False),), "page-number-side", None),
)  # fmt: skip

CASES = tuple(
    [_case(f"letter: {name}", letter(), spoils, found, pdf) for name, spoils, found, pdf in LETTERS]
    + [_case(f"document: {name}", document(), spoils, found, pdf) for name, spoils, found, pdf in DOCUMENTS]
)
