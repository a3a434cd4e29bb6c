"""An answer beside a label that stands halfway down it may begin in the line above."""

from __future__ import annotations

from extract.document import Document, Paragraph
from extract.locate.located import DOUBTFUL_LABEL, Candidate
from extract.locate.walk import locate
from forms.evidence import BBox, Evidence
from forms.registry import form

FORM = form("annex2-evaluation-application", "national")


def line(text: str, x0: float, y0: float, x1: float) -> Paragraph:
    return Paragraph(text, Evidence("scan", 1, BBox(x0, y0, x1, y0 + 4.2)))


SCORE = line("自评得分    89.1", 32, 214, 68)
FIRST = line("每季度组织一次标准实施情况检查，均已整改到", 68, 223, 184)
REST = line("任务完成情况   位。建立持续改进机制。", 29, 229, 183)


def completion(*flow: Paragraph) -> Candidate:
    found = locate(Document("scan", flow), FORM).fields
    return next(one for one in found if one.target.field.id == "task_completion")


def test_an_answer_whose_first_line_may_stand_above_its_label_is_in_doubt() -> None:
    assert DOUBTFUL_LABEL in completion(SCORE, FIRST, REST).doubts


def test_a_line_further_above_or_at_the_labels_own_edge_says_nothing() -> None:
    assert completion(SCORE, line("每季度组织一次检查", 68, 205, 184), REST).doubts == ()
    assert completion(SCORE, line("每季度组织一次检查", 29, 223, 184), REST).doubts == ()
    assert completion(SCORE, REST).doubts == ()
