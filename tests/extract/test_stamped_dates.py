"""The date of a stamp of receipt at the head of a scanned form is no second date of filing."""

from __future__ import annotations

import pytest

from extract.document import Document, Paragraph
from extract.fill.record import Filler
from extract.locate.walk import locate
from forms.evidence import BBox, Evidence
from forms.record import Record
from forms.registry import form

NAME = (60, "试点名称：宜昌市养老服务标准化试点")
FILED = (120, "填报日期：2016年3月15日")
OWN, STAMPED = "2016年3月15日", "2016年6月16日"


def read(*lines: tuple[float, str], reader: str = "scan") -> Record:
    flow = tuple(
        Paragraph(text, Evidence(reader, 1, BBox(40, y, 40 + 4 * len(text), y + 5)))
        for y, text in sorted(lines, key=lambda line: line[0])
    )
    spec = form("annex1-application", "national")
    return Filler(spec, locate(Document(reader, flow), spec), "").record("")


def filed(record: Record) -> tuple[object, bool]:
    answer = record.fields["filed_on"]
    return answer.value, answer.needs_review


def test_a_date_above_all_labels_is_left_where_the_answer_has_its_own() -> None:
    record = read((20, STAMPED), NAME, FILED)
    assert filed(record) == ("2016-03-15", False)
    assert [(one.label, one.raw) for one in record.extra] == [("", STAMPED)]


@pytest.mark.parametrize(
    ("lines", "reader", "expected"),
    [
        (((90, STAMPED), NAME, FILED), "scan", ("2016-03-15", True)),
        (((20, STAMPED), NAME, FILED), "pdf", ("2016-03-15", True)),
        (((20, STAMPED), NAME, (120, "填报日期：")), "scan", ("2016-06-16", True)),
        (((20, STAMPED), NAME), "scan", ("2016-06-16", True)),
        (((20, STAMPED), NAME), "pdf", ("2016-06-16", False)),
        ((NAME, (120, STAMPED)), "scan", ("2016-06-16", False)),
        (((20, STAMPED), NAME, (120, OWN)), "scan", ("2016-03-15", False)),
        ((NAME, (90, STAMPED), (120, OWN)), "scan", ("2016-06-16", True)),
    ],
    ids=[
        "among the labels",
        "a text layer",
        "the answer is empty",
        "no label",
        "no label in a text layer",
        "below the labels",
        "one more without a label below",
        "two without a label below",
    ],
)
def test_a_date_that_may_be_the_answer_stays(
    lines: tuple[tuple[float, str], ...], reader: str, expected: tuple[object, bool]
) -> None:
    assert filed(read(*lines, reader=reader)) == expected
