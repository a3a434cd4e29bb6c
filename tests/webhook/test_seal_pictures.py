"""Pictures of seals: off unless allowed, kept and placed with a line on the audit trail, the letter itself untouched."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, stream_encode_multipart

from tests.render.seal_drawing import Drawn, seal
from tests.webhook.conftest import Office, OfficeMaker
from tests.webhook.pages.clerk import Clerk
from tests.webhook.test_letter_life import drafted, now_of, numbered_office, take, withdraw
from webhook.config import Config, seal_picture_setting
from webhook.service.letters.seal_pictures import (
    OWNER_LENGTH,
    PICTURE_BYTES,
    PICTURES,
    WITH_SEAL,
    SealPictures,
    is_allowed,
)
from webhook.service.problems import Invalid, NoPrecondition, NotFound, Problem, Refused, Stale, TooLarge
from webhook.service.review.hand import Expected
from webhook.store.blobs import Blobs

OWNER, BY = "湖北省市场监督管理局", "王芳"


def seals(office: Office, allowed: bool = True) -> SealPictures:
    return SealPictures((office.store, Blobs(office.data / "blobs")), office.clock, allowed)


def trail(office: Office, kind: str, subject: str) -> list[tuple[str, dict[str, Any]]]:
    with office.store.read() as tx:
        return [(event.action, event.detail) for event in tx.audit.about(kind, subject)]


def signed(office: Office) -> tuple[str, Expected]:
    letter = drafted(office)
    take(office, letter, "signed")
    return letter, Expected(now_of(office, letter).tag)


@pytest.mark.parametrize(
    ("word", "allowed"), [(None, False), ("", False), ("no", False), ("yes", True), (" YES ", True)]
)
def test_only_yes_allows_pictures_of_seals(word: str | None, allowed: bool) -> None:
    assert is_allowed(word) == allowed


def test_a_setting_that_cannot_be_understood_is_named() -> None:
    with pytest.raises(Invalid) as caught:
        is_allowed("maybe")
    assert "PILOT_SEAL_PICTURES" in caught.value.message


def test_the_setting_is_off_until_somebody_sets_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PILOT_SEAL_PICTURES", raising=False)
    assert not is_allowed(seal_picture_setting(Config(tmp_path)))
    monkeypatch.setenv("PILOT_SEAL_PICTURES", "yes")
    assert is_allowed(seal_picture_setting(Config(tmp_path)))
    assert not is_allowed(seal_picture_setting(Config(tmp_path, seal_pictures="no")))


def test_nothing_is_kept_or_placed_where_it_is_not_allowed(office: Office) -> None:
    seals(office).keep(OWNER, seal(), 42, BY)
    letter, expected = signed(office)
    for attempt in (
        lambda: seals(office, allowed=False).keep("别的机关", seal(), 42, BY),
        lambda: seals(office, allowed=False).place(letter, OWNER, expected, BY),
    ):
        with pytest.raises(Refused) as caught:
            attempt()
        assert caught.value.code == "seal-not-allowed"
    assert [kept.owner for kept in seals(office).all()] == [OWNER]
    assert now_of(office, letter).file(WITH_SEAL) is None


def test_a_picture_is_kept_by_owner_replaced_and_removed_each_with_a_line_of_audit(office: Office) -> None:
    first = seals(office).keep(f" {OWNER} ", seal(), 42, BY)
    second = seals(office).keep(OWNER, seal(Drawn(pixels=600)), 45, BY)
    assert seals(office).all() == (second,)
    assert (second.owner, second.diameter_mm, second.by) == (OWNER, 45, BY)
    seals(office).remove(OWNER, BY)
    assert seals(office).all() == ()
    told = trail(office, "setting", PICTURES)
    assert [action for action, _ in told] == ["seal-picture-kept", "seal-picture-kept", "seal-picture-removed"]
    assert [detail["seal"] for _, detail in told] == [first.sha256, second.sha256, second.sha256]
    with pytest.raises(NotFound):
        seals(office).remove(OWNER, BY)


@pytest.mark.parametrize(
    ("owner", "data", "kind", "code"),
    [
        (" ", seal(), Invalid, "seal-owner"),
        ("机" * (OWNER_LENGTH + 1), seal(), Invalid, "seal-owner"),
        (OWNER, seal(Drawn(pixels=300)), Invalid, "seal-picture-unfit"),
        (OWNER, b"x" * (PICTURE_BYTES + 1), TooLarge, "file-too-large"),
    ],
    ids=["nobody", "too-long", "unfit", "too-large"],
)
def test_what_cannot_be_kept_is_refused(
    office: Office, owner: str, data: bytes, kind: type[Problem], code: str
) -> None:
    with pytest.raises(kind) as caught:
        seals(office).keep(owner, data, 42, BY)
    assert caught.value.code == code
    assert seals(office).all() == ()


def test_a_copy_bears_the_seal_and_the_letter_stays_as_it_was(office: Office) -> None:
    kept = seals(office).keep(OWNER, seal(), 42, BY)
    letter, expected = signed(office)
    before = now_of(office, letter).letter
    file = seals(office).place(letter, OWNER, expected, BY)
    now = now_of(office, letter)
    assert now.file(WITH_SEAL) == file
    assert (now.letter.sha256, now.letter.state) == (before.sha256, before.state)
    assert now.tag != expected.tag
    copy = office.services.life.file(file.id)[1]
    assert seal() in [part.blob for part in opened(copy)]
    action, detail = trail(office, "letter", letter)[-1]
    assert action == "seal-placed"
    assert (detail["owner"], detail["seal"], detail["of"]) == (OWNER, kept.sha256, before.sha256)
    assert detail["file"] == file.sha256


def opened(docx: bytes) -> list[Any]:
    return [part for part in Document(io.BytesIO(docx)).part.package.iter_parts() if "image" in part.content_type]


def test_a_letter_must_be_signed_and_numbered_and_not_withdrawn(office: Office) -> None:
    seals(office).keep(OWNER, seal(), 42, BY)
    numbered_office(office)
    letter = drafted(office)
    assert refused(office, letter) == "not-signed"
    take(office, letter, "signed")
    assert refused(office, letter) == "not-numbered"
    take(office, letter, "numbered")
    withdraw(office, letter)
    assert refused(office, letter) == "withdrawn"


def refused(office: Office, letter: str) -> str:
    with pytest.raises(Refused) as caught:
        seals(office).place(letter, OWNER, Expected(now_of(office, letter).tag), BY)
    assert now_of(office, letter).file(WITH_SEAL) is None
    return caught.value.code


def test_an_unknown_letter_or_seal_and_an_old_state_are_told(office: Office) -> None:
    letter, expected = signed(office)
    with pytest.raises(NotFound) as caught:
        seals(office).place(letter, OWNER, expected, BY)
    assert caught.value.code == "no-such-seal"
    seals(office).keep(OWNER, seal(), 42, BY)
    with pytest.raises(NotFound):
        seals(office).place("none", OWNER, expected, BY)
    with pytest.raises(NoPrecondition):
        seals(office).place(letter, OWNER, Expected(None), BY)
    with pytest.raises(Stale):
        seals(office).place(letter, OWNER, Expected("0"), BY)


# -- over the wire --------------------------------------------------------------------------------------------------


def put(office: Office, data: bytes | None = seal(), **fields: str) -> TestResponse:
    given: dict[str, Any] = {"owner": OWNER, "diameter_mm": "42", **fields}
    if data is not None:
        given["file"] = FileStorage(io.BytesIO(data), filename="seal.png")
    stream, _, boundary = stream_encode_multipart(given, use_tempfile=False)
    kind = f"multipart/form-data; boundary={boundary}"
    return office.request("PUT", "/seals", data=stream.read(), content_type=kind)


def code(answer: TestResponse) -> tuple[int, str]:
    return answer.status_code, body(answer)["error"]["code"]


def body(answer: TestResponse) -> Any:
    return answer.json


def copied(office: Office, letter: str) -> TestResponse:
    headers = {"If-Match": office.request("GET", f"/letters/{letter}").headers["ETag"]}
    return office.request("POST", f"/letters/{letter}/seal-copy", json={"owner": OWNER}, headers=headers)


def test_a_service_started_without_the_setting_keeps_and_places_nothing(office: Office) -> None:
    assert office.request("GET", "/seals").json == {"allowed": False, "seals": []}
    assert code(put(office)) == (409, "seal-not-allowed")
    assert code(copied(office, signed(office)[0])) == (409, "seal-not-allowed")


def test_a_picture_goes_in_a_copy_comes_out_and_the_picture_goes(
    make_office: OfficeMaker,
) -> None:
    office = make_office(seal_pictures="yes")
    told = body(put(office))
    assert (told["allowed"], [(one["owner"], one["diameter_mm"]) for one in told["seals"]]) == (True, [(OWNER, 42)])
    letter = signed(office)[0]
    answer = copied(office, letter)
    assert answer.status_code == 200
    assert sorted(file["role"] for file in body(answer)["files"]) == ["enclosure", WITH_SEAL]
    assert body(answer)["state"] == "signed"
    assert "带印章图样的副本" in Clerk(office).sign_in().open(f"/letters/{letter}").said(".files a")
    assert body(office.request("DELETE", f"/seals/{OWNER}"))["seals"] == []
    assert code(copied(office, letter)) == (404, "no-such-seal")


def test_a_picture_that_cannot_be_kept_is_answered_with_the_reason(
    make_office: OfficeMaker,
) -> None:
    office = make_office(seal_pictures="yes")
    assert code(put(office, None)) == (400, "no-file")
    assert code(put(office, b"no picture")) == (422, "seal-picture-unfit")
    assert code(put(office, diameter_mm="wide")) == (422, "seal-diameter")
    assert code(put(office, diameter_mm="nan")) == (422, "seal-picture-unfit")
    assert code(put(office, seal() + b" " * PICTURE_BYTES)) == (413, "file-too-large")


def test_a_setting_that_cannot_be_understood_stops_the_start(
    make_office: OfficeMaker,
) -> None:
    with pytest.raises(Invalid):
        make_office(seal_pictures="perhaps")
