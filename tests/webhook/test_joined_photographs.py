"""Photographs of one paper's pages in a zip or mail are read as one file, which is said, and can be parted again."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.mail_drawing import attached, mail
from tests.webhook.conftest import PDF, Office
from tests.webhook.pages.clerk import Clerk
from tests.webhook.test_containers import handed_in, original
from tests.webhook.test_photo_pages import embedded, photograph, vast
from tests.zip_drawing import packed
from webhook.service.intake.joined_parts import with_photographs_joined
from webhook.service.ports import Part

SIZE = (600, 800)
PAGES = {f"照片/IMG_{number}.jpg": photograph((600, 800 + number)) for number in (9, 10, 11)}
ZIP = packed(*PAGES.items(), ("推荐函.pdf", PDF))


def zip_of_pages(office: Office) -> None:
    office.reader.inside[ZIP] = (*PAGES.items(), ("推荐函.pdf", PDF))


def parts(folder: Path, **files: bytes) -> list[Part]:
    found = []
    for number, (name, data) in enumerate(files.items()):
        target = folder / f"in-{number}"
        target.write_bytes(data)
        found.append(Part(f"{name}.jpg", target))
    return found


def called(folder: Path, **files: bytes) -> list[str]:
    return [one.part.name for one in with_photographs_joined(parts(folder, **files), folder / "out")]


def test_photographs_of_one_folder_in_a_zip_are_one_document_with_every_byte_of_them(office: Office) -> None:
    zip_of_pages(office)
    found = handed_in(office, ("报送.zip", ZIP))
    assert [d["name"] for d in found["documents"]] == ["报送.zip", "照片/IMG_9等3页.pdf", "推荐函.pdf"]
    assert embedded(original(office, found["documents"][1])) == list(PAGES.values())
    assert office.reader.calls == ["照片/IMG_9等3页.pdf", "推荐函.pdf"]


def test_photographs_attached_to_a_mail_are_joined_by_the_real_reader(real: Office) -> None:
    sent = mail(attached("1.jpg", photograph(SIZE)), attached("2.jpg", photograph((600, 801))))
    found = real.post(("报送.eml", sent), query="?wait=40").json
    assert [d["name"] for d in found["documents"]] == ["报送.eml", "1等2页.pdf"]


@pytest.mark.parametrize(
    "files",
    [
        {"申请书": photograph(SIZE), "推荐函": photograph(SIZE)},  # called otherwise
        {"IMG_1": photograph(SIZE)},
        {"image001": photograph((300, 80)), "image002": photograph((300, 90))},  # what a mail is signed with
        {"IMG_1": photograph(SIZE), "IMG_2": photograph(SIZE)[:40]},  # damaged
        {"IMG_1": photograph(SIZE), "IMG_2": photograph(SIZE, "CMYK")},  # colours that are not joined
        {"IMG_1": photograph(SIZE), "IMG_2": vast()},
        {"IMG_1": photograph(SIZE), "IMG_2": PDF},
    ],
)
def test_whatever_may_be_no_page_of_one_paper_is_read_by_itself(tmp_path: Path, files: dict[str, bytes]) -> None:
    assert called(tmp_path, **files) == [f"{name}.jpg" for name in files]


def test_of_two_parts_of_one_name_none_is_lost(tmp_path: Path) -> None:
    twice = parts(tmp_path, IMG_1=photograph(SIZE), IMG_2=photograph(SIZE), other=PDF)
    twice[1] = Part("IMG_1.jpg", twice[1].file)
    assert len(with_photographs_joined(twice, tmp_path / "out")) == 3


def test_what_was_joined_is_said_and_parted_by_one_press_into_a_submission_of_its_own(office: Office) -> None:
    zip_of_pages(office)
    clerk = Clerk(office).sign_in()
    clerk.hand_in(("报送.zip", ZIP))
    before = clerk.at
    assert clerk.said(".joined span") == ["“IMG_9等3页.pdf”由同一来件中的3张照片按文件名合成，按一份文件读取。"]
    clerk.press("逐张读取")
    office.work()
    clerk.open(clerk.at)
    assert clerk.at != before
    parted = [data for name, data in _originals(office, clerk.at)]
    assert parted == list(PAGES.values())
    assert clerk.said(".joined") == []
    assert clerk.open(before).said(".joined span"), "the submission that they came in stays as it is"


def _originals(office: Office, at: str) -> list[tuple[str, bytes]]:
    found = office.request("GET", at.split("#")[0]).json
    return [(d["name"], original(office, d)) for d in found["documents"]]


def test_a_file_that_was_not_joined_here_is_not_taken_apart(office: Office) -> None:
    pages = io.BytesIO(PDF).read()
    found = handed_in(office, ("照片等3页.pdf", pages))
    clerk = Clerk(office).sign_in().open("/")
    token = clerk.select("input[name=csrf_token]")[0].get("value")
    clerk.send(f"/documents/{found['documents'][0]['id']}/photographs", {"csrf_token": token})
    assert clerk.response.status_code == 404
    assert "不是由几张照片合成的" in clerk.html
