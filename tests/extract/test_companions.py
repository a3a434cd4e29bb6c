"""Companion and incoming papers are read for what they say, however they are laid out; what is doubtful is marked."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from extract.companions import READERS
from extract.reading import read
from forms.paper import PaperReading
from forms.pilot import COMPANIONS, INCOMING
from forms.programme import programme
from forms.script import traditional
from tests.companion_drawing import KINDS, PROGRAMME, drawn, letter, standards_list
from tests.extract.companion_checks import ON, marks, paper_of, result_of, slips
from tests.extract.shape import check_shape
from tests.extract.sketch import Piece, word

PILOT = "宜昌市西陵区政务服务综合标准化试点"
HEAD = ("宜昌市质量技术监督局", "宜市质监函〔2016〕12号", f"关于推荐{PROGRAMME}项目的函", "湖北省质量技术监督局：")
SIGNED = ("宜昌市质量技术监督局", "2016年5月3日")


def said(*pieces: Piece) -> PaperReading:
    return paper_of(word(*pieces))


def codes(*pieces: Piece) -> list[tuple[str, str | None]]:
    return [(f.code, f.where) for f in result_of(word(*pieces)).findings]


def test_every_kind_has_a_reader() -> None:
    assert READERS.keys() == COMPANIONS.keys() | INCOMING.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_a_drawn_paper_is_read_as_it_was_drawn_in_both_scripts(kind: str) -> None:
    for seed in range(4):
        truth = drawn(kind, seed)
        for convert in (str, traditional):
            result = result_of(truth.word(convert))
            assert (result.companion, result.status) == (kind, "unrecognised")
            assert result.paper is not None
            assert slips(result.paper, truth) == [], (seed, convert.__name__)
            assert marks(result.paper) == [], (seed, convert.__name__)
            check_shape({**result.to_json(), "sha256": "0" * 64})


@pytest.mark.slow
@pytest.mark.needs("soffice")
def test_a_paper_printed_to_pdf_is_read_without_a_silent_error(tmp_path: Path) -> None:
    for kind in KINDS:
        (tmp_path / f"{kind}.docx").write_bytes(drawn(kind, 1).word())
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf"]
    files = [str(tmp_path / f"{kind}.docx") for kind in KINDS]
    subprocess.run([*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=200)
    for kind in KINDS:
        result = result_of((tmp_path / f"{kind}.pdf").read_bytes(), "paper.pdf")
        assert result.companion == kind
        assert result.paper is not None
        assert [slip for slip in slips(result.paper, drawn(kind, 1)) if not slip.marked] == []
        assert all(a.evidence.page for a in result.paper.fields.values() if a.evidence)


def test_a_reading_goes_through_json_unchanged() -> None:
    paper = paper_of(letter("task-notice", 3).word())
    assert PaperReading.from_json(json.loads(json.dumps(paper.to_json()))).to_json() == paper.to_json()


def test_two_hundred_pilots_are_two_hundred_rows() -> None:
    truth = letter("pass-list", 5, count=200)
    paper = paper_of(truth.word())
    assert len(paper.rows["pilots"]) == 200
    assert slips(paper, truth) == []


def test_the_readers_of_papers_are_not_loaded_for_a_form() -> None:
    script = (
        "import sys; from datetime import date; from extract.reading import read; from forms.programme import programme;"
        "from tests.extract.sketch import application, word;"
        "r = read(word(*application()), 'a.docx', programme=programme(), on=date(2016, 6, 1));"
        "assert r[0].record; print([m for m in sys.modules if m.startswith('extract.companions')])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


# -- what a paper is -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        (f"关于下达第二批{PROGRAMME}项目的通知", "task-notice"),
        (f"省质监局关于同意开展{PROGRAMME}的批复", "provincial-approval"),
        (f"关于公布{PROGRAMME}评估合格单位名单的通知", "pass-list"),
        (f"关于公布{PROGRAMME}复审合格单位名单的公告", "recheck-pass-list"),
        (f"关于撤销{PROGRAMME}评估合格资格的决定", "pass-revocation"),
        (f"关于撤销评估不合格单位{PROGRAMME}资格的通知", "pilot-revocation"),
        (f"关于取消复查不合格单位{PROGRAMME}资格的通知", "cancellation"),
        (f"关于终止{PROGRAMME}任务的通知", "termination"),
        (f"关于{PROGRAMME}限期整改的通知", "rectification-order"),
        ("關於下達社會管理和公共服務綜合標準化試點項目的通知", "task-notice"),
    ],
)
def test_an_incoming_paper_is_known_by_its_title(title: str, kind: str) -> None:
    assert result_of(word(title, "各有关单位：", "　　现将有关事项通知如下。")).companion == kind


@pytest.mark.parametrize(
    "title",
    [
        "关于下达2016年国家级服务业标准化试点项目的通知",
        "关于下达农业综合标准化示范项目的通知",
        f"关于做好{PROGRAMME}工作的通知",
        f"关于转发下达{PROGRAMME}项目的通知",
        "关于推荐社会管理和公共服务标准化专家的函",
        f"关于申请终止{PROGRAMME}的通知",
        f"关于印发《{PROGRAMME}实施方案》的通知",
    ],
)
def test_a_paper_whose_title_says_something_else_is_none_of_them(title: str) -> None:
    text = (
        f"　　{PROGRAMME}推荐函、总结报告、评估方案、申请书、评估申请表、评估报告、复查自检报告、复查申请表、复查报告。"
    )
    result = result_of(word(title, "各市州质监局：", text))
    assert (result.kind, result.companion, result.paper, result.findings) == ("other", None, None, ())


def test_an_incoming_paper_that_never_speaks_of_our_programme_is_none() -> None:
    assert result_of(word("限期整改通知书", "某公司：", "　　请限期整改消防隐患。")).companion is None


def test_a_paper_in_a_zip_is_read_too() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("letter.docx", letter("recommendation-letter", 2).word())
    (result,) = read(stream.getvalue(), "x.zip", programme=programme(), on=ON)
    assert (result.member, result.companion) == ("letter.docx", "recommendation-letter")
    assert result.paper is not None


# -- what is missing or doubtful --------------------------------------------------------------------------------------


def test_of_two_numbers_neither_is_taken_in_silence() -> None:
    paper = said(*HEAD[:2], "宜市质监函〔2016〕13号", *HEAD[2:], f"　　现推荐{PILOT}。", *SIGNED)
    assert paper.fields["number"].needs_review


def test_what_a_letter_lacks_is_null_and_a_finding() -> None:
    pieces = ("推荐函", "湖北省质量技术监督局：", f"　　现推荐{PILOT}。")
    paper = said(*pieces)
    assert [paper.value(slot) for slot in ("number", "issuers", "dated")] == [None, None, None]
    assert codes(*pieces) == [
        ("number-missing", "fields.number"),
        ("signer-missing", "fields.issuers"),
        ("date-missing", "fields.dated"),
    ]


def test_a_letter_that_names_no_pilot_says_so() -> None:
    assert ("pilots-missing", None) in codes(*HEAD, "　　材料见附件。", *SIGNED)


def test_a_number_quoted_in_the_text_is_not_the_letters_own() -> None:
    paper = said(*HEAD[2:], f"　　根据国标委服务联〔2013〕61号文，现推荐{PILOT}。", *SIGNED)
    assert paper.value("number") is None


def test_a_letter_signed_for_another_office_is_the_signing_units() -> None:
    office = "湖北省社会管理和公共服务标准化联席会议办公室"
    paper = said(*HEAD, f"　　现推荐{PILOT}。", office, "（省质监局代章）", "2016年3月15日")
    assert (paper.value("issuers"), paper.value("dated")) == ([office], "2016-03-15")


def test_joint_signers_on_one_line_are_each_named() -> None:
    paper = said(*HEAD, f"　　现推荐{PILOT}。", "国家标准化管理委员会　　民政部", "2016年3月15日")
    assert paper.value("issuers") == ["国家标准化管理委员会", "民政部"]


def test_lines_of_units_above_the_date_may_be_more_than_signers() -> None:
    paper = said(*HEAD, f"　　现推荐{PILOT}。", "宜昌市西陵区政务服务中心", *SIGNED)
    assert paper.fields["issuers"].needs_review


def test_addressees_that_stand_for_many_are_marked() -> None:
    paper = said(*HEAD[:3], "各省、自治区、直辖市质量技术监督局：", f"　　现推荐{PILOT}。", *SIGNED)
    assert paper.fields["addressees"].needs_review


def test_dates_that_differ_are_marked_and_impossible_ones_null() -> None:
    twice = said(*HEAD, f"　　现推荐{PILOT}。", *SIGNED, "2016年5月4日")
    assert twice.fields["dated"].needs_review
    never = said(*HEAD, f"　　现推荐{PILOT}。", "宜昌市质量技术监督局", "2016年2月30日")
    assert (never.value("dated"), never.fields["dated"].needs_review) == (None, True)


def test_the_date_of_an_annex_is_not_the_letters() -> None:
    paper = said(*HEAD, f"　　现推荐{PILOT}。", *SIGNED, "附件", "试点申请书", "2016年4月1日")
    assert (paper.value("dated"), paper.fields["dated"].needs_review) == ("2016-05-03", False)


def test_a_letter_of_tomorrow_is_asked_about() -> None:
    pieces = (*HEAD, f"　　现推荐{PILOT}。", "宜昌市质量技术监督局", "2027年5月3日")
    assert ("date-future", "fields.dated") in codes(*pieces)


@pytest.mark.parametrize(
    "sentence",
    [
        f"现推荐西陵区、伍家岗区政务服务综合标准化试点、{PILOT}。",
        "伍家岗区政务服务综合标准化试点经审查符合条件。",
        "现推荐宜昌市（西陵区）政务服务综合标准化试点。",
        f"现推荐{PILOT}、宜昌市西陵区、伍家岗区养老服务综合标准化试点。",
    ],
)
def test_a_name_in_a_sentence_that_may_begin_earlier_is_marked(sentence: str) -> None:
    paper = said(*HEAD, f"　　{sentence}", *SIGNED)
    names = [row["pilot_name"] for row in paper.rows["pilots"]]
    assert any(name.needs_review for name in names)
    assert all(name.value == PILOT or name.needs_review for name in names)


def test_the_unit_that_carries_a_pilot_is_read_from_the_sentence() -> None:
    paper = said(*HEAD, f"　　现推荐由宜昌市西陵区政务服务中心承担的{PILOT}。", *SIGNED)
    (row,) = paper.rows["pilots"]
    assert (row["pilot_name"].value, row["lead_unit"].value) == (PILOT, ["宜昌市西陵区政务服务中心"])


def test_the_programme_itself_is_no_pilot() -> None:
    assert said(*HEAD, f"　　为做好{PROGRAMME}工作，现报送材料。", *SIGNED).rows["pilots"] == ()


def test_other_pilots_than_are_counted_make_the_list_doubtful() -> None:
    pieces = (*HEAD, "　　现推荐以下3个项目：", f"1.{PILOT}", "2.襄阳市图书馆公共文化服务综合标准化试点", *SIGNED)
    assert all(row["pilot_name"].needs_review for row in said(*pieces).rows["pilots"])
    assert ("count-mismatch", None) in codes(*pieces)


def test_a_table_without_rulings_is_kept_for_a_person_to_read() -> None:
    paper = said(*HEAD, "序号    试点名称    承担单位", f"1    {PILOT}    西陵区政务服务中心", *SIGNED)
    (row,) = paper.rows["pilots"]
    assert (row["pilot_name"].value, row["pilot_name"].needs_review) == (None, True)
    assert PILOT in row["pilot_name"].raw


def test_rows_of_a_group_say_which_and_empty_ones_are_left_out() -> None:
    table = [
        ["序号", "试点名称", "承担单位", "评估结论"],
        ["湖北省", "<", "<", "<"],
        ["1", PILOT, "政务中心", "不合格"],
        ["2", "", "", ""],
    ]
    (row,) = said(f"关于公布{PROGRAMME}评估合格单位名单的通知", "各有关单位：", "　　名单如下。", table, *SIGNED).rows[
        "pilots"
    ]
    assert {slot: row[slot].value for slot in ("section", "pilot_name", "result")} == {
        "section": "湖北省", "pilot_name": PILOT, "result": "不合格"}  # fmt: skip


def test_a_last_day_before_the_order_is_a_finding() -> None:
    order = (
        f"关于{PILOT}限期整改的通知",
        "宜昌市西陵区政务服务中心：",
        f"　　根据{PROGRAMME}细则，请于2016年1月31日前完成整改。",
        *SIGNED,
    )
    assert said(*order).value("due") == "2016-01-31"
    assert ("date-order", "fields.due") in codes(*order)


@pytest.mark.parametrize(
    ("text", "due", "months"),
    [
        ("请于2018年12月20日前完成整改。", "2018-12-20", None),
        ("责令你单位6个月内（2018年12月20日前）完成整改。", "2018-12-20", 6),
        ("整改期限：2018年12月20日。", "2018-12-20", None),
        ("请在六个月内完成整改。", None, 6),
        ("整改后请于2018年12月20日前重新提出评估申请。", None, None),
    ],
)
def test_the_last_day_to_put_right_is_read_where_it_is_stated(text: str, due: str | None, months: int | None) -> None:
    paper = said(f"关于{PROGRAMME}限期整改的通知", "枝江市民政局：", f"　　{text}", "国标委", "2018年6月20日")
    assert (paper.value("due"), paper.value("due_months")) == (due, months)


def test_units_of_an_announced_list_are_read_where_no_pilot_is_named() -> None:
    pieces = (
        f"关于公布{PROGRAMME}评估合格单位名单的公告",
        "　　经评估，以下单位评估合格：",
        "一、宜昌市西陵区政务服务中心",
        "二、襄阳市图书馆",
        *SIGNED,
    )
    assert said(*pieces).value("addressees") is None
    assert said(*pieces).rows["pilots"][1]["lead_unit"].value == ["襄阳市图书馆"]
    assert len(said(*pieces).rows["pilots"]) == 2


def test_a_cell_for_several_rows_is_the_period_of_none_for_sure() -> None:
    table = [
        ["序号", "项目名称", "承担单位", "起止时间"],
        ["1", PILOT, "政务中心", "2021年3月—2023年3月"],
        ["2", f"枝江市{PILOT[3:]}", "民政局", "^"],
    ]
    rows = said(f"关于下达第七批{PROGRAMME}项目的通知", "各有关单位：", "　　现予下达。", table, *SIGNED).rows["pilots"]
    assert all(row["period"].needs_review for row in rows)


def test_standards_that_are_not_as_many_as_stated_are_all_marked() -> None:
    truth = standards_list(2, count=4)
    truth.pieces.insert(1, "共5项标准")
    result = result_of(truth.word())
    assert result.paper is not None
    assert all(row["name"].needs_review for row in result.paper.rows["standards"])
    assert [f.code for f in result.findings].count("count-mismatch") == 1
