"""An answer beside a label that stands halfway down it may begin in the line above."""

from __future__ import annotations

from extract.document import Cell, Document, Paragraph, Table
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


def in_one_cell(*lines: Paragraph) -> tuple[Candidate, ...]:
    place = Evidence("scan", 1, BBox(24, 205, 188, 267))
    label, score = (Cell(0, n, (line(text, 32 + 60 * n, 196, 49 + 60 * n),), place) for n, text in enumerate(HEAD))
    table = Table((label, score, Cell(1, 0, lines, place, column_span=2)), place)
    return tuple(locate(Document("scan", (table,)), FORM).fields)


HEAD = ("自评得分", "93.9分")
ABOVE = "每季度组织一次标准实施情况检查，均已整改到"


def test_an_answer_that_begins_above_its_label_in_one_cell_is_whole_and_in_doubt() -> None:
    (_, whole) = in_one_cell(FIRST, REST)
    assert "".join(whole.lines).startswith(ABOVE + "位。建立")
    assert DOUBTFUL_LABEL in whole.doubts
    assert whole.at.box
    assert (whole.at.box.y0, whole.at.box.y1) == (223, 233.2)


def test_in_one_cell_a_line_further_above_or_at_the_labels_own_edge_says_nothing() -> None:
    for above in (line(ABOVE, 68, 208, 184), line(ABOVE, 29, 223, 184)):
        assert in_one_cell(above, REST)[-1].doubts == ()


def test_a_line_between_two_labels_of_one_cell_may_be_either_answers() -> None:
    far, near = line("建立机制。", 68, 236, 90), line("建立机制。", 68, 239.5, 90)
    second = line("试点期间事故、通报批评、行政处分、媒体曝光情况       无", 28, 245, 120)
    assert [DOUBTFUL_LABEL in one.doubts for one in in_one_cell(REST, near, second)[1:]] == [True, True]
    assert [DOUBTFUL_LABEL in one.doubts for one in in_one_cell(REST, far, second)[1:]] == [False, False]
