"""Any paper of the catalogue: drafted from records and stated facts, refused with names, made final with its number."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from werkzeug.test import TestResponse

from forms.record import Record
from render.papers.catalogue import PAPERS
from render.papers.kinds import Format
from tests.webhook.conftest import Office, answer, record
from tests.webhook.test_letter_life import take
from tests.webhook.test_letters import words
from tests.webhook.test_review import patch

PROVINCE = "湖北省社会管理和公共服务标准化联席会议办公室"
MINISTRY = "社会管理和公共服务标准化联席会议办公室"
REPORT = {
    "programme": "national",
    "issuer": PROVINCE,
    "addressees": [MINISTRY],
    "copies_to": ["湖北省人民政府"],
    "facts": {"reviewed_on": "2016-05-18", "reviewers": "省民政厅、省教育厅等成员单位"},
}
STATED = {
    "name": "居家养老服务综合标准化试点",
    "unit": "宜昌市西陵区民政局",
    "period": {"start": "2016-05", "end": "2018-05"},
}
REMINDER = {
    "programme": "national",
    "issuer": PROVINCE,
    "addressees": ["〈承担单位〉"],
    "facts": {"valid_until": "2016-08-30", "office": "省级联席办公室"},
}


def pilot(**fields: Any) -> Record:
    known = {
        "pilot_name": answer("政务服务综合标准化试点"),
        "lead_unit": answer("武汉市江汉区行政审批局"),
        "guarantor_units": answer(["武汉市江汉区人民政府"], "武汉市江汉区人民政府"),
        "pilot_period": answer({"start": "2016-05", "end": "2018-05"}, "2016年5月-2018年5月"),
    }
    return record(**{**known, **fields})


def draft(office: Office, paper: str, **body: Any) -> TestResponse:
    return office.request("POST", f"/papers/{paper}/letters", json=body)


def report(office: Office, *pilots: Any, **changed: Any) -> TestResponse:
    return draft(office, "D05", **{**REPORT, "pilots": list(pilots), **changed})


def remind(office: Office, submission: str) -> TestResponse:
    return draft(office, "D21", **REMINDER, pilots=[{"submission": submission}])


def series(office: Office, issuer: str = PROVINCE) -> None:
    told = {"issuer": issuer, "code_word": "鄂标联函"}
    assert office.request("POST", "/numbers", json=told).status_code == 200


def error(answered: TestResponse) -> tuple[int, str]:
    return answered.status_code, answered.json["error"]["code"]


# -- the catalogue --------------------------------------------------------------------------------------------------


def test_the_catalogue_lists_every_paper_with_its_needs_as_json_schema(office: Office) -> None:
    listed = office.request("GET", "/papers").json["papers"]
    assert [one["id"] for one in listed] == [paper.id for paper in PAPERS]
    by_id = {one["id"]: one for one in listed}
    schema = by_id["D05"]["facts"]
    assert schema["required"] == ["reviewed_on", "reviewers"]
    assert schema["properties"]["reviewed_on"] == {
        "title": "审核日期", "description": "成员单位审核、确认的日期", "type": "string", "format": "date",
    }  # fmt: skip
    assert {"who": "省级人民政府", "required": True} in by_id["D05"]["copies_to"]
    assert (by_id["D05"]["programmes"], by_id["D06p"]["programmes"]) == (["national"], ["provincial", "hubei-2016"])
    assert (by_id["D11"]["form"], by_id["D13"]["about"]) == ("annex3-evaluation-report", "many")


@pytest.mark.parametrize("path", ["/papers/D99/letters", "/papers/D99/preview", "/papers/D99/batches"])
def test_a_paper_that_there_is_none_of_is_not_found(office: Office, path: str) -> None:
    assert error(office.request("POST", path, json={"issuer": "a", "addressees": []})) == (404, "no-such-paper")


# -- drafting -------------------------------------------------------------------------------------------------------


def test_a_letter_is_drafted_from_a_record_and_a_stated_pilot(office: Office) -> None:
    submission = office.paper(pilot())
    made = report(office, {"submission": submission}, STATED)
    assert made.status_code == 201, made.json
    told = made.json
    assert (told["paper"], told["genre"], told["state"], told["number"]) == ("D05", "函", "drafted", None)
    assert (told["issuer"], told["addressees"], told["copies_to"]) == (PROVINCE, [MINISTRY], ["湖北省人民政府"])
    assert told["submission"] is None
    said = words(office, told)
    assert "武汉市江汉区行政审批局承担的“政务服务综合标准化试点”" in said
    assert "宜昌市西陵区民政局承担的“居家养老服务综合标准化试点”" in said


def test_a_letter_on_one_submission_stands_among_its_papers(office: Office) -> None:
    submission = office.paper(pilot())
    told = remind(office, submission).json
    assert (told["submission"], told["addressees"]) == (submission, ["武汉市江汉区行政审批局"])
    assert [one["id"] for one in office.request("GET", f"/submissions/{submission}").json["letters"]] == [told["id"]]


def test_the_same_order_gives_the_same_letter_until_it_is_withdrawn(office: Office) -> None:
    first, second = report(office, STATED).json, report(office, STATED).json
    assert first["id"] == second["id"]
    office.services.life.withdraw(first["id"], "内容有误", _tag(first), "王芳")
    assert report(office, STATED).json["id"] != first["id"]


def _tag(letter: Any) -> Any:
    from webhook.service.review.hand import Expected

    return Expected(str(letter["version"]))


def test_a_preview_says_what_the_letter_would_and_keeps_nothing(office: Office) -> None:
    looked = office.request("POST", "/papers/D05/preview", json={**REPORT, "pilots": [STATED]}).json
    assert "关于上报" in looked["title"]
    assert any("居家养老服务综合标准化试点" in line for line in looked["lines"])
    assert office.request("GET", "/letters?waiting=checked").json["letters"] == []


# -- what is refused ------------------------------------------------------------------------------------------------


def test_a_report_without_the_copy_to_the_provincial_government_is_refused(office: Office) -> None:
    refused = report(office, STATED, copies_to=["省民政厅"])
    assert error(refused) == (422, "detail-missing")
    assert "抄送省级人民政府（《细则》第十二条）" in refused.json["error"]["message"]
    assert refused.json["error"]["details"] == {"copies_to": "请补充省级人民政府。"}


def test_everything_that_is_missing_is_named_at_once_by_its_place(office: Office) -> None:
    refused = report(office, STATED, facts={})
    assert error(refused) == (422, "detail-missing")
    assert set(refused.json["error"]["details"]) == {"reviewed_on", "reviewers"}


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"facts": {**REPORT["facts"], "reviewed_on": "2016-05-21"}}, "reviewed_on"),  # type: ignore[dict-item]
        ({"facts": {**REPORT["facts"], "when": "x"}}, "when"),  # type: ignore[dict-item]
        ({"layout": "文件"}, "layout"),
        ({"layout": "信纸"}, "layout"),
        ({"type": "通知"}, "type"),
        ({"addressees": []}, "addressees"),
        ({"issuer": "省" * 201}, "issuer"),
        ({"programme": "nowhere"}, "programme"),
        ({"programme": "hubei-2016"}, "paper"),
        ({"pilots": []}, "pilots"),
        ({"pilots": [{"name": "甲"}]}, "pilots[0]"),
    ],
)
def test_what_does_not_fit_is_named_by_its_place(office: Office, changed: dict[str, Any], place: str) -> None:
    refused = report(office, STATED, **changed)
    assert refused.status_code == 422
    assert place in refused.json["error"]["details"]
    assert office.request("GET", "/letters?waiting=checked").json["letters"] == []


def test_an_unconfirmed_value_that_the_letter_uses_refuses_it_by_name(office: Office) -> None:
    submission = office.paper(pilot(lead_unit=answer("武汉市江汉区行政审批局", needs_review=True)))
    refused = report(office, {"submission": submission})
    assert error(refused) == (409, "value-unconfirmed")
    assert "“政务服务综合标准化试点”的承担单位" in refused.json["error"]["message"]
    assert refused.json["error"]["details"] == {"pilots[0]": "承担单位尚未核对。"}
    change = {"where": "fields.lead_unit", "confirm": True}
    assert patch(office, f"/submissions/{submission}/record", change).status_code == 200
    assert report(office, {"submission": submission}).status_code == 201


def test_a_doubtful_value_that_no_template_quotes_refuses_nothing(office: Office) -> None:
    held = pilot(organization_code=answer("11420103744607519B", needs_review=True))
    assert report(office, {"submission": office.paper(held)}).status_code == 201


def test_a_submission_that_there_is_none_of_is_not_found(office: Office) -> None:
    assert report(office, {"submission": "0" * 16}).status_code == 404


def test_control_characters_are_refused(office: Office) -> None:
    assert error(report(office, {**STATED, "name": "甲\x07"})) == (422, "unusable-text")


# -- its life -------------------------------------------------------------------------------------------------------


def test_the_number_and_the_day_of_signing_are_written_into_the_letter(office: Office) -> None:
    series(office)
    letter = report(office, {"submission": office.paper(pilot())}).json["id"]
    told = take(office, letter, "numbered").json
    assert told["number"] == "鄂标联函〔2016〕1号"
    said = words(office, told)
    assert "鄂标联函〔2016〕1号" in said
    assert "2016年5月20日" in said


def test_a_record_that_was_changed_meanwhile_lets_the_letter_go_no_further(office: Office) -> None:
    submission = office.paper(pilot())
    letter = report(office, {"submission": submission}).json["id"]
    change = {"where": "fields.lead_unit", "value": "武汉市江岸区行政审批局"}
    assert patch(office, f"/submissions/{submission}/record", change).status_code == 200
    refused = take(office, letter, "checked")
    assert error(refused) == (409, "letter-outdated")
    assert "“政务服务综合标准化试点”的记录已被更改" in refused.json["error"]["message"]


def test_a_change_that_the_letter_does_not_speak_of_holds_nothing_up(office: Office) -> None:
    submission = office.paper(pilot())
    letter = report(office, {"submission": submission}).json["id"]
    patch(office, f"/submissions/{submission}/record", {"where": "fields.contact_name", "value": "李伟"})
    assert take(office, letter, "signed").json["state"] == "signed"


def test_a_place_left_open_is_refused_when_the_letter_becomes_final(office: Office) -> None:
    series(office)
    facts = {**REPORT["facts"], "reviewers": "XXXX等成员单位"}  # type: ignore[dict-item]
    letter = report(office, STATED, facts=facts).json["id"]
    refused = take(office, letter, "numbered")
    assert error(refused) == (409, "detail-wrong")
    assert office.request("GET", "/numbers").json["series"][0]["next"] == 1


def test_what_the_office_holds_need_not_be_stated(office: Office) -> None:
    entry = {
        "kind": "pass",
        "unit": "武汉市江汉区行政审批局",
        "published_on": "2013-08-30",
        "valid_until": "2016-08-30",
    }
    assert office.request("POST", "/register", json=entry).status_code == 201
    told = draft(
        office,
        "D21",
        **{**REMINDER, "facts": {"office": "省级联席办公室"}},
        pilots=[{"submission": office.paper(pilot())}],
    )
    assert told.status_code == 201, told.json
    assert "2016年8月30日" in words(office, told.json)


@pytest.mark.parametrize("paper", [one for one in PAPERS if Format.FORM in one.formats], ids=lambda one: one.id)
def test_a_paper_that_is_a_standard_form_is_not_made_as_a_letter(office: Office, paper: Any) -> None:
    assert error(draft(office, paper.id, **{**REPORT, "facts": {}}, pilots=[STATED])) == (422, "paper-is-form")


def test_a_traditional_letter_names_pilots_as_they_were_written(office: Office) -> None:
    held = pilot(pilot_name=answer("政务服务综合标准化试点", "政務服務綜合標準化試點"))
    told = report(office, {"submission": office.paper(held)}, script="hant").json
    said = docx.Document(io.BytesIO(office.request("GET", f"/letters/{told['id']}.docx").data))
    assert "政務服務綜合標準化試點" in "".join(paragraph.text for paragraph in said.paragraphs)
