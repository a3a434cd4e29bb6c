"""LibreOffice as the printer of letters."""

from __future__ import annotations

from collections.abc import Sequence

from extract import tools
from render.pdf import Pdf, to_pdf


class OfficePrinter:
    """A :class:`webhook.service.ports.LetterPrinter`."""

    def is_there(self) -> bool:
        return tools.find(tools.SOFFICE) is not None

    def pdfs(self, letters: Sequence[bytes]) -> Sequence[Pdf]:
        return to_pdf(letters)
