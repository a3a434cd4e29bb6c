"""A blank that nobody has seen before becomes an edition by its words alone: drafted, settled in the TOML text, read."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from opencc import OpenCC

from extract.draft.blank import draft
from extract.draft.toml_text import toml_text
from extract.reading import Result, read
from forms import registry
from forms.overlay import Overlay, OverlayError, parse
from forms.programme import programme
from forms.record import Record
from forms.schema import values_of
from forms.spec import Needs
from render.blank import blank
from render.errors import RenderError
from render.forms_out import filled
from render.official.filled import filled_in
from render.standard.stamp import Stamp
from tests.foreign_blank import ANSWERS, OPINIONS, ROWS, foreign_blank, foreign_filled
from tests.samples_of import own_samples
from tests.stamps import SEAL_MM, SIGNATURE_MM, seal, signature
from webhook.service.editions.proof import verify

EDITION = "jiangsu-2018"
NAME = f"annex1-application--{EDITION}"
ON = date(2018, 5, 2)
SCRIPTS: dict[str, Callable[[str], str]] = {"hans": str, "hant": OpenCC("s2tw").convert}


def settled(toml: str) -> str:
    """The draft as a person leaves it: every open label settled, and the day from which it is in force."""
    text = toml.replace("# in_force_from = 2018-05-01", "in_force_from = 2018-05-01")
    for label in ("传真", "项目级别"):
        text = _settle(text, label, "ignore = true")
    unit = """\
[[section.field]]
slot = "standardization_body"
label = "标准化牵头科室"
at = "table 1, row 5, cell 2"

[[section.field]]
slot = "business_scope"
label = "主要职能和业务"
hints = ["（不超过200字）"]
at = "table 1, row 7, cell 2"

[[section]]
id = "plan"
"""
    text = text.replace('[[section]]\nid = "plan"\n', unit)
    column = """\
[[section.column]]
slot = "responsible_units"
label = "完成单位"

[[block]]
id = "lead_unit"
"""
    text = text.replace('[[block]]\nid = "lead_unit"\n', column)
    blocks = """\
[[block]]
id = "guiding_unit"
label = "设区市标准化主管部门意见"
needs = ["opinion", "seal", "date"]
at = "table 3, row 2, cell 2"

[[block]]
id = "managing_unit"
label = "省级标准化主管部门意见"
needs = ["opinion", "seal", "date"]
at = "table 3, row 3, cell 2"

# ---- 未对应的栏目"""
    text = text.replace("# ---- 未对应的栏目", blocks)
    for label in ("标准化牵头科室", "主要职能和业务", "完成单位", "设区市标准化主管部门意见", "省级标准化主管部门意见"):
        text = _settle(text, label, None)
    return text


def _settle(text: str, label: str, line: str | None) -> str:
    """``text`` with one open label ignored by ``line``, or taken out where it is settled elsewhere."""
    head, entry, tail = text.partition(f'[[unmatched]]\nlabel = "{label}"\n')
    assert entry, label
    at, _, rest = tail.partition("\n")
    return f"{head}{entry}{at}\n{line}\n{rest}" if line else head + rest


@pytest.fixture
def official(tmp_path: Path) -> Iterator[Overlay]:
    """The foreign blank in force as an edition of the office's own."""
    data = foreign_blank()
    folder = tmp_path / "editions"
    folder.mkdir()
    (folder / f"{NAME}.docx").write_bytes(data)
    (folder / f"{NAME}.toml").write_text(settled(toml_text(draft(data, "申报书.docx", EDITION))), encoding="utf-8")
    registry.use(folder)
    assert registry.faulty() == ()
    found = registry.overlay_of(registry.form("annex1-application", EDITION))
    assert found is not None
    yield found
    registry.use(None)


def read_bytes(data: bytes, name: str = "filled.docx") -> Result:
    return read(data, name, programme=programme("national"), on=ON)[0]


def record_of(data: bytes, name: str = "filled.docx") -> Record:
    result = read_bytes(data, name)
    assert result.status == "complete"
    assert result.record is not None
    assert (result.record.form, result.record.edition) == ("annex1-application", EDITION)
    return result.record


def marked(record: Record) -> list[str]:
    rows = [(f"rows.{name}", row) for name, all_ in record.rows.items() for row in all_]
    return [
        f"{where}.{slot}"
        for where, row in [("fields", record.fields), *rows]
        for slot, a in row.items()
        if a.needs_review
    ]


def test_a_draft_says_which_labels_it_knows_and_which_it_does_not() -> None:
    made = draft(foreign_blank(), "申报书.docx", EDITION)
    assert (made.title_prefix, made.title) == ("江苏省", "社会管理和公共服务综合标准化试点申报书")
    known = {line.partition(" → ")[0] for line in made.matched}
    assert {"申报单位", "项目名称", "起止年月", "单位全称", "联系人/手机", "实施阶段", "申报单位意见"} <= known
    assert [label.label for label in made.unmatched if not label.ignore] == [
        "标准化牵头科室",
        "传真",
        "项目级别",
        "主要职能和业务",
        "完成单位",
        "设区市标准化主管部门意见",
        "省级标准化主管部门意见",
    ]


def test_a_draft_is_no_edition_while_a_label_is_open() -> None:
    toml = toml_text(draft(foreign_blank(), "申报书.docx", EDITION))
    assert parse(toml, f"{NAME}.toml").draft
    with pytest.raises(OverlayError, match="传真"):
        parse(toml.replace("# in_force_from", "in_force_from"), f"{NAME}.toml")


def test_a_copy_that_somebody_filled_in_gives_its_first_right_record(official: Overlay) -> None:
    record = record_of(foreign_filled())
    values = {slot: answer.value for slot, answer in record.fields.items()}
    assert values == {
        "lead_unit": ANSWERS["申报单位"],
        "pilot_name": ANSWERS["项目名称"],
        "pilot_period": {"start": "2018-06", "end": "2020-06"},
        "filed_on": "2018-03-15",
        "unit_name": ANSWERS["单位全称"],
        "organization_code": ANSWERS["统一社会信用代码"],
        "legal_representative": ANSWERS["法定代表人"],
        "unit_address": ANSWERS["通信地址"],
        "postcode": ANSWERS["邮政编码"],
        "contact_name": ANSWERS["联系人"],
        "contact_phone": ANSWERS["手机"],
        "email": ANSWERS["电子邮件"],
        "standardization_body": ANSWERS["标准化牵头科室"],
        "business_scope": ANSWERS["主要职能和业务"],
        "incidents_last_3_years": {"answer": False, "text": ""},
        "conditions": ANSWERS["工作基础"],
    }
    assert [row["step"].value for row in record.rows["plan"]] == [row[0] for row in ROWS]
    assert [row["responsible_units"].value for row in record.rows["plan"]] == [[row[3]] for row in ROWS]
    assert [(b.id, b.opinion.value, b.unit.value) for b in record.blocks] == [
        (block, opinion, unit)
        for block, (opinion, unit, _) in zip(("lead_unit", "guiding_unit", "managing_unit"), OPINIONS, strict=True)
    ]
    assert marked(record) == []
    assert "省级" in next(extra.raw for extra in record.extra if extra.label == "项目级别")


def test_a_block_sealed_only_asks_for_no_signature(official: Overlay) -> None:
    assert all(Needs.SIGNATURE not in block.needs for block in official.form.blocks)
    missing = [f.where for f in read_bytes(foreign_filled()).findings if f.code == "signature-missing"]
    assert missing == []


def test_the_blank_of_such_an_edition_is_the_official_file_itself(official: Overlay) -> None:
    path = registry.blank_path(official.form)
    assert path is not None
    assert blank(official.form) == blank(official.form, "hant") == path.read_bytes()


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("number", [0, 1, 2])
def test_sample_answers_written_into_the_official_file_come_back(official: Overlay, script: str, number: int) -> None:
    written = own_samples(official.form, number, SCRIPTS[script])
    found = record_of(filled(official.form, written, script))
    assert values_of(replace(found, extra=())) == values_of(written)
    assert marked(found) == []


def test_more_rows_than_the_blank_has_are_added_and_counted_on(official: Overlay) -> None:
    written = own_samples(official.form, 0, str)
    plan = written.rows["plan"] * 7
    data = filled(official.form, replace(written, rows={"plan": plan}))
    assert [row["step"].value for row in record_of(data).rows["plan"]] == [row["step"].value for row in plan]
    table = docx.Document(io.BytesIO(data)).tables[1]
    assert [row.cells[0].text for row in table.rows] == ["序号", "1", "2", "3", "4", "5", "6", "7"]


def test_a_seal_and_a_signature_stand_in_the_block_they_belong_to(official: Overlay) -> None:
    written = own_samples(official.form, 0, str)
    stamps = {1: [Stamp(seal("南京市质量技术监督局"), SEAL_MM, floating=True), Stamp(signature(3), SIGNATURE_MM)]}
    found = record_of(filled_in(foreign_blank(), official, written, marks=stamps))
    assert [block.seal.present for block in found.blocks] == [False, True, False]
    assert [block.signature.present for block in found.blocks] == [False, True, False]


def test_the_round_trip_of_a_good_edition_loses_nothing(official: Overlay) -> None:
    assert verify(official, foreign_blank()) == ()


def test_the_round_trip_names_the_slot_whose_place_is_wrong(official: Overlay) -> None:
    places = {**official.places, "fields.postcode": official.places["fields.legal_representative"]}
    lost = verify(replace(official, places=places), foreign_blank())
    assert {one.where for one in lost} >= {"fields.postcode"}
    postcode = next(one for one in lost if one.where == "fields.postcode")
    assert (postcode.label, postcode.wrong, postcode.silent) == ("邮政编码", True, True)


def test_the_round_trip_says_of_every_slot_without_a_place_that_it_has_none(official: Overlay) -> None:
    places = {key: path for key, path in official.places.items() if key not in ("fields.email", "rows.plan")}
    with pytest.raises(RenderError) as caught:
        verify(replace(official, places=places), foreign_blank())
    assert "电子邮件" in caught.value.message
    assert "进度安排" in caught.value.message


@pytest.mark.needs("soffice")
@pytest.mark.needs("chinese-fonts")
def test_the_official_file_printed_to_pdf_is_read_as_it_was_filled(official: Overlay, tmp_path: Path) -> None:
    written = {script: own_samples(official.form, 0, convert) for script, convert in SCRIPTS.items()}
    for script, record in written.items():
        (tmp_path / f"{script}.docx").write_bytes(filled(official.form, record, script))
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf"]
    files = sorted(map(str, tmp_path.glob("*.docx")))
    subprocess.run([*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=240)
    for script, record in written.items():
        found = record_of((tmp_path / f"{script}.pdf").read_bytes(), "filled.pdf")
        assert values_of(replace(found, extra=())) == values_of(record)
