"""The product's own letters pass its own check, as Word files and as PDFs."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from render.conformance import Report, check
from render.letter import Letter, compose
from render.pdf import to_pdf
from tests.render.test_letters import FORM, finding, late, request

LONG = tuple(finding(f"fields.{slot}", f"“{slot}”未填写，请补填后重新报送。" * 2) for slot in FORM.kinds())


def letters() -> dict[str, Letter]:
    sent: dict[str, Any] = {
        "number": "鄂质监标函〔2016〕88号",
        "contact": "许钦祥，电话：027-87710317",
        "copies_to": ("江汉区人民政府",),
    }
    return {
        "receipt": compose(request("receipt")),
        "receipt, sent": compose(request("receipt", **sent)),
        "correction": compose(request()),
        "correction of several pages": compose(request(findings=LONG, **sent)),
        "late refusal": compose(late()),
        "late refusal, sent": compose(late(**sent)),
    }


def told(reports: dict[str, Report]) -> list[str]:
    return [f"{name}: {one.message}" for name, report in reports.items() for one in report.deviations]


def test_every_letter_passes_as_a_word_file() -> None:
    assert told({name: check(one.docx, name) for name, one in letters().items()}) == []


@pytest.mark.parametrize("on", [date(2016, 4, 5), date(2016, 11, 3), date(2016, 11, 23)])
@pytest.mark.parametrize("signatory", ["质监局", "省级联席办公室", "江汉区标准化办公室", "湖北省质量技术监督局"])
def test_a_letter_passes_whatever_the_lengths_of_its_signatory_and_date(signatory: str, on: date) -> None:
    made = compose(request(signatory=signatory, issued_on=on))
    assert told({signatory: check(made.docx, "letter.docx")}) == []


@pytest.mark.needs("soffice", "chinese-fonts")
@pytest.mark.slow
def test_every_letter_passes_as_a_pdf_and_stand_ins_are_named() -> None:
    made = letters()
    pdfs = to_pdf([one.docx for one in made.values()])
    reports = {name: check(pdf.data, name) for name, pdf in zip(made, pdfs, strict=True)}
    assert told(reports) == []
    several = reports["correction of several pages"]
    assert (several.pages or 0) >= 3
    assert {one.official for one in several.substituted} <= {"小标宋", "仿宋", "楷体", "黑体"}
    assert several.missing_glyphs == ()
