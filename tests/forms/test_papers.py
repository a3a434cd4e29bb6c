"""What is looked for in companion and incoming papers, and what a reading of one says."""

import pytest

from forms.evidence import BBox, Evidence
from forms.outgoing import NAMES
from forms.paper import PaperReading
from forms.paper_shapes import shape
from forms.pilot import COMPANIONS, INCOMING, Companion, paper_name
from forms.record import Answer
from forms.schema import schema_for
from forms.spec import Rows

KINDS = sorted(COMPANIONS | INCOMING)
AT = Evidence("pdf", 1, BBox(20, 30, 100, 36))


def letter(**changes: Answer) -> PaperReading:
    fields = {
        "number": Answer("宜市监函〔2016〕12号", "宜市监函[2016]12号", evidence=AT),
        "issuers": Answer(["宜昌市质量技术监督局", "宜昌市民政局"], "宜昌市质量技术监督局　宜昌市民政局", evidence=AT),
        "dated": Answer("2016-05-03", "2016年5月3日", 0.5, True, AT, ("several-values",)),
        **changes,
    }
    pilots = ({"pilot_name": Answer("西陵区政务服务综合标准化试点", "西陵区政务服务综合标准化试点", evidence=AT)},)
    return PaperReading("recommendation-letter", "关于推荐试点的函", "hans", "全文", False, fields, {"pilots": pilots})


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_paper_has_a_shape_of_which_a_schema_can_be_made(kind: str) -> None:
    form = shape(kind)
    assert (form.id, form.title, form.annex) == (kind, paper_name(kind), 0)
    assert all(isinstance(section, Rows) for section in form.sections)
    assert schema_for(form)


def test_an_incoming_paper_has_the_name_of_our_own_of_its_kind() -> None:
    assert {kind: NAMES[next(k for k in NAMES if k.value == kind)] for kind in INCOMING} == INCOMING


def test_a_kind_that_is_none_has_no_shape() -> None:
    with pytest.raises(KeyError):
        shape("love-letter")


def test_a_reading_goes_through_json_unchanged() -> None:
    assert PaperReading.from_json(letter().to_json()) == letter()


def test_a_companion_tells_what_its_reading_says() -> None:
    found = Companion.of(letter())
    assert (found.issuer, found.number, found.dated) == ("宜昌市质量技术监督局", "宜市监函〔2016〕12号", "2016-05-03")
    assert (found.pilots, found.whole, found.text) == (("西陵区政务服务综合标准化试点",), False, "全文")


def test_what_a_reading_did_not_find_is_not_known() -> None:
    found = Companion.of(letter(number=Answer(None), issuers=Answer(None), dated=Answer(None)))
    assert (found.issuer, found.number, found.dated) == (None, None, None)


def test_a_report_that_lists_no_pilots_is_about_the_one_that_it_names() -> None:
    fields = {"pilot_name": Answer("西陵区政务服务综合标准化试点"), "unit_name": Answer("西陵区政务服务中心")}
    found = Companion.of(PaperReading("summary-report", fields=fields))
    assert (found.pilots, found.issuer) == (("西陵区政务服务综合标准化试点",), "西陵区政务服务中心")
