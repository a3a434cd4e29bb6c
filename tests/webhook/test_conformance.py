"""A paper handed in is held against GB/T 9704-2012 in a process of its own; nothing of it is kept."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, stream_encode_multipart

from extract.errors import DocumentError
from render.conformance import check
from tests.render.conformance.drawing import drawn, edge, letter, paged, spoilt
from tests.render.conformance.test_hostile import pdf, word, zipped
from tests.webhook.conftest import Office
from webhook.runners.child import ChildLimits
from webhook.runners.conformance import ChildPaperChecker, checking_pool
from webhook.runners.reading import ChildPool
from webhook.service.conformance.settings import CHOICES, NUMBERS, asked
from webhook.service.problems import Invalid

ENTITY = '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]><d>&e;</d>'
NARROW = drawn(spoilt(letter(), paged(margins=(37, 22, 35, 32))))


def hand_in(office: Office, data: bytes | None, name: str = "函.docx", **settings: str) -> TestResponse:
    given: dict[str, Any] = dict(settings)
    if data is not None:
        given["file"] = FileStorage(io.BytesIO(data), filename=name)
    stream, _, boundary = stream_encode_multipart(given, use_tempfile=False)
    kind = f"multipart/form-data; boundary={boundary}"
    return office.request("POST", "/conformance", data=stream.read(), content_type=kind)


def code(answer: TestResponse) -> tuple[int, str]:
    return answer.status_code, answer.json["error"]["code"]


def kept(office: Office) -> list[Path]:
    return [path for path in (office.data / "blobs").rglob("*") if path.is_file()]


def test_a_paper_that_keeps_to_the_standard_conforms(office: Office) -> None:
    told = hand_in(office, drawn(letter())).json
    assert (told["name"], told["format"], told["conforms"], told["deviations"]) == ("函.docx", "letter", True, [])


def test_a_deviation_says_its_clause_what_was_measured_and_what_is_demanded(office: Office) -> None:
    found = {one["id"]: one for one in hand_in(office, NARROW).json["deviations"]}
    left = found["left-edge"]
    assert (left["clause"], left["element"], left["certainty"]) == ("5.2.1", "页边", "A")
    assert left["measured"].startswith("32")
    assert left["demanded"].startswith("28")


def test_the_answer_is_the_whole_report(office: Office) -> None:
    assert hand_in(office, NARROW).json == check(NARROW, "函.docx").to_json()


def test_the_format_that_is_asked_for_decides(office: Office) -> None:
    assert hand_in(office, drawn(letter()), format="auto").json["format"] == "letter"
    told = hand_in(office, drawn(letter()), format="document").json
    assert told["format"] == "document"
    assert not told["conforms"]


def test_a_disputed_setting_decides(office: Office) -> None:
    high = drawn(spoilt(letter(), paged(margins=(30, 26, 35, 28))))
    ids = [one["id"] for one in hand_in(office, high).json["deviations"]]
    assert "top-edge" in ids
    assert "top-edge" not in [one["id"] for one in hand_in(office, high, letter_top="37, 30").json["deviations"]]


def test_every_setting_that_makes_no_sense_is_named_at_once(office: Office) -> None:
    answer = hand_in(office, drawn(letter()), format="fax", lines="22.5", margin_off="一", letter_top="1,2,3,4")
    assert code(answer) == (422, "setting-wrong")
    assert set(answer.json["error"]["details"]) == {"format", "lines", "margin_off", "letter_top"}


@pytest.mark.parametrize(
    "given", [{"lines": "9"}, {"lines": "1e9"}, {"margin_off": "-1"}, {"margin_off": "nan"}, {"letter_top": ","},
              {"characters": "٢٨"}, {"blank_off": "0.1234"}, {"sealed": "maybe"}]
)  # fmt: skip
def test_a_number_out_of_its_range_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        asked(given)


def test_what_is_empty_or_left_to_the_paper_takes_the_default() -> None:
    assert asked({"format": "auto", "sealed": "auto", "lines": " "}) == {}
    given = {"sealed": "no", "lines": "20", "letter_top": "30；37".replace("；", "，"), "unknown": "x"}
    assert asked(given) == {"sealed": False, "lines": 20, "letter_top": [30.0, 37.0]}


def test_every_setting_is_one_that_the_check_knows() -> None:
    from dataclasses import fields

    from render.conformance import Settings

    assert {*CHOICES, *NUMBERS} <= {field.name for field in fields(Settings)}


@pytest.mark.parametrize(
    ("data", "status", "named"),
    [
        (None, 400, "no-file"),
        (b"", 400, "no-file"),
        (b"plain text", 415, "unsupported-format"),
        (b"PK\x03\x04 broken", 422, "damaged-document"),
        (b"%PDF-1.7 broken", 422, "damaged-document"),
    ],
)
def test_what_is_no_paper_is_refused_with_advice(office: Office, data: bytes | None, status: int, named: str) -> None:
    answer = hand_in(office, data)
    assert code(answer) == (status, named)
    assert answer.json["error"]["advice"]


def test_a_file_that_is_too_large_is_refused_unread(make_office: Any) -> None:
    from extract.limits import Limits

    office = make_office(limits=Limits(file_bytes=1000))
    assert code(hand_in(office, drawn(letter()))) == (413, "file-too-large")


def test_nothing_is_kept_of_a_paper_whether_it_is_read_or_refused(office: Office) -> None:
    before = kept(office)
    hand_in(office, NARROW)
    hand_in(office, b"%PDF-1.7 broken")
    assert kept(office) == before


def test_a_stranger_is_not_served(office: Office) -> None:
    answer = office.client.post("/api/v1/conformance", data={"file": (io.BytesIO(NARROW), "a.docx")})
    assert answer.status_code == 401


# -- the process of its own -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def child() -> Iterator[ChildPaperChecker]:
    pool = checking_pool()
    yield ChildPaperChecker(pool)
    pool.close()


def test_the_child_gives_the_same_report(child: ChildPaperChecker, tmp_path: Path) -> None:
    file = tmp_path / "paper"
    file.write_bytes(NARROW)
    settings = {"letter_top": [37.0, 30.0], "sealed": False}
    assert child.check(file, "函.docx", settings) == check(NARROW, "函.docx", _settings(settings))


def _settings(given: dict[str, Any]) -> Any:
    from render.conformance import Settings

    return Settings(letter_top=tuple(given["letter_top"]), sealed=given["sealed"])


def test_the_child_says_what_it_cannot_read(child: ChildPaperChecker, tmp_path: Path) -> None:
    file = tmp_path / "paper"
    file.write_bytes(b"%PDF-1.7 broken")
    with pytest.raises(DocumentError) as caught:
        child.check(file, "函.pdf", {})
    assert caught.value.code == "damaged-document"


def test_a_paper_that_takes_too_long_ends_its_process_and_is_reported(tmp_path: Path) -> None:
    file = tmp_path / "paper"
    file.write_bytes(NARROW)
    pool = ChildPool(1, ChildLimits(wall_seconds=0.2), (sys.executable, "-c", "import time; time.sleep(60)"))
    with pytest.raises(DocumentError) as caught:
        ChildPaperChecker(pool).check(file, "函.docx", {})
    pool.close()
    assert caught.value.code == "reader-timeout"


def test_a_paper_that_needs_too_much_memory_ends_its_process_and_is_reported(tmp_path: Path) -> None:
    file = tmp_path / "paper"
    file.write_bytes(NARROW)
    pool = checking_pool(ChildLimits(memory_bytes=40 * 1024**2))
    with pytest.raises(DocumentError) as caught:
        ChildPaperChecker(pool).check(file, "函.docx", {})
    pool.close()
    assert caught.value.code == "reader-crashed"


def test_a_black_mark_is_found_through_the_service_and_its_child(real: Office) -> None:
    black = drawn(spoilt(letter(), edge("head", color="000000")))
    assert [one["id"] for one in hand_in(real, black).json["deviations"]] == ["mark-color"]


HOSTILE = {
    "swells": (zipped(word__document_xml=b" " * 70_000_000), 422, "archive-bomb"),
    "outside entity": (zipped(word__document_xml=ENTITY.encode()), 422, "unsafe-xml"),
    "endless": (word("<w:p/>" * 20_001), 422, "too-many-pages"),
    "without text": (pdf(), 422, "no-text-layer"),
    "locked": (pdf(encryption=pikepdf.Encryption(owner="a", user="b")), 422, "encrypted-document"),
}


@pytest.mark.parametrize(("data", "status", "named"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_by_code_and_the_next_is_checked(
    real: Office, data: bytes, status: int, named: str
) -> None:
    answer = hand_in(real, data)
    assert code(answer) == (status, named)
    assert answer.json["error"]["advice"]
    assert hand_in(real, drawn(letter())).json["conforms"] is True
