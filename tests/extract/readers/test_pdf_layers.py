"""What stands in a layer of a PDF that is switched off is not read, and told."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import pytest

from extract.readers.pdf.catalogue import has_layers
from extract.readers.pdf.reader import read
from tests.extract.readers.pdfdraw import Drawing, pdf


def layered(on: bool) -> bytes:
    drawing = Drawing().text(30, 40, "同意推荐")
    drawing.operators.append("/OC /L0 BDC")
    drawing.text(30, 60, "不同意").line(20, 70, 100, 70)
    drawing.operators.append("EMC")
    return pdf(drawing.text(30, 80, "负责人"), layers=(on,))


def in_a_form(on: bool) -> bytes:
    drawing = Drawing().text(30, 40, "同意推荐")
    words = Drawing().text(30, 60, "不同意").operators[0]
    resources = "/Resources<</Font<</F1 3 0 R>>>>/OC 4 0 R"
    drawing.forms.append((f"/Type/XObject/Subtype/Form/BBox[0 0 600 850]{resources}", words.encode()))
    drawing.operators.append("/X0 Do")
    return pdf(drawing, layers=(on,))


def test_words_in_a_layer_that_is_off_are_left_out_and_told() -> None:
    document = read(layered(on=False))
    assert document.text.split() == ["同意推荐", "负责人"]
    assert [p.code for p in document.problems] == ["hidden-text"]


@pytest.mark.parametrize("draw", [layered, in_a_form])
def test_words_in_a_layer_that_is_on_are_words_of_the_page(draw: Callable[[bool], bytes]) -> None:
    document = read(draw(True))
    assert "不同意" in document.text
    assert document.problems == ()


def test_a_form_object_in_a_layer_that_is_off_is_left_out_and_told() -> None:
    document = read(in_a_form(on=False))
    assert document.text == "同意推荐"
    assert [p.code for p in document.problems] == ["hidden-text"]


def test_layers_are_known_in_a_packed_catalogue_and_feared_in_one_that_cannot_be_unpacked() -> None:
    def packed(body: bytes) -> bytes:
        return b"%PDF-1.5\n1 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>stream\n" + body + b"\nendstream"

    assert has_layers(packed(zlib.compress(b"2 0 <</Type/Catalog/OCProperties 3 0 R>>")))
    assert not has_layers(packed(zlib.compress(b"2 0 <</Type/Catalog>>")))
    assert has_layers(packed(b"what a key has locked"))
