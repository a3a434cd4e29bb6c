"""What is written is read: the papers that another office receives come back with number, day, issuer and pilots."""

from __future__ import annotations

import pytest

from extract.reading import read
from forms.pilot import INCOMING
from render.papers.catalogue import PAPERS
from render.papers.compose import compose
from render.papers.kinds import About, Format
from render.papers.paper import Paper
from render.papers.sample import PILOTS, sample_request

_KINDS = {"D01": "recommendation-letter", "D12": "covering-letter"} | {
    known.id: known.outgoing.value for known in PAPERS if known.outgoing and known.outgoing.value in INCOMING
}
_KINDS["D06p"] = "task-notice"  # a notice that gives a task reads as one, whoever gives it
READ = [
    (known, layout, pilots)
    for known in PAPERS
    if known.id in _KINDS
    for layout in known.formats
    for pilots in ((1, 5) if known.about is About.MANY else (1,))
]


@pytest.mark.parametrize(("known", "layout", "pilots"), READ, ids=lambda value: getattr(value, "id", str(value)))
def test_a_paper_of_ours_is_read_as_what_it_is(known: Paper, layout: Format, pilots: int) -> None:
    request = sample_request(known, layout, pilots, draft=False)
    docx = compose(request).docx
    (result,) = read(docx, "来文.docx", programme=request.programme, on=request.today)
    assert result.paper is not None
    told = result.paper
    assert told.kind == _KINDS[known.id]
    assert told.value("number") == request.number
    assert told.value("dated") == "2026-03-05"
    assert told.names("issuers") == (request.signatory,)
    named = told.column("pilots", "pilot_name") or told.names("pilot_name")
    assert [name for name in named if name not in {pilot.name for pilot in PILOTS[:pilots]}] == []
    assert len(named) == pilots or known.id in ("D01", "D12") or pilots == 1
