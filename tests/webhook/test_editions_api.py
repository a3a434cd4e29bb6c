"""Editions through the API: the same steps as on the pages, each from the state that it names."""

from __future__ import annotations

import io
from typing import Any

import pytest

from tests.foreign_blank import foreign_blank
from tests.test_foreign_blank import settled
from tests.webhook.conftest import Office
from tests.webhook.test_editions import EDITION, NAME
from tests.webhook.test_editions import _no_editions_of_ones_own_are_left as _no_editions_of_ones_own_are_left
from tests.webhook.test_editions import office as office

BLANK = foreign_blank()


def draft(office: Office, edition: str = EDITION) -> Any:
    data = {"file": (io.BytesIO(BLANK), "申报书.docx"), "edition": edition}
    return office.request("POST", "/editions", data=data, content_type="multipart/form-data")


def ready(office: Office) -> str:
    """A draft without an open label; its ETag."""
    made = draft(office)
    text = settled(made.get_json()["text"]).replace("in_force_from = 2018-05-01\n", "")
    changed = office.request(
        "PUT", f"/editions/{NAME}", json={"text": text}, headers={"If-Match": made.headers["ETag"]}
    )
    assert (changed.status_code, changed.get_json()["open"], changed.get_json()["faults"]) == (200, 0, [])
    return str(changed.headers["ETag"])


def test_an_edition_is_drafted_changed_proved_and_put_in_force(office: Office) -> None:
    etag = ready(office)
    assert office.request("POST", f"/editions/{NAME}/proof").json == {"lost": []}
    days = {"begins": "2018-05-01", "ends": None}
    put = office.request("PUT", f"/editions/{NAME}/in-force", json=days, headers={"If-Match": etag})
    assert (put.status_code, put.get_json()["state"], put.get_json()["begins"]) == (200, "pending", "2018-05-01")
    listed = {one["name"]: one for one in office.request("GET", "/editions").get_json()["editions"]}
    assert listed[NAME]["state"] == "pending"
    assert listed["annex1-application--national"]["own"] is False
    versions = office.request("GET", f"/editions/{NAME}/versions").get_json()["versions"]
    assert [version["action"] for version in versions] == ["drafted", "changed", "put-in-force"]
    text = office.request("GET", f"/editions/{NAME}/versions/{versions[-1]['sha256']}").text
    assert "in_force_from = 2018-05-01" in text
    assert office.request("GET", f"/editions/{NAME}/blank.docx").data == BLANK
    withdrawn = office.request("DELETE", f"/editions/{NAME}/in-force", headers={"If-Match": put.headers["ETag"]})
    assert withdrawn.get_json()["state"] == "draft"


def test_an_answer_names_what_keeps_an_edition_from_its_first_day(office: Office) -> None:
    etag = draft(office).headers["ETag"]
    days = {"begins": "2018-05-01"}
    put = office.request("PUT", f"/editions/{NAME}/in-force", json=days, headers={"If-Match": etag})
    assert (put.status_code, put.get_json()["error"]["code"]) == (409, "labels-open")
    assert "“传真”" in put.get_json()["error"]["message"]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "", {"text": "x = 1"}),
        ("DELETE", "", None),
        ("PUT", "/in-force", {"begins": "2018-05-01"}),
        ("DELETE", "/in-force", None),
    ],
)
def test_a_change_names_the_state_that_it_starts_from(office: Office, method: str, path: str, body: Any) -> None:
    ready(office)
    without = office.request(method, f"/editions/{NAME}{path}", json=body)
    other = office.request(method, f"/editions/{NAME}{path}", json=body, headers={"If-Match": '"0"'})
    assert other.status_code in (409, 422)
    assert without.status_code in (428, 422)
    assert office.services.editions.get(NAME).state == "draft"


def test_an_edition_of_the_product_is_not_changed(office: Office) -> None:
    shipped = "/editions/annex1-application--national"
    etag = office.request("GET", shipped).headers["ETag"]
    assert office.request("DELETE", shipped, headers={"If-Match": etag}).status_code == 409
    assert office.request("PUT", f"{shipped}/in-force", json={"begins": "2018-05-01"}).status_code == 409
    assert office.request("GET", f"{shipped}/blank.docx").data.startswith(b"PK")


@pytest.mark.parametrize("name", ["annex1-application--none", "..", "a--b.toml", "annex1-application--..%2F..%2Fx"])
def test_a_name_that_is_none_is_not_found(office: Office, name: str) -> None:
    assert office.request("GET", f"/editions/{name}").status_code in (404, 308)


def test_a_discarded_draft_is_gone_and_its_id_is_free_again(office: Office) -> None:
    etag = draft(office).headers["ETag"]
    assert draft(office).status_code == 409
    assert office.request("DELETE", f"/editions/{NAME}", headers={"If-Match": etag}).status_code == 204
    assert office.request("GET", f"/editions/{NAME}").status_code == 404
    assert draft(office).status_code == 201
