"""What a letter says, paragraph by paragraph, to be read before it is printed."""

from __future__ import annotations

import io
from collections.abc import Iterator


def letter_lines(docx: bytes) -> tuple[str, ...]:
    """The letter's text in its order; a table row is one line, its cells parted by a wide space."""
    return tuple(line for line in _lines(docx) if line.strip())


def _lines(docx: bytes) -> Iterator[str]:
    from docx import Document
    from docx.table import Table

    for part in Document(io.BytesIO(docx)).iter_inner_content():
        if isinstance(part, Table):
            yield from ("　　".join(cell.text.strip() for cell in row.cells) for row in part.rows)
        else:
            yield part.text
