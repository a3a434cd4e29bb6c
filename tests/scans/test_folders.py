"""Folders: every page of every paper once, blank backs and turned pages told."""

from __future__ import annotations

import io
from collections import Counter
from functools import cache

import pytest

from tests.scans import Folder, folders

pytestmark = [pytest.mark.needs("soffice"), pytest.mark.needs("chinese-fonts"), pytest.mark.slow]


@cache
def folder() -> Folder:
    """Three papers with a letter, backs and pages that lay upside down."""
    (made,) = folders([8])
    return made


def test_a_folder_holds_every_page_of_every_paper_once() -> None:
    held = Counter((page.paper, page.number) for page in folder().pages if page.paper != "blank")
    wanted = {(f"forms[{n}]", page.number) for n, paper in enumerate(folder().papers) for page in paper.pages}
    assert set(held) == wanted | {("letter", 0)}
    assert set(held.values()) == {1}


def test_the_papers_of_a_folder_speak_of_one_pilot() -> None:
    pilots = {paper.draft.record.value("pilot_name") for paper in folder().papers}
    assert len(pilots) == 1
    assert str(pilots.pop()) in folder().letter_says


def test_a_back_shows_next_to_nothing() -> None:
    import numpy as np
    from PIL import Image

    back = next(page for page in folder().pages if page.paper == "blank")
    with Image.open(io.BytesIO(back.picture("clean-200").data)) as opened:
        assert np.asarray(opened.convert("L")).min() > 220


def test_a_page_that_lay_upside_down_is_the_same_picture_turned() -> None:
    import numpy as np
    from PIL import Image

    lain = next(page for page in folder().pages if page.quarters == 2 and page.paper != "blank")
    turned, upright = lain.picture("clean-200"), lain.page.picture("clean-200")
    with Image.open(io.BytesIO(turned.data)) as a, Image.open(io.BytesIO(upright.data)) as b:
        assert np.array_equal(np.asarray(a), np.asarray(b)[::-1, ::-1])
    x, y = upright.at(50, 60)
    assert turned.at(50, 60) == pytest.approx((upright.width - 1 - x, upright.height - 1 - y))


def test_the_order_and_lie_of_the_pages_is_told() -> None:
    said = folder().to_json()
    assert [(p["paper"], p["number"], p["quarters"]) for p in said["pages"]] == [
        (p.paper, p.number, p.quarters) for p in folder().pages
    ]
    assert {p["quarters"] for p in said["pages"]} == {0, 2}
