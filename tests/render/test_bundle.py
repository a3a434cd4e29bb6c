"""Packages: originals bound page by page as they are, pictures in their own size, the same bytes each time."""

from __future__ import annotations

import hashlib
import io
import zlib
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from docx import Document
from PIL import Image

from render.bundles.bundle import PDF, PICTURE, Laid, Piece, Source, bind, lay_out
from render.bundles.picture import PictureError, picture_pages, place
from render.bundles.sheets import Chapter, Contents, Entry, contents_sheet, divider_sheet
from render.errors import RenderError

MM = 72 / 25.4
A3 = (297 * MM, 420 * MM)


def pdf(file: Path, *pages: tuple[float, float], says: bytes = b"") -> Path:
    """A PDF whose pages say their number."""
    with pikepdf.new() as made:
        for number, size in enumerate(pages, 1):
            made.add_blank_page(page_size=size)
            made.pages[-1].Contents = made.make_stream(says + b"%% page %d" % number)
        made.save(file)
    return file


def picture(file: Path, size: tuple[int, int], mode: str = "RGB", **saved: Any) -> Path:
    Image.new(mode, size, 0 if mode == "1" else "white").save(file, **saved)
    return file


def sizes(file: Path) -> list[tuple[int, int]]:
    """Width and height of each page in millimetres, as it is stored."""
    with pikepdf.open(file) as read:
        return [(round(float(p.mediabox[2]) / MM), round(float(p.mediabox[3]) / MM)) for p in read.pages]


def drawn(file: Path) -> pikepdf.Object:
    """The picture on the only page."""
    with pikepdf.open(file) as read:
        (page,) = read.pages
        image = page.Resources.XObject.P
        return pikepdf.Dictionary(
            Filter=image.Filter, Bits=image.BitsPerComponent, Space=image.ColorSpace, Raw=image.read_raw_bytes(),
            Matrix=page.Contents.read_bytes(), Rotate=page.get("/Rotate", 0), Decode=image.get("/Decode", 0),
        )  # fmt: skip


# -- pages as they are ----------------------------------------------------------------------------------------------


def test_pages_keep_their_order_size_and_content(tmp_path: Path) -> None:
    one = pdf(tmp_path / "a.pdf", (595, 842), A3)
    two = pdf(tmp_path / "b.pdf", (842, 595), says=b"other ")
    laid = lay_out([Source(one, PDF, "a"), Source(two, PDF, "b")], tmp_path)
    assert bind([Piece(part) for part in laid], "报送材料", tmp_path / "print.pdf") == 3
    with pikepdf.open(tmp_path / "print.pdf") as read:
        assert [page.Contents.read_bytes() for page in read.pages] == [b"% page 1", b"% page 2", b"other % page 1"]
    assert sizes(tmp_path / "print.pdf") == [(210, 297), (297, 420), (297, 210)]


def test_a_picture_in_a_scan_is_not_encoded_anew(tmp_path: Path) -> None:
    photo = picture(tmp_path / "a.jpg", (600, 400), dpi=(300, 300))
    picture_pages(photo, tmp_path / "scan.pdf")
    (laid,) = lay_out([Source(tmp_path / "scan.pdf", PDF, "scan")], tmp_path)
    bind([Piece(laid)], "t", tmp_path / "print.pdf")
    assert bytes(drawn(tmp_path / "print.pdf").Raw) == photo.read_bytes()


def test_of_a_folder_scanned_as_one_only_the_paper_s_own_pages_are_bound(tmp_path: Path) -> None:
    whole = pdf(tmp_path / "a.pdf", *[(595, 842)] * 5)
    (laid,) = lay_out([Source(whole, PDF, "a", 2, 4)], tmp_path)
    assert laid == Laid(whole, 2, 3)
    bind([Piece(laid)], "t", tmp_path / "print.pdf")
    with pikepdf.open(tmp_path / "print.pdf") as read:
        assert [page.Contents.read_bytes() for page in read.pages] == [b"% page 2", b"% page 3", b"% page 4"]


def test_what_pages_inherit_stays_theirs(tmp_path: Path) -> None:
    with pikepdf.new() as made:
        made.add_blank_page(page_size=A3)
        del made.pages[0]["/MediaBox"]
        made.Root.Pages.MediaBox = [0, 0, *A3]
        made.Root.Pages.Rotate = 90
        made.save(tmp_path / "a.pdf")
    bind(
        [Piece(part) for part in lay_out([Source(tmp_path / "a.pdf", PDF, "a")], tmp_path)], "t", tmp_path / "print.pdf"
    )
    with pikepdf.open(tmp_path / "print.pdf") as read:
        assert (read.pages[0].Rotate, round(float(read.pages[0].mediabox[2]))) == (90, round(A3[0]))


def test_bookmarks_lead_to_each_pilot_and_its_papers(tmp_path: Path) -> None:
    (laid,) = lay_out([Source(pdf(tmp_path / "a.pdf", (595, 842), (595, 842)), PDF, "a")], tmp_path)
    pieces = [Piece(laid, "目录"), Piece(laid), Piece(laid, "养老服务<&>试点"), Piece(laid, "评估报告", 1)]
    bind(pieces, "t", tmp_path / "print.pdf")
    with pikepdf.open(tmp_path / "print.pdf") as read, read.open_outline() as outline:
        assert [(item.title, [below.title for below in item.children]) for item in outline.root] == [
            ("目录", []),
            ("养老服务<&>试点", ["评估报告"]),
        ]
        target = outline.root[1].children[0].destination
        assert pikepdf.Page(target[0]).index == 6


def test_the_same_parts_give_the_same_bytes(tmp_path: Path) -> None:
    sources = [
        Source(pdf(tmp_path / "a.pdf", (595, 842)), PDF, "a"),
        Source(picture(tmp_path / "b.png", (90, 90)), PICTURE, "b"),
    ]
    hashes = set()
    for number in range(2):
        folder = tmp_path / str(number)
        folder.mkdir()
        bind([Piece(part, part.file.name) for part in lay_out(sources, folder)], "t", folder / "print.pdf")
        hashes.add(hashlib.sha256((folder / "print.pdf").read_bytes()).hexdigest())
    assert len(hashes) == 1


def test_what_a_page_does_when_opened_is_left_out(tmp_path: Path) -> None:
    with pikepdf.new() as made:
        made.add_blank_page()
        made.pages[0]["/AA"] = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)"))
        made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(2)")
        made.save(tmp_path / "a.pdf")
    bind(
        [Piece(part) for part in lay_out([Source(tmp_path / "a.pdf", PDF, "a")], tmp_path)], "t", tmp_path / "print.pdf"
    )
    assert b"app.alert" not in (tmp_path / "print.pdf").read_bytes()


@pytest.mark.parametrize(("data", "said"), [(b"%PDF-1.7 nothing", "已损坏"), (b"", "已损坏")])
def test_a_damaged_original_is_named(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    with pytest.raises(RenderError, match=f"“评估报告.pdf”.*{said}"):
        lay_out([Source(tmp_path / "a.pdf", PDF, "评估报告.pdf")], tmp_path)


def test_an_original_with_a_password_is_named(tmp_path: Path) -> None:
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(tmp_path / "a.pdf", encryption=pikepdf.Encryption(user="x", owner="y"))
    with pytest.raises(RenderError, match=r"“a.pdf”设有密码"):
        lay_out([Source(tmp_path / "a.pdf", PDF, "a.pdf")], tmp_path)


def test_pages_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="共1页，没有第1至3页"):
        lay_out([Source(pdf(tmp_path / "a.pdf", (595, 842)), PDF, "a.pdf", 1, 3)], tmp_path)


def test_a_set_has_its_largest_number_of_pages(tmp_path: Path) -> None:
    laid = Laid(pdf(tmp_path / "a.pdf", (595, 842)), 1, 5_001)
    with pytest.raises(RenderError, match="超过5000页"):
        bind([Piece(laid)], "t", tmp_path / "print.pdf")


def test_what_was_filled_into_a_pdf_s_fields_stays_on_its_page(tmp_path: Path) -> None:
    with pikepdf.new() as made:
        made.add_blank_page()
        look = made.make_stream(b"BT ET", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
        field = made.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Tx,
                T="a",
                V="同意",
                Rect=[0, 0, 9, 9],
                AP=pikepdf.Dictionary(N=look),
            )
        )
        made.pages[0].Annots = pikepdf.Array([field])
        made.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
        made.save(tmp_path / "a.pdf")
    (laid,) = lay_out([Source(tmp_path / "a.pdf", PDF, "a")], tmp_path)
    bind([Piece(laid)], "t", tmp_path / "print.pdf")
    with pikepdf.open(tmp_path / "print.pdf") as read:
        (kept,) = read.pages[0].Annots
        assert (str(kept.V), kept.AP.N.read_bytes()) == ("同意", b"BT ET")


# -- pictures -------------------------------------------------------------------------------------------------------


def test_a_scanned_sheet_fills_its_page() -> None:
    where = place((2480, 3508), (300, 300))
    assert where.page == (210, 297)
    assert where.size == pytest.approx((210, 297), abs=0.1)


def test_a_scanned_a3_sheet_stays_a3() -> None:
    assert place((4961, 3508), (300, 300)).page == (420, 297)


def test_a_small_picture_is_not_enlarged() -> None:
    where = place((600, 300), (300, 300))
    assert where.page == (297, 210)
    assert where.size == pytest.approx((50.8, 25.4))
    assert (where.left, where.bottom) == pytest.approx((123.1, 92.3))


@pytest.mark.parametrize("dpi", [None, (72, 72), (1, 1), (30000, 30000)])
def test_a_photograph_is_made_small_enough_for_a4_with_white_around(dpi: tuple[float, float] | None) -> None:
    where = place((3000, 4000), dpi)
    assert where.page == (210, 297)
    assert where.size == pytest.approx((190, 253.33), abs=0.01)


def test_a_jpeg_is_kept_as_it_is(tmp_path: Path) -> None:
    photo = picture(tmp_path / "a.jpg", (600, 400), dpi=(150, 150))
    assert picture_pages(photo, tmp_path / "a.pdf") == 1
    image = drawn(tmp_path / "a.pdf")
    assert (image.Filter, bytes(image.Raw)) == (pikepdf.Name.DCTDecode, photo.read_bytes())


def test_a_photograph_taken_upright_is_shown_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    picture_pages(picture(tmp_path / "a.jpg", (400, 300), exif=exif), tmp_path / "a.pdf")
    assert drawn(tmp_path / "a.pdf").Rotate == 90


def test_four_colours_of_a_jpeg_are_not_turned_into_their_opposite(tmp_path: Path) -> None:
    picture_pages(picture(tmp_path / "a.jpg", (40, 30), "CMYK"), tmp_path / "a.pdf")
    assert list(drawn(tmp_path / "a.pdf").Decode) == [1, 0] * 4


def test_every_frame_of_a_scan_is_a_page(tmp_path: Path) -> None:
    frames = [Image.new("1", (827, 1169), 1) for _ in range(3)]
    frames[0].save(tmp_path / "a.tif", save_all=True, append_images=frames[1:], dpi=(100, 100), compression="group4")
    assert picture_pages(tmp_path / "a.tif", tmp_path / "a.pdf") == 3
    assert sizes(tmp_path / "a.pdf") == [(210, 297)] * 3


def test_pixels_stay_as_they_were_and_nothing_drawn_is_white(tmp_path: Path) -> None:
    image = Image.new("RGBA", (2, 1), (0, 0, 0, 0))
    image.putpixel((1, 0), (10, 20, 30, 255))
    image.save(tmp_path / "a.png")
    picture_pages(tmp_path / "a.png", tmp_path / "a.pdf")
    assert zlib.decompress(bytes(drawn(tmp_path / "a.pdf").Raw)) == bytes([255, 255, 255, 10, 20, 30])


def test_a_damaged_picture_says_so(tmp_path: Path) -> None:
    whole = io.BytesIO()
    Image.effect_noise((200, 200), 50).save(whole, "PNG")
    (tmp_path / "a.png").write_bytes(whole.getvalue()[:900])
    with pytest.raises(PictureError, match="已损坏"):
        picture_pages(tmp_path / "a.png", tmp_path / "a.pdf")


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    picture(tmp_path / "a.png", (12_000, 11_000), "1")
    with pytest.raises(RenderError, match="超过120百万像素"):
        lay_out([Source(tmp_path / "a.png", PICTURE, "a.png")], tmp_path)


# -- the sheets -----------------------------------------------------------------------------------------------------


def words(docx: bytes) -> list[str]:
    document = Document(io.BytesIO(docx))
    lines = [paragraph.text for paragraph in document.paragraphs]
    return [*lines, *(" ".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows)]


def contents(name: str = "养老服务试点") -> Contents:
    chapter = Chapter(name, "荆州市民政局", (Entry("评估申请表（附件2）", "扫描件", 4, 6),), 5)
    letter = Entry("报送公函", "盖章扫描件", 2, 3)
    return Contents("评估结果报送材料", "省联席办", "鄂联办函〔2026〕3号", 2, letter, (chapter,), ("说明。",))


def test_the_contents_name_every_paper_with_its_pages() -> None:
    said = words(contents_sheet(contents(), 1))
    assert "第1份（共2份）" in said
    assert " 报送公函 盖章扫描件 2 3" in said
    assert "1 评估申请表（附件2） 扫描件 4 6" in said
    assert "注1：说明。" in said


def test_copies_differ_in_their_mark_alone() -> None:
    first, second = words(contents_sheet(contents(), 1)), words(contents_sheet(contents(), 2))
    assert [(a, b) for a, b in zip(first, second, strict=True) if a != b] == [("第1份（共2份）", "第2份（共2份）")]


@pytest.mark.parametrize("name", ["<&>\"'{{ 试点 }}", "试" * 5000, "\x07试点𠮷"])
def test_any_name_is_said_as_it_is(name: str) -> None:
    shown = name.replace("\x07", "\ufffd")
    assert any(shown in line for line in words(contents_sheet(contents(name), 1)))
    assert shown in words(divider_sheet(contents(name).chapters[0], 1))
