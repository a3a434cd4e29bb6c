"""Photographs of pages as one PDF: each a page, upright, in the order of their names, and nothing of them changed."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from webhook.service.intake.photo_pages import joined
from webhook.service.intake.uploads import Upload
from webhook.service.problems import BadUpload, Invalid


def photograph(size: tuple[int, int] = (30, 40), mode: str = "RGB", orientation: int = 1) -> bytes:
    """White, with a dark band along its left side."""
    picture = Image.new("RGB", size, "white")
    picture.paste("black", (0, 0, size[0] // 4, size[1]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    out = io.BytesIO()
    picture.convert(mode).save(out, "JPEG", exif=exif)
    return out.getvalue()


def vast() -> bytes:
    """A JPEG that says it is of 65000 × 65000 pixels."""
    data = photograph()
    at = data.index(b"\xff\xc0")
    return data[: at + 5] + (65000).to_bytes(2, "big") * 2 + data[at + 9 :]


def pdf_of(**files: bytes) -> bytes:
    return joined([Upload(f"{name}.jpg", io.BytesIO(data)) for name, data in files.items()]).stream.read()


def embedded(pdf: bytes) -> list[bytes]:
    with pikepdf.open(io.BytesIO(pdf)) as read:
        return [page.Resources.XObject.P.read_raw_bytes() for page in read.pages]


def test_pages_follow_the_numbers_in_the_names_and_hold_the_files_own_bytes() -> None:
    first, second, tenth = photograph((30, 40)), photograph((30, 41)), photograph((30, 42))
    assert embedded(pdf_of(IMG_10=tenth, IMG_2=second, IMG_1=first)) == [first, second, tenth]


def test_the_file_is_called_after_its_first_page() -> None:
    uploads = [Upload(rf"C:\\照片\\{name}.jpg", io.BytesIO(photograph())) for name in ("IMG_2", "IMG_1")]
    assert joined(uploads).name == "IMG_1等2页.pdf"


def test_the_same_photographs_give_the_same_file() -> None:
    assert pdf_of(a=photograph(), b=photograph()) == pdf_of(b=photograph(), a=photograph())


@pytest.mark.parametrize(("size", "page"), [((30, 40), (210, 280)), ((40, 30), (280, 210))])
def test_a_page_is_as_wide_as_a4_upright_and_as_high_where_it_lies(
    size: tuple[int, int], page: tuple[int, int]
) -> None:
    read = pypdfium2.PdfDocument(pdf_of(a=photograph(size), b=photograph(size)))
    assert tuple(round(side / 72 * 25.4) for side in read[1].get_size()) == page
    read.close()


@pytest.mark.parametrize(("orientation", "dark"), [(1, "left"), (3, "right"), (6, "top"), (8, "bottom")])
def test_a_photograph_stands_as_its_camera_says(orientation: int, dark: str) -> None:
    read = pypdfium2.PdfDocument(pdf_of(a=photograph((60, 60), orientation=orientation), b=photograph()))
    shown = read[0].render(scale=0.1).to_pil().convert("L")
    read.close()
    width, height = shown.size
    middles = {
        "left": (width // 8, height // 2),
        "right": (7 * width // 8, height // 2),
        "top": (width // 2, height // 8),
        "bottom": (width // 2, 7 * height // 8),
    }
    assert min(middles, key=lambda side: shown.getpixel(middles[side])) == dark


def test_a_grey_photograph_is_joined_too() -> None:
    assert len(embedded(pdf_of(a=photograph(mode="L"), b=photograph()))) == 2


@pytest.mark.parametrize("data", [b"%PDF-1.4", b"words", photograph(mode="CMYK")])
def test_what_is_no_photograph_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        pdf_of(a=photograph(), 合同=data)
    assert refused.value.code == "not-a-photograph"
    assert "“合同.jpg”" in refused.value.message


def test_a_photograph_that_breaks_off_in_its_head_is_refused_by_name() -> None:
    with pytest.raises((BadUpload, Invalid)) as refused:
        pdf_of(a=photograph(), b=photograph()[:100])
    assert "“b.jpg”" in refused.value.message


def test_a_photograph_that_says_it_is_vast_is_refused_before_it_is_opened() -> None:
    with pytest.raises(BadUpload) as refused:
        pdf_of(a=photograph(), b=vast())
    assert refused.value.code == "picture-too-large"
