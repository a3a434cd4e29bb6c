"""Editions side by side: each is known by its own print, a block asks for what its edition prints, and editions end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from extract.__main__ import main
from extract.reading import Result, read
from forms import registry
from forms.check import check
from forms.finding import Severity
from forms.programme import programme
from forms.record import Answer, Record, SealMark
from forms.registry import editions, form
from forms.spec import Form
from render.forms_out import filled
from render.standard.stamp import Stamp
from tests.applications import record_of, truth
from tests.drawing import Drawing, layout
from tests.stamps import seal
from tests.variants.drawing import drawn
from tests.variants.layout import layout as varied

ON = date(2016, 5, 20)
NATIONAL = programme("national")
SEAL_ONLY = form("annex1-application", "zhejiang-2011")
EVERY_EDITION = pytest.mark.parametrize("printed", editions("annex1-application"), ids=lambda printed: printed.edition)
DAYS = "in_force_from = 2016-01-01\nin_force_until = 2016-04-30\n"
EAST = """
form = "annex1-application"
edition = "east-2016"
title_prefix = "东省"
source = "东省标准化局关于申报试点的通知"
[[cover]]
slot = "pilot_name"
label = "试点项目"
[[section]]
id = "unit"
title = "一、单位情况"
[[section.field]]
slot = "unit_name"
label = "单位名称"
[[section.field]]
slot = "fax"
label = "传真号"
kind = "phone"
"""


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "editions"
    folder.mkdir()
    yield folder
    registry.use(None)


def put(folder: Path, days: str) -> None:
    (folder / "annex1-application--east-2016.toml").write_text(days + EAST, "utf-8")


def read_word(data: bytes, on: date = ON) -> Result:
    return read(data, "申请书.docx", programme=NATIONAL, on=on)[0]


@EVERY_EDITION
@pytest.mark.parametrize("seed", range(10))
def test_no_edition_is_taken_for_another_however_it_is_laid_out(printed: Form, seed: int) -> None:
    said = truth(printed, seed)
    for block in said.blocks:
        block["signed"] = block["sealed"] = False
    record = read_word(Drawing(printed, said, layout(seed), str).bytes()).record
    assert record is not None
    assert record.edition == printed.edition
    assert [block.id for block in record.blocks] == [block["id"] for block in said.blocks]


@pytest.mark.parametrize("seed", [70163, 70860])
def test_of_editions_that_fit_alike_or_whole_it_is_the_one_of_the_titles_place(seed: int) -> None:
    record = read_word(drawn(SEAL_ONLY, varied(seed))[0]).record
    assert record is not None
    assert record.edition == SEAL_ONLY.edition


@EVERY_EDITION
def test_another_provinces_title_over_an_editions_labels_changes_nothing(printed: Form) -> None:
    foreign = replace(printed, title_prefix="山东省")
    record = read_word(Drawing(foreign, truth(printed, 4), layout(4), str).bytes()).record
    assert record is not None
    assert record.edition == printed.edition


def seal_only(sealed: tuple[str, ...], **block: Answer) -> Record:
    """A whole application in which the blocks of these labels are sealed, and nothing else stands in any block."""
    made = record_of(SEAL_ONLY, truth(SEAL_ONLY, 3))
    owners = SEAL_ONLY.blocks_of([held.id for held in made.blocks])
    blocks = tuple(
        replace(
            held,
            **{"opinion": Answer(None), "date": Answer(None), "unit": Answer(None), **block},
            signature=replace(held.signature, present=False),
            seal=SealMark(any(owner.label.startswith(label) for label in sealed)),
        )
        for owner, held in zip(owners, made.blocks, strict=True)
    )
    return replace(made, blocks=blocks)


def of_blocks(record: Record) -> list[tuple[str, str | None]]:
    found = check(record, NATIONAL, ON)
    return [(finding.code, finding.where) for finding in found if (finding.where or "").startswith("blocks")]


def test_a_block_that_asks_for_a_seal_alone_misses_no_signature_opinion_or_date() -> None:
    assert of_blocks(seal_only(("申请单位", "县级", "市级", "省标准化"))) == []


def test_a_missing_seal_is_one_fault_and_the_office_to_receive_it_waits() -> None:
    assert of_blocks(seal_only(())) == [
        ("seal-missing", "blocks[0].seal"),
        ("seal-missing", "blocks[1].seal"),
        ("seal-missing", "blocks[2].seal"),
        ("pending-office", "blocks[4].opinion"),
    ]


@pytest.mark.parametrize("label", ["市级", "省直部门"])
def test_one_of_two_places_of_one_role_is_enough(label: str) -> None:
    assert of_blocks(seal_only(("申请单位", "县级", label, "省标准化"))) == []


def test_each_of_two_places_of_one_role_is_called_by_its_own_label() -> None:
    said = {finding.where: finding.message for finding in check(seal_only(()), NATIONAL, ON)}
    assert said["blocks[0].seal"].startswith("申请单位意见栏未加盖公章")
    assert said["blocks[2].seal"].startswith("市级标准化主管部门意见栏未加盖公章")


def test_a_refusal_counts_where_nobody_asked_for_an_opinion() -> None:
    everyone = ("申请单位", "县级", "市级", "省直部门", "省标准化")
    assert set(of_blocks(seal_only(everyone, opinion=Answer("不同意。", "不同意。")))) == {
        ("opinion-refused", f"blocks[{n}].opinion") for n in range(5)
    }
    assert of_blocks(seal_only(everyone, opinion=Answer("已阅。", "已阅。"))) == []


def test_seals_on_the_printed_form_are_read_block_by_block() -> None:
    held = seal_only(())
    marks = {n: [Stamp(seal("台州市天台县质量技术监督局", n), 42, floating=True)] for n in (0, 1, 3)}
    result = read_word(filled(SEAL_ONLY, held, marks=marks))
    assert result.record is not None
    assert [block.seal.present for block in result.record.blocks] == [True, True, False, True, False]
    codes = {finding.code for finding in result.findings if (finding.where or "").startswith("blocks")}
    assert not codes & {"signature-missing", "opinion-missing", "date-missing", "seal-missing"}


def east_form() -> bytes:
    east = form("annex1-application", "east-2016")
    fields = {"pilot_name": "政务服务综合标准化试点", "unit_name": "东市政务服务中心", "fax": "027-87710317"}
    return filled(east, Record(east.id, east.edition, "hans", {slot: Answer(v, v) for slot, v in fields.items()}))


def test_a_paper_in_an_edition_that_has_ended_is_read_and_said_to_be_old(own: Path) -> None:
    put(own, DAYS)
    registry.use(own)
    data = east_form()
    before, after = read_word(data, date(2016, 4, 30)), read_word(data, date(2016, 5, 1))
    assert before.record is not None
    assert after.record is not None
    assert before.record == after.record
    assert after.record.value("fax") == "027-87710317"
    (ended,) = [finding for finding in after.findings if finding.code == "edition-ended"]
    assert (ended.severity, ended.where) == (Severity.INFO, None)
    assert "使用至2016年4月30日" in ended.message
    assert "edition-ended" not in {finding.code for finding in before.findings}


def test_a_paper_is_not_read_in_an_edition_before_its_first_day_nor_in_a_draft(own: Path) -> None:
    put(own, DAYS)
    registry.use(own)
    data = east_form()
    early = read_word(data, date(2015, 12, 31)).record
    assert early is None or early.edition != "east-2016"
    put(own, "")
    drafted = read_word(data).record
    assert drafted is None or drafted.edition != "east-2016"


def test_a_paper_is_read_in_an_edition_put_into_the_folder_after_the_first(own: Path) -> None:
    registry.use(own)
    assert read_word(filled(SEAL_ONLY, Record(SEAL_ONLY.id, SEAL_ONLY.edition))).record is not None
    put(own, "in_force_from = 2016-01-01\n")
    registry.refresh()
    record = read_word(east_form()).record
    assert record is not None
    assert record.edition == "east-2016"


def test_the_command_line_reads_by_the_editions_of_a_folder_and_names_a_bad_file(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(own, DAYS)
    (own / "annex1-application--bad.toml").write_text("form = 3", "utf-8")
    registry.use(own)
    paper = tmp_path / "申请书.docx"
    paper.write_bytes(east_form())
    registry.use(None)
    assert main(["--on", "2016-02-01", "--editions", str(own), str(paper)]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["edition"] == "east-2016"
    assert "annex1-application--bad.toml" in err


def test_a_folder_of_editions_that_is_none_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--editions", str(tmp_path / "nowhere"), "paper.docx"])
    assert ended.value.code == 2
