"""PDFs as LibreOffice writes them, and pdfplumber as a second reader of the same page."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import docx
import pdfplumber
import pytest

from extract.document import Table
from extract.readers.pdf import reader
from extract.readers.pdf.plumber import plumber_grids, stray_chars
from extract.readers.pdf.reader import read
from forms.evidence import BBox
from tests.extract.readers.pdfdraw import Drawing, pdf

XS, YS = [20.0, 60.0, 110.0, 190.0], [40.0, 52.0, 64.0, 90.0]
LONG = "中心现有进驻部门32个，窗口工作人员146名，年均办理各类审批服务事项18.6万件，群众满意率99.2%。"


def tables(data: bytes) -> list[Table]:
    return [item for item in read(data).flow if isinstance(item, Table)]


@pytest.mark.needs("soffice")
@pytest.mark.needs("chinese-fonts")
def test_every_cell_of_a_word_table_is_read_from_libreoffices_pdf(tmp_path: Path) -> None:
    word = docx.Document()
    table = word.add_table(30, 4)
    table.style = "Table Grid"
    written = [[f"第{row}行", "联系人/电话", LONG if row % 4 == 0 else "王晓梅", f"{row}@163.com"] for row in range(30)]
    for row, texts in enumerate(written):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(3, 1).merge(table.cell(3, 3)).text = "合并的单元格"
    written[3][1:] = ["合并的单元格"]
    word.save(str(tmp_path / "form.docx"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "form.docx")], check=True, capture_output=True, timeout=120)
    (joined,) = tables((tmp_path / "form.pdf").read_bytes())
    assert [[cell.text for cell in row] for row in joined.by_row()] == written


def test_pdfplumber_finds_the_same_cells() -> None:
    drawing = Drawing().grid(XS, YS)
    for column, x in enumerate(XS[:-1]):
        for row, y in enumerate(YS[:-1]):
            drawing.text(x + 2, y + 5, f"r{row}c{column}")
    data = pdf(drawing)
    with pdfplumber.open(io.BytesIO(data)) as document:
        (theirs,) = document.pages[0].extract_tables()
    (ours,) = tables(data)
    assert [[cell.text for cell in row] for row in ours.by_row()] == theirs


def test_pdfplumbers_cells_are_in_millimetres_of_the_crop_box() -> None:
    (grid,) = plumber_grids(pdf(Drawing(crop=(10, 20, 200, 290)).grid(XS, YS)), 1)
    assert grid.box.to_json() == pytest.approx([10, 20, 180, 70], abs=0.2)


def test_pdfplumber_is_asked_only_where_text_has_no_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(reader, "plumber_grids", lambda data, number: asked.append(number) or [])
    read(pdf(Drawing().grid(XS, YS).text(22, 46, "单位名称")))
    assert asked == []
    open_corner = Drawing().grid([20, 60, 190], [40, 60]).line(20, 60, 20, 80).line(60, 60, 60, 80).line(20, 80, 60, 80)
    read(pdf(open_corner.text(100, 70, "旁注")))
    assert asked == [1]


def test_text_outside_every_table_is_not_stray() -> None:
    (grid,) = plumber_grids(pdf(Drawing().grid(XS, YS)), 1)
    assert grid.box.overlap(BBox(20, 40, 190, 90)) == pytest.approx(170 * 50, rel=0.01)
    assert stray_chars([grid], []) == 0
