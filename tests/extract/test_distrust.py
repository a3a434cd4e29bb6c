"""Answers from a page whose text is not to be trusted."""

from extract.doubt.distrust import distrust, doubtful_pages
from extract.page_problem import PageProblem
from forms.evidence import BBox, Evidence
from forms.record import Answer, BlockRecord, Record, SealMark, SignatureMark


def at(page: int) -> Evidence:
    return Evidence("pdf", page, BBox(0, 0, 10, 10))


def block(page: int) -> BlockRecord:
    nothing = Answer(None, evidence=at(page))
    return BlockRecord(
        "lead_unit",
        nothing,
        Answer("同意", "同意", evidence=at(page)),
        nothing,
        SignatureMark(False),
        SealMark(False),
        at(page),
    )


RECORD = Record(
    "annex1-application",
    "national",
    fields={
        "postcode": Answer("443000", "443000", 0.99, evidence=at(1)),
        "industry": Answer("教育", "教育", evidence=at(2)),
    },
    rows={"plan": ({"step": Answer("一", "一", evidence=at(2))},)},
    blocks=(block(1), block(2)),
)


def test_only_pages_with_a_doubtful_text_layer_are_distrusted() -> None:
    problems = [
        PageProblem("text-layer-over-scan", "…", 2),
        PageProblem("page-unreadable", "…", 3),
        PageProblem("hidden-text", "…"),
    ]
    assert doubtful_pages(problems) == {2}


def test_every_answer_of_a_distrusted_page_is_marked_with_its_reason() -> None:
    marked = distrust(RECORD, frozenset({2}))
    assert marked.fields["postcode"] == RECORD.fields["postcode"]
    assert (marked.fields["industry"].needs_review, marked.fields["industry"].doubts) == (True, ("page-doubtful",))
    assert marked.fields["industry"].score == 0.5
    assert marked.rows["plan"][0]["step"].needs_review
    assert not marked.blocks[0].opinion.needs_review
    assert marked.blocks[1].opinion.needs_review
    assert marked.blocks[1].signature.needs_review
    assert marked.blocks[1].seal.needs_review


def test_a_record_without_doubtful_pages_stays_as_it_is() -> None:
    assert distrust(RECORD, frozenset()) is RECORD
