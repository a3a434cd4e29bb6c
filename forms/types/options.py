"""Options with boxes: which one is ticked, wherever in a cell they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from forms.record import Value
from forms.script import fold, simplified
from forms.types.cleaning import Left, clean, left_over, tidy
from forms.types.kind import NO_HINT, Hint, Kind, Reading

if TYPE_CHECKING:
    from marshmallow import fields as ma

_CHECKED = "☑☒🗹🗷⊠▣✅"
_TICKS = "√✓✔●◉■"
_EMPTY = "☐□▢○◯⬜"
BOX = re.compile(
    rf"(?P<yes>[{_CHECKED}]|[(（\[【]\s*[xX×{_TICKS}]\s*[)）\]】]|[□☐]\s?[√✓✔]|[√✓✔]\s?[□☐])|(?P<tick>[{_TICKS}])|"
    rf"(?P<no>[☐□▢⬜]|(?<![〇○零一二三四五六七八九十])[○◯](?![〇○零一二三四五六七八九年])|[(（\[【]\s*[)）\]】])"
)
_LONGEST_OPTION = 30
_MAYBE = re.compile(rf"[{_CHECKED}{_TICKS}{_EMPTY}(（\[【]")
"""What every box begins with: most texts have none of it, and need no second look."""
_LEAD = re.compile(
    "^(?:经过?)?(?:本单位|我单位|单位)?(?:评估组|专家组|验收组)?(?:现场)?(?:考核|自我)?(?:自查|自检|自评|评价|评估|验收|复查|复审|复核|考核)?"
    "(?:结论|结果|意见)?(?:是|为)?"
)
"""Words before a written choice that say nothing of it, folded."""
_BOUND = re.compile(r"[：:，,；;。\n]")


@dataclass(frozen=True)
class Choice:
    """What boxes in a text say: the options ticked, those offered, and the text before the first option."""

    ticked: tuple[str, ...]
    offered: tuple[str, ...]


def boxes(raw: str, options: tuple[str, ...] = ()) -> Choice | None:
    """The options of a text with boxes, in simplified script; ``None`` for a text that holds no options.

    A box stands before or after its word, the same way throughout: the way in which more of them are ``options``, where
    these are known, else the way they are written. A lone tick that touches an option on either side ticks neither.
    Marks that only lead the paragraphs of a running text (■, □, ● as bullets) are no boxes; empty brackets are boxes
    only beside a bracketed tick.
    """
    if not _MAYBE.search(raw):
        return None
    text = simplified(tidy(raw))
    marks = list(BOX.finditer(text))
    bracketed = any(mark["yes"] and mark["yes"][0] in "(（[【" for mark in marks)
    marks = [mark for mark in marks if bracketed or not (mark["no"] and mark["no"][0] in "(（[【")]
    if not marks or _bullets(text, marks):
        return None
    right, left = (_trimmed(words(text, marks)) for words in (_words_before, _words_after))
    known = sum(word.startswith(options) for word in right) - sum(word.endswith(options) for word in left)
    if options and not known and len(marks) == 1 and _touched(text, marks[0]):
        return Choice((), (*left, *right))
    before = known > 0 if options and known else _stands_before(text, marks)
    pairs = [(word, mark["no"] is None) for word, mark in zip(right if before else left, marks, strict=True)]
    return Choice(tuple(word for word, yes in pairs if yes), tuple(word for word, _ in pairs))


def _trimmed(words: list[str]) -> list[str]:
    return [word.strip(" /、;；,，") for word in words]


def _touched(text: str, mark: re.Match[str]) -> bool:
    """Whether words stand close against a mark on both sides."""
    return bool(text[: mark.start()][-1:].strip() and text[mark.end() :][:1].strip())


def _bullets(text: str, marks: list[re.Match[str]]) -> bool:
    """Whether the marks are signs of a running text and no boxes."""
    if any(mark["yes"] for mark in marks):
        return False
    kinds = {mark["no"] is None for mark in marks}
    if kinds == {True, False}:
        return not any(mark["no"] in tuple("☐□▢⬜○◯") for mark in marks)
    if kinds == {True}:
        return len(marks) > 1 or len(clean(text)) > _LONGEST_OPTION
    gaps = [len(clean(part)) for part in BOX.split(text)[:: BOX.groups + 1] if part.strip()]
    circles_only = all(mark["no"] in tuple("○◯") for mark in marks)
    return max(gaps, default=0) > _LONGEST_OPTION or (circles_only and len(marks) == 1)


def _stands_before(text: str, marks: list[re.Match[str]]) -> bool:
    """Whether each box stands before its word; the text's ends decide, else what the boxes are written against."""
    if marks[0].start() == 0 or _BOUND.search(text[: marks[0].start()].rstrip()[-1:]):
        return True
    if marks[-1].end() == len(text):
        return False
    left = sum(not text[mark.start() - 1].isspace() for mark in marks if mark.start())
    right = sum(not text[mark.end()].isspace() for mark in marks if mark.end() < len(text))
    return right >= left


def _words_before(text: str, marks: list[re.Match[str]]) -> list[str]:
    """The word of each box that stands before it; a lone tick's word ends at the next space."""
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    words = [text[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]
    return [re.split(r"\s", words[0])[0]] if len(words) == 1 and marks[0]["no"] is None else words


def _words_after(text: str, marks: list[re.Match[str]]) -> list[str]:
    """The word of each box that stands after it; what stands before the colon is the cell's label."""
    starts = [0] + [mark.end() for mark in marks[:-1]]
    parts = [text[start : mark.start()].rstrip() for start, mark in zip(starts, marks, strict=True)]
    words = [_BOUND.split(part)[-1].strip() for part in parts]
    return [re.split(r"\s", words[0])[-1]] if len(words) == 1 and marks[0]["no"] is None else words


def ticked(raw: str) -> Reading | None:
    """The one option ticked in any cell; none or several give ``None``, in doubt; ``None`` for a text without boxes."""
    choice = boxes(raw)
    if choice is None:
        return None
    if len(choice.ticked) == 1 and choice.ticked[0]:
        return Reading(clean(_without_bracket(choice.ticked[0])))
    return Reading(None, ("choice-unclear",))


def _without_bracket(option: str) -> str:
    """``option`` without the end of brackets that begin before all options (事业单位（□全额 ☑差额）)."""
    return option[:-1].rstrip() if option.endswith(("）", ")")) and not re.search("[（(]", option) else option


@dataclass(frozen=True)
class Options(Kind):
    """One of ``choices``, ticked in a box or written out, after words that only lead up to it (经自查，结论为合格。).

    ``also`` are other words for a choice, with the choice they mean.
    """

    choices: tuple[str, ...]
    also: tuple[tuple[str, str], ...] = ()
    name: ClassVar[str] = "enum"

    def read(self, raw: str, hint: Hint = NO_HINT) -> Reading:
        text = clean(raw)
        choice = boxes(raw, tuple(fold(word) for word, _ in self._words()))
        if choice is not None:
            known = {self._known(word) for word in choice.ticked}
            only = known.pop() if len(known) == 1 else None
            return Reading(only) if only else Reading(None, ("choice-unclear",))
        left = left_over(text)
        if left in (Left.BLANK, Left.SAMPLE):
            return Reading(None, ("placeholder-left",) if left is Left.SAMPLE else ())
        stated = {fold(text), _LEAD.sub("", fold(text))}
        said = {choice for word, choice in self._words() if fold(word) in stated}
        return Reading(said.pop()) if len(said) == 1 else Reading(None, ("choice-unclear",))

    def _words(self) -> list[tuple[str, str]]:
        """Every word for a choice with the choice, the longest first."""
        pairs = [*((choice, choice) for choice in self.choices), *self.also]
        return sorted(pairs, key=lambda pair: -len(pair[0]))

    def _known(self, word: str) -> str | None:
        """The choice that ``word`` is or begins with, the longest first; ``None`` for another word."""
        written = fold(word)
        for option, choice in self._words():
            if written.startswith(fold(option)):
                return choice
        return None

    def show(self, value: Value) -> str:
        return "" if value is None else str(value)

    def samples(self) -> tuple[Value, ...]:
        return self.choices

    def field(self) -> ma.Field[Any]:
        from forms.types.validation import text_field

        named = "、".join(self.choices)
        return text_field(f"以下之一：{named}", lambda v: v in self.choices, f"应为以下之一：{named}。")
