"""A scanned form whose title is misread or lost is known by its labels and told; another paper never is, but told too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from extract import reading
from extract.document import Document, Flow, Paragraph, Table
from extract.identify.form import identify
from extract.identify.untitled import CODE
from extract.words.titles import titles
from forms.evidence import BBox, Evidence
from forms.programme import programme
from tests.extract.sketch import COVER, SECTION, TITLE, application, document

PILOT = TITLE.removesuffix("申请书")
SCAN = Evidence("scan", page=1)


def scanned(*pieces: Any, margins: tuple[str, ...] = ()) -> Document:
    """``pieces`` as they are read from a picture."""
    drawn = document(*pieces, margins=margins)
    return replace(drawn, flow=tuple(map(on_paper, drawn.flow)), margins=tuple(map(on_paper, drawn.margins)))


def on_paper(item: Flow) -> Flow:
    if isinstance(item, Paragraph):
        return replace(item, at=SCAN)
    cells = tuple(replace(cell, flow=tuple(map(on_paper, cell.flow)), at=SCAN) for cell in item.cells)
    return Table(cells, SCAN)


@pytest.mark.parametrize(
    ("line", "annex"),
    [
        ("社會管理和公共  務綜合標準化試點評估報告", 3),
        ("湖北省社台管理和公共务综合标准化试点申请书", 1),
        ("会管理和公共服务综合标准化试点复查报告", 6),
        ("社会管理和公共服务综合标隹化试点项目评估申请表（样表）", 2),
    ],
)
def test_a_title_on_paper_is_known_with_a_few_characters_of_the_pilots_name_lost_or_misread(
    line: str, annex: int
) -> None:
    found = next(titles([Paragraph(line, SCAN)]), None)
    assert found is not None
    assert found[1].form_id.startswith(f"annex{annex}-")
    assert list(titles([Paragraph(line, replace(SCAN, reader="docx"))])) == []


def test_the_place_before_a_misread_title_is_kept() -> None:
    (found,) = titles([Paragraph("湖北省社台管理和公共务综合标准化试点申请书", SCAN)])
    assert found[1].place == "湖北省"


@pytest.mark.parametrize(
    "line",
    [
        f"{PILOT}总结报告",
        f"{PILOT[:-1]}评估报告",  # which report it is begins where 试点 ends
        f"报送社会管理和公共务{PILOT[9:]}申请书",
        "国家基本公共服务标准化试点申请书",
        "社会管理标准化试点申请书",
        f"填报《社台{TITLE[2:]}》",
    ],
)
def test_a_line_on_paper_that_is_like_a_title_and_none_is_no_title(line: str) -> None:
    assert list(titles([Paragraph(line, SCAN)])) == []


@pytest.mark.parametrize(
    "title",
    [
        (),
        (PILOT,),
        ("社台管理禾公共务综合标准化试点申请书",),
        ("社会管理和公共服务综合", "标隹化试点申青书"),
        (f"{PILOT}评占报告",),
        ("湖北省", "附件1"),
    ],
    ids=["none", "without the form's name", "misread", "misread over two lines", "another of the forms", "what stands above"],
)  # fmt: skip
def test_a_scan_without_a_readable_title_is_the_form_whose_labels_it_prints_and_that_is_told(
    title: tuple[str, ...],
) -> None:
    found = identify(scanned(*application(title=title)))
    assert (found.kind, found.form and found.form.id, found.title) == ("form", "annex1-application", "")
    assert [(problem.code, problem.page) for problem in found.problems] == [(CODE, 1)]
    assert TITLE in found.problems[0].message


@pytest.mark.parametrize(
    "title",
    [
        ("服务业标准化试点申请书",),
        ("服务业标准化试点", "申请书"),
        ("服务业标准化试点",),
        ("国家基本公共服务标准化试点申请书",),
        ("社会管理标准化试点申请书",),
        ("申请书",),
        ("宜昌市政务服务项目申报材料",),
        ("关于做好申报工作的通知（试行）",),
    ],
)
def test_a_scan_with_another_title_is_no_form_and_told_to_resemble_one(title: tuple[str, ...]) -> None:
    found = identify(scanned(*application(title=title)))
    assert (found.kind, found.form) == ("other", None)
    assert [problem.code for problem in found.problems] == [CODE]
    assert "最相符" in found.problems[0].message
    assert found.candidates[0][0] == "annex1-application"


def test_another_title_in_the_head_of_the_pages_is_another_title() -> None:
    found = identify(scanned(*application(title=()), margins=("服务业标准化试点申请书",)))
    assert found.form is None
    assert identify(scanned(*application(title=()), margins=("本系统样表",))).form is not None


def test_half_of_the_labels_make_a_scan_no_form_and_fewer_tell_nothing() -> None:
    half = identify(scanned(*COVER, SECTION[:4]))
    assert (half.form, [problem.code for problem in half.problems]) == (None, [CODE])
    assert identify(scanned(*COVER[:3])).problems == ()


def test_a_file_that_is_no_scan_needs_its_title() -> None:
    found = identify(document(*application(title=())))
    assert (found.form, found.problems) == (None, ())


def test_the_result_says_that_the_title_was_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def told(*title: str) -> reading.Result:
        monkeypatch.setattr(reading, "read_document", lambda *_: scanned(*application(title=title)))
        (result,) = reading.read(b"%PDF-", "scan.pdf", programme=programme("national"), on=date(2016, 6, 1))
        return result

    known, other = told(), told("服务业标准化试点申请书")
    assert (known.status, [problem.code for problem in known.problems]) == ("complete", [CODE])
    assert known.record is not None
    assert known.record.value("lead_unit") == "宜昌市西陵区政务服务中心"
    assert (other.status, [problem.code for problem in other.problems]) == ("unrecognised", [CODE])


@pytest.mark.parametrize(("left", "known"), [(140.0, True), (60.0, False)])
def test_a_stamp_to_the_right_of_a_cut_title_is_no_other_papers_title(left: float, known: bool) -> None:
    cut, stamp = f"{PILOT}申", "湖北省标准化处收文表"
    drawn = scanned(stamp, cut, *application()[1:])
    placed = [
        replace(drawn.flow[0], at=replace(SCAN, box=BBox(left, 12, left + 40, 17))),
        replace(drawn.flow[1], at=replace(SCAN, box=BBox(39, 30, 158, 36))),
    ]
    found = identify(replace(drawn, flow=(*placed, *drawn.flow[2:])))
    assert (found.form is not None) is known
    assert [problem.code for problem in found.problems] == [CODE]
