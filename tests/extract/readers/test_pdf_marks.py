"""Pictures, ink, stamps and form fields of a PDF: their place, their pixels, their values."""

from __future__ import annotations

import io
import zlib

import pytest
from PIL import Image

from extract.document import Document, Picture, Table, paragraphs, pictures
from extract.readers.pdf import marks as pdf_marks
from extract.readers.pdf.reader import read
from tests.extract.readers.pdfdraw import PT, Drawing, pdf

XS = [20.0, 60.0, 190.0]
SEAL = (120.0, 60.0, 160.0, 100.0)
RED = (208, 16, 16)
CIRCLE = "20 60 m 20 82 38 100 60 100 c 82 100 100 82 100 60 c 100 38 82 20 60 20 c 38 20 20 38 20 60 c s"


def form() -> Drawing:
    drawing = Drawing().grid(XS, [40, 110, 130]).text(22, 50, "保证单位").text(62, 50, "同意申报。")
    return drawing.text(62, 90, "单位（盖章）")


def seen(picture: Picture) -> Image.Image:
    assert picture.data is not None
    return Image.open(io.BytesIO(picture.data)).convert("RGB")


def middle(picture: Picture) -> tuple[int, ...]:
    image = seen(picture)
    colour = image.getpixel((image.width // 2, image.height // 2))
    assert isinstance(colour, tuple)
    return colour


def held(document: Document, row: int = 0, column: int = 1) -> list[Picture]:
    """The pictures in one cell of the only table."""
    (table,) = [item for item in document.flow if isinstance(item, Table)]
    return list(pictures(next(c for c in table.cells if (c.row, c.column) == (row, column)).flow))


def test_a_picture_in_a_cell_is_held_by_that_cell_with_its_place_and_size() -> None:
    (picture,) = held(read(pdf(form().image(SEAL))))
    assert picture.at.page == 1
    assert picture.at.box is not None
    assert picture.at.box.to_json() == pytest.approx(list(SEAL), abs=0.1)
    assert (picture.width_mm, picture.height_mm) == pytest.approx((40, 40), abs=0.1)
    assert middle(picture) == RED


def test_a_picture_is_shown_alone_without_the_text_and_lines_it_covers() -> None:
    drawing = form().image((100, 40, 180, 100), rgb=b"\xff\xff\xff")
    assert held(read(pdf(drawing))) == []


def test_a_picture_beside_tables_stands_in_the_flow_and_cuts_no_paragraph() -> None:
    line = "负责全区行政审批和公共服务事项的集中受理与办理工作承担政务服务热线的诉求"
    drawing = Drawing().lines(25, 40, line + "受理转", "和督办工作。").image((100, 30, 130, 60))
    document = read(pdf(drawing))
    assert [p.text for p in paragraphs(document.flow)] == ["", line + "受理转和督办工作。"]
    assert len(list(pictures(document.flow))) == 1


def test_a_mask_is_composed_on_white() -> None:
    drawing = form()
    drawing.images.append(
        ("/Type/XObject/Subtype/Image/Width 2/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", b"\x00\xff")
    )
    drawing.stored_image((2, 1), zlib.compress(b"\xd0\x10\x10" * 2), "/SMask 0 0 R")
    data = pdf(drawing.place(f"{40 * PT} 0 0 {40 * PT} {120 * PT} {drawing.up(100)}"))
    number = data[: data.index(b"/ColorSpace/DeviceGray")].count(b" obj\n")
    (picture,) = held(read(data.replace(b"/SMask 0 0 R", f"/SMask {number} 0 R".encode())))
    image = seen(picture)
    assert image.getpixel((2, image.height // 2)) == (255, 255, 255)
    assert image.getpixel((image.width - 3, image.height // 2)) == RED


def test_a_picture_on_a_turned_page_is_upright() -> None:
    drawing = Drawing(297, 210, rotate=90)
    drawing.stored_image((2, 1), zlib.compress(b"\xd0\x10\x10" + b"\x10\x10\xd0"))
    drawing.place(f"0 {40 * PT:.2f} {-20 * PT:.2f} 0 {100 * PT:.2f} {60 * PT:.2f}")
    drawing.turned_text((0, 1, -1, 0), 46, 188, "单位名称")
    (picture,) = pictures(read(pdf(drawing)).flow)
    image = seen(picture)
    assert (picture.width_mm, picture.height_mm) == pytest.approx((40, 20), abs=0.1)
    left, right = image.getpixel((5, 10)), image.getpixel((image.width - 5, 10))
    assert (left, right) == (RED, (16, 16, 208))


def test_a_picture_inside_a_form_object_is_found() -> None:
    drawing = form()
    head = "/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Matrix[1 0 0 1 0 0]"
    inline = b"BI /W 1 /H 1 /CS /RGB /BPC 8 ID \xd0\x10\x10 EI"
    drawing.forms.append((head, b"q 1 0 0 1 0 0 cm " + inline + b" Q"))
    drawing.operators.append(f"q {40 * PT:.2f} 0 0 {40 * PT:.2f} {120 * PT:.2f} {drawing.up(100):.2f} cm /X0 Do Q")
    (picture,) = held(read(pdf(drawing)))
    assert picture.at.box is not None
    assert picture.at.box.to_json() == pytest.approx(list(SEAL), abs=0.1)
    assert middle(picture) == RED


def test_a_dot_is_no_picture() -> None:
    assert held(read(pdf(form().image((120, 60, 121, 61))))) == []


def test_a_signature_drawn_as_strokes_is_one_picture() -> None:
    drawing = form()
    for index in range(4):
        x, y = (100 + 8 * index) * PT, drawing.up(75)
        drawing.operators.append(
            f"1 w {x:.1f} {y:.1f} m {x + 8:.1f} {y + 12:.1f} {x + 12:.1f} {y - 12:.1f} {x + 20:.1f} {y:.1f} c S"
        )
    (picture,) = held(read(pdf(drawing)))
    assert picture.name == "drawing"
    assert min(band[0] for band in seen(picture).getextrema()) < 60


def test_a_slash_through_a_cell_is_no_picture() -> None:
    assert held(read(pdf(form().line(60, 40, 190, 110)))) == []


def test_the_red_text_of_a_drawn_seal_belongs_to_its_picture_and_not_to_the_opinion() -> None:
    drawing = form()
    x, y = 120 * PT, drawing.up(100)
    drawing.operators.append(f"q 1 0 0 1 {x:.1f} {y:.1f} cm 1 0 0 RG 2 w {CIRCLE} Q")
    drawing.operators.append(f"q 1 0 0 1 {x + 30:.1f} {y + 30:.1f} cm 1 0 0 RG 2 w {CIRCLE} Q")
    drawing.text(135, 85, "公章", colour="1 0 0 rg")
    document = read(pdf(drawing))
    assert len(held(document)) == 1
    assert "公章" not in document.text
    assert "单位（盖章）" in document.text


def test_coloured_text_outside_a_drawing_is_text() -> None:
    assert "请填写全称" in read(pdf(form().text(62, 60, "请填写全称", colour="1 0 0 rg"))).text


def test_a_stamp_annotation_is_a_picture_of_itself_alone() -> None:
    drawing = form().annotation("Stamp", SEAL, appearance="0.8 0.05 0.05 rg 0 0 200 200 re f")
    (picture,) = held(read(pdf(drawing)))
    assert picture.name == "annotation"
    assert middle(picture)[0] > 180
    assert middle(picture)[1] < 60


def test_a_hidden_stamp_is_none() -> None:
    drawing = form().annotation("Stamp", SEAL, appearance="1 0 0 rg 0 0 200 200 re f")
    drawing.annotations = [(head.replace("/F 4", "/F 2"), body) for head, body in drawing.annotations]
    assert held(read(pdf(drawing))) == []


def test_a_signed_field_shows_its_appearance_and_an_unsigned_one_nothing() -> None:
    signed = form().annotation("Widget", SEAL, "/FT/Sig/T(seal)", "0.8 0 0 rg 0 0 200 200 re f")
    assert len(held(read(pdf(signed, fields=True)))) == 1
    unsigned = form().annotation("Widget", SEAL, "/FT/Sig/T(seal)")
    assert held(read(pdf(unsigned, fields=True))) == []


def test_the_value_of_a_text_field_is_text_in_its_place() -> None:
    drawing = Drawing().grid(XS, [40, 52]).text(22, 46, "单位名称")
    value = "FEFF" + "西陵区政务服务中心".encode("utf-16-be").hex()
    drawing.annotation("Widget", (62, 42, 180, 50), f"/FT/Tx/T(name)/V<{value}>")
    (table,) = read(pdf(drawing, fields=True)).flow
    assert isinstance(table, Table)
    assert [c.text for c in table.cells] == ["单位名称", "西陵区政务服务中心"]


def test_a_field_on_a_line_follows_its_label() -> None:
    drawing = Drawing().text(30, 60, "试点名称：")
    drawing.annotation("Widget", (52, 56, 180, 64), "/FT/Tx/T(name)/V(ABC 2016)")
    assert read(pdf(drawing, fields=True)).text == "试点名称：ABC 2016"


def test_typewriter_text_over_a_form_is_text() -> None:
    contents = "FEFF" + "同意推荐".encode("utf-16-be").hex()
    drawing = Drawing().grid(XS, [40, 52]).text(22, 46, "推荐意见")
    drawing.annotation("FreeText", (62, 42, 120, 50), f"/Contents<{contents}>/DA(/Helv 12 Tf)")
    assert "同意推荐" in read(pdf(drawing)).text


@pytest.mark.parametrize(("state", "box"), [("/Yes", "☑"), ("/Off", "☐")])
def test_a_check_box_is_read_as_ticked_or_not(state: str, box: str) -> None:
    drawing = Drawing().text(40, 46, "有")
    drawing.annotation("Widget", (33, 44, 37, 48), f"/FT/Btn/T(yes)/V{state}/AS{state}/AP<</N<</Yes<<>>/Off<<>>>>>>")
    assert read(pdf(drawing, fields=True)).text == f"{box}有" or read(pdf(drawing, fields=True)).text == f"{box} 有"


def test_a_form_of_plain_text_is_never_rendered(monkeypatch: pytest.MonkeyPatch) -> None:
    def rendered(*_: object, **__: object) -> bytes:
        raise AssertionError("a plain text form was rendered")

    monkeypatch.setattr(pdf_marks, "png_of_region", rendered)
    assert "同意申报" in read(pdf(form())).text


def test_tiles_of_a_scan_under_a_text_layer_are_no_pictures() -> None:
    drawing = form()
    for row in range(4):
        for column in range(2):
            drawing.image((105 * column, 74.25 * row, 105 * (column + 1), 74.25 * (row + 1)))
    document = read(pdf(drawing))
    assert list(pictures(document.flow)) == []
    assert [p.code for p in document.problems] == ["text-layer-over-scan"]


def test_a_background_is_no_picture_and_the_seal_on_it_is_one() -> None:
    drawing = Drawing().image((0, 0, 210, 297), rgb=b"\xf0\xf0\xf0")
    drawing.operators += form().image(SEAL).operators[:-1]
    drawing.stored_image((8, 8), zlib.compress(b"\xd0\x10\x10" * 64))
    drawing.place(f"{40 * PT} 0 0 {40 * PT} {120 * PT} {drawing.up(100)}")
    (picture,) = held(read(pdf(drawing)))
    assert middle(picture) == RED


def curve(*points: tuple[float, float]) -> str:
    """A stroke from the first point along the curve of the others, in millimetres."""
    (x, y), *bends = [(a * PT, (297 - b) * PT) for a, b in points]
    return f"q 1 w {x:.2f} {y:.2f} m {' '.join(f'{a:.2f} {b:.2f}' for a, b in bends)} c S Q"


def test_signatures_drawn_in_rows_close_below_one_another_are_one_each() -> None:
    drawing = Drawing().grid(XS, [40, 50, 60, 70])
    for top in (42, 52, 62):
        for x in (100, 106, 112, 118):
            drawing.operators.append(curve((x, top), (x + 12, top - 6), (x - 6, top + 12), (x + 5, top + 6)))
    document = read(pdf(drawing))
    for row in range(3):
        (signed,) = held(document, row)
        assert signed.at.box is not None
        assert signed.at.box.y0 > 40 + 10 * row
        assert signed.at.box.y1 < 50 + 10 * row


def test_the_words_of_a_drawn_seal_are_a_part_of_it_whichever_way_each_runs() -> None:
    drawing = form()
    ring = [(140 + 20 * x, 80 + 20 * y) for x, y in ((-1, 0), (-1, -1.33), (1, -1.33), (1, 0), (1, 1.33), (-1, 1.33))]
    for ends in ((*ring[:4],), (ring[3], *ring[4:], ring[0])):
        drawing.operators.append(f"0.8 0.1 0.1 RG {curve(*ends)}")
    for x, y, turn in ((128, 80, (0, 1, -1, 0)), (132, 72, (0.7, 0.7, -0.7, 0.7)), (137, 68, (1, 0, 0, 1))):
        drawing.turned_text(turn, x, y, "市", 14, colour="0.8 0.1 0.1 rg")
    document = read(pdf(drawing))
    (seal,) = held(document)
    assert "市" not in document.text
    image = seen(seal)
    reds = [image.getpixel((x, image.height * 11 // 40)) for x in range(image.width // 4, image.width // 2)]
    assert any(isinstance(pixel, tuple) and pixel[1] < 100 for pixel in reds)
