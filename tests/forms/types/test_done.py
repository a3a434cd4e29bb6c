"""Steps taken or not, and cells to be signed."""

from __future__ import annotations

import pytest
from marshmallow import ValidationError

from forms.record import SignatureMark
from forms.types import DoneText, Reading, SignatureCell

TOLD = {
    "是": (True, ""),
    "有": (True, ""),
    "已完成": (True, ""),
    "√": (True, ""),
    "☑是 □否": (True, ""),
    "是（9月10日）": (True, "9月10日"),
    "□是 ☑否": (False, ""),
    "否，因当日停业": (False, "因当日停业"),
    "是。查阅文件记录120份": (True, "查阅文件记录120份"),
    "是，詳見附件": (True, "详见附件"),
    "已宣布评估组成员、评估程序。": (True, "已宣布评估组成员、评估程序。"),
    "9月10日上午听取了试点单位工作汇报": (True, "9月10日上午听取了试点单位工作汇报"),
    "通报了评估情况，未发现重大问题": (True, "通报了评估情况，未发现重大问题"),
    "未能开展随机调查": (False, "未能开展随机调查"),
}


@pytest.mark.parametrize(("raw", "told"), TOLD.items())
def test_a_step_was_taken_or_not(raw: str, told: tuple[bool, str]) -> None:
    assert DoneText().read(raw) == Reading({"answer": told[0], "text": told[1]})


@pytest.mark.parametrize(
    "raw",
    [
        "查阅文件35份",
        "□是 □否",
        "☑是 ☑否",
        "已调查，但未形成结论",
        "是。未开展调查",
        "是。没有",
        "否，已完成",
        "否，后来听取了汇报",
        "否，是",
    ],
)
def test_a_step_of_which_nothing_or_both_is_said_is_marked(raw: str) -> None:
    assert DoneText().read(raw) == Reading(None, ("choice-unclear",))


def test_a_step_is_shown_with_the_words_of_a_step() -> None:
    assert DoneText().show({"answer": False, "text": ""}) == "否"
    assert DoneText().show({"answer": True, "text": "当日通报。"}) == "是。当日通报。"


@pytest.mark.parametrize("raw", ["", "王晓梅", "（签名）", "已签"])
def test_text_is_no_signature(raw: str) -> None:
    assert SignatureCell().read(raw) == Reading()


def test_a_signature_is_a_mark_as_the_contract_gives_it() -> None:
    for sample in SignatureCell().samples():
        assert sample == SignatureMark(sample["present"]).to_json()  # type: ignore[index,call-overload,arg-type]
        assert SignatureCell().field().deserialize(sample) == sample
        assert SignatureCell().show(sample) == ""


@pytest.mark.parametrize("wrong", ["王晓梅", True, {}, {"present": "yes"}, {"present": True, "who": "甲"}])
def test_a_signature_that_is_no_mark_is_refused(wrong: object) -> None:
    with pytest.raises(ValidationError):
        SignatureCell().field().deserialize(wrong)
