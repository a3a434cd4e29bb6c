"""Whatever stands in a record or is typed by an officer: the paper holds it to the letter, or says which place is at fault."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from docx import Document
from hypothesis import example, given, settings
from hypothesis import strategies as st

from render.conformance import check
from render.errors import RenderError
from render.papers.catalogue import paper
from render.papers.compose import compose
from render.papers.request import PaperRequest
from render.papers.sample import PILOTS, sample_request
from render.word import legible
from tests.render.words import all_text

ANY = st.text(max_size=60) | st.text(alphabet="<&>\"'{}%#“”〔〕\n\t\r\x00\x1f\ufffe😀𠮷镕喆〇 　", max_size=60)
HARD = (
    "甲 & <乙> {{ 丙 }} {% for x in y %}{#丁#}",
    "😀🇨🇳𠮷野家镕喆\u202e反\u202c",
    "一\x00二\x0b三\x1b四\ud800五",
    "长" * 5_000,
    '"]]>--><w:p/>&amp;',
    "附图1",
)


def plain(text: str) -> str:
    """``text`` without its spaces and breaks, which a page may set otherwise."""
    return "".join(legible(text).split())


def stands(docx: bytes, text: str) -> bool:
    Document(io.BytesIO(docx))
    return plain(text) in plain(all_text(docx))


def holds(docx: bytes, text: str) -> bool:
    """Whether ``text`` stands in a paper that keeps to the standard."""
    assert [found.message for found in check(docx, "paper.docx").deviations] == []
    return stands(docx, text)


def made_or_refused(request: PaperRequest) -> bytes | RenderError:
    try:
        return compose(request).docx
    except RenderError as error:
        return error


def hard(test: Callable[..., None]) -> Callable[..., None]:
    for text in HARD:
        test = example(text)(test)
    return settings(max_examples=25)(test)


@hard
@given(ANY)
@pytest.mark.parametrize("paper_id", ["D05", "D20"])
@pytest.mark.parametrize("field", ["name", "unit"])
def test_a_pilot_s_own_words_stand_in_the_paper_as_they_are(paper_id: str, field: str, text: str) -> None:
    request = sample_request(paper(paper_id))
    pilot = replace(PILOTS[0], **{field: text})
    made = made_or_refused(replace(request, pilots=(pilot,)))
    if isinstance(made, RenderError):
        assert not text.strip(), "only an empty name is refused"
        assert list(made.places) == ["pilots[0]"]
    else:
        assert holds(made, text)


@hard
@given(ANY)
def test_a_list_holds_every_name(text: str) -> None:
    request = sample_request(paper("D13"), pilots=5)
    pilots = (*PILOTS[:4], replace(PILOTS[4], name=f"前{text}后"))
    assert holds(compose(replace(request, pilots=pilots)).docx, f"前{text}后")


@hard
@given(ANY)
@pytest.mark.parametrize("script", ["hans", "hant"])
@pytest.mark.parametrize("field", ["issuer", "signatory", "contact", "seal_owner", "number"])
def test_what_the_office_calls_itself_stands_in_the_head_and_foot(field: str, script: str, text: str) -> None:
    request = replace(sample_request(paper("D10"), script=script), **{field: f"某{text}办"})
    docx = compose(request).docx
    if field != "number":
        assert stands(docx, f"某{text}办")  # a name of 5,000 characters leaves no room for the rest of the head


@hard
@given(ANY)
def test_facts_are_held_or_refused_by_name(text: str) -> None:
    request = sample_request(paper("D14"))
    facts = {**request.facts, "problems": [{"problem": text, "ground": text}], "reviewers": text}
    made = made_or_refused(replace(request, facts=facts))
    if isinstance(made, RenderError):
        assert set(made.places) <= {"problems", "reviewers"}
        assert not text.strip() or len(text) > 300
    else:
        assert holds(made, text)


@hard
@given(ANY)
def test_text_in_paragraphs_loses_no_line(text: str) -> None:
    request = sample_request(paper("D20"))
    made = made_or_refused(replace(request, facts={**request.facts, "facts": f"一{text}二"}))
    if isinstance(made, RenderError):
        assert len(text) > 1_900
        assert list(made.places) == ["facts"]
    else:
        assert holds(made, f"一{text}二")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=5), inner),
        max_leaves=6,
    )
)
@settings(max_examples=40)
@pytest.mark.parametrize("need", [need.id for need in paper("D10").needs])
def test_whatever_json_is_sent_is_read_or_refused_by_name(need: str, value: object) -> None:
    request = sample_request(paper("D10"))
    made = made_or_refused(replace(request, facts={**request.facts, need: value}))
    if isinstance(made, RenderError):
        assert made.code in ("detail-missing", "detail-wrong")
        assert set(made.places) <= {need}
