"""An edition of a form as data: a TOML text that names the printed labels, checked like a definition in Python.

What an entry leaves out it takes from the slot or block of the same id in the edition it is based on.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from forms.defined import FILES, defined
from forms.overlay_entry import Entry
from forms.overlay_parts import Part, Parts
from forms.spec import DefinitionError, Form

FILE_NAME = re.compile(r"(?P<form>[a-z0-9-]+?)--(?P<edition>[A-Za-z0-9-]+)\.toml")
"""``annex1-application--zhejiang-2018.toml``."""
_EDITION = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}[A-Za-z0-9])?")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class OverlayError(DefinitionError):
    """An overlay that cannot be used; ``faults`` says in Chinese, one by one, what is wrong and what to do."""

    def __init__(self, name: str, faults: tuple[str, ...]) -> None:
        super().__init__(*faults)
        self.name = name

    def __str__(self) -> str:
        return "\n".join(f"{self.name}：{fault}。" for fault in self.faults)


@dataclass(frozen=True)
class PrintedLabel:
    """A printed label that no slot claims, and the place of what is written beside it."""

    label: str
    at: str


@dataclass(frozen=True)
class Overlay:
    """One edition as its file states it. Without ``in_force_from`` it is a draft, under which nothing is read.

    ``places`` are the paths in the official Word file where answers go, by ``fields.<slot>``, ``rows.<section>`` and
    ``blocks[<number from 0>]``. ``open_labels`` are still to be settled; what stands beside ``ignored_labels`` is left
    to ``extra``.
    """

    name: str
    form: Form
    base: str
    source: str
    in_force_from: date | None = None
    in_force_until: date | None = None
    blank_file: str | None = None
    blank_sha256: str | None = None
    places: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    open_labels: tuple[PrintedLabel, ...] = ()
    ignored_labels: tuple[PrintedLabel, ...] = ()

    @property
    def draft(self) -> bool:
        return self.in_force_from is None

    def begun(self, on: date) -> bool:
        """Whether the edition may be printed and read on the day ``on``; true also after it has ended."""
        return self.in_force_from is not None and self.in_force_from <= on

    def ended(self, on: date) -> bool:
        """Whether the last day of the edition lies before ``on``."""
        return self.in_force_until is not None and self.in_force_until < on


def parse(text: str, name: str) -> Overlay:
    """The overlay that the TOML ``text`` of the file ``name`` states.

    Raises :class:`OverlayError` with everything that is wrong with it.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise OverlayError(name, (f"不是合格的 TOML（{error}），请改正所指的行",)) from None
    top = Entry(table, "", [])
    overlay = _overlay(top, name)
    if top.faults or overlay is None:
        raise OverlayError(name, tuple(dict.fromkeys(top.faults)))
    return overlay


def _overlay(top: Entry, name: str) -> Overlay | None:
    form_id, edition = top.text("form", required=True), top.text("edition", required=True)
    base = _base(top, form_id, edition)
    source = top.text("source", required=True)
    parts = Parts(base, source, specimen=top.flag("specimen")) if base else None
    stated = _Stated.of(top)
    read = parts.read(top) if parts else None
    if read is None:
        _ask_unread(top)
    form = _form(top, base, edition, read) if base and read else None
    top.end()
    if form is None or base is None or read is None:
        return None
    return Overlay(
        name,
        form,
        base.edition,
        source,
        stated.begins,
        stated.ends,
        stated.blank_file,
        stated.blank_sha256,
        MappingProxyType(read.places),
        stated.open_labels,
        stated.ignored_labels,
    )


def _base(top: Entry, form_id: str, edition: str) -> Form | None:
    base = top.text("base") or "national"
    if edition and not _EDITION.fullmatch(edition):
        top.fault(f"edition “{edition}” 只能用英文字母、数字和连字符，最多40个，首尾不用连字符")
    if not form_id:
        return None
    if form_id not in FILES:
        top.fault(f"form 没有“{form_id}”这种表，可用：{'、'.join(FILES)}")
        return None
    known = {form.edition: form for form in defined(form_id)}
    if edition in known:
        top.fault(f"edition “{edition}” 是系统自带的版本，请另取一个名称")
    if base not in known:
        top.fault(f"base 没有“{base}”这个版本，可用：{'、'.join(known)}")
    return known.get(base)


@dataclass(frozen=True)
class _Stated:
    """What an overlay states of itself, apart from the form's parts."""

    begins: date | None
    ends: date | None
    blank_file: str | None
    blank_sha256: str | None
    open_labels: tuple[PrintedLabel, ...]
    ignored_labels: tuple[PrintedLabel, ...]

    @staticmethod
    def of(top: Entry) -> _Stated:
        begins, ends = top.day("in_force_from"), top.day("in_force_until")
        if begins and ends and ends < begins:
            top.fault("in_force_until 早于 in_force_from，请改正其中一个")
        if ends and not begins:
            top.fault("有 in_force_until 而没有 in_force_from，请补上启用日期")
        left, ignored = _unmatched(top)
        if begins and left:
            names = "、".join(f"“{label.label}”" for label in left)
            top.fault(f"还有未对应的栏目{names}，启用前请为每一项指定 slot，或者写 ignore = true")
        return _Stated(begins, ends, *_blank(top), left, ignored)


def _unmatched(top: Entry) -> tuple[tuple[PrintedLabel, ...], tuple[PrintedLabel, ...]]:
    found: dict[bool, list[PrintedLabel]] = {False: [], True: []}
    for entry in top.tables("unmatched"):
        label = PrintedLabel(entry.text("label", required=True), entry.text("at"))
        found[entry.flag("ignore")].append(label)
        entry.end()
    return tuple(found[False]), tuple(found[True])


def _blank(top: Entry) -> tuple[str | None, str | None]:
    """File name and SHA-256 of the official Word file."""
    entry = top.table("blank")
    if entry is None:
        return None, None
    file, sha256 = entry.text("file", required=True), entry.text("sha256", required=True)
    if file and (not re.fullmatch(r"[^/\\:]+\.docx", file) or file.startswith(".")):
        entry.fault(f"file “{file}” 应为同一文件夹中一个 .docx 文件的名称，不带路径")
    if sha256 and not _SHA256.fullmatch(sha256):
        entry.fault("sha256 应为64位小写十六进制数")
    entry.end()
    return file or None, sha256 or None


def _ask_unread(top: Entry) -> None:
    """Ask for the parts that cannot be read without a base, so that they are not called unknown."""
    for key in ("specimen", "title", "title_prefix", "blocks_title", "dated_by", "cover", "section", "block"):
        top.raw(key)


def _form(top: Entry, base: Form, edition: str, read: Part) -> Form | None:
    if top.faults:
        return None
    try:
        return Form(
            id=base.id,
            edition=edition,
            annex=base.annex,
            title=read.title,
            cites=base.cites,
            cover=read.cover,
            sections=read.sections,
            blocks=read.blocks,
            blocks_title=read.blocks_title,
            title_prefix=read.title_prefix,
            specimen=read.specimen,
            dated_by=read.dated_by,
        )
    except DefinitionError as error:
        top.faults += error.faults
        return None
