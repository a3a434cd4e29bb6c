"""Facts and outgoing papers as JSON: the same both ways, every fault by its path, nothing taken that was not asked."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from forms.outgoing import Enclosure, Ground, OutgoingPaper, PaperKind
from forms.outside import (
    NONE,
    EndedPilot,
    Ending,
    ExpertFile,
    OutsideFacts,
    PassRecord,
    Recommender,
    RecommenderKind,
    Stage,
    Task,
)
from forms.strict_json import MalformedJson, code, from_json, parsed, schema_of, to_json

FULL = OutsideFacts(
    received_on=date(2016, 5, 20),
    passed=PassRecord(True, date(2015, 1, 1), date(2018, 1, 1), Ending.TERMINATED),
    ended=(EndedPilot("宜昌市西陵区人民政府", Ending.PASS_REVOKED, date(2015, 6, 1), "XXXXXXXX-X"),),
    experts=(ExpertFile("张伟", "某大学", True, None, 12),),
    task=Task("政务服务综合标准化试点", "宜昌市西陵区人民政府", "2016-05", "2018-05-31", "国标委发〔2021〕5号"),
    score_sheet_attached=True,
    standards_list_attached=False,
    material_evaluated_on=date(2016, 6, 1),
    stage=Stage.RECHECK_RESULT,
    recommender=Recommender("宜昌市教育局", RecommenderKind.CITY_BUREAU, False, 1),
    copies=4,
    electronic=False,
    covering_letter=True,
)
PAPER = OutgoingPaper(
    PaperKind.EVALUATION_RESULT,
    ("湖北省社会管理和公共服务标准化联席会议办公室",),
    to=("部级联席办公室",),
    copies=2,
    enclosures=(Enclosure("某试点", frozenset({"summary-report", "annex2-evaluation-application"})),),
    dated=date(2018, 6, 1),
    ground=Ground.FRAUD,
    approved=False,
)


def faults(cls: type, data: Any) -> dict[str, str]:
    with pytest.raises(MalformedJson) as caught:
        from_json(cls, data)
    return dict(caught.value.faults)


@pytest.mark.parametrize("value", [FULL, NONE, OutsideFacts(ended=()), PAPER], ids=["full", "none", "no-one", "paper"])
def test_what_is_written_is_read_as_the_same_value(value: Any) -> None:
    assert from_json(type(value), parsed(json.dumps(to_json(value), ensure_ascii=False))) == value


def test_what_is_not_known_is_left_out_and_a_list_known_to_be_empty_is_not() -> None:
    assert to_json(NONE) == {}
    assert to_json(OutsideFacts(ended=())) == {"ended": []}
    assert from_json(OutsideFacts, {"ended": None, "copies": None}) == NONE


def test_enumerations_are_written_as_words_of_ascii() -> None:
    assert [code(how) for how in Ending] == ["pass-revoked", "pilot-revoked", "terminated", "cancelled"]
    assert code(PaperKind.EVALUATION_PLAN) == "evaluation-plan-report"
    assert to_json(FULL)["recommender"]["kind"] == "city-bureau"


def test_every_fault_is_named_by_its_path_at_once() -> None:
    found = faults(
        OutsideFacts,
        {
            "copies": "4",
            "electronic": 1,
            "received_on": "20160520",
            "colour": "red",
            "ended": [{"unit": " ", "how": "撤销合格", "on": "2016-02-30"}],
        },
    )
    assert found.keys() == {
        "copies", "electronic", "received_on", "colour", "ended[0].unit", "ended[0].how", "ended[0].on",
    }  # fmt: skip
    assert found["colour"] == "没有此项。"
    assert found["copies"] == "应为不小于0的整数。"
    assert "pass-revoked（撤销合格）" in found["ended[0].how"]


@pytest.mark.parametrize("value", [True, -1, 1.0, "1", []])
def test_a_count_is_a_whole_number_and_nothing_that_looks_like_one(value: Any) -> None:
    assert faults(OutsideFacts, {"copies": value}) == {"copies": "应为不小于0的整数。"}


@pytest.mark.parametrize("value", [1, 0, "true", "是", "1"])
def test_yes_and_no_are_true_and_false_alone(value: Any) -> None:
    assert faults(OutsideFacts, {"electronic": value}) == {"electronic": "应为 true 或者 false。"}


@pytest.mark.parametrize("value", ["2016-5-20", "2016-02-30", "2016-W20-5", 20160520, "2016-05-20T00:00"])
def test_a_day_is_written_in_full(value: Any) -> None:
    assert faults(OutsideFacts, {"received_on": value}) == {"received_on": "应为日期，例如 2016-05-20。"}


def test_what_is_required_may_not_be_missing() -> None:
    assert faults(OutgoingPaper, {}) == {"kind": "缺少此项。", "issuers": "缺少此项。"}
    assert faults(OutsideFacts, {"passed": {}}) == {"passed.passed": "缺少此项。"}


@pytest.mark.parametrize("data", [None, [], "x", 3])
def test_what_is_no_object_is_refused_as_a_whole(data: Any) -> None:
    assert faults(OutsideFacts, data) == {"": "应为对象。"}


def test_values_that_cannot_stand_together_are_refused() -> None:
    found = faults(
        OutsideFacts, {"passed": {"passed": True, "published_on": "2016-05-20", "valid_until": "2016-05-19"}}
    )
    assert found == {"passed.valid_until": "有效期届满之日早于公布之日。"}


def test_an_enclosed_paper_that_nobody_knows_is_refused_with_those_there_are() -> None:
    paper = {"kind": "warning", "issuers": ["甲"], "enclosures": [{"pilot": "乙", "papers": ["annex9"]}]}
    found = faults(OutgoingPaper, paper)
    assert "annex9" in found["enclosures[0].papers"]
    assert "summary-report（总结报告）" in found["enclosures[0].papers"]


def test_the_pilots_period_may_be_known_by_month() -> None:
    task = {"pilot_name": "甲", "unit": "乙", "start": "2016-05", "end": "二〇一八年"}
    assert faults(OutsideFacts, {"task": task}).keys() == {"task.end"}


@pytest.mark.parametrize(
    ("text", "path"),
    [('{"copies": 1, "copies": 2}', "copies"), ("{", ""), ('{"copies": NaN}', ""), ("[" * 100_000, "")],
    ids=["twice", "cut-off", "not-a-number", "too-deep"],
)  # fmt: skip
def test_text_that_is_no_plain_json_is_refused(text: str, path: str) -> None:
    with pytest.raises(MalformedJson) as caught:
        parsed(text)
    assert caught.value.faults[0][0] == path


def test_a_schema_is_made_once() -> None:
    assert schema_of(OutsideFacts) is schema_of(OutsideFacts)
