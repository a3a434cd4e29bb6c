"""A draft edition from an official Word blank: its printed labels matched to slots, and where their answers go.

The blank is located like any filled form, against the definition that fits it best: what the reader will find in a
filled copy and what the draft says of the blank are found by the same means. Only labels that are known by their very
words are matched; everything else is left for a person to settle.
"""

from __future__ import annotations

import re

from extract.document import Document
from extract.draft.match import Matcher
from extract.draft.parts import Draft
from extract.draft.places import Places
from extract.errors import DocumentError
from extract.files.sniff import CALLED, sniff
from extract.identify.form import Identity, identify
from extract.limits import DEFAULT_LIMITS
from extract.locate.walk import locate
from extract.readers.word.docx import read
from extract.words.labels import LabelIndex
from forms.defined import defined
from forms.script import fold
from forms.spec import Form

_PILOT_NAME = re.compile("社[会會]管理")
_NOT_A_BLANK = "请提供未填写的官方 Word 空白表（.docx）。"


def draft(data: bytes, name: str, edition: str, form_id: str | None = None, base: str | None = None) -> Draft:
    """The draft of ``edition`` from the empty blank in ``data``; ``base`` is the edition whose slots it takes.

    Without ``form_id`` the blank's title says which form it is. Raises :class:`DocumentError` for bytes that are no
    Word file, a blank that is none of the forms or holds none of their labels, and an unknown ``form_id`` or ``base``.
    """
    import hashlib

    document = _read(data, name)
    identity = identify(document, form_id)
    form = _form(identity, form_id, base, name)
    titles = frozenset(id(paragraph) for paragraph in identity.title_paragraphs)
    index = LabelIndex.of(form)
    places = Places(document, index, titles)
    matcher = Matcher(form, index, places, locate(document, form, titles))
    if not matcher.any_label:
        raise DocumentError(
            "unsupported-format", f"{name} 中没有找到表格或者可识别的栏目，无法据此起草。", _NOT_A_BLANK
        )
    title, prefix = _title(identity.title, form)
    return Draft(
        form,
        edition,
        name,
        hashlib.sha256(data).hexdigest(),
        title,
        prefix,
        matcher.cover,
        matcher.sections,
        matcher.blocks,
        matcher.blocks_title,
        matcher.dated_by,
        matcher.unmatched,
        matcher.loose,
        matcher.missing,
        (*_title_warnings(identity), *matcher.warnings),
    )


def _read(data: bytes, name: str) -> Document:
    kind = sniff(data, name, DEFAULT_LIMITS)
    if kind != "docx":
        called = CALLED.get(kind, kind)
        raise DocumentError("unsupported-format", f"{name} 是{called}，不是 Word 空白表（.docx）。", _NOT_A_BLANK)
    return read(data)


def _form(identity: Identity, form_id: str | None, base: str | None, name: str) -> Form:
    """The definition to match against: the edition asked for, else the one that the blank fits best."""
    if form_id and not defined(form_id):
        raise DocumentError("unsupported-format", f"没有“{form_id}”这种表。", "请核对 --form 后的表的名称。")
    if identity.form is None:
        guesses = "、".join(f"{form} {share:.0%}" for form, share in identity.candidates)
        close = f"（栏目相近的有：{guesses}）" if guesses else ""
        raise DocumentError(
            "unsupported-format", f"从 {name} 的标题认不出是哪一种表{close}。", "请用 --form 指定是哪一种表。"
        )
    known_editions = defined(identity.form.id)
    wanted = base or (identity.form.edition if identity.form in known_editions else known_editions[0].edition)
    found = next((form for form in known_editions if form.edition == wanted), None)
    if found is None:
        known = "、".join(form.edition for form in known_editions)
        raise DocumentError("unsupported-format", f"{identity.form.id} 没有“{base}”这个版本。", f"可用：{known}。")
    return found


def _title(printed: str, form: Form) -> tuple[str, str]:
    """Title and prefix as the blank prints them, parted where the pilot's name begins; the form's own for none."""
    words = "".join(printed.split())
    name = _PILOT_NAME.search(words)
    if name is None:
        return words or form.title, ""
    return words[name.start() :], words[: name.start()]


def _title_warnings(identity: Identity) -> tuple[str, ...]:
    if identity.title and fold(identity.title):
        return ()
    return ("没有找到表的标题，按指定的表起草；请核对 title 和 title_prefix。",)
