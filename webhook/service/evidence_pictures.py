"""Pictures of what proves a value, a mark or its absence, for the page, the API and the letter."""

from __future__ import annotations

from forms.evidence import Evidence
from webhook.service.cases import Case, Cases, Paper
from webhook.service.crops import crop_of, evidence_at
from webhook.service.pages import Pages, sheets_told
from webhook.service.problems import NotFound


class EvidencePictures:
    def __init__(self, cases: Cases, pages: Pages) -> None:
        self._cases = cases
        self._pages = pages

    def picture(self, document_id: str, where: str, form: str | None = None) -> bytes:
        """What the newest revision of a form says was read at ``where``, as PNG or JPEG.

        Raises :class:`NotFound` where the document holds no such form, or the place is on no page that can be drawn.
        """
        case, document = self._cases.of_document(document_id)
        mine = [paper for paper in case.papers if paper.document.id == document.id and form in (None, paper.id)]
        picture = self.of(case, mine[0], evidence_at(mine[0].record, where)) if mine else None
        if picture is None:
            raise NotFound("no-evidence-picture", "这一处没有可以显示的原件图像。", "请看原件，或者核对位置。")
        return picture

    def of(self, case: Case, paper: Paper, evidence: Evidence | None) -> bytes | None:
        """The piece of the page; ``None`` where the evidence names no place on a page."""
        crop = crop_of(evidence, sheets_told(case, paper.document))
        return self._pages.crop(paper.document, crop) if crop else None
