"""The API's description: valid OpenAPI 3.1, complete, and shown on a page that asks nobody else for anything."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.webhook.conftest import Office

METHODS = {"get", "post", "put", "patch", "delete"}
BLUEPRINTS = {
    "submissions",
    "packages",
    "documents",
    "letters",
    "register_entries",
    "catalogue",
    "batches",
    "handouts",
    "checks",
    "deadlines",
    "editions",
    "inbound_mail",
}


@pytest.fixture
def spec(office: Office) -> dict[str, Any]:
    answer = office.client.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json
    return found


def operations(spec: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any], list[dict[str, Any]]]]:
    for path, item in spec["paths"].items():
        for method in METHODS & item.keys():
            yield method, path, item[method], item.get("parameters", []) + item[method].get("parameters", [])


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for inner in node.values():
            yield from references(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from references(inner)


def test_the_document_is_openapi_3_1_with_its_required_parts(spec: dict[str, Any]) -> None:
    assert re.fullmatch(r"3\.1\.\d+", spec["openapi"])
    assert {"title", "version"} <= spec["info"].keys()
    assert spec["security"] == [{"token": []}]
    assert spec["paths"]["/api/v1/inbound-mail"]["post"]["security"] == [{"signature": []}]
    assert spec["components"]["securitySchemes"]["signature"]["name"] == "X-Signature"
    assert spec["components"]["securitySchemes"]["token"] == {"type": "http", "scheme": "bearer"}


def test_every_reference_leads_somewhere(spec: dict[str, Any]) -> None:
    found = set(references(spec))
    assert found
    for reference in found:
        node = spec
        for part in reference.removeprefix("#/").split("/"):
            node = node[part]


def test_every_operation_says_its_parameters_and_answers(spec: dict[str, Any]) -> None:
    for method, path, operation, parameters in operations(spec):
        named = {p["name"] for p in parameters if p.get("in") == "path"}
        assert named == set(re.findall(r"{(\w+)}", path)), path
        assert all(p["required"] for p in parameters if p.get("in") == "path")
        assert operation["summary"]
        answers = {code: answer for code, answer in operation["responses"].items() if "$ref" not in answer}
        assert any(code.startswith("2") for code in answers), (method, path)
        assert all(answer["description"] for answer in answers.values()), (method, path)


def test_no_schema_uses_what_openapi_3_1_dropped(spec: dict[str, Any]) -> None:
    assert '"nullable"' not in str(spec).replace("'", '"')


def test_the_description_is_in_english(office: Office, spec: dict[str, Any]) -> None:
    chinese = re.compile(r"[\u3000-\u9fff\uff00-\uffef]+")
    assert chinese.findall(json.dumps(spec, ensure_ascii=False)) == []
    assert chinese.findall(office.client.get("/api/v1/docs").text) == []


def test_operation_ids_are_unique(spec: dict[str, Any]) -> None:
    ids = [operation["operationId"] for _, _, operation, _ in operations(spec)]
    assert len(ids) == len(set(ids))


def test_every_route_of_the_api_is_described(office: Office, spec: dict[str, Any]) -> None:
    described = {(method.upper(), path) for method, path, _, _ in operations(spec)}
    for rule in office.app.url_map.iter_rules():
        if rule.rule.startswith("/api/v1/") and rule.endpoint.split(".")[0] in BLUEPRINTS:
            path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
                assert (method, path) in described


@pytest.mark.parametrize(
    ("method", "path", "codes"),
    [
        ("post", "/api/v1/submissions", {"200", "202", "400", "409", "413", "415", "422"}),
        ("patch", "/api/v1/submissions/{submission_id}/record", {"200", "404", "409", "422", "428"}),
        ("post", "/api/v1/inbound-mail", {"200", "202", "400", "401", "413", "415", "503"}),
        ("post", "/api/v1/letters", {"201", "404", "409", "422"}),
        ("get", "/api/v1/documents/{document_id}/pages/{number}.png", {"200", "404"}),
    ],
)
def test_the_status_codes_of_the_contract_are_described(
    spec: dict[str, Any], method: str, path: str, codes: set[str]
) -> None:
    assert codes <= spec["paths"][path][method]["responses"].keys()


def test_headers_and_query_are_described(spec: dict[str, Any]) -> None:
    post = spec["paths"]["/api/v1/submissions"]["post"]
    assert {p["name"] for p in post["parameters"]} == {"wait", "Idempotency-Key"}
    assert "multipart/form-data" in post["requestBody"]["content"]
    change = spec["paths"]["/api/v1/submissions/{submission_id}/record"]["patch"]
    assert {"form", "If-Match"} <= {p["name"] for p in change["parameters"]}


class Requests(HTMLParser):
    """Every address that a browser would ask for by itself while showing the page."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        for name, value in attrs:
            if value and (name in ("src", "srcset", "poster", "data") or (name == "href" and tag == "link")):
                self.addresses.append(value)


def test_the_docs_page_asks_only_its_own_server(office: Office, spec: dict[str, Any]) -> None:
    answer = office.client.get("/api/v1/docs")
    page = Requests()
    page.feed(answer.text)
    assert page.addresses == ["/api/v1/docs.css"]
    assert [urlsplit(address).netloc for address in page.addresses] == [""]
    assert page.scripts == 0
    style = office.client.get("/api/v1/docs.css")
    assert (style.status_code, style.mimetype) == (200, "text/css")
    assert "url(" not in style.text
    assert "@import" not in style.text


def test_the_docs_page_lists_every_operation(office: Office, spec: dict[str, Any]) -> None:
    text = office.client.get("/api/v1/docs").text
    for method, path, operation, _ in operations(spec):
        assert f"<code>{method.upper()} {path}</code>" in text
        assert operation["summary"] in text
