"""推荐项目汇总表 lists the chosen pilots as they are written, in Word and as a sheet, and reads back as it was made."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from extract.companions import read_paper
from extract.readers import read_document
from forms.record import Answer, Record
from render.errors import RenderError
from render.papers.request import PilotFacts, pilot_facts
from render.summary.sheet import summary_xlsx
from render.summary.table import TITLE, SummaryRequest
from render.summary.word import summary_docx
from tests.render.words import cells_of, paragraphs_of

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
HEADS = ["序号", "试点名称", "承担单位", "保证单位", "试点期限"]
PLACES = "江汉", "硚口", "汉阳", "武昌", "青山", "洪山", "东西湖", "汉南", "蔡甸", "江夏"


def pilot(n: int = 0, name: str | None = None, unit: str | None = None, by: str = "", **facts: object) -> PilotFacts:
    place = PLACES[n % len(PLACES)]
    return PilotFacts(
        name if name is not None else f"{place}区政务服务综合标准化试点",
        unit if unit is not None else f"武汉市{place}区行政审批局",
        (f"武汉市{place}区人民政府",),
        period=("2026-03", "2028-03"),
        recommended_by=by,
        **facts,  # type: ignore[arg-type]
    )


def made(*pilots: PilotFacts, annex: str = "", script: str = "hans") -> SummaryRequest:
    return SummaryRequest(pilots or (pilot(0), pilot(1)), annex=annex, script=script)


class Book:
    """The sheet as its own XML has it."""

    def __init__(self, data: bytes) -> None:
        package = zipfile.ZipFile(io.BytesIO(data))
        self.xml: Any = etree.fromstring(package.read("xl/worksheets/sheet1.xml"))
        self.styles: Any = etree.fromstring(package.read("xl/styles.xml"))
        self.strings = [_text(s) for s in etree.fromstring(package.read("xl/sharedStrings.xml"))]
        self.names = package.read("xl/workbook.xml").decode()

    def rows(self) -> list[list[str]]:
        return [[self._said(cell) for cell in row] for row in self.xml.iterfind(".//m:row", NS)]

    def _said(self, cell: Any) -> str:
        value = cell.findtext("m:v", "", NS)
        return self.strings[int(value)] if cell.get("t") == "s" else value


def _text(string: Any) -> str:
    return "".join(string.itertext())


def read_back(data: bytes) -> list[tuple[object, ...]]:
    """The rows as the reader of companion papers gives them."""
    paper = read_paper(read_document(data), "recommendation-letter")
    columns = ("pilot_name", "lead_unit", "guarantor_units", "period")
    assert not any(answer.needs_review for row in paper.rows["pilots"] for answer in row.values())
    return [tuple(row[c].value if c in row else None for c in columns) for row in paper.rows["pilots"]]


def test_the_made_table_reads_back_row_by_row() -> None:
    pilots = tuple(pilot(n) for n in range(10))
    period = {"start": "2026-03", "end": "2028-03"}
    expected = [(p.name, [p.unit], list(p.guarantors), period) for p in pilots]
    assert read_back(summary_docx(made(*pilots))) == expected
    assert read_back(summary_docx(made(*pilots, annex="附件1"))) == expected


def test_both_kinds_of_file_say_the_same_under_the_same_heads() -> None:
    request = made(pilot(0), pilot(1))
    word, sheet = cells_of(summary_docx(request)), Book(summary_xlsx(request)).rows()
    assert word[0] == HEADS
    assert [row for row in sheet if row[0] in ("序号", "1", "2")] == word
    assert sheet[0][0] == TITLE
    assert sheet[-1][0] == "共2个项目。" == paragraphs_of(summary_docx(request))[-1]


def test_who_recommends_is_a_column_where_it_is_known() -> None:
    rows = cells_of(summary_docx(made(pilot(0, by="湖北省民政厅"), pilot(1))))
    assert [row[-1] for row in rows] == ["推荐单位", "湖北省民政厅", ""]


def test_the_page_lies_across_and_the_head_is_on_every_page() -> None:
    document = Document(io.BytesIO(summary_docx(made())))
    section: Any = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert [round(m.mm) for m in (section.top_margin, section.left_margin, section.right_margin)] == [28, 35, 37]
    assert section._sectPr.find(qn("w:pgSz")).get(qn("w:orient")) == "landscape"
    rows = document.tables[0]._tbl.findall(qn("w:tr"))
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True, False, False]
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)


def test_an_annex_bears_its_mark_at_the_top_and_its_title_two_lines_below() -> None:
    assert paragraphs_of(summary_docx(made(annex="附件1")))[:3] == ["附件1", "", TITLE]
    assert paragraphs_of(summary_docx(made()))[0] == TITLE


def test_an_annex_has_its_page_numbers_where_the_upright_pages_have_theirs() -> None:
    document = Document(io.BytesIO(summary_docx(made(annex="附件1"))))
    section, styles = document.sections[0], {style.style_id: style for style in document.styles}
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        xml: Any = footer._element
        place, look = xml.find(f".//{qn('w:tblpPr')}"), xml.find(f".//{qn('w:tc')}//{qn('w:pStyle')}")
        assert (place.get(qn("w:horzAnchor")), round(int(place.get(qn("w:tblpX"))) / 56.7)) == ("page", 35 - 7 - 6)
        assert xml.find(f".//{qn('w:textDirection')}").get(qn("w:val")) == "tbRl"
        assert styles[look.get(qn("w:val"))].element.find(f".//{qn('w:jc')}").get(qn("w:val")) == side
    alone = Document(io.BytesIO(summary_docx(made()))).sections[0].footer._element
    assert alone.find(f".//{qn('w:textDirection')}") is None


def test_the_sheet_is_set_up_to_be_printed_and_looked_through() -> None:
    book = Book(summary_xlsx(made()))
    set_up = book.xml.find("m:pageSetup", NS)
    assert (set_up.get("orientation"), set_up.get("paperSize")) == ("landscape", "9")
    assert book.xml.find(".//m:pane", NS).get("ySplit") == "2"
    assert "Print_Titles" in book.names


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_no_name_is_taken_for_a_formula(begin: str) -> None:
    name = begin + 'HYPERLINK("http://example.org","试点")'
    book = Book(summary_xlsx(made(PilotFacts(name, name, (name,), recommended_by=name))))
    assert book.xml.findall(".//m:f", NS) == []
    row = book.xml.findall(".//m:row", NS)[2]
    looks = [book.styles.find("m:cellXfs", NS)[int(cell.get("s"))] for cell in row]
    assert {row[n].get("t") for n in (1, 2, 3, 5)} == {"s"}
    assert looks[3].get("quotePrefix") == "1"


def test_a_long_name_stands_whole_in_its_cell() -> None:
    long = "江汉区" + "基层社会治理与便民服务" * 20 + "综合标准化试点"
    assert cells_of(summary_docx(made(pilot(0, long))))[1][1] == long
    sheet = Book(summary_xlsx(made(pilot(0, long))))
    assert sheet.rows()[2][1] == long
    assert 'wrapText="1"' in etree.tostring(sheet.styles).decode()


def test_any_text_opens_and_is_held() -> None:
    odd = "甲 & <乙> {{ 局 }} “引号” 𠮷喆镕 😀\x07\nb"
    held = odd.replace("\x07", "\ufffd")
    assert cells_of(summary_docx(made(pilot(0, odd))))[1][1].replace("\n", "") == held.replace("\n", "")
    assert Book(summary_xlsx(made(pilot(0, odd)))).rows()[2][1] == held


def test_traditional_names_stay_as_written_in_a_traditional_table() -> None:
    name, unit = "臺灣街社區治理綜合標準化試點", "於潛鎮裡長辦公室"
    said = {"pilot_name": Answer("台湾街社区治理综合标准化试点", name), "lead_unit": Answer("于潜镇里长办公室", unit)}
    facts = pilot_facts(Record("annex1-application", "national", "hant", said), "hant")
    rows = cells_of(summary_docx(made(facts, script="hant")))
    assert rows[0][:3] == ["序號", "試點名稱", "承擔單位"]
    assert rows[1][1:3] == [name, unit]


def test_what_a_row_lacks_and_what_nobody_confirmed_is_named_for_all_rows_at_once() -> None:
    with pytest.raises(RenderError) as lacking:
        summary_docx(made(pilot(0, ""), pilot(1), pilot(2, unit=" ")))
    assert lacking.value.code == "detail-missing"
    assert set(lacking.value.places) == {"pilots[0]", "pilots[2]"}
    with pytest.raises(RenderError) as unsure:
        summary_xlsx(made(pilot(0, unconfirmed=("试点名称",)), pilot(1)))
    assert (unsure.value.code, set(unsure.value.places)) == ("value-unconfirmed", {"pilots[0]"})


def test_a_table_of_nothing_is_not_made() -> None:
    with pytest.raises(RenderError, match="nothing-to-say"):
        summary_docx(SummaryRequest(()))


def test_the_same_request_makes_the_same_bytes() -> None:
    assert summary_docx(made()) == summary_docx(made())
    assert summary_xlsx(made()) == summary_xlsx(made())
