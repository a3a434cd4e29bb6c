"""收文登记簿 and 发文登记簿: every paper a line, void numbers in sight, no text taken for a formula."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from lxml import etree

from forms.paper import PaperReading
from tests.webhook.conftest import PDF, Office, answer, complete
from tests.webhook.test_decisions import decide
from tests.webhook.test_letter_life import drafted, numbered_office, send_file, take, withdraw
from tests.webhook.test_letters import upheld, write
from webhook.service.registers.lines import Days, Outgoing
from webhook.service.registers.sheets import CELL_LENGTH, outgoing_sheet

MAY = Days(date(2016, 5, 1), date(2016, 5, 31))
MADE = datetime(2016, 5, 20, 8, tzinfo=UTC)
NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
OUT_HEAD = [
    "序号", "发文字号", "标题", "文种", "主送", "抄送", "签发人", "签发日期", "份数", "发出日期", "方式", "送达日期", "备注",
]  # fmt: skip
IN_HEAD = ["序号", "收文日期", "来文单位", "来文字号", "文件标题", "份数", "承办", "备注"]


class Sheet:
    """A sheet as the standard's own XML has it: what each cell holds, and how it is shown and printed."""

    def __init__(self, data: bytes) -> None:
        package = zipfile.ZipFile(io.BytesIO(data))
        assert package.testzip() is None
        self.xml = etree.fromstring(package.read("xl/worksheets/sheet1.xml"))
        self.styles = etree.fromstring(package.read("xl/styles.xml"))
        self.book = etree.fromstring(package.read("xl/workbook.xml"))
        strings = etree.fromstring(package.read("xl/sharedStrings.xml"))
        self.strings = ["".join(one.itertext()) for one in strings]

    def rows(self) -> list[list[Any]]:
        return [[self._value(cell) for cell in row] for row in self.xml.iterfind(".//m:row", NS)]

    def cells(self) -> list[Any]:
        return list(self.xml.iterfind(".//m:c", NS))

    def look(self, cell: Any) -> Any:
        return self.styles.find("m:cellXfs", NS)[int(cell.get("s"))]

    def font(self, cell: Any) -> Any:
        return self.styles.find("m:fonts", NS)[int(self.look(cell).get("fontId"))]

    def number_format(self, cell: Any) -> str:
        wanted = self.look(cell).get("numFmtId")
        return next(
            (str(f.get("formatCode")) for f in self.styles.iterfind(".//m:numFmt", NS) if f.get("numFmtId") == wanted),
            "",
        )

    def _value(self, cell: Any) -> Any:
        value = cell.findtext("m:v", None, NS)
        if value is None:
            return None
        return self.strings[int(value)] if cell.get("t") == "s" else float(value)


def register(office: Office, which: str, query: str = "?first=2016-05-01&last=2016-05-31") -> Sheet:
    answered = office.request("GET", f"/registers/{which}.xlsx{query}")
    assert answered.status_code == 200
    return Sheet(answered.data)


def serial(day: date) -> float:
    """How a sheet counts days."""
    return float((day - date(1899, 12, 30)).days)


def line(**changed: Any) -> Outgoing:
    plain = Outgoing(
        "鄂质监标函〔2016〕1号", "函", "函", "国标委", "", "王芳", date(2016, 5, 20), None, None, "", None, None
    )
    return replace(plain, **changed)


def test_the_outgoing_register_has_a_line_for_each_letter_that_was_signed(office: Office) -> None:
    numbered_office(office)
    office.services.users.add("李强")
    letter = str(write(office, upheld(office), recommended_by="湖北省民政厅").json["id"])
    take(office, letter, "numbered")
    send_file(office, letter, "scan")
    take(office, letter, "sent", channel="post", copies=2)
    send_file(office, letter, "delivery", None, proof="签收")
    rows = register(office, "outgoing").rows()
    assert rows[0][0] == "发文登记簿"
    assert rows[1][0] == "2016-05-01至2016-05-31"
    assert rows[2] == OUT_HEAD
    unit, day = str(complete().value("lead_unit")), serial(date(2016, 5, 20))
    assert rows[3:] == [[
        1, "鄂市监标函〔2016〕1号", "试点申报材料补正通知书", "业务文书", "湖北省民政厅", unit, "王芳", day, 2, day, "邮寄", day, None,
    ]]  # fmt: skip


def test_a_void_number_stays_in_the_register_struck_through_with_its_reason(office: Office) -> None:
    numbered_office(office)
    first, second = drafted(office), drafted(office)
    for letter in (first, second):
        take(office, letter, "numbered")
    withdraw(office, first)
    sheet = register(office, "outgoing")
    rows = sheet.rows()[3:]
    assert [row[1] for row in rows] == ["鄂市监标函〔2016〕1号", "鄂市监标函〔2016〕2号"]
    assert rows[0][12] == "作废：内容有误（王芳，2016-05-20）"
    struck = {sheet.strings[int(c.findtext("m:v", None, NS))] for c in sheet.cells()
              if c.get("t") == "s" and sheet.font(c).find("m:strike", NS) is not None}  # fmt: skip
    assert "鄂市监标函〔2016〕1号" in struck
    assert not struck & {"鄂市监标函〔2016〕2号", rows[0][12]}


def test_numbers_stand_in_their_order_and_not_as_text_sorts(office: Office) -> None:
    numbered_office(office)
    for _ in range(11):
        take(office, drafted(office), "numbered")
    ns = [entry.number for entry in office.services.registers.outgoing(MAY)]
    assert ns == [f"鄂市监标函〔2016〕{n}号" for n in range(1, 12)]


def test_a_letter_that_nobody_signed_is_in_no_register(office: Office) -> None:
    drafted(office)
    withdraw(office, drafted(office))
    assert office.services.registers.outgoing(MAY) == ()


def test_only_letters_of_the_office_and_the_days_asked_for_are_listed(office: Office) -> None:
    issuer = numbered_office(office)
    take(office, drafted(office), "numbered")
    assert len(office.services.registers.outgoing(MAY, issuer)) == 1
    assert office.services.registers.outgoing(MAY, "别的机关") == ()
    assert office.services.registers.outgoing(Days(date(2016, 5, 21), date(2016, 5, 31))) == ()


def test_the_incoming_register_names_the_covering_letter_its_number_and_who_deals_with_it(office: Office) -> None:
    fields = {"issuers": answer(["湖北省民政厅"], "湖北省民政厅"), "number": answer("鄂民函〔2016〕12号")}
    letter = PaperReading("recommendation-letter", "关于推荐试点项目的函", fields=fields).to_json()
    office.reader.records[PDF] = complete()
    office.reader.companions[PDF + b" letter"] = ("recommendation-letter", letter)
    submission = office.post(("申请书.pdf", PDF), ("推荐函.pdf", PDF + b" letter")).json["id"]
    office.work()
    decide(office, submission, "accepted")
    rows = register(office, "incoming").rows()
    assert rows[2] == IN_HEAD
    [row] = rows[3:]
    assert row[:5] == [1, serial(date(2016, 5, 20)), "湖北省民政厅", "鄂民函〔2016〕12号", "关于推荐试点项目的函"]
    assert row[6] == "王芳"
    assert str(row[7]).startswith("收件；")


def test_what_nobody_has_confirmed_is_marked_in_the_incoming_register(office: Office) -> None:
    held = complete()
    doubtful = replace(held.fields["unit_name"], needs_review=True)
    office.paper(replace(held, fields={**held.fields, "unit_name": doubtful}))
    [entry] = office.services.registers.incoming(MAY)
    assert entry.sender == held.value("unit_name")
    assert "来文单位待核对" in entry.remark


def test_days_are_counted_in_china_and_both_ends_belong_to_the_range(office: Office) -> None:
    office.clock.now += timedelta(minutes=40)  # ten past midnight of the 21st
    office.paper(complete())
    assert len(office.services.registers.incoming(Days(date(2016, 5, 21), date(2016, 5, 21)))) == 1
    assert office.services.registers.incoming(Days(date(2016, 5, 1), date(2016, 5, 20))) == ()


@pytest.mark.parametrize(
    "query", ["?first=2016-05-31&last=2016-05-01", "?first=1990-01-01&last=2016-05-01", "?first=x"]
)
def test_a_range_that_is_none_is_refused(office: Office, query: str) -> None:
    assert office.request("GET", f"/registers/incoming.xlsx{query}").status_code == 422


@pytest.mark.parametrize(
    "evil", ['=HYPERLINK("http://x")', "+1+1", "-2", "@SUM(A1)", "\t=1", "{=1}", "http://x.example"]
)
def test_no_text_becomes_a_formula_or_a_link(evil: str) -> None:
    data = outgoing_sheet([line(title=evil)], MAY, MADE)
    sheet = Sheet(data)
    assert sheet.rows()[3][2] == evil
    [cell] = [c for c in sheet.cells() if c.get("r") == "C4"]
    assert (cell.get("t"), cell.find("m:f", NS)) == ("s", None)
    assert sheet.xml.find(".//m:hyperlinks", NS) is None
    assert sheet.look(cell).get("quotePrefix") == ("1" if evil[0] in "=+-@\t" else None)


def test_a_text_longer_than_a_cell_is_cut_where_one_sees_it() -> None:
    said = Sheet(outgoing_sheet([line(title="长" * (CELL_LENGTH + 1))], MAY, MADE)).rows()[3][2]
    assert (len(said), said[-9:]) == (CELL_LENGTH, "……（全文见系统）")


def test_days_are_days_the_head_stays_and_the_sheet_prints_on_a4_across() -> None:
    sheet = Sheet(outgoing_sheet([line()], MAY, MADE, "湖北省质量技术监督局"))
    [day] = [cell for cell in sheet.cells() if cell.get("r") == "H4"]
    assert (day.get("t"), sheet.number_format(day)) == (None, "yyyy-mm-dd")
    pane = sheet.xml.find(".//m:pane", NS)
    assert (pane.get("ySplit"), pane.get("state")) == ("3", "frozen")
    page = sheet.xml.find(".//m:pageSetup", NS)
    assert (page.get("paperSize"), page.get("orientation"), page.get("fitToHeight")) == ("9", "landscape", "0")
    names = {name.get("name"): name.text for name in sheet.book.iterfind(".//m:definedName", NS)}
    assert names["_xlnm.Print_Titles"] == "发文登记簿!$1:$3"
    assert sheet.rows()[1][0] == "2016-05-01至2016-05-31　湖北省质量技术监督局"


def test_an_empty_register_is_a_sheet_all_the_same(office: Office) -> None:
    assert register(office, "outgoing").rows()[2:] == [OUT_HEAD]
