"""A template that an officer changed: what is wrong with it is told in plain words, and nothing else is."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from render.__main__ import main
from render.papers.catalogue import PAPERS, paper
from render.papers.fault import Fault
from render.papers.kinds import Format
from render.papers.lint import lint, look_through
from render.papers.paper import Paper
from render.template import Template
from render.word import zipped

D05 = paper("D05")
SHIPPED = Template.letter("list-report").data
EVERY = [(known, layout) for known in PAPERS for layout in known.formats if layout is not Format.FORM]


def changed(change: Callable[[Word], object], data: bytes = SHIPPED) -> bytes:
    document = Document(io.BytesIO(data))
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_part(name: str, content: bytes, data: bytes = SHIPPED) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = {member: package.read(member) for member in package.namelist()}
    return zipped([*(members | {name: content}).items()])


def paragraph(document: Word, words: str) -> Paragraph:
    return next(found for found in document.paragraphs if words in found.text)


def faults(data: bytes, known: Paper = D05) -> list[Fault]:
    return list(look_through(Template("试", data), known.id, known.format.value))


def the_fault(data: bytes) -> Fault:
    found = faults(data)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(("known", "layout"), EVERY, ids=lambda value: getattr(value, "id", str(value)))
def test_no_shipped_template_has_a_fault(known: Paper, layout: Format) -> None:
    assert look_through(Template.letter(known.template_name(layout)), known.id, layout.value) == []


def test_a_template_saved_again_with_other_words_may_be_used() -> None:
    def reword(document: Word) -> None:
        paragraph(document, "现将{{ 报送内容 }}").runs[0].text = "现将有关材料{{ 报送方式 }}，请审阅。"

    assert lint(changed(reword), D05) == ()


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("{{ 审核日朝 }}", "template-undefined", "是否为“审核日期”？"),
        ("{{ 完全无关的东西甲乙丙 }}", "template-undefined", "可用："),
        ("{%p if 审核意见 %}", "template-syntax", "没有结束"),
        ("{%p endfor %}", "template-syntax", "没有对应的开头"),
        ("{% for 段 in 审核意见 %}{% endif %}", "template-syntax", "没有结束，就出现了"),
        ("{% for 项 in 少量试点 %}{{ 项.试点名 }}{% endfor %}", "template-undefined", "是否为“项.试点名称”？"),
        ("{{ 标题.__class__ }}", "template-forbidden", "__class__"),
        ("{{ 标题|upper }} {{ 标题|safe }}", "template-forbidden", "safe"),
        ("｛｛ 标题 }}", "template-syntax", "全角"),
        ("{{ 标题 | join( }}", "template-syntax", ""),
    ],
)
def test_a_wrong_tag_is_told_with_what_to_do(text: str, code: str, told: str) -> None:
    def add(document: Word) -> None:
        paragraph(document, "现将").insert_paragraph_before(text, style="公文正文")

    fault = the_fault(changed(add))
    assert fault.code == code
    assert told in fault.message


def test_words_that_would_be_lost_with_a_tag_are_told() -> None:
    def beside(document: Word) -> None:
        paragraph(document, "{%p for 段 in 审核意见 %}").runs[0].text = "另有意见：{%p for 段 in 审核意见 %}"

    fault = the_fault(changed(beside))
    assert fault.code == "template-syntax"
    assert "“另有意见：”会丢失" in fault.message


def test_a_placeholder_that_no_paper_can_be_without_is_missed() -> None:
    data = changed(lambda document: paragraph(document, "{{ 成文日期 }}").runs[0].clear())
    found = faults(changed(lambda d: [p.runs[0].clear() for p in d.paragraphs if "{{ 成文日期 }}" in p.text]))
    assert [(fault.code, fault.place) for fault in found] == [("placeholder-missing", "成文日期")]
    assert faults(data) == []  # the second branch still has it


def test_the_copy_that_is_due_must_have_its_place() -> None:
    data = changed(lambda d: [p.runs[0].clear() for p in d.paragraphs if "抄送：" in p.text])
    assert "抄送" in {fault.place for fault in faults(data) if fault.code == "placeholder-missing"}


@pytest.mark.parametrize(
    ("change", "code", "told"),
    [
        (lambda p: setattr(p, "style", p.part.document.styles["Normal"]), "style-lost", "公文样式"),
        (lambda p: setattr(p.runs[0].font, "size", Pt(12)), "style-overridden", "字号"),
        (lambda p: setattr(p.runs[0], "bold", True), "style-overridden", "加粗"),
        (lambda p: setattr(p, "alignment", WD_ALIGN_PARAGRAPH.CENTER), "style-overridden", "对齐方式"),
        (lambda p: setattr(p.paragraph_format, "line_spacing", 1.5), "style-overridden", "段落间距"),
    ],
)
def test_formatting_over_a_style_is_told_with_its_paragraph(
    change: Callable[[Paragraph], None], code: str, told: str
) -> None:
    fault = the_fault(changed(lambda document: change(paragraph(document, "现将"))))
    assert (fault.code, fault.place[:2]) == (code, "现将")
    assert told in fault.message


def test_a_bold_that_is_switched_off_is_no_formatting() -> None:
    def off(document: Word) -> None:
        paragraph(document, "现将").runs[0].bold = False

    assert faults(changed(off)) == []


def test_a_changed_style_is_told_once_with_both_values() -> None:
    def smaller(document: Word) -> None:
        document.styles["公文正文"].font.size = Pt(14)  # type: ignore[union-attr]

    fault = the_fault(changed(smaller))
    assert (fault.code, fault.place) == ("style-changed", "公文正文")
    assert "原为32，现为28" in fault.message


def test_another_page_is_told() -> None:
    assert (
        the_fault(changed(lambda document: setattr(document.sections[0], "left_margin", Mm(20)))).code == "page-changed"
    )


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("word/vbaProject.bin", b"code", "macro"),
        ("word/activeX/activeX1.xml", b"<a/>", "macro"),
        ("word/embeddings/oleObject1.bin", b"x", "embedded"),
        (
            "word/_rels/settings.xml.rels",
            b'<Relationships xmlns="x"><Relationship Target="http://a/" TargetMode="External"/></Relationships>',
            "external",
        ),
    ],
)
def test_what_could_do_harm_when_a_letter_is_opened_is_told(name: str, content: bytes, code: str) -> None:
    assert the_fault(with_part(name, content)).code == code


def test_a_field_that_brings_in_other_files_is_told() -> None:
    def include(document: Word) -> None:
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        field = f'<w:fldSimple {nsdecls("w")} w:instr=" INCLUDETEXT &quot;other.docx&quot; "/>'
        paragraph(document, "现将")._p.append(parse_xml(field))

    assert "INCLUDETEXT" in the_fault(changed(include)).message


@pytest.mark.parametrize("data", [b"", b"PK", b"\xd0\xcf\x11\xe0 old word", zipped([("a.txt", b"")])])
def test_what_is_no_word_file_is_told(data: bytes) -> None:
    assert [fault.code for fault in lint(data, D05)] == ["template-damaged"]


def test_a_file_beyond_all_measure_is_not_even_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("render.papers.lint.TEMPLATE_BYTES", 1000)
    assert "超过" in lint(SHIPPED, D05)[0].message


def test_a_template_of_the_other_layout_is_told() -> None:
    task = paper("D06")
    letter, document = Template.letter("task"), Template.letter("task-document")
    assert [fault.code for fault in look_through(document, task.id, Format.LETTER.value)] == ["layout-wrong"]
    told = look_through(letter, task.id, Format.DOCUMENT.value)
    assert {fault.place for fault in told} == {"印发机关", "印发日期"}


def test_a_paper_that_is_a_form_has_no_template() -> None:
    assert [fault.code for fault in lint(SHIPPED, paper("D11"))] == ["paper-is-form"]
    assert [fault.code for fault in lint(SHIPPED, D05, Format.DOCUMENT)] == ["paper-is-form"]


def test_the_command_says_what_is_wrong_and_so_does_its_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "好.docx", tmp_path / "坏.docx"
    good.write_bytes(SHIPPED)
    bad.write_bytes(b"none")
    assert main(["lint", str(good), "--paper", "D05"]) == 0
    assert "可以使用" in capsys.readouterr().out
    assert main(["lint", str(bad), "--paper", "D05", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["faults"][0]["code"] == "template-damaged"
    assert main(["lint", str(good), "--paper", "D77"]) == 1
    assert main(["lint", str(tmp_path / "无.docx"), "--paper", "D05"]) == 1
    assert "无法打开" in capsys.readouterr().err


def test_the_command_lists_every_paper_with_what_it_needs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["papers", "--json"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["id"] for line in told] == [known.id for known in PAPERS]
    assert told[6]["facts"]["properties"]["reviewed_on"]["title"] == "审核日期"
    assert main(["papers"]) == 0
    assert "D05\t上报函" in capsys.readouterr().out
