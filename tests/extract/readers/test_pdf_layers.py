"""What stands in a layer of a PDF that is switched off is not read, and told."""

from __future__ import annotations

import tracemalloc
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


def in_layers_of_one_name(*on: bool) -> bytes:
    drawing = Drawing()
    for number, words in enumerate(("不同意", "同意推荐")):
        drawing.operators.append(f"/OC /L{number} BDC")
        drawing.text(30, 60 + 20 * number, words)
        drawing.operators.append("EMC")
    return pdf(drawing, layers=on).replace(b"/Name(L0)", b"/Name(L1)")


def test_two_layers_of_one_name_are_told_apart() -> None:
    document = read(in_layers_of_one_name(False, True))
    assert document.text == "同意推荐"
    assert [p.code for p in document.problems] == ["hidden-text"]


@pytest.mark.parametrize("in_form", [False, True])
def test_what_is_white_in_a_layer_that_is_on_still_hides_what_it_is_painted_over(in_form: bool) -> None:
    drawing = Drawing().text(30, 40, "同意推荐").text(30, 60, "负责人")
    white = Drawing().rect(25, 35, 90, 45, "f", "1 g").operators[0]
    if in_form:
        drawing.forms.append(("/Type/XObject/Subtype/Form/BBox[0 0 600 850]/Resources<<>>", white.encode()))
        white = "/X0 Do"
    drawing.operators += ["/OC /L0 BDC", white, "EMC"]
    document = read(pdf(drawing, layers=(True,)))
    assert document.text == "负责人"
    assert [p.code for p in document.problems] == ["hidden-text"]


def test_white_space_in_a_layer_that_is_on_is_no_hidden_text() -> None:
    drawing = Drawing().text(30, 40, "同意推荐")
    drawing.operators.append("/OC /L0 BDC")
    drawing.text(30, 60, "\u3000\u3000").operators.append("EMC")
    assert read(pdf(drawing, layers=(True,))).problems == ()


@pytest.mark.parametrize("on", [True, False])
def test_invisible_words_in_a_layer_are_told_as_any_invisible_words_are(on: bool) -> None:
    drawing = Drawing().text(30, 40, "同意推荐")
    drawing.operators.append("/OC /L0 BDC")
    drawing.text(30, 60, "不同意", mode=3).operators.append("EMC")
    (told,) = read(pdf(drawing, layers=(on,))).problems
    assert (told.code, "图层" in told.message) == ("hidden-text", False)


def test_a_page_as_large_as_a_field_is_looked_at_in_few_dots() -> None:
    drawing = Drawing(width=5000, height=5000).text(30, 40, "同意推荐", 60)
    drawing.operators.append("/OC /L0 BDC")
    drawing.text(30, 90, "不同意", 60).operators.append("EMC")
    tracemalloc.start()
    assert read(pdf(drawing, layers=(False,))).text == "同意推荐"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 50_000_000


def test_layers_are_known_in_a_packed_catalogue_and_feared_in_one_that_cannot_be_unpacked() -> None:
    def packed(body: bytes) -> bytes:
        return b"%PDF-1.5\n1 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>stream\n" + body + b"\nendstream"

    assert has_layers(packed(zlib.compress(b"2 0 <</Type/Catalog/OCProperties 3 0 R>>")))
    assert not has_layers(packed(zlib.compress(b"2 0 <</Type/Catalog>>")))
    assert has_layers(packed(b"what a key has locked"))
