"""Word templates filled in: the single caller of docxtpl, sandboxed, strict and escaping.

A template is taken apart and compiled once, kept by its content; filling it in is then a matter of joining strings
and packing a zip. The bytes are the same for the same template and context.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from re import compile as pattern

from jinja2 import StrictUndefined
from jinja2 import Template as Compiled
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from render.errors import RenderError
from render.grammar import Steps, as_text, check
from render.script import converter
from render.word import zipped

__all__ = ["FILLED_PARTS", "LETTERS", "RenderError", "Template", "environment", "placeholders", "render", "sources"]

LETTERS = Path(__file__).with_name("letters")
OUTPUT_CHARACTERS = 8_000_000
"""How much XML one part of a letter may grow to."""
TEMPLATE_BYTES = 20_000_000
TEMPLATES_KEPT = 32

FILLED_PARTS = pattern(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_NO_WORDS = pattern(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<[^>]*>)")
_PACKED_TIGHT = 2
"""Deflate level: letters are a few kilobytes, and level 6 takes as long as everything else together."""


@dataclass(frozen=True)
class Template:
    """A .docx with placeholders: what to call it in messages, its bytes, and the script its own words are put into."""

    name: str
    data: bytes
    script: str = "hans"

    @property
    def digest(self) -> str:
        """The version of the template: a hash of its bytes."""
        return hashlib.sha256(self.data).hexdigest()

    @staticmethod
    def letter(name: str, script: str = "hans") -> Template:
        """A template that comes with the product."""
        return _shipped(name, script)


@cache
def _shipped(name: str, script: str) -> Template:
    return Template(name, (LETTERS / f"{name}.docx").read_bytes(), script)


def render(template: Template, context: Mapping[str, object]) -> bytes:
    """The template filled in from ``context``, as .docx bytes.

    Values are words, whole numbers, lists and mappings of them; ``<``, ``&`` and ``{{`` in them are plain
    characters, a line break becomes one. Raises :class:`RenderError`: ``template-undefined`` for a name that the
    context lacks, ``template-syntax``, ``template-forbidden``, ``template-failed``, ``template-damaged``,
    ``output-too-large``.
    """
    steps = Steps()
    members = [
        (name, content if isinstance(content, bytes) else _filled(content, {**context, "range": steps}, template, name))
        for name, content in _compiled(template)
    ]
    return zipped(members, _PACKED_TIGHT)


def placeholders(template: Template) -> frozenset[str]:
    """The names that a template asks its context for."""
    from jinja2.meta import find_undeclared_variables

    names: set[str] = set()
    for _, source in sources(template):
        if isinstance(source, str):
            names |= find_undeclared_variables(environment().parse(source))
    return frozenset(names - {"range"})


@cache
def environment() -> ImmutableSandboxedEnvironment:
    """The sandbox that every template is compiled in: strict, escaping, without globals."""
    made = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True, finalize=as_text)
    made.globals.clear()
    return made


@lru_cache(maxsize=TEMPLATES_KEPT)
def _compiled(template: Template) -> tuple[tuple[str, bytes | Compiled], ...]:
    """The members of the package in their order, those with placeholders compiled."""
    sandbox = environment()
    members: list[tuple[str, bytes | Compiled]] = []
    for member, source in sources(template):
        if isinstance(source, bytes):
            members.append((member, source))
            continue
        check(sandbox, source, f"模板“{template.name}”{member}")
        members.append((member, sandbox.from_string(source)))
    return tuple(members)


def sources(template: Template) -> list[tuple[str, bytes | str]]:
    """Each member's bytes, or its template text where it can hold placeholders."""
    data, name = template.data, template.name
    if len(data) > TEMPLATE_BYTES:
        raise RenderError("template-damaged", f"模板“{name}”超过 {TEMPLATE_BYTES // 1_000_000} MB。")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(info.file_size for info in package.infolist()) > 5 * TEMPLATE_BYTES:
                raise RenderError("template-damaged", f"模板“{name}”解压后过大。")
            members = {member: package.read(member) for member in package.namelist()}
    except zipfile.BadZipFile:
        raise RenderError("template-damaged", f"模板“{name}”不是 .docx 文件。") from None
    if "word/document.xml" not in members:
        raise RenderError("template-damaged", f"模板“{name}”没有正文。")
    return [
        (
            member,
            _in_script(_template_text(content, template), template.script)
            if FILLED_PARTS.fullmatch(member)
            else content,
        )
        for member, content in members.items()
    ]


def _template_text(content: bytes, template: Template) -> str:
    """The part's XML in the template's script, its placeholders healed where Word had cut them into runs."""
    from docxtpl import DocxTemplate

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise RenderError("template-damaged", f"模板“{template.name}”的内容无法解析。") from None
    if b"<!DOCTYPE" in content:
        raise RenderError("template-damaged", f"模板“{template.name}”含有外部实体声明，请用 Word 重新另存。")
    patched: str = DocxTemplate(None).patch_xml(etree.tostring(root, encoding="unicode"))
    return _in_script(patched, template.script)


def _in_script(source: str, script: str) -> str:
    """``source`` with its own words in ``script``; XML and placeholders stay as they are."""
    pieces = _NO_WORDS.split(source)
    turn = converter(script)
    return "".join(piece if place % 2 else turn(piece) for place, piece in enumerate(pieces) if piece)


def _filled(compiled: Compiled, context: Mapping[str, object], template: Template, part: str) -> bytes:
    """The part as UTF-8 XML that a parser has agreed to."""
    place = f"模板“{template.name}”"
    try:
        text = _joined(compiled, context, place)
    except UndefinedError as error:
        raise RenderError("template-undefined", f"{place}用到了没有提供的内容：{error.message}。") from None
    except SecurityError as error:
        raise RenderError("template-forbidden", f"{place}用到了不允许的表达式：{error}。") from None
    except (TypeError, ValueError, ArithmeticError, LookupError) as error:
        raise RenderError("template-failed", f"{place}无法运算：{error}。") from error
    made = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text.encode()
    try:
        etree.fromstring(made)
    except etree.XMLSyntaxError as error:
        raise RenderError("template-failed", f"{place}的标签位置不当，{part} 不成文档：{error.msg}。") from None
    return made


def _joined(compiled: Compiled, context: Mapping[str, object], place: str) -> str:
    pieces: list[str] = []
    left = OUTPUT_CHARACTERS
    for piece in compiled.generate(context):
        left -= len(piece)
        if left < 0:
            raise RenderError("output-too-large", f"{place}生成的内容超过 {OUTPUT_CHARACTERS:,} 个字符。")
        pieces.append(piece)
    return "".join(pieces)
