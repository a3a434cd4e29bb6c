"""Whom a paper goes to before anybody has typed: what pilots, programme and issuer say, and nothing guessed beside it."""

from __future__ import annotations

import pytest

from forms.programme import MINISTRY_OFFICES, programme
from render.papers.catalogue import paper
from webhook.service.papers.order import RECOMMENDER, UNIT
from webhook.service.papers.parties import usual_addressees, usual_copies

OFFICE, MINISTRY = "湖北省市场监督管理局", "部级联席办公室"


@pytest.mark.parametrize(
    ("paper_id", "issuer", "rules", "to", "copies"),
    [
        ("D05", OFFICE, "national", (MINISTRY,), ("湖北省人民政府",)),
        ("D05", "", "national", (MINISTRY,), ()),
        ("D06p", OFFICE, "hubei-2016", (RECOMMENDER,), (UNIT,)),
        ("D03", OFFICE, "national", (UNIT,), ()),
        ("D23", OFFICE, "national", (UNIT,), (MINISTRY,)),
        ("D23", OFFICE, "provincial", (UNIT,), ()),
        ("D29", MINISTRY_OFFICES[0], "national", (UNIT,), ()),
        ("D01", "武汉市民政局", "hubei-2016", ("湖北省社会管理和公共服务标准化联席会议办公室",), ()),
        ("D01", "武汉市民政局", "provincial", (), ()),
        ("D13", MINISTRY, "national", (), ()),
    ],
)
def test_a_paper_goes_to_those_whom_pilots_programme_or_issuer_name(
    paper_id: str, issuer: str, rules: str, to: tuple[str, ...], copies: tuple[str, ...]
) -> None:
    under = programme(rules)
    assert usual_addressees(paper(paper_id), issuer, under) == to
    assert usual_copies(paper(paper_id), issuer, under) == copies
