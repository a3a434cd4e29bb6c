"""Pictures of Word files: where they are anchored, how large they are printed, and what nobody could look at."""

from __future__ import annotations

import pytest

from extract.document import Document, Picture, pictures
from extract.errors import DocumentError
from extract.limits import Limits
from extract.readers.word.docx import read
from tests.extract.readers.wordml import (
    both,
    cell,
    docx,
    floating,
    inline,
    line,
    p,
    png,
    r,
    relationships,
    say,
    tbl,
    tc,
    tr,
    vml_picture,
)

IMAGE = (("rId5", "image", "media/image1.png"),)


def with_picture(
    *body: str, data: bytes | None = None, name: str = "image1.png", limits: Limits | None = None
) -> Document:
    parts = {f"word/media/{name}": png() if data is None else data}
    made = docx(*body, parts=parts, relations=(("rId5", "image", f"media/{name}"),))
    return read(made, limits or Limits())


def only(document: Document) -> Picture:
    (found,) = pictures(document.flow)
    return found


def test_a_picture_in_the_line_has_its_bytes_and_printed_size() -> None:
    found = only(with_picture(p(say("印章"), inline("rId5", 42, 38.5, "seal"))))
    assert found.data == png()
    assert (found.width_mm, found.height_mm) == pytest.approx((42, 38.5), abs=0.01)
    assert found.name == "seal"


def test_a_picture_stands_in_the_cell_it_is_anchored_in() -> None:
    document = with_picture(tbl(tr(cell("承担单位"), tc(line("同意"), p(floating("rId5", 40, 30, 12))))))
    assert only(document).at.path == "table 1, row 1, cell 2"


def test_a_picture_placed_on_the_page_keeps_its_anchor() -> None:
    found = only(with_picture(line("一"), p(floating("rId5", upright="page", down=200))))
    assert found.at.path == "paragraph 2"


def test_an_old_style_picture_has_its_size_in_millimetres() -> None:
    found = only(with_picture(p(r(vml_picture("rId5")))))
    assert found.data == png()
    assert (found.width_mm, found.height_mm) == pytest.approx((40.005, 40), abs=0.01)


def test_a_floating_old_style_picture_has_its_size_whatever_its_units() -> None:
    style = "position:absolute;margin-left:72pt;margin-top:36pt;width:100px;height:1in"
    found = only(with_picture(p(r(vml_picture("rId5", style)))))
    assert (found.width_mm, found.height_mm) == pytest.approx((26.46, 25.4), abs=0.01)


def test_the_preview_of_an_embedded_object_is_a_picture() -> None:
    holder = '<w:object><v:shape style="width:1cm;height:1cm"><v:imagedata r:id="rId5"/></v:shape>{}</w:object>'
    assert only(with_picture(p(r(holder.format(""))))).data == png()
    document = with_picture(p(r(holder.format('<o:OLEObject ProgID="Excel.Sheet.12"/>'))))
    assert [problem.code for problem in document.problems] == ["part-unreadable"]
    assert with_picture(p(r(holder.format('<o:OLEObject ProgID="Equation.3"/>')))).problems == ()


def test_a_picture_written_twice_for_old_and_new_programs_counts_once() -> None:
    drawing = inline("rId5").removeprefix("<w:r>").removesuffix("</w:r>")
    assert only(with_picture(p(r(both(drawing, vml_picture("rId5")))))).data == png()


def test_ink_is_taken_from_the_picture_that_stands_for_it() -> None:
    ink = '<w:drawing><wp:inline><wp:extent cx="1" cy="1"/></wp:inline></w:drawing>'
    assert only(with_picture(p(r(both(ink, vml_picture("rId5"), requires="wpi"))))).data == png()


def test_pictures_of_a_group_have_their_own_sizes() -> None:
    def piece(wide: int) -> str:
        size = f'<pic:spPr><a:xfrm><a:ext cx="{wide}" cy="100"/></a:xfrm></pic:spPr>'
        return f'<pic:pic><pic:blipFill><a:blip r:embed="rId5"/></pic:blipFill>{size}</pic:pic>'

    group = '<wpg:grpSpPr><a:xfrm><a:chExt cx="400" cy="200"/></a:xfrm></wpg:grpSpPr>' + piece(100) + piece(300)
    extent = f'<wp:extent cx="{80 * 36000}" cy="{40 * 36000}"/>'
    body = f"<w:drawing><wp:inline>{extent}<a:graphic><a:graphicData><wpg:wgp>{group}</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    sizes = [(found.width_mm, found.height_mm) for found in pictures(with_picture(p(r(body))).flow)]
    assert sizes == [(20, 20), (60, 20)]


@pytest.mark.parametrize(
    ("cut", "crop"),
    [
        ('l="54000" t="8000" r="4000"', (0.54, 0.08, 0.04, 0.0)),
        ("", None),
        ('l="-5000"', None),
        ('l="60000" r="40000"', None),
    ],
)
def test_what_is_cut_off_a_picture_is_known(cut: str, crop: tuple[float, ...] | None) -> None:
    cropped = inline("rId5").replace("</pic:blipFill>", f"<a:srcRect {cut}/></pic:blipFill>")
    assert only(with_picture(p(cropped))).crop == crop


def test_what_is_cut_off_an_old_style_picture_is_known() -> None:
    cropped = vml_picture("rId5").replace("<v:imagedata", '<v:imagedata cropleft="32768f" croptop=".25" cropright="?"')
    assert only(with_picture(p(r(cropped)))).crop == (0.5, 0.25, 0.0, 0.0)


def test_a_hidden_picture_is_left_out() -> None:
    hidden = inline("rId5").replace('name=""', 'name="" hidden="1"')
    assert list(pictures(with_picture(p(hidden)).flow)) == []
    vanished = inline("rId5").replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")
    assert list(pictures(with_picture(p(vanished)).flow)) == []


def test_deleted_pictures_are_gone_and_inserted_ones_are_there() -> None:
    document = with_picture(p(f"<w:del>{inline('rId5')}</w:del><w:ins>{inline('rId5')}</w:ins>"))
    assert only(document).data == png()


@pytest.mark.parametrize(
    "data",
    [
        b"\x01\x00\x00\x00" + bytes(36) + b" EMF" + bytes(60),
        b"\xd7\xcd\xc6\x9a" + bytes(40),
    ],
)
def test_a_metafile_is_a_mark_that_nobody_looked_at(data: bytes) -> None:
    document = with_picture(p(say("留"), inline("rId5")), data=data, name="image1.emf")
    assert only(document).data is None
    assert (document.text, document.problems) == ("留", ())


@pytest.mark.parametrize("data", [b"", b"no picture", png()[:12], b"\xff\xd8\xff\xe0\x00"])
def test_a_damaged_picture_is_a_problem_and_the_text_stands(data: bytes) -> None:
    document = with_picture(p(say("留"), inline("rId5")), data=data)
    assert only(document).data is None
    assert document.text == "留"
    assert [problem.code for problem in document.problems] == ["picture-unreadable"]
    assert "paragraph 1" in document.problems[0].message


def test_a_missing_or_linked_picture_is_a_problem_and_the_text_stands() -> None:
    for relations in (IMAGE, (), (("rId5", "image", "http://example.invalid/a.png"),)):
        document = read(docx(p(say("留"), inline("rId5")), relations=relations))
        assert only(document).data is None
        assert document.text == "留"
        assert [problem.code for problem in document.problems] == ["picture-unreadable"]


def test_a_picture_of_too_many_pixels_is_never_decoded() -> None:
    document = with_picture(p(say("留"), inline("rId5")), data=png(20_000, 20_000))
    assert only(document).data is None
    assert [problem.code for problem in document.problems] == ["picture-too-large"]
    assert with_picture(p(inline("rId5")), data=png(30, 30), limits=Limits(page_pixels=899)).problems
    assert not with_picture(p(inline("rId5")), data=png(30, 30), limits=Limits(page_pixels=900)).problems


def test_one_picture_drawn_twice_is_two_marks_of_the_same_bytes() -> None:
    first, second = pictures(with_picture(p(inline("rId5")), p(inline("rId5"))).flow)
    assert first.data is second.data
    assert (first.at.path, second.at.path) == ("paragraph 1", "paragraph 2")


def test_a_ring_drawn_in_word_is_a_mark_that_nobody_looked_at() -> None:
    def drawn(kind: str) -> Document:
        shape = f'<wps:wsp><wps:spPr><a:prstGeom prst="{kind}"/></wps:spPr></wps:wsp>'
        return read(docx(p(r(f"<w:drawing><wp:inline>{shape}</wp:inline></w:drawing>"))))

    assert only(drawn("ellipse")).data is None
    assert list(pictures(drawn("rect").flow)) == []


def test_white_bitmaps_shrink_a_thousandfold_and_are_no_bomb() -> None:
    header = b"BM" + (0).to_bytes(12, "little") + (40).to_bytes(4, "little") + (1000).to_bytes(4, "little") * 2
    bitmap = header + bytes(20) + b"\xff" * 3_000_000
    assert only(with_picture(p(inline("rId5")), data=bitmap, name="image1.bmp")).data == bitmap
    with pytest.raises(DocumentError) as refused:
        with_picture(p(inline("rId5")), data=png() + b"\xff" * 3_000_000)
    assert refused.value.code == "archive-bomb"


def test_pictures_of_a_header_stand_in_the_margins() -> None:
    space = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    )
    parts: dict[str, str | bytes] = {
        "word/h.xml": f"<w:hdr {space}>{p(r(vml_picture('rId1')))}</w:hdr>",
        "word/_rels/h.xml.rels": relationships((("rId1", "image", "media/logo.png"),)),
        "word/media/logo.png": png(),
    }
    section = '<w:sectPr><w:headerReference r:id="rId1"/></w:sectPr>'
    document = read(docx(section, parts=parts, relations=(("rId1", "header", "h.xml"),)))
    assert [found.data for found in pictures(document.margins)] == [png()]
    assert list(pictures(document.flow)) == []
