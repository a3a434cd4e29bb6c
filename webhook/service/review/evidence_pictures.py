"""Pictures of what proves a value, a mark or its absence, for the page, the API and the letter."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from forms.evidence import Evidence
from forms.finding import Finding
from forms.registry import form as definition
from render.pictures import EvidencePicture
from webhook.service.cases.case import Case, Paper
from webhook.service.cases.lookup import Cases
from webhook.service.problems import NotFound
from webhook.service.review.crops import crop_of, evidence_at
from webhook.service.review.finding_list import place_words
from webhook.service.review.pages import Pages, sheets_told

LOG = logging.getLogger(__name__)
MOST_IN_A_LETTER = 12


@dataclass(frozen=True)
class Piece:
    """A piece of a page as PNG or JPEG, and its size on paper."""

    data: bytes
    page: int
    width_mm: float
    height_mm: float


class EvidencePictures:
    def __init__(self, cases: Cases, pages: Pages) -> None:
        self._cases = cases
        self._pages = pages

    def picture(self, document_id: str, where: str, form: str | None = None) -> bytes:
        """What the newest revision of a form says was read at ``where``, as PNG or JPEG.

        Raises :class:`NotFound` where the document holds no such form, or the place is on no page that can be drawn.
        """
        case, document, paper = self._cases.paper_in(document_id, form)
        here = paper is not None and paper.document.id == document.id
        piece = self.piece(case, paper, evidence_at(paper.record, where)) if paper and here else None
        if piece is None:
            raise NotFound("no-evidence-picture", "这一处没有可以显示的原件图像。", "请看原件，或者核对位置。")
        return piece.data

    def piece(self, case: Case, paper: Paper, evidence: Evidence | None) -> Piece | None:
        """The piece of the page; ``None`` where the evidence names no place on a page. Raises :class:`NotFound`."""
        crop = crop_of(evidence, sheets_told(case, paper.document)) if paper.shows(evidence) else None
        if crop is None:
            return None
        return Piece(self._pages.crop(paper.document, crop), crop.page, crop.box.width, crop.box.height)

    def of_findings(self, case: Case, paper: Paper, findings: Sequence[Finding]) -> dict[int, EvidencePicture]:
        """What proves each finding, by its place among ``findings``, for at most :data:`MOST_IN_A_LETTER` of them.

        A page that cannot be drawn has no picture: the letter says the fault and its page all the same.
        """
        form = definition(paper.record.form, paper.record.edition)
        found: dict[int, EvidencePicture] = {}
        for index, finding in enumerate(findings):
            if len({picture.data for picture in found.values()}) >= MOST_IN_A_LETTER:
                break
            try:
                piece = self.piece(case, paper, _proving(paper, finding))
            except NotFound as problem:
                LOG.warning("no picture for a finding of form %s: %s", paper.id, problem.code)
                continue
            if piece:
                place = place_words(finding.where, paper.record, form) if finding.where else ""
                words = f"原件第{piece.page}页{place}"
                found[index] = EvidencePicture(piece.data, piece.width_mm, piece.height_mm, words)
        return found


def _proving(paper: Paper, finding: Finding) -> Evidence | None:
    """Where the fault shows; of a mark of a block as the page of the review shows it."""
    if finding.where and finding.where.endswith((".signature", ".seal")):
        return evidence_at(paper.record, finding.where) or finding.evidence
    return finding.evidence
