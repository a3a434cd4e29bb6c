"""The shape of the contract's JSON, checked by hand: every key, every type, and what must go with what."""

from __future__ import annotations

import re
from typing import Any

KEYS = {
    "version", "file", "member", "pages", "sha256", "kind", "status", "form", "edition", "script", "fields", "rows",
    "blocks", "extra", "findings", "problems", "candidates", "error",
}  # fmt: skip
MAY_BE_THERE = {"companion", "paper", "printed"}
ERROR_CODES = {
    "empty-file",
    "encrypted-document",
    "damaged-document",
    "unsupported-format",
    "unsafe-xml",
    "archive-bomb",
    "file-too-large",
    "picture-too-large",
    "too-many-pages",
    "no-text-layer",
    "reader-crashed",
    "reader-timeout",
    "tool-missing",
}
WHERE = re.compile(
    r"fields\.\w+|rows\.\w+\[\d+\](\.\w+)?|blocks\[\d+\]\.(opinion|signature|seal|date|unit)|blocks\.[a-z_]+"
)
RULE = re.compile(r"[RHX]\d{1,2}(\.\d)?[ab]?")


def check_shape(said: dict[str, Any]) -> None:
    """Assert that one line of output has the contract's shape."""
    assert said.keys() - MAY_BE_THERE == KEYS
    assert said["version"] == 1
    assert re.fullmatch("[0-9a-f]{64}", said["sha256"])
    assert said["status"] in ("complete", "partial", "unrecognised", "failed")
    assert said["pages"] is None or (len(said["pages"]) == 2 and said["pages"][0] <= said["pages"][1])
    _status(said)
    for answer in said["fields"].values():
        _answer(answer)
    for rows in said["rows"].values():
        for row in rows:
            assert any(answer["value"] is not None or answer["needs_review"] for answer in row.values())
            for answer in row.values():
                _answer(answer)
    if "paper" in said:
        _paper(said["paper"], said["companion"])
    for block in said["blocks"]:
        _block(block)
    for extra in said["extra"]:
        assert extra.keys() == {"label", "raw", "evidence"}
        assert extra["label"] or extra["raw"].strip()
        _evidence(extra["evidence"])
    for finding in said["findings"]:
        _finding(finding, said)
    for problem in said["problems"]:
        assert problem.keys() == {"page", "code", "message"}


def _paper(paper: dict[str, Any], kind: str) -> None:
    """What a companion paper says: of what was not found nothing but the value null, of all else where it stands."""
    assert paper.keys() == {"kind", "title", "script", "whole", "fields", "rows", "text"}
    assert paper["kind"] == kind
    assert paper["script"] in ("hans", "hant", "mixed")
    rows = [row for found in paper["rows"].values() for row in found]
    assert all(rows)
    for answer in (*paper["fields"].values(), *(answer for row in rows for answer in row.values())):
        if answer["raw"] or answer["evidence"]:
            _answer(answer)


def _status(said: dict[str, Any]) -> None:
    recognised = said["status"] in ("complete", "partial")
    assert said["kind"] in (
        ("form",) if recognised else (None,) if said["status"] == "failed" else ("companion", "other")
    )
    assert (said["kind"] == "companion") == ("companion" in said) == ("paper" in said)
    assert (said["form"] is not None) == recognised
    assert (said["edition"] is not None) == recognised
    assert said["script"] in (("hans", "hant", "mixed") if recognised else (None,))
    assert (said["error"] is not None) == (said["status"] == "failed")
    if said["error"]:
        assert said["error"].keys() == {"code", "message", "advice"}
        assert said["error"]["code"] in ERROR_CODES
    if not recognised:
        assert (said["fields"], said["rows"], said["blocks"], said["extra"]) == ({}, {}, [], [])
        assert said["kind"] == "companion" or said["findings"] == []
    for candidate in said["candidates"]:
        assert candidate.keys() == {"form", "score"}
        assert 0 <= candidate["score"] <= 1


def _answer(answer: dict[str, Any]) -> None:
    assert answer.keys() - {"doubts"} == {"value", "raw", "score", "needs_review", "evidence"}
    assert isinstance(answer["raw"], str)
    assert 0 <= answer["score"] <= 1
    assert isinstance(answer["needs_review"], bool)
    assert answer["value"] != ""
    assert answer["value"] != []
    _evidence(answer["evidence"])


def _block(block: dict[str, Any]) -> None:
    assert block.keys() - {"evidence"} == {"id", "unit", "opinion", "date", "signature", "seal"}
    for slot in ("unit", "opinion", "date"):
        _answer(block[slot])
    for mark in (block["signature"], block["seal"]):
        assert mark["present"] in (True, False, None)
        assert mark["present"] is not None or mark["needs_review"]
        assert 0 <= mark["score"] <= 1
        _evidence(mark["evidence"])
    assert block["signature"].keys() == {"present", "score", "needs_review", "evidence"}
    assert block["seal"].keys() == {
        "present", "kind", "text", "center", "matches_unit", "score", "needs_review", "evidence",
    }  # fmt: skip


def _evidence(evidence: dict[str, Any] | None) -> None:
    assert evidence is not None
    assert evidence.keys() - {"path"} == {"page", "box_mm", "reader"}
    if evidence["page"] is None:
        assert evidence["box_mm"] is None
        assert evidence["path"]
    else:
        x0, y0, x1, y1 = evidence["box_mm"]
        assert evidence["page"] >= 1
        assert x0 <= x1
        assert y0 <= y1


def _finding(finding: dict[str, Any], said: dict[str, Any]) -> None:
    assert finding.keys() == {"code", "severity", "rule", "basis", "also", "where", "message", "evidence"}
    assert finding["severity"] in ("block", "warn", "info")
    assert finding["rule"] is None or RULE.fullmatch(finding["rule"])
    assert finding["rule"] not in finding["also"]
    assert finding["where"] is None or WHERE.fullmatch(finding["where"])
    if place := re.fullmatch(r"blocks\[(\d+)\]\..*", finding["where"] or ""):
        assert int(place[1]) < len(said["blocks"])
    assert re.search("[\u4e00-\u9fff]", finding["message"])
