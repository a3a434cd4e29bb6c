"""Forms handed out with what is known written in, read back as a reader would."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import docx
import pytest

from extract.reading import read
from forms.programme import NATIONAL
from tests.webhook.conftest import Office, answer
from tests.webhook.test_letter_life import withdraw
from tests.webhook.test_papers import PROVINCE, draft, error, pilot, remind

MEMBERS = [
    {"name": "张三", "unit": "省标准化研究院", "post": "研究员", "category": "标准化专家", "duty": "组长"},
    {"name": "李四", "unit": "省标准化研究院", "category": "标准化专家", "duty": "成员"},
    {"name": "王五", "unit": "省民政厅", "category": "行业专家", "duty": "成员"},
]
GROUP = {
    "programme": "national",
    "issuer": PROVINCE,
    "addressees": ["省联席会议各成员单位", "{unit}"],
    "facts": {
        "members": MEMBERS,
        "period": {"start": "2016-06-01", "end": "2016-06-02"},
        "place": "江汉区政务服务中心",
    },
}


def form(office: Office, path: str) -> list[list[str]]:
    """The rows of the form's tables."""
    made = office.request("GET", path)
    assert made.status_code == 200, made.json
    tables = docx.Document(io.BytesIO(made.data)).tables
    return [[cell.text.strip() for cell in row.cells] for table in tables for row in table.rows]


def text(office: Office, path: str) -> str:
    """Everything that the form says, cells parted by strokes."""
    made = docx.Document(io.BytesIO(office.request("GET", path).data))
    return "|".join([*cells(office, path), *(run.text.strip() for p in made.paragraphs for run in p.runs)])


def cells(office: Office, path: str) -> set[str]:
    return {cell for row in form(office, path) for cell in row}


def test_the_application_for_evaluation_knows_pilot_and_unit(office: Office) -> None:
    held = pilot(organization_code=answer("11420103744607519B"), unit_address=answer("武汉市江汉区新华路1号"))
    said = cells(office, f"/handouts/{office.paper(held)}/annex2-evaluation-application.docx")
    assert {"政务服务综合标准化试点", "武汉市江汉区行政审批局", "11420103744607519B", "武汉市江汉区新华路1号"} <= said
    assert "同意申报。" not in said


def test_a_value_that_nobody_has_confirmed_is_left_empty(office: Office) -> None:
    held = pilot(unit_address=answer("武汉市江汉区新华路I号", needs_review=True))
    said = cells(office, f"/handouts/{office.paper(held)}/annex2-evaluation-application.docx")
    assert "政务服务综合标准化试点" in said
    assert not any("新华路" in cell for cell in said)


def test_the_forms_of_a_recheck_go_with_the_reminder_and_know_the_pass(office: Office) -> None:
    submission = office.paper(pilot())
    entry = {
        "kind": "pass",
        "unit": "武汉市江汉区行政审批局",
        "published_on": "2013-08-30",
        "valid_until": "2016-08-30",
    }
    office.request("POST", "/register", json=entry)
    letter = remind(office, submission).json["id"]
    for name in ("annex4-recheck-self-inspection", "annex5-recheck-application"):
        said = " ".join(cells(office, f"/letters/{letter}/handouts/{name}.docx"))
        made = docx.Document(io.BytesIO(office.request("GET", f"/letters/{letter}/handouts/{name}.docx").data))
        said += " ".join(paragraph.text for paragraph in made.paragraphs)
        assert "政务服务综合标准化试点" in said
        assert "2013年8月30日" in said
        assert "2016年8月30日" in said


@pytest.mark.parametrize(("paper", "annex"), [("D10", "annex3-evaluation-report"), ("D24", "annex6-recheck-report")])
def test_the_report_of_a_group_goes_with_its_appointment(office: Office, paper: str, annex: str) -> None:
    made = draft(office, paper, **GROUP, pilots=[{"submission": office.paper(pilot())}])
    assert made.status_code == 201, made.json
    rows = form(office, f"/letters/{made.json['id']}/handouts/{annex}.docx")
    leader = next(row for row in rows if "张三" in row)
    assert {"省标准化研究院", "研究员", "标准化", "组长"} <= set(leader)
    assert sum("标准化" in row for row in rows) >= 2
    said = text(office, f"/letters/{made.json['id']}/handouts/{annex}.docx")
    assert "政务服务综合标准化试点" in said
    assert PROVINCE in said
    assert "2016年6月1日" in said


def test_what_is_handed_out_is_read_back_as_it_was_written(office: Office) -> None:
    made = draft(office, "D10", **GROUP, pilots=[{"submission": office.paper(pilot())}]).json["id"]
    data = office.request("GET", f"/letters/{made}/handouts/annex3-evaluation-report.docx").data
    (result,) = read(data, "report.docx", programme=NATIONAL, on=date(2016, 5, 20))
    assert result.record
    assert [row["name"].value for row in result.record.rows["group"]] == ["张三", "李四", "王五"]
    assert result.record.value("pilot_name") == "政务服务综合标准化试点"
    assert result.record.value("conclusion") is None


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/handouts/{submission}/annex3-evaluation-report.docx", (422, "form-wrong")),
        ("/handouts/nowhere/annex2-evaluation-application.docx", (404, "no-such-submission")),
        ("/letters/nowhere/handouts/annex4-recheck-self-inspection.docx", (404, "no-such-letter")),
        ("/letters/{letter}/handouts/annex3-evaluation-report.docx", (404, "no-such-handout")),
        ("/letters/{letter}/handouts/annex5-recheck-application.docx?pilot=1", (404, "no-such-handout")),
    ],
)
def test_what_is_not_handed_out_is_said(office: Office, path: str, said: tuple[int, str]) -> None:
    submission = office.paper(pilot())
    letter = remind(office, submission).json["id"]
    assert error(office.request("GET", path.format(submission=submission, letter=letter))) == said


def test_a_letter_that_was_withdrawn_hands_out_nothing(office: Office) -> None:
    letter = remind(office, office.paper(pilot())).json["id"]
    withdraw(office, letter)
    answered: Any = office.request("GET", f"/letters/{letter}/handouts/annex5-recheck-application.docx")
    assert error(answered) == (404, "no-such-handout")
