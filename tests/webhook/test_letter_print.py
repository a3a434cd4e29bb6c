"""Several letters as one PDF: what LibreOffice or a font stands in the way of is refused with its reason."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.errors import DocumentError
from render import pdf
from render.errors import RenderError
from webhook.service.letters.print import printed
from webhook.service.problems import Refused


@pytest.mark.parametrize(
    "trouble",
    [RenderError("glyph-missing", "没有“镕”的字形。"), DocumentError("reader-timeout", "超过 120 秒没有完成。")],
)
def test_letters_that_cannot_be_printed_are_refused_with_the_reason(
    monkeypatch: pytest.MonkeyPatch, trouble: RenderError | DocumentError
) -> None:
    def fails(letters: Sequence[bytes]) -> list[pdf.Pdf]:
        raise trouble

    monkeypatch.setattr(pdf, "to_pdf", fails)
    with pytest.raises(Refused) as caught:
        printed([b"a letter"])
    assert (caught.value.code, caught.value.message) == (trouble.code, trouble.message)
    assert caught.value.advice
