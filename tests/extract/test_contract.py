"""The extraction contract, sentence by sentence, as far as it speaks of 附件1 in Word and text PDF."""

import hashlib
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extract.__main__ import main
from extract.readers import read_document
from extract.reading import read
from forms.programme import programme
from tests.extract.readers.wordml import zipped
from tests.extract.shape import check_shape
from tests.extract.sketch import (
    BLOCKS,
    COUNTY,
    COVER,
    HEADINGS,
    SECTION,
    TITLE,
    UNIT,
    application,
    document,
    read_word,
    replaced,
    signed,
    word,
)
from tests.hostile import pdf

ROOT = Path(__file__).parent.parent.parent


def said(*pieces: Any, under: str = "national", on: date = date(2016, 6, 1)) -> dict[str, Any]:
    """The JSON object for the Word file of ``pieces``, its shape checked."""
    found = read_word(*pieces, under=under, on=on).to_json()
    check_shape(found)
    return found


def answer(label: str, *row: str) -> dict[str, Any]:
    """The fields read when the row of ``label`` is another."""
    fields: dict[str, Any] = said(*application(section=[replaced(SECTION, label, list(row))]))["fields"]
    return fields


def block(region: str, label: str = "承担单位意见") -> dict[str, Any]:
    """The one block of that label whose region is ``region``."""
    blocks = said(*application(blocks=[replaced(BLOCKS, label, [label, region])]))["blocks"]
    return next(b for b, (name, _) in zip(blocks, BLOCKS, strict=True) if name == label)


def findings(found: dict[str, Any], code: str) -> list[dict[str, Any]]:
    return [finding for finding in found["findings"] if finding["code"] == code]


@pytest.mark.parametrize(
    ("written", "code", "severity"),
    [("（同意）", "opinion-unclear", "warn"), ("(同意申报。)\n2016年5月3日", "opinion-unclear", "warn"),
     ("（　　）", "opinion-missing", "block"), ("（签署意见并签字盖章）", "opinion-missing", "block")],
)  # fmt: skip
def test_an_opinion_in_brackets_is_asked_about_and_never_said_to_be_lacking(
    written: str, code: str, severity: str
) -> None:
    found = said(*application(blocks=[replaced(BLOCKS, "承担单位意见", ["承担单位意见", written])]))
    index = next(i for i, (name, _) in enumerate(BLOCKS) if name == "承担单位意见")
    opinion = found["blocks"][index]["opinion"]
    assert (opinion["value"], opinion["needs_review"]) == (None, severity == "warn")
    told = [(one["code"], one["severity"]) for one in found["findings"] if one["where"] == f"blocks[{index}].opinion"]
    assert told == [(code, severity)]


@pytest.mark.parametrize(
    ("written", "severity"), [("（负责全市政务服务）", "warn"), ("", "block"), ("（　　）", "block")]
)
@pytest.mark.parametrize(("label", "slot"), [("住所", "registered_address"), ("业务范围", "business_scope")])
def test_a_field_of_words_in_brackets_is_asked_about_and_never_said_to_be_lacking(
    label: str, slot: str, written: str, severity: str
) -> None:
    found = said(*application(section=[replaced(SECTION, label, [label, written, "<", "<"])]))
    told = [one["severity"] for one in found["findings"] if one["where"] == f"fields.{slot}"]
    assert (found["fields"][slot]["value"], told) == (None, [severity])


# -- the command -------------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.docx").write_bytes(word(*application()))
    (tmp_path / "letter.docx").write_bytes(word("关于召开会议的通知", "各有关单位："))
    (tmp_path / "empty.docx").write_bytes(b"")
    return tmp_path


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    for one in found:
        check_shape(one)
    return found


def test_it_prints_one_line_for_each_file_in_the_order_given(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = [str(folder / name) for name in ("letter.docx", "good.docx", "letter.docx")]
    assert main(names) == 0
    found = lines(capsys)
    assert [one["file"] for one in found] == names
    assert [one["status"] for one in found] == ["unrecognised", "complete", "unrecognised"]


def test_a_bad_file_never_ends_the_run_and_the_exit_status_is_1(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [str(folder / name) for name in ("empty.docx", "missing.docx", "good.docx")]
    assert main(names) == 1
    assert [one["status"] for one in lines(capsys)] == ["failed", "failed", "complete"]


@pytest.mark.parametrize(
    ("given", "told"), [("申请书.docx".encode("gbk"), "申请书.docx"), (b"\xff.docx", "\ufffd.docx")]
)
def test_a_name_that_is_no_utf8_never_ends_the_run(
    given: bytes, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / os.fsdecode(given)
    path.write_bytes(b"")
    assert main([str(path)]) == 1
    (line,) = lines(capsys)
    assert line["file"] == str(tmp_path / told)


def test_a_fault_of_the_program_on_one_file_never_ends_the_run_either(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbling(data: bytes, name: str, **settings: Any) -> Any:
        if name.endswith("letter.docx"):
            raise KeyError(f"{2016}年5月20日")
        return read(data, name, **settings)

    monkeypatch.setattr("extract.reading.read", stumbling)
    assert main([str(folder / name) for name in ("letter.docx", "good.docx")]) == 1
    captured = capsys.readouterr()
    first, second = map(json.loads, captured.out.splitlines())
    assert (first["status"], first["error"]["code"], second["status"]) == ("failed", "reader-crashed", "complete")
    assert "KeyError" in captured.err
    assert "2016年" not in captured.err, "the words of an exception may quote the paper"


def test_a_fault_of_the_program_on_one_member_of_a_zip_costs_the_others_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("good.docx", "letter.docx", "empty.docx", "last.docx")
    (folder / "last.docx").write_bytes((folder / "good.docx").read_bytes())
    together = folder / "together.zip"
    together.write_bytes(zipped({name: (folder / name).read_bytes() for name in names}))

    def stumbling(data: bytes, name: str, *settings: Any) -> Any:
        if name.endswith("letter.docx"):
            raise KeyError("slot")
        return read_document(data, name, *settings)

    monkeypatch.setattr("extract.reading.read_document", stumbling)
    assert main([str(together), str(folder / "good.docx")]) == 1
    captured = capsys.readouterr()
    found = [json.loads(line) for line in captured.out.splitlines()]
    for one in found:
        check_shape(one)
    assert [one["member"] for one in found] == [*names, None]
    assert [one["status"] for one in found] == ["complete", "failed", "failed", "complete", "complete"]
    assert [one["error"]["code"] for one in found[1:3]] == ["reader-crashed", "empty-file"]
    assert found[1]["sha256"] == hashlib.sha256((folder / "letter.docx").read_bytes()).hexdigest()
    assert "KeyError" in captured.err


def test_each_line_is_flushed_as_soon_as_it_is_done(folder: Path) -> None:
    pipe = folder / "later.docx"
    import os

    os.mkfifo(pipe)
    command = [sys.executable, "-m", "extract", str(folder / "good.docx"), str(pipe)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        first = json.loads(run.stdout.readline())
        pipe.write_bytes(word("通知"))
        second = json.loads(run.stdout.readline())
        assert run.wait(timeout=60) == 0
    assert (first["status"], second["status"]) == ("complete", "unrecognised")


def test_who_stops_listening_ends_the_run_without_a_word_of_ours(folder: Path) -> None:
    names = sorted(str(file) for file in folder.iterdir() if file.is_file())
    command = [sys.executable, "-m", "extract", *names * 3]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.readline()
        run.stdout.close()
        assert (run.stderr.read(), run.wait(60)) == ("", 1)


@pytest.mark.parametrize(
    "arguments",
    [[], ["--on", "tomorrow", "x.docx"], ["--programme", "mars", "x.docx"], ["--form", "annex9", "x.docx"], ["--no"]],
)
def test_wrong_usage_exits_with_2_and_prints_nothing(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert "usage" in output.err


def test_the_day_of_judging_and_the_programme_are_those_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = str(folder / "good.docx")
    main(["--on", "2016-03-01", good])
    main(["--on", "2016-06-01", "--programme", "hubei-2016", good])
    early, hubei = lines(capsys)
    assert findings(early, "date-future")
    assert not findings(hubei, "date-future")
    assert any(rule.startswith("H") for f in hubei["findings"] for rule in (f["rule"] or "", *f["also"]))


def test_the_form_asked_for_is_taken(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--form", "annex1-application", str(folder / "letter.docx")])
    assert lines(capsys)[0]["form"] == "annex1-application"


# -- the object --------------------------------------------------------------------------------------------------------


def test_the_hash_is_that_of_the_documents_own_bytes() -> None:
    data = word(*application())
    found = read(data, "申请书.docx", programme=programme("national"), on=date(2016, 6, 1))[0].to_json()
    assert found["sha256"] == hashlib.sha256(data).hexdigest()
    assert (found["file"], found["member"], found["pages"]) == ("申请书.docx", None, None)


@pytest.mark.parametrize("data", [word(), pdf(pages=2), word("今天天气很好。")], ids=["Word", "PDF", "text"])
def test_a_readable_file_without_our_forms_is_unrecognised(data: bytes) -> None:
    found = read(data, "x", programme=programme("national"), on=date(2016, 6, 1))[0].to_json()
    check_shape(found)
    assert (found["status"], found["kind"]) == ("unrecognised", "other")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b"\x00\x01\x02\x03" * 9, "unsupported-format"),
        (word(*application())[:900], "damaged-document"),
    ],
)
def test_what_cannot_be_read_is_failed_with_a_code_and_advice(data: bytes, code: str) -> None:
    found = read(data, "x.docx", programme=programme("national"), on=date(2016, 6, 1))[0].to_json()
    check_shape(found)
    assert found["error"]["code"] == code
    assert found["error"]["advice"]


def test_script_is_judged_by_the_text() -> None:
    assert said(*application())["script"] == "hans"
    assert said("社會管理和公共服務綜合標準化試點申請書", "試點名稱：襄陽市政務服務綜合標準化試點", "承擔單位：襄陽市政務服務中心", "試點時間：2016年5月-2018年5月", "保證單位：襄陽市人民政府", "單位名稱：襄陽市政務服務中心", "統一社會信用代碼：", "法定代表人：")["script"] == "hant"  # fmt: skip


# -- answers -----------------------------------------------------------------------------------------------------------


def test_raw_is_exactly_what_stands_in_the_document_and_value_is_normalised() -> None:
    found = answer(
        "单位名称", "单位名称", "襄 陽 市 政 務 服 務 中 心", "统一社会信用代码", "１２４２０５０２７８４４５３１０１ｋ"
    )
    assert (found["unit_name"]["raw"], found["unit_name"]["value"]) == (
        "襄 陽 市 政 務 服 務 中 心",
        "襄阳市政务服务中心",
    )
    assert found["organization_code"]["raw"] == "１２４２０５０２７８４４５３１０１ｋ"
    assert found["organization_code"]["value"] == "12420502784453101K"


@pytest.mark.parametrize(("written", "value"), [("於崇文", "於崇文"), ("范志强", "范志强")])
def test_names_are_kept(written: str, value: str) -> None:
    assert answer("法定代表人", "法定代表人", written, "邮政编码", "443000")["legal_representative"]["value"] == value


@pytest.mark.parametrize("blank", ["", "   ", "（）", "（可有可无）", "（全称）"])
def test_a_printed_empty_slot_is_there_with_null(blank: str) -> None:
    found = answer("单位名称", "单位名称", blank, "统一社会信用代码", "")
    assert (found["unit_name"]["value"], found["unit_name"]["needs_review"]) == (None, False)
    assert (found["organization_code"]["value"], found["organization_code"]["raw"]) == (None, "")


def test_a_slot_the_document_does_not_print_is_absent() -> None:
    found = answer("业务范围", "传真", "0717-6221235", "<", "<")
    assert "business_scope" not in found


@pytest.mark.parametrize("written", ["XXXX管理（服务）综合标准化试点", "XXXX", "某某试点"])
def test_a_left_over_placeholder_is_null(written: str) -> None:
    found = said(*application(cover=[f"试点名称：{written}", *COVER[1:]]))
    assert found["fields"]["pilot_name"]["value"] is None


@pytest.mark.parametrize(
    "hint", ["（试点项目所在地政府、行业主管部门或质监局）", "（可有可无）", "（签署意见并签字盖章）"]
)
def test_a_printed_hint_is_null_alone_and_left_out_beside_an_answer(hint: str) -> None:
    alone = [text if not text.startswith("保证单位") else f"保证单位：{hint}" for text in COVER]
    beside = [text if not text.startswith("保证单位") else f"{text}{hint}" for text in COVER]
    assert said(*application(cover=alone))["fields"]["guarantor_units"]["value"] is None
    assert said(*application(cover=beside))["fields"]["guarantor_units"]["value"] == [COUNTY]


def test_evidence_in_word_says_where_by_a_path() -> None:
    found = said(*application())
    assert found["fields"]["unit_name"]["evidence"]["path"] == "table 1, row 1, cell 2"
    assert found["fields"]["unit_name"]["evidence"]["page"] is None
    assert found["blocks"][1]["opinion"]["evidence"]["path"].startswith("table 3, row 2")


def test_a_field_is_read_where_it_is_printed_and_never_filled_in_from_elsewhere() -> None:
    cover = [text if not text.startswith("承担单位") else "承担单位：" for text in COVER]
    found = said(*application(cover=cover))["fields"]
    assert (found["lead_unit"]["value"], found["unit_name"]["value"]) == (None, UNIT)


def test_rows_with_nothing_in_them_are_left_out() -> None:
    plan = [["步骤", "时间", "阶段性工作内容", "负责单位"], ["", "", "", ""], ["启动", "", "", ""], ["", "", "", ""]]
    assert [row["step"]["value"] for row in said(*application(plan=[plan]))["rows"]["plan"]] == ["启动"]


def test_a_composite_label_is_split_into_its_parts() -> None:
    found = answer("联系人/联系电话", "联系人/联系电话", "王芳　0717－6221234、13900001111", "电子邮箱", "a@b.cn")
    assert found["contact_name"]["value"] == "王芳"
    assert found["contact_phone"]["value"] == "0717-6221234;13900001111"


@pytest.mark.parametrize(
    ("written", "truth"),
    [("无", False), ("有", True), ("☐有 ☑无", False), ("是", True), ("否", False), ("没有发生过。", False)],
)
def test_yes_no_is_an_answer_with_its_text(written: str, truth: bool) -> None:
    label = "近三年来有无质量、安全、环保事故"
    assert answer(label, label, written, "<", "<")["incidents_last_3_years"]["value"]["answer"] is truth


@pytest.mark.parametrize("written", ["□有 □无", "☑有 ☑无", "待核实"])
def test_an_undecidable_yes_no_is_null_and_marked(written: str) -> None:
    label = "近三年来有无质量、安全、环保事故"
    found = answer(label, label, written, "<", "<")["incidents_last_3_years"]
    assert (found["value"], found["needs_review"]) == (None, True)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2016年5月-2018年5月", {"start": "2016-05", "end": "2018-05"}),
        ("2014年3月至4月", {"start": "2014-03", "end": "2014-04"}),
        ("2016.05～2018.05", {"start": "2016-05", "end": "2018-05"}),
        ("2016年5月", {"start": "2016-05", "end": "2016-05"}),
    ],
)
def test_a_range_has_two_ends(written: str, value: dict[str, str]) -> None:
    found = said(*application(cover=[COVER[0], f"试点时间：{written}", *COVER[2:]]))["fields"]["pilot_period"]
    assert (found["value"], found["needs_review"]) == (value, False)


def test_a_placeholder_end_is_null_and_marked() -> None:
    found = said(*application(cover=[COVER[0], "试点时间：2016年5月-201X年X月", *COVER[2:]]))["fields"]["pilot_period"]
    assert (found["value"], found["needs_review"]) == ({"start": "2016-05", "end": None}, True)


@pytest.mark.parametrize(
    ("written", "value", "marked"),
    [
        ("2016年3月15日", "2016-03-15", False),
        ("二〇一六年三月十五日", "2016-03-15", False),
        ("2016年3月", "2016-03", False),
        ("年 月 日", None, False),
        ("2016年 月 日", None, False),
        ("2016年2月30日", None, True),
        ("二六年三月十五日", None, True),
        ("民國105年3月15日", "2016-03-15", True),
        ("3月15日", None, True),
    ],
)
def test_a_date_is_read_blank_doubted_or_refused(written: str, value: str | None, marked: bool) -> None:
    found = said(*application(cover=[*COVER[:-1], f"填报日期：{written}"]))["fields"]["filed_on"]
    assert (found["value"], found["needs_review"]) == (value, marked)


# -- blocks ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "value", "marked"),
    [
        ("2016年4月12日", "2016-04-12", False),
        ("4月12日", "2016-04-12", True),
        ("年　月　日", None, False),
        ("2016年　月　日", None, False),
        ("2016年2月30日", None, True),
        ("二六年四月十二日", None, True),
        ("民國105年4月12日", "2016-04-12", True),
    ],
)
def test_all_this_holds_for_block_dates_too(written: str, value: str | None, marked: bool) -> None:
    found = block(signed("属实。", UNIT, written))["date"]
    assert (found["value"], found["needs_review"]) == (value, marked)


def test_a_block_date_without_a_year_is_null_where_the_filing_year_is_not_known() -> None:
    rows = [[label, region.replace("2016年", "")] for label, region in BLOCKS]
    found = said(*application(cover=[*COVER[:-1], "填报日期：年 月 日"], blocks=[rows]))["blocks"][0]["date"]
    assert (found["value"], found["needs_review"]) == (None, True)


def test_blocks_stand_in_document_order_and_repeated_ones_as_often_as_printed() -> None:
    again = [*BLOCKS[:3], ["保证单位意见", signed("同意。", "宜昌市西陵区行政审批局")], *BLOCKS[3:]]
    ids = [one["id"] for one in said(*application(blocks=[again]))["blocks"]]
    assert ids == [
        "lead_unit",
        "participating_unit",
        "guarantor_unit",
        "guarantor_unit",
        "guiding_unit",
        "managing_unit",
    ]


def test_the_opinion_is_what_the_unit_wrote_without_prompts_unit_line_and_date() -> None:
    region = f"（签署意见并签字盖章）\n同意申报。\n　给予支持。\n负责人（签字）：\n{UNIT}（盖章）\n2016年4月12日"
    assert block(region)["opinion"]["value"] == "同意申报。\n给予支持。"


def test_a_refusal_blocks_at_the_opinion() -> None:
    rows = replaced(BLOCKS, "保证单位意见", ["保证单位意见", signed("经研究，不同意申报。", COUNTY)])
    refused = findings(said(*application(blocks=[rows])), "opinion-refused")
    assert [(f["where"], f["severity"]) for f in refused] == [("blocks[2].opinion", "block")]


def test_unit_is_the_name_in_the_block_else_the_only_one_named_for_the_role_else_null() -> None:
    written = block(signed("同意。", "宜昌市西陵区行政审批局"), "保证单位意见")["unit"]
    assert (written["value"], written["raw"]) == ("宜昌市西陵区行政审批局", "宜昌市西陵区行政审批局")
    named = block("同意。\n（盖章）\n2016年4月12日", "保证单位意见")["unit"]
    assert (named["value"], named["raw"]) == (COUNTY, "")
    cover = [f"{text}、宜昌市西陵区行政审批局" if text.startswith("保证单位") else text for text in COVER]
    rows = replaced(BLOCKS, "保证单位意见", ["保证单位意见", "同意。\n（盖章）\n2016年4月12日"])
    several = said(*application(cover=cover, blocks=[rows]))["blocks"][2]
    assert (several["unit"]["value"], several["unit"]["raw"]) == (None, "")


def test_a_form_without_any_mark_has_no_marks_and_a_finding_for_each_slot_that_needs_one() -> None:
    found = said(*application())
    for one in found["blocks"]:
        for mark in (one["signature"], one["seal"]):
            assert (mark["present"], mark["needs_review"]) == (False, False)
    missing = Counter(f["code"] for f in found["findings"] if f["where"] and f["where"].startswith("blocks["))
    assert missing["seal-missing"] == missing["signature-missing"] == len(BLOCKS)


def optional(cover: list[str]) -> list[dict[str, Any]]:
    rows = replaced(BLOCKS, "参加单位意见", ["参加单位意见", "（可有可无）\n（盖章）\n年　月　日"])
    return [f for f in said(*application(cover=cover, blocks=[rows]))["findings"] if "blocks[1]" in (f["where"] or "")]


def test_an_optional_empty_block_does_not_exist_unless_the_cover_names_a_unit_for_it() -> None:
    assert optional([text for text in COVER if not text.startswith("参加单位")]) == []
    named = optional(list(COVER))
    assert named
    assert {f["severity"] for f in named} == {"warn"}


def test_the_receiving_offices_own_empty_block_is_pending() -> None:
    rows = replaced(BLOCKS, "管理单位意见", ["管理单位意见", "（盖章）\n年　月　日"])
    found = said(*application(blocks=[rows]), under="hubei-2016")
    assert [(f["code"], f["severity"]) for f in found["findings"] if "blocks[4]" in (f["where"] or "")] == [
        ("pending-office", "info")
    ]


def test_a_required_block_that_is_not_printed_is_one_finding() -> None:
    found = said(*application(blocks=[[b for b in BLOCKS if b[0] != "保证单位意见"]]))
    missing = [f for f in found["findings"] if f["where"] == "blocks.guarantor_unit"]
    assert len(missing) == 1
    assert "表中无此栏" in missing[0]["message"]


# -- extras, findings, other papers ------------------------------------------------------------------------------------


def test_pairs_that_no_slot_claims_are_extras() -> None:
    found = said(*application(section=[[*SECTION, ["传真", "027-1234567", "网址", "www.x.cn"]]]))
    assert [(e["label"], e["raw"]) for e in found["extra"]] == [("传真", "027-1234567"), ("网址", "www.x.cn")]


def faulty() -> Iterator[dict[str, Any]]:
    for under in ("national", "hubei-2016"):
        rows = [[label, "（盖章）\n年　月　日"] for label, _ in BLOCKS]
        section = [[text if n % 2 == 0 else "" for n, text in enumerate(row)] for row in SECTION]
        yield said(*application(cover=[text.split("：")[0] + "：" for text in COVER], section=[section], blocks=[rows]), under=under)  # fmt: skip


def test_one_fault_at_one_place_is_one_finding() -> None:
    for found in faulty():
        places = Counter((f["where"], f["code"]) for f in found["findings"] if f["where"])
        assert places
        assert set(places.values()) == {1}


def test_local_rules_hold_only_under_their_programme() -> None:
    national, hubei = faulty()
    named = [{rule for f in one["findings"] for rule in (f["rule"], *f["also"]) if rule} for one in (national, hubei)]
    assert not any(rule.startswith("H") for rule in named[0])
    assert "H11" in named[1]


def test_rules_whose_facts_are_not_in_the_document_are_silent() -> None:
    rules = {f["rule"] for f in said(*application())["findings"]}
    assert not rules & {"R11", "R26.3", "R23.1", "H9", "H10"}


def test_another_programmes_form_is_unrecognised_however_many_labels_agree() -> None:
    found = said(*application(title=["服务业标准化试点申请书"]))
    assert (found["status"], found["kind"], found["candidates"][0]["form"]) == (
        "unrecognised",
        "other",
        "annex1-application",
    )


def test_a_notice_that_names_our_forms_is_unrecognised() -> None:
    notice = ("关于组织申报试点的通知", f"请填写《{TITLE}》。", "附件：1. 社会管理和公共服务综合标准化试点申请书")
    assert said(*notice)["status"] == "unrecognised"


def test_a_companion_paper_names_itself() -> None:
    found = said("推荐函", "湖北省质量技术监督局：", "现推荐下列项目。")
    assert (found["kind"], found["companion"], found["form"]) == ("companion", "recommendation-letter", None)


def test_a_lost_part_makes_the_result_partial() -> None:
    from dataclasses import replace

    from extract.page_problem import PageProblem
    from extract.reading import _judge

    whole = document(*application(headings=HEADINGS))
    lost = replace(whole, problems=(PageProblem("page-unreadable", "第3页无法读取。", 3),))
    assert _judge(lost, None, programme("national"), date(2016, 6, 1)).status == "partial"
