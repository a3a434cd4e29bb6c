"""Finding submissions by program: by what stands on their papers and by their state, a page at a time."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from forms.script import traditional
from tests.webhook.conftest import Office, complete, record
from tests.webhook.test_decisions import decide

UNIT = "武汉市江汉区人民政府"


def found(office: Office, **asked: str) -> list[str]:
    answer = office.request("GET", f"/submissions?{urlencode(asked)}")
    assert answer.status_code == 200
    return [one["id"] for one in answer.json["submissions"]]


def test_a_submission_is_found_by_words_of_its_papers_in_either_script(office: Office) -> None:
    paper, other = office.paper(record()), office.submit(b"%PDF-1.4 no form of ours")
    for asked in (UNIT, traditional(UNIT), f" {UNIT[:3]}  张伟 ", paper[:6].upper()):
        assert found(office, q=asked) == [paper], asked
    assert found(office, q=f"{UNIT} 李强") == []
    assert set(found(office, q="")) == {paper, other}


def test_submissions_are_listed_by_their_state_and_word_together(office: Office) -> None:
    first, second, other = office.paper(complete()), office.paper(record()), office.submit(b"%PDF-1.4 no form of ours")
    assert decide(office, first, "accepted").status_code == 200
    assert found(office, state="accepted") == [first]
    assert found(office, state="pending", q="张伟") == [second]
    assert found(office, state="unrecognised") == [other]
    assert found(office, state="refused") == []


@pytest.mark.parametrize("asked", [{}, {"q": "张伟"}, {"state": "pending"}, {"q": "张伟", "state": "pending"}])
def test_what_is_found_comes_in_pages_each_submission_once(office: Office, asked: dict[str, str]) -> None:
    known = {office.paper(record()) for _ in range(5)}
    pages = [found(office, **asked, limit="2", offset=str(first)) for first in (0, 2, 4, 6, 2**31 - 1)]
    assert [len(page) for page in pages] == [2, 2, 1, 0, 0]
    assert {one for page in pages for one in page} == known
