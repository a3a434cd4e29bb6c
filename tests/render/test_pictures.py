"""A letter of correction shows each fault as it looks on the page: once, in its place, described in words."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image

from forms.finding import Finding
from render.errors import RenderError
from render.letter import LetterRequest, compose
from render.pictures import EvidencePicture, with_pictures
from render.template import Template
from tests.render.test_letters import finding, request

WHERE = ("fields.email", "fields.postcode", "fields.contact_name")


def piece(
    colour: str = "red", kind: str = "JPEG", size: tuple[float, float] = (60, 20), words: str = "第1页"
) -> EvidencePicture:
    out = io.BytesIO()
    Image.new("RGB", (30, 10), colour).save(out, kind)
    return EvidencePicture(out.getvalue(), *size, words)


def faults() -> tuple[Finding, ...]:
    return tuple(finding(where, f"{where}有误。") for where in WHERE)


def pictured(**pictures: EvidencePicture) -> LetterRequest:
    by_place = {int(name[1:]): picture for name, picture in pictures.items()}
    return replace(request(), findings=faults(), pictures=by_place)


def lines(letter: bytes) -> list[str]:
    """The letter's paragraphs, ``□`` for a picture."""
    out = []
    for paragraph in Document(io.BytesIO(letter)).paragraphs:
        out.append("□" * len(paragraph._p.findall(f".//{qn('w:drawing')}")) + paragraph.text)
    return [line for line in out if line]


def test_a_picture_stands_below_the_fault_it_proves_with_its_place_in_words() -> None:
    said = lines(compose(pictured(f1=piece(words="原件第3页“邮政编码”栏"))).docx)
    at = said.index("□")
    assert "fields.postcode有误" in said[at - 1]
    assert said[at + 1] == "原件第3页“邮政编码”栏"
    assert said.count("□") == 1
    assert not any("附图" in line for line in said)


def test_a_picture_that_proves_two_faults_is_shown_once() -> None:
    said = lines(compose(pictured(f0=piece(), f1=piece(), f2=piece("blue"))).docx)
    assert said.count("□") == 2


def test_who_cannot_see_a_picture_is_told_what_it_shows() -> None:
    package = zipfile.ZipFile(io.BytesIO(compose(pictured(f0=piece(words='第1页"邮箱"<栏>'))).docx))
    [described] = set(re.findall(r'<wp:docPr [^>]*descr="([^"]*)"', package.read("word/document.xml").decode()))
    assert described == "第1页&quot;邮箱&quot;&lt;栏&gt;"


def test_no_picture_is_larger_than_two_thirds_of_a_line_and_small_ones_keep_their_size() -> None:
    assert piece(size=(60, 20)).shown_mm == (60, 20)
    assert piece(size=(180, 60)).shown_mm == pytest.approx((90, 30))
    assert piece(size=(50, 90)).shown_mm == pytest.approx((25, 45))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_the_package_holds_each_picture_under_its_own_type(kind: str) -> None:
    letter = compose(pictured(f0=piece(kind=kind), f1=piece("blue", kind))).docx
    assert len(Document(io.BytesIO(letter)).inline_shapes) == 2
    package = zipfile.ZipFile(io.BytesIO(letter))
    held = [name for name in package.namelist() if name.startswith("word/media/")]
    assert [package.read(name)[:3] for name in held] == [piece(kind=kind).data[:3]] * 2
    assert f'ContentType="image/{kind.lower()}"' in package.read("[Content_Types].xml").decode()


def test_the_same_letter_has_the_same_bytes() -> None:
    assert compose(pictured(f0=piece())).docx == compose(pictured(f0=piece())).docx


def test_a_letter_without_pictures_says_the_faults_all_the_same() -> None:
    assert not any("□" in line for line in lines(compose(pictured()).docx))


def test_an_applicant_cannot_ask_for_a_picture() -> None:
    asked = replace(pictured(f0=piece()), findings=(finding("fields.email", "附图1"), *faults()[1:]))
    said = lines(compose(asked).docx)
    assert said.count("□") == 1
    assert any(line.endswith("附图1") for line in said)


def test_bytes_that_are_no_picture_are_refused_by_their_place() -> None:
    with pytest.raises(RenderError) as refused:
        compose(pictured(f0=replace(piece(), data=b"GIF89a")))
    assert (refused.value.code, "第1页" in refused.value.message) == ("picture-unknown", True)


def test_a_template_of_the_offices_own_that_asks_for_no_picture_has_none() -> None:
    letter = compose(replace(request(), findings=faults()), Template.letter("correction")).docx
    assert with_pictures(letter, {"附图1": piece()}) == letter
