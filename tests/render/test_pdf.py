"""Letters as PDF: where LibreOffice sets them on the page, and what is said about fonts."""

from __future__ import annotations

import io

import pdfplumber
import pytest

from extract.errors import DocumentError
from forms.registry import form
from render import pdf
from render.blank import blank
from render.letter import compose
from render.page import OFFICIAL_FONTS
from render.pdf import StandIn, stand_ins, to_pdf
from tests.render.test_letters import finding, request

MM = 25.4 / 72


def test_nothing_to_convert_needs_no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert to_pdf([]) == []


def test_without_libreoffice_the_advice_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(pdf, "stand_ins", lambda: ())
    with pytest.raises(DocumentError) as caught:
        to_pdf([b"any"])
    assert caught.value.code == "tool-missing"
    assert "libreoffice" in caught.value.advice


def test_a_stand_in_is_told_with_both_names() -> None:
    told = str(StandIn("仿宋_GB2312", "Noto Serif CJK SC"))
    assert told == "仿宋_GB2312未安装，PDF 中以 Noto Serif CJK SC 代替（Word 文件仍用 仿宋_GB2312）"


@pytest.mark.needs("soffice", "chinese-fonts")
def test_each_official_font_is_there_or_has_a_chinese_stand_in() -> None:
    for stand_in in stand_ins():
        assert stand_in.official in OFFICIAL_FONTS
        assert stand_in.used not in ("", stand_in.official, "DejaVu Sans")


@pytest.mark.needs("soffice", "chinese-fonts")
@pytest.mark.slow
def test_a_letter_is_set_on_the_page_as_the_standard_says() -> None:
    faults = tuple(finding(f"fields.{slot}", f"“{slot}”未填写，请补填后重新报送。" * 2) for slot in form_slots())
    letter, printed = to_pdf([compose(request(findings=faults, number="鄂质监标函〔2016〕88号")).docx, blank(FORM)])
    with pdfplumber.open(io.BytesIO(letter.data)) as document:
        first, second = document.pages[:2]
        rules = sorted({(round(r["x0"] * MM), round(r["x1"] * MM), round(r["top"] * MM)) for r in first.lines})
        assert {(x0, x1) for x0, x1, _ in rules} == {(21, 191)}
        assert min(y for _, _, y in rules) in (45, 46)
        assert max(y for _, _, y in rules) in (277, 278)
        body = [c for c in second.chars if c["bottom"] * MM < 263]
        assert min(c["top"] for c in body) * MM >= 37
        assert 27 <= min(c["x0"] for c in body) * MM <= 29
        assert max(c["x1"] for c in body) * MM <= 184.6
        tops = sorted({round(c["top"]) for c in body})
        assert len(tops) == 22
        assert "— 1 —" not in (first.extract_text() or "")
        assert "— 2 —" in (second.extract_text() or "")
    with pdfplumber.open(io.BytesIO(printed.data)) as document:
        assert "试点名称" in (document.pages[0].extract_text() or "")


FORM = form("annex1-application", "hubei-2016")


def form_slots() -> list[str]:
    return list(FORM.kinds())


@pytest.mark.needs("soffice")
@pytest.mark.slow
def test_what_is_no_document_comes_back_as_damaged_or_as_text_and_never_as_nothing() -> None:
    with pytest.raises(DocumentError) as caught:
        to_pdf([b"PK\x03\x04 broken"])
    assert caught.value.code in ("damaged-document", "reader-crashed")
