"""Scans and photographs go the whole way: taken in, read by the real reader within its limits, shown, reviewed."""

from __future__ import annotations

import io
from email.message import EmailMessage
from functools import cache
from typing import Any

import numpy as np
import pytest
from PIL import Image

from extract.limits import Limits
from extract.readers.pdf.open import loaded_page, opened
from extract.readers.pdf.render import bgr_of_page
from extract.readers.pdf.space import space_of
from tests.extract.readers.pdfdraw import Drawing, pdf
from tests.webhook.conftest import Office

UNIT = "武汉市江汉区政务服务中心"


def application() -> Drawing:
    """One page of an application: the cover's lines and the first rows of the unit's table."""
    drawing = Drawing().text(55, 30, "社会管理和公共服务综合标准化试点申请书")
    for row, (label, value) in enumerate(
        (("试点名称", "江汉区政务服务综合标准化试点"), ("承担单位", UNIT), ("保证单位", "武汉市江汉区人民政府"))
    ):
        drawing.text(40, 45 + 10 * row, f"{label}：{value}")
    drawing.text(25, 85, "一、试点承担单位基本信息").grid([25, 65, 110, 140, 185], [92, 104, 116, 128])
    cells = (
        ("单位名称", UNIT, "邮编", "430021"),
        ("联系人", "张伟", "联系电话", "027-85481234"),
        ("注册地址", "武汉市", "", ""),
    )
    for row, texts in enumerate(cells):
        for column, text in enumerate(texts):
            drawing.text((28, 68, 113, 143)[column], 99 + 12 * row, text)
    return drawing


@cache
def picture() -> Image.Image:
    with opened(pdf(application()), Limits()) as document, loaded_page(document, 0) as page:
        pixels = bgr_of_page(document, page, space_of(page), 150)
    return Image.fromarray(np.ascontiguousarray(pixels[:, :, ::-1]))


def saved(kind: str, image: Image.Image | None = None) -> bytes:
    out = io.BytesIO()
    (image or picture()).save(out, kind, **({} if kind == "WEBP" else {"dpi": (150, 150)}))
    return out.getvalue()


def read(office: Office, name: str, data: bytes) -> dict[str, Any]:
    told = dict(office.post((name, data), query="?wait=60").get_json())
    for _ in range(5):
        if told["status"] != "reading":
            return told
        told = dict(office.post((name, data), query="?wait=60").get_json())
    return told


@pytest.fixture(scope="module")
def sideways(real: Office) -> dict[str, Any]:
    """The application photographed on its side, handed in as a JPEG."""
    return read(real, "申请书.jpg", saved("JPEG", picture().transpose(Image.Transpose.ROTATE_90)))


def test_a_photograph_is_read_into_a_record_within_the_limits_of_a_reader(sideways: dict[str, Any]) -> None:
    assert sideways["status"] in ("complete", "partial")
    assert sideways["record"]["form"] == "annex1-application"
    assert sideways["record"]["fields"]["guarantor_units"]["value"] == ["武汉市江汉区人民政府"]
    assert sideways["record"]["fields"]["lead_unit"]["value"] == UNIT


def test_the_piece_of_the_photograph_is_the_value_upright(real: Office, sideways: dict[str, Any]) -> None:
    """Where the unit stands there is ink, and the piece is wider than high, as the value is."""
    document = sideways["documents"][0]["id"]
    answer = real.request("GET", f"/documents/{document}/evidence?where=fields.lead_unit")
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    piece = Image.open(io.BytesIO(answer.data)).convert("L")
    assert piece.width > 1.5 * piece.height
    assert piece.getextrema()[0] < 100


def test_the_page_of_the_photograph_is_shown_upright_at_the_size_that_was_told(
    real: Office, sideways: dict[str, Any]
) -> None:
    document = sideways["documents"][0]
    [sheet] = document["forms"][0]["sheets"]
    shown = Image.open(io.BytesIO(real.request("GET", f"/documents/{document['id']}/pages/1?dpi=110").data))
    assert shown.size == pytest.approx([side / 25.4 * 110 for side in sheet["size_mm"]], abs=1.5)
    assert shown.height > shown.width
    title = shown.convert("L").crop((0, round(24 / 25.4 * 110), shown.width, round(34 / 25.4 * 110)))
    assert title.getextrema()[0] < 100, "the title stands at the top"


@pytest.mark.parametrize(("name", "kind"), [("a.png", "PNG"), ("a.tif", "TIFF"), ("a.bmp", "BMP"), ("a.webp", "WEBP")])
def test_every_kind_of_picture_is_taken_and_kept(office: Office, name: str, kind: str) -> None:
    small = saved(kind, Image.new("RGB", (40, 60), "white"))
    submission = office.post((name, small))
    assert submission.status_code == 202
    [document] = submission.get_json()["documents"]
    assert office.request("GET", f"/documents/{document['id']}/original").data == small


def test_a_picture_attached_to_a_mail_is_a_document_of_its_own(real: Office) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "sb@example.org", "申报"
    mail.set_content("见附件。")
    mail.add_attachment(saved("PNG", Image.new("RGB", (400, 560), "white")), "image", "png", filename="扫描件.png")
    told = read(real, "申报.eml", mail.as_bytes())
    assert [document["name"] for document in told["documents"]] == ["申报.eml", "扫描件.png"]
    assert [document["state"] for document in told["documents"]] == ["unpacked", "read"]
