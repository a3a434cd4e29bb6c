"""The TOML text of a drafted edition, with comments in Chinese for the person who finishes it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from extract.draft.parts import Draft, DraftBlock, DraftRows, DraftSection, DraftSlot, Section, UnmatchedLabel

_HEAD = """\
# 由空白表起草，待人核对。
# 1. 逐项核对下面“已对应”的栏目：label 是表上印的字，slot 是系统的栏目，at 是答案在空白表中的位置。
# 2. 处理文末每一项 [[unmatched]]：改写成栏目、列或者意见栏，放到它应在的部分；不需要的写 ignore = true。
# 3. 补上 source（规定这份表的文件）；试读一份填好的表无误以后，再写 in_force_from（启用日期，如 2018-05-01，不加引号）。
"""


def toml_text(draft: Draft) -> str:
    """The overlay's TOML text: matched labels first, open ones last."""
    parts = [
        _HEAD,
        _top(draft),
        "# ---- 已对应的栏目 " + "-" * 40 + "\n",
        *(_slot("[[cover]]", slot) for slot in draft.cover),
        *(_section(section) for section in draft.sections),
        *(_block(block) for block in draft.blocks),
        *_unmatched(draft),
    ]
    return "\n".join(part for part in parts if part)


def quoted(text: str) -> str:
    """``text`` as a basic TOML string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: str | bool | Iterable[object]) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return quoted(value)
    return "[" + ", ".join(_value(item) for item in value) + "]"  # type: ignore[arg-type]


def _lines(head: str, pairs: Iterable[tuple[str, str | bool | Iterable[object]]], notes: Iterable[str] = ()) -> str:
    """One table: its notes, its head, and the pairs that say something."""
    said = [f"{key} = {_value(value)}" for key, value in pairs if value not in ("", (), False)]
    return "\n".join([*(f"# {note}" for note in notes), *([head] if head else []), *said]) + "\n"


def _top(draft: Draft) -> str:
    pairs: list[tuple[str, str | bool | Iterable[object]]] = [
        ("form", draft.form.id),
        ("edition", draft.edition),
        ("base", draft.form.edition),
        ("title", draft.title),
        ("title_prefix", draft.title_prefix),
        ("blocks_title", draft.blocks_title),
        ("dated_by", draft.dated_by),
        ("source", f"官方空白表 {draft.blank_name}"),
    ]
    notes = [f"注意：{warning}" for warning in draft.warnings]
    top = _lines("", pairs, notes) + "# in_force_from = 2018-05-01\n"
    stored = f"{draft.form.id}--{draft.edition}.docx"
    blank = _lines(
        "[blank]", [("file", stored), ("sha256", draft.blank_sha256)], ["官方空白表原件，与本文件放在同一文件夹。"]
    )
    return f"{top}\n{blank}"


def _slot(head: str, slot: DraftSlot) -> str:
    return _lines(
        head,
        [
            ("slot", slot.slots[0] if len(slot.slots) == 1 else slot.slots),
            ("label", slot.label),
            ("part_labels", slot.part_labels),
            ("unlabelled", slot.unlabelled),
            ("hints", slot.hints),
            ("at", "; ".join(slot.at)),
        ],
        slot.notes,
    )


def _section(section: Section) -> str:
    notes = () if section.printed else ("表上没有这一部分的标题，标题取自参照的版本。",)
    if isinstance(section, DraftRows):
        head = _lines("[[section]]", [("id", section.id), ("title", section.title), ("at", section.at)], notes)
        return "\n".join([head, *(_slot("[[section.column]]", column) for column in section.columns)])
    pairs: list[tuple[str, str | bool | Iterable[object]]] = [
        ("id", section.id),
        ("title", section.title),
        ("headed", section.headed),
    ]
    head = _lines("[[section]]", pairs, notes)
    assert isinstance(section, DraftSection)
    return "\n".join([head, *(_slot("[[section.field]]", slot) for slot in section.slots)])


def _block(found: DraftBlock) -> str:
    block = found.block
    return _lines(
        "[[block]]",
        [
            ("id", block.id),
            ("label", found.label),
            ("needs", found.needs),
            ("filled_by", block.filled_by.value),
            ("repeated", len(found.at) > 1 and not block.repeated),
            ("hints", found.hints),
            ("at", "; ".join(found.at)),
        ],
    )


def _unmatched(draft: Draft) -> Iterator[str]:
    if draft.unmatched:
        yield "# ---- 未对应的栏目：逐项处理后才能启用 " + "-" * 24 + "\n"
    for label in draft.unmatched:
        yield _open(label)
    if draft.loose:
        yield "# ---- 表上其他印刷文字（不是栏目） " + "-" * 28
        yield "\n".join(f"# {words}" for words in draft.loose) + "\n"
    if draft.missing:
        yield f"# ---- 参照的版本有而本表没有印的栏目：{'、'.join(draft.missing)}\n"


def _open(label: UnmatchedLabel) -> str:
    notes = [*label.notes, *(["可改写为："] if label.settles else []), *(f"    {line}" for line in label.settles)]
    return _lines("[[unmatched]]", [("label", label.label), ("at", label.at), ("ignore", label.ignore)], notes)
