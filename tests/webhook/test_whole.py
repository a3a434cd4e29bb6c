"""The whole way with the real reader in its own process: a filled form in, a letter out."""

from __future__ import annotations

from dataclasses import replace

from forms.registry import form
from render.forms_out import filled
from tests.webhook.conftest import Office, complete
from tests.webhook.test_decisions import decide
from tests.webhook.test_letters import words, write
from tests.webhook.test_review import patch


def paper() -> bytes:
    held = complete()
    return filled(form(held.form, held.edition), held)


def test_an_unsigned_form_comes_back_as_a_letter_that_names_its_faults(real: Office) -> None:
    made = real.post(("申请书.docx", paper()), query="?wait=30").json
    assert made["status"] == "complete"
    assert made["record"]["fields"]["pilot_name"]["value"] == complete().value("pilot_name")
    path = f"/submissions/{made['id']}"
    patch(
        real, f"{path}/record", *({"where": where, "confirm": True} for where in made["record"]["needs_review"] or [])
    )
    faults = [f for f in real.request("GET", f"{path}/findings").json["findings"] if f["severity"] == "block"]
    assert {"signature-missing", "seal-missing"} <= {fault["code"] for fault in faults}
    patch(real, f"{path}/findings", *({"key": fault["key"], "disposition": "upheld"} for fault in faults))
    assert decide(real, made["id"], "correction").status_code == 200
    letter = write(real, made["id"])
    assert letter.status_code == 201
    said = words(real, letter.json)
    assert str(complete().value("unit_name")) in said
    assert said.count("签字") >= 1


def test_another_name_for_the_pilot_is_another_revision_and_nothing_else(real: Office) -> None:
    held = replace(complete(), script="hans")
    made = real.post(("b.docx", filled(form(held.form, held.edition), held) + b" "), query="?wait=30").json
    change = {"where": "fields.pilot_name", "value": "社区养老服务综合标准化试点"}
    after = patch(real, f"/submissions/{made['id']}/record", change).json
    assert after["revision"] == 2
    assert after["fields"] | {"pilot_name": None} == made["record"]["fields"] | {"pilot_name": None}
    assert after["blocks"] == made["record"]["blocks"]
