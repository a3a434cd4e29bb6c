"""A backup holds everything as it was at one moment, also under load, and comes back only whole."""

from __future__ import annotations

import io
import shutil
import stat
import tarfile
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.webhook.conftest import PDF, Office, OfficeMaker, complete
from tests.webhook.test_decisions import UNSIGNED
from tests.webhook.test_letter_life import SCAN, drafted, numbered_office, send_file, take
from tests.webhook.test_letters import upheld, write
from tests.webhook.test_review import patch
from webhook.app import machinery
from webhook.store.backup import BackupError, back_up, restore


def shown(office: Office, submission: str) -> list[Any]:
    """Everything that the API tells of a submission."""
    whole = [office.request("GET", f"/submissions/{submission}{part}").json for part in ("", "/record", "/findings")]
    documents = [office.request("GET", f"/documents/{d['id']}/original").data for d in whole[0]["documents"]]
    letters = [office.request("GET", f"/letters/{letter['id']}.docx").data for letter in whole[0]["letters"]]
    return [whole, documents, letters]


def reopened(make_office: OfficeMaker, office: Office, data: Path) -> Office:
    """The service over a restored folder, asked by the same user with the same token."""
    again = make_office(data=data, user="another")
    again.token = office.token
    return again


def test_a_backup_restores_to_the_same_answers(office: Office, make_office: OfficeMaker, tmp_path: Path) -> None:
    submission = upheld(office)
    assert write(office, submission).status_code == 201
    corrected = office.paper(complete())
    patch(office, f"/submissions/{corrected}/record", {"where": "fields.postcode", "value": "430021"})
    assert (
        back_up(office.data, tmp_path / "backup.tar") == 5
    )  # two forms, the letter, its check, the pages to sign again
    restore(tmp_path / "backup.tar", tmp_path / "restored")
    again = reopened(make_office, office, tmp_path / "restored")
    for held in (submission, corrected):
        assert shown(again, held) == shown(office, held)
    assert [revision.by for revision in again.services.cases.history(corrected)] == ["system", "王芳"]


def test_a_backup_holds_the_scans_drafts_and_numbers_of_letters(
    office: Office, make_office: OfficeMaker, tmp_path: Path
) -> None:
    numbered_office(office)
    letter = drafted(office)
    take(office, letter, "numbered")
    send_file(office, letter, "scan")
    back_up(office.data, tmp_path / "backup.tar")
    restore(tmp_path / "backup.tar", tmp_path / "restored")
    again = reopened(make_office, office, tmp_path / "restored")
    now = again.services.life.get(letter)
    assert now == office.services.life.get(letter)
    assert {file.role: again.services.life.file(file.id)[1] for file in now.files}["scan"] == SCAN
    assert take(again, drafted(again), "numbered").json["number"] == "鄂市监标函〔2016〕2号"


def test_a_backup_taken_under_load_restores_to_the_same_answers(
    office: Office, make_office: OfficeMaker, tmp_path: Path
) -> None:
    before = [office.paper(replace(complete(signature=UNSIGNED), script="hans")) for _ in range(3)]
    answers = [shown(office, submission) for submission in before]
    machinery(office.app).start()
    answered: list[str] = []
    enough = threading.Event()

    def load() -> None:
        number = 0
        while not enough.is_set() and number < 500:
            answered.append(office.post(PDF + f"load {number}".encode() * 5000).json["id"])
            number += 1

    thread = threading.Thread(target=load)
    thread.start()
    while len(answered) < 5:
        enough.wait(0.01)
    known = list(answered)
    back_up(office.data, tmp_path / "backup.tar")
    enough.set()
    thread.join(60)
    restore(tmp_path / "backup.tar", tmp_path / "restored")
    again = reopened(make_office, office, tmp_path / "restored")
    assert [shown(again, submission) for submission in before] == answers
    again.clock.now = again.clock.now.replace(year=2017)
    again.work()
    for submission in known:
        found = again.request("GET", f"/submissions/{submission}").json
        assert found["status"] == "unrecognised"
        assert again.request("GET", f"/documents/{found['documents'][0]['id']}/original").data.startswith(PDF)


def test_a_backup_is_for_its_owners_eyes_and_overwrites_nothing(office: Office, tmp_path: Path) -> None:
    target = tmp_path / "backups" / "today.tar"
    back_up(office.data, target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with pytest.raises(BackupError, match="已存在"):
        back_up(office.data, target)
    assert [path.name for path in target.parent.iterdir()] == ["today.tar"]


def test_a_folder_that_holds_something_is_not_restored_into(office: Office, tmp_path: Path) -> None:
    back_up(office.data, tmp_path / "backup.tar")
    with pytest.raises(BackupError, match="不是空文件夹"):
        restore(tmp_path / "backup.tar", office.data)


def test_an_empty_folder_is_restored_into(office: Office, tmp_path: Path) -> None:
    back_up(office.data, tmp_path / "backup.tar")
    (tmp_path / "empty").mkdir()
    assert restore(tmp_path / "backup.tar", tmp_path / "empty") == 0
    assert (tmp_path / "empty" / "service.db").exists()


def test_a_lost_document_stops_the_backup(office: Office, tmp_path: Path) -> None:
    office.submit(PDF)
    shutil.rmtree(office.data / "blobs")
    with pytest.raises(BackupError, match="缺少文件"):
        back_up(office.data, tmp_path / "backup.tar")
    assert list(tmp_path.glob("*backup*")) == []


def test_nothing_is_backed_up_of_a_folder_without_a_database(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="没有数据库"):
        back_up(tmp_path, tmp_path / "backup.tar")


def changed(source: Path, target: Path, leave: str = "", change: str = "", add: str = "") -> None:
    """A backup with one member left out, changed or added."""
    with tarfile.open(source) as old, tarfile.open(target, "w") as new:
        for member in old:
            file = old.extractfile(member)
            assert file
            data = file.read()
            if leave and leave in member.name:
                continue
            if change and change in member.name:
                data = b"!" + data[1:]
            new.addfile(member, io.BytesIO(data))
        if add:
            new.addfile(tarfile.TarInfo(add), io.BytesIO())


@pytest.mark.parametrize(
    "fault",
    [
        {"change": "blobs/"},
        {"leave": "blobs/"},
        {"leave": "service.db"},
        {"change": "service.db"},
        {"leave": "manifest.json"},
        {"add": "../outside"},
        {"add": "blobs/aa/readme"},
    ],
)
def test_a_backup_that_is_not_whole_is_refused_and_leaves_nothing(
    office: Office, tmp_path: Path, fault: dict[str, str]
) -> None:
    office.submit(PDF)
    back_up(office.data, tmp_path / "good.tar")
    changed(tmp_path / "good.tar", tmp_path / "bad.tar", **fault)
    with pytest.raises(BackupError, match="无法恢复"):
        restore(tmp_path / "bad.tar", tmp_path / "restored")
    assert not (tmp_path / "restored").exists()
    assert not (tmp_path / "outside").exists()
    assert list(tmp_path.glob(".restore-*")) == []


def test_what_is_no_backup_at_all_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("not a backup")
    for source in (tmp_path / "text", tmp_path / "nothing"):
        with pytest.raises(BackupError):
            restore(source, tmp_path / "restored")
