"""Several letters as one PDF, through LibreOffice, each beginning on a page of its own."""

from __future__ import annotations

import io
from collections.abc import Sequence

from extract.errors import DocumentError
from render.errors import RenderError
from webhook.service.problems import Refused

AT_ONCE = 20
"""So many letters go to LibreOffice in one call: its memory stays bounded, and a stop costs little."""


def printed(letters: Sequence[bytes]) -> bytes:
    """One PDF of all letters, in their order; the same letters give the same pages.

    Raises :class:`Refused` without LibreOffice, and where it cannot print one of them.
    """
    import pikepdf

    from render.pdf import to_pdf

    with pikepdf.new() as together:
        for first in range(0, len(letters), AT_ONCE):
            try:
                made = to_pdf(letters[first : first + AT_ONCE])
            except DocumentError as error:
                raise Refused(error.code, error.message, error.advice) from error
            except RenderError as error:
                raise Refused(error.code, error.message, "请下载各份 Word 文书，分别打印。") from error
            for one in made:
                with pikepdf.open(io.BytesIO(one.data)) as pdf:
                    together.pages.extend(pdf.pages)
        packed = io.BytesIO()
        together.save(packed, deterministic_id=True)
    return packed.getvalue()
