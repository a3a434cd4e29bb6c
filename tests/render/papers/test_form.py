"""Every paper keeps to GB/T 9704-2012 by the product's own check, as a Word file and, where LibreOffice is, as a PDF."""

from __future__ import annotations

import io
from dataclasses import replace

import pdfplumber
import pytest

from render.conformance import check
from render.letters.build import templates
from render.papers.catalogue import PAPERS, paper
from render.papers.compose import compose
from render.papers.kinds import About, Format
from render.papers.paper import Paper
from render.papers.sample import PROVINCE, sample_request
from render.papers.title import LINE_CHARACTERS, broken
from render.pdf import to_pdf
from render.template import LETTERS, Template, placeholders
from render.wording import mark_size

MADE = [
    (known, layout, pilots)
    for known in PAPERS
    for layout in known.formats
    for pilots in (1, 5)
    if layout is not Format.FORM and (pilots == 1 or known.about is About.MANY)
]
MM = 25.4 / 72


@pytest.mark.parametrize(("known", "layout", "pilots"), MADE, ids=lambda value: getattr(value, "id", str(value)))
def test_every_paper_keeps_to_the_standard_as_a_word_file(known: Paper, layout: Format, pilots: int) -> None:
    report = check(compose(sample_request(known, layout, pilots, draft=False)).docx, f"{known.id}.docx")
    assert report.format == ("letter" if layout is Format.LETTER else "document")
    assert [deviation.message for deviation in report.deviations] == []


@pytest.mark.needs("soffice", "chinese-fonts")
@pytest.mark.slow
def test_papers_of_each_sort_keep_to_the_standard_on_the_page() -> None:
    wanted = {"D05": 5, "D06": 1, "D13": 5, "D20": 1, "D21": 1, "D03": 1}
    made = {known: compose(sample_request(paper(known), None, pilots, draft=False)) for known, pilots in wanted.items()}
    long_named = replace(sample_request(paper("D06p"), draft=False), issuer=PROVINCE, copies_to=("襄阳市局",) * 20)
    made["D06p"] = compose(long_named)
    for known, printed in zip(made, to_pdf([letter.docx for letter in made.values()]), strict=True):
        assert [found.message for found in check(printed.data, f"{known}.pdf").deviations] == [], known


@pytest.mark.needs("soffice", "chinese-fonts")
@pytest.mark.slow
def test_signature_and_imprint_stay_together_however_long_the_text_is() -> None:
    request = sample_request(paper("D20"), draft=False)
    lines = ["发现的问题逐条列明如下。"] * 24
    made = [
        compose(replace(request, facts={**request.facts, "facts": "\n".join(lines[:n])})).docx for n in range(9, 24, 2)
    ]
    for printed in to_pdf(made):
        with pdfplumber.open(io.BytesIO(printed.data)) as document:
            pages = ["".join(c["text"] for c in page.chars) for page in document.pages]
            bottom = max(c["bottom"] * MM for c in document.pages[-1].chars if c["top"] * MM < 265)
        assert "印发" in pages[-1]
        assert "不得重新申请试点" in pages[-1], "the last page has text of its own"
        assert pages[-1].count("2026年3月5日") >= 2
        assert 255 < bottom < 262.5


def test_every_shipped_template_is_what_its_builder_makes() -> None:
    built = templates()
    assert {path.stem for path in LETTERS.glob("*.docx")} == built.keys()
    stale = [name for name, data in built.items() if (LETTERS / f"{name}.docx").read_bytes() != data]
    assert stale == [], "run python -m render.letters.build"


def test_no_template_is_shipped_that_no_paper_uses() -> None:
    used = {known.template_name(layout) for known in PAPERS for layout in known.formats if layout is not Format.FORM}
    assert used == {path.stem for path in LETTERS.glob("*.docx")}


def test_placeholders_are_in_chinese() -> None:
    names = {name for path in LETTERS.glob("*.docx") for name in placeholders(Template.letter(path.stem))}
    assert sorted(name for name in names if name.isascii()) == []


@pytest.mark.parametrize(
    ("mark", "size"),
    [
        ("湖北省市场监督管理局", "宽"),
        ("湖北省社会管理和公共服务标准化联席", "中"),
        ("湖北省社会管理和公共服务标准化联席会议办公室", "窄"),
        ("湖北省社会管理和公共服务标准化联席会议办公室某某处文件", "长"),
        ("长" * 60, "长"),
    ],
)
def test_the_issuer_s_mark_is_as_wide_as_its_name_lets_it_be(mark: str, size: str) -> None:
    assert mark_size(mark) == size


@pytest.mark.parametrize(
    "title",
    [
        "湖北省社会管理和公共服务标准化联席会议办公室关于上报社会管理和公共服务综合标准化试点申请的函",
        "国家标准化管理委员会关于下达国家级社会管理和公共服务综合标准化试点任务的通知",
        "湖北省市场监督管理局关于责令“武汉市江汉区行政审批局政务服务综合标准化试点”限期整改的通知",
        "长" * 300,
        "“" * 90,
    ],
)
def test_a_title_is_broken_between_words_and_says_the_same(title: str) -> None:
    lines = broken(title).split("\n")
    assert "".join(lines) == title
    if set(title) != {"“"}:
        assert max(map(len, lines)) <= LINE_CHARACTERS
    assert not [line for line in lines[1:] if line[0] in "的和、，”）》"]


def test_a_short_title_keeps_to_its_line() -> None:
    assert broken("试点申报材料补正通知书") == "试点申报材料补正通知书"
