"""A PDF is held against the text it was made from: cut off, empty, or short of a character, it is none."""

from __future__ import annotations

import io
from collections import Counter

import pikepdf
import pytest

from render.pdf_proof import Faulty, countable, proof


def printed(*pages: str) -> bytes:
    """A PDF of pages with a line of Latin text each."""
    made = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    for text in pages:
        page = made.add_blank_page(page_size=(300, 300))
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.contents_add(f"BT /F1 20 Tf 20 200 Td ({text}) Tj ET".encode())
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_text_on_all_pages_counts() -> None:
    assert proof(printed("abc", "12"), Counter("21cba"), ()).pages == 2


def test_case_and_characters_that_change_their_shape_do_not_count() -> None:
    assert countable(Counter("aＡ一⼀—\u0301 。")) == Counter({"a": 2, "一": 2})


def test_lost_characters_are_counted_and_named() -> None:
    with pytest.raises(Faulty, match="少 3 字，如“xy”"):
        proof(printed("abc"), Counter("abcxxy"), ())


def test_a_pdf_that_was_cut_off_is_told() -> None:
    whole = printed("abc")
    with pytest.raises(Faulty, match="没有写完"):
        proof(whole[: len(whole) // 2], Counter(), ())


def test_bytes_that_only_end_like_a_pdf_are_told() -> None:
    with pytest.raises(Faulty, match="无法打开"):
        proof(b"not one %%EOF", Counter(), ())


def test_the_font_of_a_character_that_was_asked_about_is_named() -> None:
    assert proof(printed("abc", "b"), Counter(), {"b", "z"}).shown == {"b": {"Helvetica"}}
