"""Letters for many pilots at once: looked at first, drafted and numbered as jobs, never made twice, printed together."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from typing import Any

import pikepdf
import pytest
from werkzeug.test import TestResponse

from tests.webhook.conftest import Office, answer, complete
from tests.webhook.running import start, until
from tests.webhook.test_decisions import decide
from tests.webhook.test_letters import words
from tests.webhook.test_papers import PROVINCE, REMINDER, error, pilot, series
from webhook.app import machinery
from webhook.runners.embedded import PACE
from webhook.service.papers.batch_work import PrintBatch
from webhook.service.papers.making import Papers
from webhook.service.problems import Refused
from webhook.store.batches import Batches as BatchRows
from webhook.store.letter_steps import LetterSteps


class Killed(BaseException):
    """As if the service had been killed there: nothing catches it, nothing is cleaned up."""


def stated(count: int) -> list[dict[str, Any]]:
    return [{"name": f"第{n}项服务综合标准化试点", "unit": f"第{n}服务中心"} for n in range(1, count + 1)]


def order(office: Office, pilots: Sequence[Any], paper: str = "D21", **changed: Any) -> TestResponse:
    return office.request("POST", f"/papers/{paper}/batches", json={**REMINDER, "pilots": list(pilots), **changed})


def drafted(office: Office, pilots: Sequence[Any], **changed: Any) -> str:
    made = order(office, pilots, **changed)
    assert made.status_code == 202, made.json
    office.work()
    return str(made.json["id"])


def batch(office: Office, batch_id: str) -> Any:
    return office.request("GET", f"/batches/{batch_id}").json


def step(office: Office, batch_id: str, to: str = "numbered") -> TestResponse:
    return office.request("POST", f"/batches/{batch_id}/steps", json={"to": to})


def killed_and_started_again(office: Office) -> None:
    """The job at work is killed; later its lease is over, and whoever comes next takes it."""
    with pytest.raises(Killed):
        machinery(office.app).runner.run_one()
    office.clock.now += PACE.lease * 2


def letters(office: Office) -> list[Any]:
    found: list[Any] = office.request("GET", "/letters?waiting=checked&limit=200").json["letters"]
    return found


# -- before anything is kept ----------------------------------------------------------------------------------------


def test_a_preview_shows_every_letter_and_what_refuses_one_and_keeps_nothing(office: Office) -> None:
    series(office)
    told = office.request(
        "POST", "/papers/D21/batches/preview", json={**REMINDER, "pilots": [*stated(2), {"name": "无单位试点"}]}
    ).json["letters"]
    assert [one["pilot"] for one in told][:1] == ["第1项服务综合标准化试点，第1服务中心"]
    assert any("第2服务中心" in line for line in told[1]["lines"])
    assert (told[2]["title"], told[2]["error"]["code"]) == (None, "detail-missing")
    assert letters(office) == []
    assert office.request("GET", "/numbers").json["series"][0]["next"] == 1
    assert office.request("GET", "/batches").json == {"batches": []}


def test_of_very_many_letters_the_first_are_shown(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webhook.service.papers.batches.MOST_PREVIEWED", 2)
    looked = office.request("POST", "/papers/D21/batches/preview", json={**REMINDER, "pilots": stated(3)})
    assert len(looked.json["letters"]) == 2


def test_an_order_that_no_batch_can_be_made_of_is_refused(office: Office) -> None:
    assert error(order(office, [])) == (422, "detail-missing")
    assert error(order(office, stated(1), number="鄂标联函〔2016〕1号")) == (422, "detail-wrong")
    assert office.request("GET", "/batches").json == {"batches": []}


def test_what_every_letter_lacks_alike_is_said_before_a_batch_is_begun(office: Office) -> None:
    asked = order(office, stated(3), facts={"valid_until": "2016-08-30"})
    assert error(asked) == (422, "detail-missing")
    assert list(asked.json["error"]["details"]) == ["office"]
    assert office.request("GET", "/batches").json == {"batches": []}
    own = [{**stated(1)[0], "facts": {"office": "省级联席办公室"}}, *stated(1)]
    assert order(office, own, facts={"valid_until": "2016-08-30"}).status_code == 202


# -- drafting -------------------------------------------------------------------------------------------------------


def test_each_pilot_gets_a_letter_of_its_own_without_a_number(office: Office) -> None:
    series(office)
    submission = office.paper(pilot())
    made = order(office, [{"submission": submission}, *stated(2)]).json
    assert (made["busy"], made["total"], made["done"]) == ("batch-draft", 3, 0)
    office.work()
    told = batch(office, made["id"])
    assert (told["busy"], told["done"], told["failed"]) == (None, 3, 0)
    assert [one["letter"]["addressees"] for one in told["letters"]] == [
        ["武汉市江汉区行政审批局"], ["第1服务中心"], ["第2服务中心"],
    ]  # fmt: skip
    assert {one["letter"]["number"] for one in told["letters"]} == {None}
    assert [one["letter"]["submission"] for one in told["letters"]] == [submission, None, None]


def test_a_letter_that_is_refused_says_why_and_keeps_no_other_from_being_drafted(office: Office) -> None:
    doubtful = office.paper(pilot(lead_unit=answer("武汉市江汉区行政审批局", needs_review=True)))
    batch_id = drafted(office, [{"submission": doubtful}, *stated(1)])
    refused, made = batch(office, batch_id)["letters"]
    assert (refused["letter"], refused["error"]["code"]) == (None, "value-unconfirmed")
    assert made["letter"]["state"] == "drafted"


def test_what_was_refused_is_tried_anew_and_what_was_made_stays(office: Office) -> None:
    submission = office.paper(pilot(lead_unit=answer("武汉市江汉区行政审批局", needs_review=True)))
    batch_id = drafted(office, [{"submission": submission}, *stated(1)])
    made = batch(office, batch_id)["letters"][1]["letter"]["id"]
    change = {"changes": [{"where": "fields.lead_unit", "confirm": True}]}
    headers = {"If-Match": office.request("GET", f"/submissions/{submission}/record").headers["ETag"]}
    assert office.request("PATCH", f"/submissions/{submission}/record", json=change, headers=headers).status_code == 200
    assert office.request("POST", f"/batches/{batch_id}/retry").status_code == 202
    office.work()
    told = batch(office, batch_id)
    assert (told["failed"], told["letters"][1]["letter"]["id"]) == (0, made)
    assert told["letters"][0]["letter"]["addressees"] == ["武汉市江汉区行政审批局"]


def test_each_pilot_may_bring_facts_of_its_own(office: Office) -> None:
    first, second = stated(2)
    batch_id = drafted(office, [{**first, "facts": {"valid_until": "2016-09-15"}}, second])
    said = [words(office, one["letter"]) for one in batch(office, batch_id)["letters"]]
    assert ["2016年9月15日" in text for text in said] == [True, False]


def test_receipts_of_decided_submissions_are_made_of_what_was_decided(office: Office) -> None:
    submission = office.paper(complete())
    assert decide(office, submission, "accepted").status_code == 200
    undecided = office.paper(pilot())
    pilots = [{"submission": submission}, {"submission": undecided}]
    told = {**REMINDER, "facts": {}, "pilots": pilots}
    looked = office.request("POST", "/papers/D02/batches/preview", json=told).json["letters"]
    assert {one["error"]["code"] for one in looked} == {"made-by-decision"}
    batch_id = drafted(office, pilots, paper="D02", facts={}, programme=None)
    made, refused = batch(office, batch_id)["letters"]
    assert (made["letter"]["kind"], made["letter"]["paper"]) == ("receipt", "D02")
    assert refused["error"]["code"] in ("findings-open", "not-decided")


# -- killed in the middle -------------------------------------------------------------------------------------------


def test_a_batch_that_is_killed_goes_on_where_it_was(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    batch_id = str(order(office, stated(5)).json["id"])
    create, made = Papers.create, []

    def third_kills(self: Papers, *given: Any) -> Any:
        if len(made) == 2:
            raise Killed
        made.append(create(self, *given))
        return made[-1]

    monkeypatch.setattr(Papers, "create", third_kills)
    killed_and_started_again(office)
    assert batch(office, batch_id)["done"] == 2
    monkeypatch.undo()
    office.work()
    told = batch(office, batch_id)
    assert (told["done"], told["failed"], told["busy"]) == (5, 0, None)
    assert [one["letter"]["id"] for one in told["letters"][:2]] == [letter.id for letter in made]
    assert len(letters(office)) == 5


def test_a_letter_kept_just_before_the_kill_is_not_made_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    batch_id = str(order(office, stated(3)).json["id"])

    def killed(self: BatchRows, *given: Any, **values: Any) -> None:
        raise Killed

    monkeypatch.setattr(BatchRows, "set_item", killed)
    killed_and_started_again(office)
    monkeypatch.undo()
    (kept,) = letters(office)
    office.work()
    told = batch(office, batch_id)
    assert told["letters"][0]["letter"]["id"] == kept["id"]
    assert len(letters(office)) == 3


def test_numbering_that_is_killed_leaves_neither_gap_nor_double(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    series(office)
    batch_id = drafted(office, stated(4))
    step(office, batch_id)
    add, seen = LetterSteps.add, []

    def eighth_kills(self: LetterSteps, taken: Any) -> None:
        seen.append(taken)
        if len(seen) == 6:  # of three steps a letter: within the second letter's transaction
            raise Killed
        add(self, taken)

    monkeypatch.setattr(LetterSteps, "add", eighth_kills)
    killed_and_started_again(office)
    monkeypatch.undo()
    office.work()
    numbers = [one["letter"]["number"] for one in batch(office, batch_id)["letters"]]
    assert numbers == [f"鄂标联函〔2016〕{n}号" for n in (1, 2, 3, 4)]


@pytest.mark.slow
def test_a_service_that_is_killed_drafts_the_rest_after_the_restart(tmp_path: Any) -> None:
    service = start(tmp_path / "data")
    body = json.dumps({**REMINDER, "pilots": stated(60), "facts": {"valid_until": "2199-08-30", "office": "办公室"}})
    kind = {"Content-Type": "application/json"}
    try:
        status, told = service.ask("/api/v1/papers/D21/batches", body.encode(), **kind)
        assert status == 202, told
        assert until(lambda: service.rows("SELECT count(*) FROM letters")[0][0] >= 3)
        service.kill()
        before = service.rows("SELECT count(*) FROM letters")[0][0]
        service.close()
        service = start(tmp_path / "data")
        assert until(lambda: service.ask(f"/api/v1/batches/{told['id']}")[1]["busy"] is None, 90)
        now = service.ask(f"/api/v1/batches/{told['id']}")[1]
        assert (now["done"], now["failed"]) == (60, 0)
        assert before <= service.rows("SELECT count(*) FROM letters")[0][0] == 60
    finally:
        service.close()


# -- numbers --------------------------------------------------------------------------------------------------------


def test_numbers_are_taken_only_when_they_are_ordered_and_follow_the_letters(office: Office) -> None:
    series(office)
    batch_id = drafted(office, stated(3))
    assert step(office, batch_id, "signed").status_code == 202
    office.work()
    assert {one["letter"]["state"] for one in batch(office, batch_id)["letters"]} == {"signed"}
    assert office.request("GET", "/numbers").json["series"][0]["next"] == 1
    step(office, batch_id)
    office.work()
    told = batch(office, batch_id)
    assert [one["letter"]["number"] for one in told["letters"]] == [f"鄂标联函〔2016〕{n}号" for n in (1, 2, 3)]
    assert "鄂标联函〔2016〕2号" in words(office, told["letters"][1]["letter"])
    assert error(step(office, batch_id)) == (409, "step-done")


def test_why_a_letter_was_not_drafted_is_told_after_the_others_went_on(office: Office) -> None:
    series(office)
    batch_id = drafted(office, [{"name": "无单位试点"}, *stated(1)])
    step(office, batch_id)
    office.work()
    refused, numbered = batch(office, batch_id)["letters"]
    assert (refused["letter"], refused["error"]["code"]) == (None, "detail-missing")
    assert (numbered["letter"]["number"], numbered["error"]) == ("鄂标联函〔2016〕1号", None)


def test_without_a_series_every_letter_says_why_it_has_no_number(office: Office) -> None:
    batch_id = drafted(office, stated(2))
    step(office, batch_id)
    office.work()
    told = batch(office, batch_id)
    assert [one["error"]["code"] for one in told["letters"]] == ["no-series", "no-series"]
    assert (told["failed"], told["done"]) == (2, 2)


def test_a_step_that_needs_the_paper_of_each_letter_is_no_step_for_a_batch(office: Office) -> None:
    assert step(office, drafted(office, stated(1)), "sealed").status_code == 422


def test_nothing_is_ordered_while_a_job_is_at_work(office: Office) -> None:
    batch_id = str(order(office, stated(1)).json["id"])
    assert error(step(office, batch_id)) == (409, "batch-busy")
    assert error(office.request("POST", f"/batches/{batch_id}/retry")) == (409, "batch-busy")


# -- what is given out ----------------------------------------------------------------------------------------------


def test_the_zip_holds_every_letter_and_says_what_was_refused(office: Office) -> None:
    batch_id = drafted(office, [*stated(2), {"name": "甲/乙试点"}])
    first = office.request("GET", f"/batches/{batch_id}.zip").data
    assert office.request("GET", f"/batches/{batch_id}.zip").data == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        names, manifest = archive.namelist(), json.loads(archive.read("manifest.json"))
        assert archive.read(names[0]).startswith(b"PK")
    assert names[0] == "001-拟稿-第1项服务综合标准化试点，第1服务中心.docx"
    assert [one["file"] for one in manifest["letters"][:2]] == names[:2]
    assert manifest["letters"][2]["error"]["code"] == "detail-missing"


def one_page_each(documents: Sequence[bytes]) -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in documents:
            pdf.add_blank_page()
        pdf.save(made)
    return made.getvalue()


def printing(office: Office, with_: Any) -> None:
    handlers = machinery(office.app).runner._handlers
    handlers["batch-print"] = PrintBatch(office.store, office.services.batches._blobs, with_)  # type: ignore[index]


def test_the_print_is_one_pdf_of_the_letters_as_they_are_now(office: Office) -> None:
    series(office)
    printing(office, one_page_each)
    batch_id = drafted(office, stated(3))
    assert error(office.request("GET", f"/batches/{batch_id}.pdf")) == (409, "print-not-made")
    assert office.request("POST", f"/batches/{batch_id}/print").status_code == 202
    office.work()
    with pikepdf.open(io.BytesIO(office.request("GET", batch(office, batch_id)["print"][7:]).data)) as pdf:
        assert len(pdf.pages) == 3
    step(office, batch_id)
    office.work()
    assert batch(office, batch_id)["print"] is None
    assert error(office.request("GET", f"/batches/{batch_id}.pdf")) == (409, "print-not-made")


def test_a_print_that_cannot_be_made_says_why(office: Office) -> None:
    def missing(documents: Sequence[bytes]) -> bytes:
        raise Refused("tool-missing", "没有安装 LibreOffice。", "请安装后重试。")

    printing(office, missing)
    batch_id = drafted(office, stated(1))
    office.request("POST", f"/batches/{batch_id}/print")
    office.work()
    assert batch(office, batch_id)["print_error"]["code"] == "tool-missing"
    assert error(office.request("GET", f"/batches/{batch_id}.pdf")) == (409, "tool-missing")


@pytest.mark.parametrize("path", ["", ".zip", ".pdf"])
def test_a_batch_that_there_is_none_of_is_not_found(office: Office, path: str) -> None:
    assert error(office.request("GET", f"/batches/nowhere{path}")) == (404, "no-such-batch")


def test_batches_are_listed_newest_first(office: Office) -> None:
    first, second = drafted(office, stated(1)), drafted(office, stated(2), issuer=PROVINCE)
    listed = office.request("GET", "/batches").json["batches"]
    assert {one["id"] for one in listed} == {first, second}
    assert [one["total"] for one in listed if one["id"] == second] == [2]
