"""The code at the foot of a page is read as it was printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.page_code import PageCode, around_page, page_code
from forms.registry import forms


def test_a_code_is_printed_as_people_can_read_it() -> None:
    assert str(PageCode(3, "national", 2)) == "附件3·national·第2页"
    assert str(PageCode(3, "national", 2, "HB-2016-07")) == "附件3·national·HB-2016-07·第2页"


@pytest.mark.parametrize("text", ["附件3·national·第2页", "— 附件 3 • national ・ 第 2 頁 —", "附件3．national.第2页"])
def test_a_code_is_found_as_scans_and_other_programs_write_it(text: str) -> None:
    assert page_code(text) == PageCode(3, "national", 2)


@pytest.mark.parametrize("text", ["", "附件3", "第2页", "附件3 第2页", "附件7·national·第2页", "见附件3·说明·第2页"])
def test_what_is_no_code_is_none(text: str) -> None:
    assert page_code(text) is None


@given(
    annex=st.integers(1, 6),
    edition=st.from_regex("[a-z][a-z0-9-]{0,20}", fullmatch=True),
    page=st.integers(1, 250),
    pilot=st.from_regex("(?:[A-Z0-9-]{1,12})?", fullmatch=True),
)
def test_any_code_comes_back(annex: int, edition: str, page: int, pilot: str) -> None:
    code = PageCode(annex, edition, page, pilot)
    assert page_code(f"甲{code}乙") == code


def test_every_edition_can_be_named_in_a_code() -> None:
    assert all(around_page(form.annex, form.edition)[0].startswith(f"附件{form.annex}·") for form in forms())


@pytest.mark.parametrize("wrong", ["湖北", "a·b", "", "x" * 41])
def test_a_name_that_could_not_be_read_back_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="page code"):
        around_page(1, wrong)
