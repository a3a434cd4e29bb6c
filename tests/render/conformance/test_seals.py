"""署名, 成文日期 and the seal over them: measured on a page, and what a setting says of papers sealed by hand."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest

from render.conformance import DEFAULTS, Report, check
from render.conformance.pdf_sheet import read_pdf
from render.conformance.settings import Settings
from render.page import MM_PER_POINT
from render.pdf import to_pdf
from tests.render.conformance.drawing import Plan, drawn, letter, spoilt, with_

SEAL_MM = 42.0
RED, BLUE = (220, 20, 20), (20, 20, 220)
TO_BE_SEALED = replace(DEFAULTS, sealed=True)
NEVER_SEALED = replace(DEFAULTS, sealed=False)


NAME = "湖北省质量技术监督局办公室"


def plain_layout() -> Plan:
    """The name two characters from the edge, the date beginning two characters after it."""
    return spoilt(letter(), with_("signature", text=NAME), with_("date", left=15))


def sealed_layout() -> Plan:
    """The date four characters from the edge, and the name centred on it."""
    named = with_("signature", text=NAME, right=0.5)
    return spoilt(letter(), named, with_("date", align="right", left=0, right=4))


def ids(report: Report) -> list[str]:
    return [one.id for one in report.deviations]


@pytest.mark.parametrize(
    ("plan", "settings", "found"),
    [
        (plain_layout(), DEFAULTS, []),
        (plain_layout(), NEVER_SEALED, []),
        (plain_layout(), TO_BE_SEALED, ["7.3.5.1"]),
        (sealed_layout(), DEFAULTS, []),
        (sealed_layout(), TO_BE_SEALED, []),
        (sealed_layout(), NEVER_SEALED, ["7.3.5.2"]),
    ],
)
def test_where_name_and_date_stand_depends_on_whether_the_paper_is_sealed(
    plan: Plan, settings: Settings, found: list[str]
) -> None:
    report = check(drawn(plan), "letter.docx", settings)
    assert [one.clause for one in report.deviations if one.id == "signature-place"] == found
    assert any("sealed" in note for note in report.notes) == (settings.sealed is None)


def stamped(data: bytes, color: tuple[int, int, int], right: float = 0, down: float = 0) -> bytes:
    """The PDF with a coloured square of a seal's size, moved by so many millimetres from where it belongs."""
    found = next(one for one in read_pdf(data, DEFAULTS.limits).paragraphs if one.text.startswith("2016年"))
    assert found.page is not None
    assert found.middle is not None
    assert found.top is not None
    made = pikepdf.open(io.BytesIO(data))
    page = made.pages[found.page - 1]
    side, across = SEAL_MM / MM_PER_POINT, (found.middle - SEAL_MM / 2 + right) / MM_PER_POINT
    up = float(page.mediabox[3]) - (found.top - 2 + SEAL_MM / 2 + down) / MM_PER_POINT
    image = made.make_stream(bytes(color) * 64)
    image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    image.Width = image.Height = image.BitsPerComponent = 8
    image.ColorSpace = pikepdf.Name.DeviceRGB
    name = page.add_resource(image, pikepdf.Name.XObject)
    page.contents_add(f"q {side} 0 0 {side} {across} {up} cm {name} Do Q".encode())
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


@pytest.mark.needs("soffice", "chinese-fonts")
@pytest.mark.slow
def test_a_seal_must_lie_over_name_and_date_and_the_name_over_the_date() -> None:
    plain, prepared = (pdf.data for pdf in to_pdf([drawn(plain_layout()), drawn(sealed_layout())]))
    assert ids(check(prepared, "unsealed.pdf")) == []
    assert ids(check(stamped(prepared, RED), "sealed.pdf")) == []
    assert ids(check(stamped(prepared, RED, right=12), "aside.pdf")) == ["seal-centred"]
    below = ids(check(stamped(prepared, RED, down=26), "below.pdf"))
    assert below == ["seal-centred", "seal-near-text"]
    assert ids(check(stamped(plain, RED), "plain.pdf")) == ["signature-place"]
    assert ids(check(stamped(plain, BLUE), "blue.pdf")) == []
