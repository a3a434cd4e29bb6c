"""Who may ask, what every answer carries, and what the log never tells."""

from __future__ import annotations

import logging
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.webhook.conftest import PDF, Office, OfficeMaker, record
from webhook import auth
from webhook.app import machinery
from webhook.config import SECRET_KEY_VARIABLE, Config, secret_key
from webhook.service.problems import Invalid

STRANGE = ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic d3Jvbmc="}, {"Authorization": "Bearer "})


@pytest.mark.parametrize("headers", STRANGE)
@pytest.mark.parametrize("path", ["/submissions", "/documents/0/original", "/letters/0"])
def test_a_stranger_learns_nothing(office: Office, headers: dict[str, str], path: str) -> None:
    answer = office.client.get(f"/api/v1{path}", headers=headers)
    assert (answer.status_code, answer.json["error"]["code"]) == (401, "not-signed-in")


def test_a_token_is_kept_as_its_hash_only(office: Office) -> None:
    assert office.token not in (office.data / "service.db").read_bytes().decode("latin-1")


def test_a_renewed_token_replaces_the_old_one(office: Office) -> None:
    fresh = office.services.users.renew_token("王芳")
    assert office.request("GET", "/submissions").status_code == 401
    office.token = fresh
    assert office.request("GET", "/submissions").status_code == 200


@pytest.mark.parametrize("name", ["", "  ", "王芳", "x" * 51, "a\nb"])
def test_a_user_needs_a_name_of_their_own(office: Office, name: str) -> None:
    with pytest.raises(Invalid):
        office.services.users.add(name)


def test_a_session_reads_through_the_api_but_changes_only_with_its_csrf_token(office: Office) -> None:
    office.app.add_url_rule("/test/sign-in", view_func=lambda: str(auth.sign_in(office.token) is not None))
    client = office.app.test_client()
    assert client.get("/test/sign-in").text == "True"
    assert client.get("/api/v1/submissions").status_code == 200
    submission = office.paper(record())
    change = {"changes": [{"where": "fields.postcode", "value": "430021"}]}
    refused = client.patch(f"/api/v1/submissions/{submission}/record", json=change, headers={"If-Match": '"1"'})
    assert (refused.status_code, refused.json["error"]["code"]) == (400, "form-expired")
    assert office.services.cases.get(submission).paper().revision.revision == 1


def test_a_session_ends_when_its_token_is_renewed(office: Office) -> None:
    office.app.add_url_rule("/test/sign-in", view_func=lambda: str(auth.sign_in(office.token) is not None))
    client = office.app.test_client()
    client.get("/test/sign-in")
    office.services.users.renew_token("王芳")
    assert client.get("/api/v1/submissions").status_code == 401


@pytest.mark.parametrize("path", ["/health", "/api/v1/docs", "/api/v1/submissions", "/api/v1/nothing"])
def test_every_answer_keeps_foreign_content_out(office: Office, path: str) -> None:
    headers = office.client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-inline" not in policy


def test_personal_data_is_in_no_shared_cache(office: Office) -> None:
    submission = office.paper(record())
    for path in ("", "/record", "/findings"):
        assert "private" in office.request("GET", f"/submissions/{submission}{path}").headers["Cache-Control"]


def test_health_tells_whether_work_can_be_done(office: Office) -> None:
    assert office.client.get("/health").status_code == 503
    machinery(office.app).start()
    answer = office.client.get("/health")
    assert (answer.status_code, answer.json["status"], answer.json["database"]) == (200, "ok", "ok")
    machinery(office.app).runner.stop()
    assert office.client.get("/health").json["runner"] == "failed"


def test_health_tells_of_a_database_that_is_gone(office: Office) -> None:
    machinery(office.app).start()
    office.store.close()
    for more in ("", "-wal", "-shm"):
        (office.data / f"service.db{more}").unlink(missing_ok=True)
    # A file of its own: the runner that just started may still write into the one it opened.
    (office.data / "service.db").write_bytes(b"no database any more" * 100)
    answer = office.client.get("/health")
    assert (answer.status_code, answer.json["database"]) == (503, "failed")


@pytest.mark.parametrize(("free", "status", "storage"), [(10**9, 200, "ok"), (10**7, 200, "low"), (10**6, 503, "full")])
def test_health_tells_of_a_disk_that_runs_full(
    office: Office, monkeypatch: pytest.MonkeyPatch, free: int, status: int, storage: str
) -> None:
    machinery(office.app).start()
    monkeypatch.setattr("shutil.disk_usage", lambda folder: SimpleNamespace(free=free))
    answer = office.client.get("/health")
    assert (answer.status_code, answer.json["storage"]) == (status, storage)


def test_a_fault_of_ours_is_told_without_its_words(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> str:
        raise RuntimeError("张伟 13871234567")

    office.app.add_url_rule("/api/v1/fail", view_func=fail)
    answer = office.client.get("/api/v1/fail")
    assert (answer.status_code, answer.json["error"]["code"]) == (500, "internal-error")
    assert "RuntimeError" in caplog.text
    assert "13871234567" not in caplog.text + answer.text


def test_neither_names_nor_values_come_into_the_log(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    office.reader.records[PDF] = record()
    made = office.post(("张伟的申请书.pdf", PDF)).json
    office.work()
    office.request("GET", f"/submissions/{made['id']}/record")
    assert "张伟" not in caplog.text
    assert "430000" not in caplog.text


def test_the_secret_key_is_made_once_and_read_by_its_owner_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(SECRET_KEY_VARIABLE, raising=False)
    config = Config(tmp_path / "data")
    assert secret_key(config) == secret_key(config) != ""
    assert stat.S_IMODE(config.secret_file.stat().st_mode) == 0o600
    monkeypatch.setenv(SECRET_KEY_VARIABLE, "from outside")
    assert secret_key(config) == "from outside"


def test_the_secret_key_is_not_shown(make_office: OfficeMaker) -> None:
    assert "hidden" not in repr(Config(Path("data"), secret_key="hidden"))
