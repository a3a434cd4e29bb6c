"""A stranger's template runs in a process of its own and ends with it, whatever it tries."""

from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from docx import Document

from render import limited
from render.errors import RenderError
from render.limited import render_limited, run_limited
from render.template import Template
from render.word import zipped
from tests.render.words import paragraphs_of


def template(*texts: str) -> Template:
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return Template("试", out.getvalue())


def with_document(xml: bytes) -> Template:
    with zipfile.ZipFile(io.BytesIO(template("x").data)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    return Template("试", zipped((members | {"word/document.xml": xml}).items()))


def body(inner: str) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return f"<w:document {space}><w:body>{inner}</w:body></w:document>".encode()


def test_an_honest_template_is_filled_in_as_without_the_limits() -> None:
    assert paragraphs_of(render_limited(template("致{{ 甲 }}"), {"甲": "某局 & <乙>\n二"})) == ["致某局 & <乙>\n二"]


def test_what_the_template_does_wrong_comes_back_with_its_code() -> None:
    with pytest.raises(RenderError) as caught:
        render_limited(template("{{ 乙 }}"), {"甲": ""})
    assert caught.value.code == "template-undefined"
    assert "乙" in caught.value.message


ATTACKS = {
    "class": "{{ 甲.__class__.__mro__[1].__subclasses__() }}",
    "globals": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "format": "{{ '{0.__class__}'.format(甲) }}",
    "percent": "{{ '%999999999d' % 1 }}",
    "power": "{{ 9 ** 9 ** 9 }}",
    "repeat": "{{ '甲' * 1000000000 }}",
    "range": "{% for i in range(999999999) %}{% endfor %}",
    "loops": "{% for a in 行 %}{% for b in 行 %}{% for c in 行 %}{{ 甲 }}{% endfor %}{% endfor %}{% endfor %}",
    "nested": "{{ " + "(" * 20_000 + "甲" + ")" * 20_000 + " }}",
    "additions": "{{ " + " + ".join(["甲"] * 20_000) + " }}",
    "not": "{{ " + "not " * 20_000 + "甲 }}",
    "lists": "{{ " + "[" * 5_000 + "]" * 5_000 + " }}",
    "tags": "{% if 甲 %}" * 5_000 + "{% endif %}" * 5_000,
    "include": "{% include '/etc/passwd' %}",
    "spaces": "{{ 甲 " + " " * 100_000,
    "braces": "{" * 50_000,
    "percents": "{%" * 20_000,
}


HARMLESS = ("additions", "not", "spaces", "braces", "percents", "tags")
"""What may simply come out as it stands, or empty."""


def answered(attack: Template) -> str:
    try:
        render_limited(attack, {"甲": "某" * 2_000, "行": ["乙"] * 400}, seconds=40)
    except RenderError as error:
        return error.code
    return "made"


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_ends_with_an_answer_in_little_time(attack: str) -> None:
    began = time.monotonic()
    code = answered(template(ATTACKS[attack]))
    assert code.startswith(("template-", "output-")) or (code == "made" and attack in HARMLESS)
    assert time.monotonic() - began < 45


def test_a_document_nested_without_end_is_stopped() -> None:
    deep = body("<w:p>" * 50_000 + "</w:p>" * 50_000)
    with pytest.raises(RenderError) as caught:
        render_limited(with_document(deep), {})
    assert caught.value.code.startswith("template-")


def test_a_part_that_unpacks_to_more_than_the_limit_is_refused() -> None:
    with pytest.raises(RenderError) as caught:
        render_limited(with_document(body("<w:p/>" + " " * 120_000_000)), {})
    assert caught.value.code in ("template-damaged", "template-stopped")


def test_a_template_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    began = time.monotonic()
    with pytest.raises(RenderError) as caught:
        render_limited(template("{{ 甲 }}"), {"甲": "乙"}, seconds=0.01)
    assert caught.value.code == "template-stopped"
    assert time.monotonic() - began < 5


def test_a_process_that_dies_is_no_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limited.sys, "executable", "/bin/false")
    with pytest.raises(RenderError) as caught:
        run_limited("render", template("x"), {"context": {}})
    assert caught.value.code == "template-stopped"


@pytest.mark.parametrize(
    ("may_write", "said"), [(False, "memory refused, file refused"), (True, "memory refused, file")]
)
def test_a_limited_process_has_little_memory_and_writes_files_only_where_it_may(
    tmp_path: Path, may_write: bool, said: str
) -> None:
    probe = (
        "import signal, sys\nfrom render.process_limits import limit\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"limit(700_000_000, 5, may_write={may_write})\n"
        "try:\n b = bytearray(2_000_000_000)\n memory = 'memory'\nexcept MemoryError:\n memory = 'memory refused'\n"
        "try:\n open(sys.argv[1], 'wb', buffering=0).write(b'x')\n file = 'file'\nexcept OSError:\n file = 'file refused'\n"
        "print(memory, file, sep=', ')\n"
    )
    command = [sys.executable, "-c", probe, str(tmp_path / "written")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == said, done.stderr
