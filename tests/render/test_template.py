"""A template fills in what it is given, to the letter; whatever else it tries is refused by name."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from render import template as template_module
from render.template import RenderError, Template, placeholders, render
from render.word import zipped
from tests.render.words import paragraphs_of


def template(*paragraphs: str, script: str = "hans") -> Template:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return Template("试", out.getvalue(), script)


def filled(text: str, context: Mapping[str, object]) -> str:
    return "\n".join(paragraphs_of(render(template(text), context)))


def refused(text: str, context: Mapping[str, object] | None = None) -> RenderError:
    with pytest.raises(RenderError) as caught:
        render(template(text), context or {"x": "v", "xs": ["a", "b"]})
    return caught.value


@pytest.mark.parametrize(
    "value",
    [
        "甲 & 乙 <丙> 之后",
        "{{ x }} {% for %} {# no #}",
        "“引”'single' \"double\"",
        "一行\n二行\n\n四行",
        "左\t右",
        "  两端留空  ",
        "&lt;b&gt; &#38;",
        "于成龙𠮷",
        7,
    ],
)
def test_a_value_stands_in_the_letter_as_it_was_given(value: object) -> None:
    assert filled("前{{ x }}后", {"x": value}) == f"前{value}后"


_AROUND = template("前{{ x }}后")


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=40))
def test_no_text_is_ever_shortened(value: str) -> None:
    kept = value.replace("\u2028", "\n").replace("\u2029", "\n")
    kept = kept.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    assert paragraphs_of(render(_AROUND, {"x": value})) == [f"前{kept}后"]


def test_a_character_that_xml_forbids_leaves_a_visible_trace() -> None:
    assert filled("{{ x }}", {"x": "甲\x00乙\x1f丙\x0b丁\r\n戊"}) == "甲\ufffd乙\ufffd丙\n丁\n戊"


def test_a_loop_repeats_its_paragraph_and_leaves_none_behind() -> None:
    made = render(
        template("{%p for x in xs %}", "{{ loop.index }}.{{ x.名 }}", "{%p endfor %}"),
        {"xs": [{"名": "甲"}, {"名": "乙"}]},
    )
    assert paragraphs_of(made) == ["1.甲", "2.乙"]


def test_a_condition_drops_its_paragraph() -> None:
    sheet = template("前", "{%p if x %}", "有", "{%p endif %}", "后")
    assert paragraphs_of(render(sheet, {"x": ""})) == ["前", "后"]
    assert paragraphs_of(render(sheet, {"x": "1"})) == ["前", "有", "后"]


def test_a_placeholder_that_word_cut_into_runs_is_healed() -> None:
    document = Document()
    paragraph = document.add_paragraph()
    for piece in ("{", "{ 主送", "机关 }", "}"):
        paragraph.add_run(piece)
    out = io.BytesIO()
    document.save(out)
    assert paragraphs_of(render(Template("试", out.getvalue()), {"主送机关": "甲局"})) == ["甲局"]


@pytest.mark.parametrize("text", ["{{ missing }}", "{{ x.missing }}", "{{ xs[5] }}", "{% if missing %}1{% endif %}"])
def test_what_the_context_lacks_is_named(text: str) -> None:
    error = refused(text)
    assert error.code == "template-undefined"
    assert "missing" in error.message or "5" in error.message


@pytest.mark.parametrize(
    "text",
    [
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ x['__class__'] }}",
        "{{ x|attr('__class__') }}",
        "{{ x.upper() }}",
        "{{ lipsum() }}",
        "{{ x|safe }}",
        "{{ x|center(9999999) }}",
        "{{ 'a' * 1000000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ '%999999999d' % 1 }}",
        "{{ x ~ x }}",
        "{% set y = 'a' %}{{ y }}",
        "{% macro m() %}{% endmacro %}",
        "{% include 'other' %}",
        "{% import 'other' as o %}",
        "{% autoescape false %}{{ x }}{% endautoescape %}",
        "{% for a in xs recursive %}{% endfor %}",
        "{% for i in range(1000000) %}x{% endfor %}",
        "{% for i in range(100) %}{% for j in range(100) %}x{% endfor %}{% endfor %}",
        "{% for a in xs %}{% for b in xs %}{% for c in xs %}{% for d in xs %}x{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
    ],
)
def test_an_expression_that_does_more_than_fill_in_is_forbidden(text: str) -> None:
    assert refused(text).code == "template-forbidden"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{% for a in xs %}x", "endfor"),
        ("{{ x", ""),
        ("{% endif %}", "endif"),
        ("{{ x | join(", ""),
        ("｛｛ x }}", "全角"),
        ("{{ x }} {% nonsense %}", "nonsense"),
    ],
)
def test_a_tag_that_is_not_closed_or_not_known_is_told(text: str, said: str) -> None:
    error = refused(text)
    assert error.code == "template-syntax"
    assert said in error.message


@pytest.mark.parametrize("value", [None, True, 1.5, ["甲"], {"a": 1}, b"bytes", object()])
def test_only_words_and_whole_numbers_are_written(value: object) -> None:
    assert refused("{{ x }}", {"x": value}).code == "template-failed"


def test_a_failing_expression_is_told() -> None:
    assert refused("{{ x + 1 }}").code == "template-failed"


def test_a_loop_tag_that_cuts_through_a_table_gives_no_broken_document() -> None:
    document = Document()
    document.add_paragraph("{% for a in xs %}")
    document.add_table(1, 1).cell(0, 0).text = "{% endfor %}"
    out = io.BytesIO()
    document.save(out)
    with pytest.raises(RenderError) as caught:
        render(Template("试", out.getvalue()), {"xs": ["a", "b"]})
    assert caught.value.code == "template-failed"


def test_a_letter_that_grows_beyond_the_limit_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template_module, "OUTPUT_CHARACTERS", 20_000)
    assert refused("{% for x in xs %}{{ x }}{% endfor %}", {"xs": ["长" * 1000] * 30}).code == "output-too-large"


@pytest.mark.parametrize(
    "data",
    [
        b"no zip",
        zipped([("word/other.xml", b"<a/>")]),
        zipped([("word/document.xml", b"<a>")]),
        zipped([("word/document.xml", b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>&e;</a>')]),
    ],
)
def test_a_file_that_is_no_word_document_is_told(data: bytes) -> None:
    with pytest.raises(RenderError) as caught:
        render(Template("试", data), {})
    assert caught.value.code == "template-damaged"


def test_the_bytes_are_the_same_each_time_and_carry_one_fixed_date() -> None:
    sheet = template("{{ x }}")
    first, second = render(sheet, {"x": "甲"}), render(sheet, {"x": "甲"})
    assert first == second
    assert {info.date_time for info in zipfile.ZipFile(io.BytesIO(first)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_template_is_compiled_once_for_its_content() -> None:
    sheet = template("{{ x }}只编译一次")
    render(sheet, {"x": "甲"})
    before = template_module._compiled.cache_info().misses
    render(Template("试", bytes(sheet.data)), {"x": "乙"})
    assert template_module._compiled.cache_info().misses == before


def test_range_is_counted_anew_for_each_letter() -> None:
    sheet = template("{% for i in range(600) %}.{% endfor %}")
    for _ in range(3):
        assert paragraphs_of(render(sheet, {}))[0] == "." * 600


def test_a_traditional_template_converts_its_own_words_and_no_value() -> None:
    made = render(template("需要补正的内容：{{ x }}", script="hant"), {"x": "范县标准"})
    assert paragraphs_of(made) == ["需要補正的內容：范县标准"]


def test_the_names_that_a_template_asks_for_can_be_listed() -> None:
    assert placeholders(template("{{ 标题 }}{% for a in 清单 %}{{ a }}{% endfor %}{{ range(1) }}")) == {"标题", "清单"}
