"""Letters as PDF: where LibreOffice sets them on the page, and what is said about fonts."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pytest

from extract.errors import DocumentError
from forms.registry import form
from render import pdf
from render.blank import blank
from render.errors import RenderError
from render.fonts import Fonts
from render.letter import compose
from render.page import OFFICIAL_FONTS
from render.pdf import StandIn, stand_ins, to_pdf
from tests.extract.test_tools import is_gone
from tests.render.test_fonts import word
from tests.render.test_letters import finding, request
from tests.render.test_pdf_proof import printed

MM = 25.4 / 72


def test_nothing_to_convert_needs_no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert to_pdf([]) == []


def test_without_libreoffice_the_advice_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
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


NO_FAKE = "#!/bin/sh\n"


@pytest.fixture
def played(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Puts a script in the place of LibreOffice; every font has every character of the plane. ``$OUT`` is its outdir."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setattr(pdf, "_fonts", lambda: Fonts(lambda program, arguments: "黑体\nSimHei\n20-ffff"))

    def play(script: str) -> Path:
        find_out = 'while [ "$1" != --outdir ]; do shift; done; OUT=$2; shift 2'
        (folder / "soffice").write_text(f"{NO_FAKE}{find_out}\n{script}\n", encoding="utf-8")
        (folder / "soffice").chmod(0o755)
        return tmp_path

    return play


def code_of(*documents: bytes, seconds: float = 60) -> str:
    with pytest.raises((DocumentError, RenderError)) as caught:
        to_pdf(documents, seconds)
    return str(caught.value).partition(":")[0]


def test_what_is_no_word_file_never_reaches_libreoffice(played: Callable[[str], Path]) -> None:
    folder = played("touch $OUT/../was-called")
    assert code_of(b"PK\x03\x04 broken") == "word-unreadable"
    assert code_of(b"a text called .docx") == "word-unreadable"
    assert not list(folder.rglob("was-called"))


def test_a_libreoffice_that_ends_well_without_a_pdf_has_failed(played: Callable[[str], Path]) -> None:
    played("exit 0")
    assert code_of(word(("abc", "黑体"))) == "damaged-document"


def test_a_pdf_that_was_cut_off_is_none(played: Callable[[str], Path]) -> None:
    folder = played("")
    (folder / "cut.pdf").write_bytes(printed("abc")[:-40])
    played(f"cp {folder}/cut.pdf $OUT/1.pdf")
    assert code_of(word(("abc", "黑体"))) == "pdf-faulty"


def test_a_pdf_that_lacks_words_of_the_letter_names_which_letter(played: Callable[[str], Path]) -> None:
    folder = played("")
    (folder / "abc.pdf").write_bytes(printed("abc"))
    played(f"cp {folder}/abc.pdf $OUT/1.pdf; cp {folder}/abc.pdf $OUT/2.pdf")
    with pytest.raises(RenderError, match="第 2 份：PDF 比 Word 文件少 1 字，如“z”"):
        to_pdf([word(("abc", "黑体")), word(("abcz", "黑体"))])


def test_a_hanging_libreoffice_is_ended_with_its_child(played: Callable[[str], Path]) -> None:
    folder = played("")
    played(f"sleep 60 & echo $! > {folder}/child; wait")
    for seconds in (0.5, 2, 8):  # a busy machine may not have begun it in so short a time
        assert code_of(word(("abc", "黑体")), seconds=seconds) == "reader-timeout"
        if (folder / "child").exists() and (folder / "child").read_text().strip():
            break
    assert is_gone(int((folder / "child").read_text()))


def test_a_child_that_outlives_libreoffice_is_ended_too(played: Callable[[str], Path]) -> None:
    folder = played("")
    (folder / "abc.pdf").write_bytes(printed("abc"))
    played(f"cp {folder}/abc.pdf $OUT/1.pdf; sleep 60 >/dev/null 2>&1 & echo $! > {folder}/child")
    assert to_pdf([word(("abc", "黑体"))])[0].pages == 1
    assert is_gone(int((folder / "child").read_text()))


def test_more_letters_have_more_time() -> None:
    assert pdf.seconds_for(1) == pdf.seconds_for(20) < pdf.seconds_for(200)


def test_a_character_that_no_font_has_makes_no_pdf(
    played: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    played("exit 0")
    answers = {"fc-match": "黑体\nSimHei\n20-7e", "fc-list": ""}
    fonts = Fonts(lambda program, arguments: answers[program])
    monkeypatch.setattr(pdf, "_fonts", lambda: fonts)
    with pytest.raises(RenderError) as caught:
        to_pdf([word(("a镕", "黑体"))])
    assert caught.value.code == "glyph-missing"
    assert "“镕”（U+9555）" in caught.value.message
    assert "fonts-hanazono" in caught.value.message


@pytest.mark.needs("soffice", "chinese-fonts")
@pytest.mark.slow
def test_a_rare_character_is_shown_and_what_shows_it_is_told() -> None:
    made = to_pdf([word(("王镕喆堃𬭎", "楷体_GB2312")), word(("王", "楷体_GB2312"))])
    with pdfplumber.open(io.BytesIO(made[0].data)) as document:
        assert set("王镕喆堃𬭎") <= set(document.pages[0].extract_text())
    for one in made[0].missing:
        assert one.character in "镕喆堃𬭎"
        assert one.official == "楷体_GB2312"
        assert one.shown_by
    assert made[1].missing == ()
