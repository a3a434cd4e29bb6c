"""Papers printed in an edition of the office's own, from the folder beside the database to the page and the backup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from forms import registry
from forms.registry import form
from render.forms_out import filled
from tests.applications import record_of, truth
from tests.webhook.conftest import Office, OfficeMaker, record
from webhook.app import machinery
from webhook.runners.child import WORKER
from webhook.runners.reading import ChildPool, ChildReader
from webhook.store.backup import BackupError, back_up, restore

EAST = """
form = "annex1-application"
edition = "east-2016"
title_prefix = "东省"
source = "东省标准化局关于申报试点的通知"
in_force_from = 2016-01-01
blocks_title = "二、意见"
[[cover]]
slot = "pilot_name"
label = "试点项目"
[[cover]]
slot = "filed_on"
label = "填报日期"
[[section]]
id = "unit"
title = "一、单位情况"
[[section.field]]
slot = "unit_name"
label = "单位名称"
[[section.field]]
slot = "postcode"
label = "邮编"
[[section.field]]
slot = "fax"
label = "传真号"
kind = "phone"
[[block]]
id = "lead_unit"
label = "申请单位意见"
needs = ["seal"]
"""


@pytest.fixture(autouse=True)
def _no_editions_of_ones_own_are_left() -> Iterator[None]:
    yield
    registry.use(None)


def put(data: Path) -> Path:
    folder = data / "editions"
    folder.mkdir(parents=True)
    (folder / "annex1-application--east-2016.toml").write_text(EAST, "utf-8")
    registry.use(folder)
    return folder


def east_paper() -> tuple[bytes, str]:
    """A filled form of the edition, and what its new slot says."""
    made = form("annex1-application", "east-2016")
    said = truth(made, 3)
    held = record_of(made, replace(said, fields={**said.fields, "fax": "027-87710317"}, plan=[]))
    return filled(made, replace(held, rows={})), "027-87710317"


def test_a_child_reads_a_paper_in_an_edition_of_the_folder_it_is_told(tmp_path: Path) -> None:
    folder = put(tmp_path)
    data, fax = east_paper()
    (tmp_path / "paper").write_bytes(data)
    registry.use(None)
    pool = ChildPool(1, command=WORKER)
    try:
        with_folder, without = ChildReader(pool, editions=folder), ChildReader(pool)
        about = {"programme": "national", "form": None, "on": date(2016, 5, 20)}
        (read,) = with_folder.read(tmp_path / "paper", "申请书.docx", **about)  # type: ignore[arg-type]
        assert read.body["edition"] == "east-2016"
        assert read.body["fields"]["fax"]["value"] == fax
        (early,) = with_folder.read(tmp_path / "paper", "申请书.docx", **{**about, "on": date(2015, 12, 31)})  # type: ignore[arg-type]
        assert early.body["edition"] != "east-2016"
        (other,) = without.read(tmp_path / "paper", "申请书.docx", **about)  # type: ignore[arg-type]
        assert other.body["edition"] != "east-2016"
    finally:
        pool.close()


def test_the_service_tells_its_children_where_its_editions_are(make_office: OfficeMaker) -> None:
    office = make_office()
    put(office.data)
    assert office.request("GET", "/submissions").status_code == 200
    assert registry.form("annex1-application", "east-2016").edition == "east-2016"


def signed_in(office: Office) -> dict[str, str]:
    return {"Authorization": f"Bearer {office.token}"}


def submitted(office: Office) -> str:
    put(office.data)
    made = form("annex1-application", "east-2016")
    said = truth(made, 3)
    return office.paper(replace(record_of(made, replace(said, plan=[])), rows={}))


@pytest.mark.parametrize(
    ("script", "words"),
    [("hans", "east-2016版，东省标准化局关于申报试点的通知"), ("hant", "east-2016版，東省標準化局關於申報試點的通知")],
)
def test_the_page_names_the_edition_by_its_id_and_the_paper_that_prescribes_it(
    office: Office, script: str, words: str
) -> None:
    submission = submitted(office)
    client = office.client
    client.set_cookie("script", script)
    page = client.get(f"/submissions/{submission}", headers=signed_in(office))
    assert page.status_code == 200
    assert words in page.get_data(as_text=True)


def test_a_record_whose_edition_is_gone_is_kept_and_its_page_says_what_is_missing(office: Office) -> None:
    submission = submitted(office)
    (office.data / "editions" / "annex1-application--east-2016.toml").unlink()
    page = office.client.get(f"/submissions/{submission}", headers=signed_in(office))
    assert page.status_code == 409
    assert "annex1-application--east-2016.toml" in page.get_data(as_text=True)
    assert office.client.get("/", headers=signed_in(office)).status_code == 200
    assert office.request("GET", f"/submissions/{submission}/record").get_json()["edition"] == "east-2016"


def test_a_form_whose_edition_is_gone_keeps_no_other_from_being_judged_anew(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    lost = submitted(office)
    other = office.paper(record())
    (office.data / "editions" / "annex1-application--east-2016.toml").unlink()
    ended = {"kind": "ended", "unit": "武汉市江汉区人民政府", "how": "pass-revoked", "ended_on": "2016-01-01"}
    assert office.request("POST", "/register", json=ended).status_code == 201
    with office.store.read() as tx:
        (form,) = tx.results.of_submission(lost)
        (judged,) = tx.results.of_submission(other)
        said = [(e.action, e.detail) for e in tx.audit.about("form", form.id) if e.action == "form-not-judged"]
        anew = [e.action for e in tx.audit.about("form", judged.id)]
    assert said == [("form-not-judged", {"form": "annex1-application", "edition": "east-2016"})]
    assert "form-judged-anew" in anew
    assert "east-2016" in caplog.text


def test_a_backup_holds_the_editions_and_their_official_word_files(office: Office, tmp_path: Path) -> None:
    folder = put(office.data)
    (folder / "annex1-application--east-2016.docx").write_bytes(b"word")
    (folder / ".half-written.toml").write_bytes(b"")
    (folder / "notes.txt").write_bytes(b"")
    assert back_up(office.data, tmp_path / "backup.tar") == 0
    restore(tmp_path / "backup.tar", tmp_path / "restored")
    restored = tmp_path / "restored" / "editions"
    assert sorted(file.name for file in restored.iterdir()) == [
        "annex1-application--east-2016.docx",
        "annex1-application--east-2016.toml",
    ]
    assert (restored / "annex1-application--east-2016.toml").read_text("utf-8") == EAST


@pytest.mark.parametrize("name", ["editions/../../east.toml", "editions/inner/east.toml", "editions/east.exe"])
def test_nothing_else_of_that_folder_is_taken_from_a_backup(office: Office, tmp_path: Path, name: str) -> None:
    from tests.webhook.test_backup import changed

    back_up(office.data, tmp_path / "backup.tar")
    changed(tmp_path / "backup.tar", tmp_path / "added.tar", add=name)
    with pytest.raises(BackupError):
        restore(tmp_path / "added.tar", tmp_path / "restored")


def test_a_bad_file_among_the_editions_keeps_no_service_from_starting(
    make_office: OfficeMaker, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    put(tmp_path / "data")
    (tmp_path / "data" / "editions" / "annex1-application--bad.toml").write_text("form = 3", "utf-8")
    office = make_office()
    assert machinery(office.app).store
    assert "annex1-application--bad.toml" in caplog.text
