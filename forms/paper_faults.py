"""What is missing, doubtful or does not add up in a companion or incoming paper, whatever the rules say of it.

These faults belong to no rule of the list. None blocks: such a paper has no official blank.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from forms.finding import CODES, Severity
from forms.law import Basis
from forms.paper import PaperReading
from forms.paper_shapes import shape
from forms.paper_sums import LEVELS, column_sum, level_by_name, level_by_number, standards_by_level
from forms.periods import chinese_date
from forms.pilot import ReadCompanion, paper_name
from forms.record import Answer
from forms.rules.facts import page_note, quote
from forms.rules.rule import Breach
from forms.spec import Field
from forms.types.kind import Kind
from forms.types.number import is_number
from forms.types.numeral import shown

Charge = tuple[Breach, Basis]
_MISSING = {
    "number": ("number-missing", "未见发文字号"),
    "issuers": ("signer-missing", "未见落款单位"),
    "dated": ("date-missing", "未见成文日期"),
}
_UNNUMBERED = frozenset({"evaluation-plan", "summary-report", "implementation-plan", "standards-list"})
"""Papers that may come without a number of their own, as an annex or as a unit's own paper."""
_UNDATED = frozenset({"standards-list"})
_COUNTED = "count-mismatch"


def paper_faults(read: ReadCompanion) -> Iterator[Charge]:
    """Every such fault of one paper; nothing where it has not been read for its content."""
    reading = read.paper.reading
    if reading is None:
        return
    basis = shape(reading.kind).cites
    for faults in (_missing, _doubtful, _dates, *_BY_KIND.get(reading.kind, ())):
        for breach in faults(reading, read):
            yield breach, basis


def _warn(code: str, where: str | None, message: str, answer: Answer | None = None, subject: str = "") -> Breach:
    return Breach(code, Severity.WARN, where, message, subject, answer.evidence if answer else None)


def _missing(reading: PaperReading, read: ReadCompanion) -> Iterator[Breach]:
    """Slots and rows that such a paper has; silent where a part of it was lost."""
    if not reading.whole:
        return
    name = paper_name(reading.kind)
    for slot in _MISSING:
        answer = reading.fields.get(slot)
        free = (slot == "number" and reading.kind in _UNNUMBERED) or (slot == "dated" and reading.kind in _UNDATED)
        if answer is not None and answer.value is None and not answer.needs_review and not free:
            code, said = _MISSING[slot]
            yield _warn(code, f"fields.{slot}", f"{name}{said}。请对照原件核对，确未写明的请补正。", answer)
    for rows in shape(reading.kind).rows():
        if rows.id == "pilots" and not reading.rows.get("pilots"):
            yield _warn("pilots-missing", None, f"{name}中未读到所列试点。请对照原件核对，并补录试点名称。")
        elif rows.id not in {"pilots", "topics"} and len(reading.rows.get(rows.id, ())) < rows.at_least:
            message = f"{name}中未读到“{rows.title}”的内容。请对照原件核对，确无此内容的请补充。"
            yield _warn("rows-missing", f"rows.{rows.id}[0]", message)


def _doubtful(reading: PaperReading, read: ReadCompanion) -> Iterator[Breach]:
    """A finding for each doubt; that rows are not as many as stated is said once."""
    form = shape(reading.kind)
    for field in form.cover:
        if answer := reading.fields.get(str(field.id)):
            yield from _answer(answer, field, f"fields.{field.id}", f"“{field.label}”")
    for rows in form.rows():
        found = reading.rows.get(rows.id, ())
        if any(_COUNTED in answer.doubts for row in found for answer in row.values()):
            message = f"“{rows.title}”读到{len(found)}行，与文中所写的数目不一致。请对照原件核对有无遗漏。"
            yield _warn(_COUNTED, None, message, subject=rows.id)
        for number, row in enumerate(found):
            for column in rows.columns:
                # that a topic is missing is for the rule to say
                if (answer := row.get(str(column.id))) and (answer.raw or column.id != "covered"):
                    name = f"“{rows.title}”第{number + 1}行“{column.label}”"
                    yield from _answer(answer, column, f"rows.{rows.id}[{number}].{column.id}", name)


def _answer(answer: Answer, field: Field, where: str, name: str) -> Iterator[Breach]:
    note = page_note(answer.evidence)
    if answer.value is not None and isinstance(field.kind, Kind):
        for fault in field.kind.check(answer.value):
            yield _warn(fault.code, where, f"{name}{note}：{fault.message}", answer)
    for doubt in answer.doubts:
        if doubt != _COUNTED:
            read = f"写为{quote(answer.raw)}" if answer.raw.strip() else "未读出内容"
            yield _warn(doubt, where, f"{name}{read}{note}：{CODES[doubt]}。请对照原件核对后确认或者更正。", answer)


def _dates(reading: PaperReading, read: ReadCompanion) -> Iterator[Breach]:
    """A paper of a day to come, and a last day of putting right that lies before the order."""
    dated, due = reading.fields.get("dated"), reading.fields.get("due")
    if dated and isinstance(dated.value, str) and dated.value > read.on.isoformat():
        message = f"成文日期{chinese_date(dated.value)}{page_note(dated.evidence)}晚于判断日。请核对。"
        yield _warn("date-future", "fields.dated", message, dated)
    if dated and due and isinstance(dated.value, str) and isinstance(due.value, str) and due.value < dated.value:
        message = f"整改期限{chinese_date(due.value)}早于成文日期{chinese_date(dated.value)}。请核对。"
        yield _warn("date-order", "fields.due", message, due)


# -- 评估计分表 --------------------------------------------------------------------------------------------------------


def _marks(reading: PaperReading, read: ReadCompanion) -> Iterator[Breach]:
    """More marks than an item, or the whole, has."""
    for number, row in enumerate(reading.rows.get("items", ())):
        full, given = row.get("full", Answer(None)).value, row.get("given", Answer(None))
        if is_number(full) and is_number(given.value) and float(str(given.value)) > float(str(full)):
            message = f"第{number + 1}行得分{_shown(given.value)}分，超过分值{_shown(full)}分。请核对。"
            yield _warn("score-range", f"rows.items[{number}].given", message, given)
    total = read.programme.score_total
    for slot, name in (("full_total", "总分"), ("given_total", "总得分")):
        answer = reading.fields.get(slot)
        if total is None or answer is None or not is_number(answer.value):
            continue
        value = float(str(answer.value))
        if value > total or (slot == "full_total" and value != total):
            message = f"{name}{_shown(answer.value)}分，与申报项目设定的满分{_shown(total)}分不符。请核对。"
            yield _warn("score-range", f"fields.{slot}", message, answer)


def _sums(reading: PaperReading, read: ReadCompanion) -> Iterator[Breach]:
    """A printed total that is not the sum of its rows; silent where a row's mark is not known."""
    for column, slot, name in (("full", "full_total", "分值"), ("given", "given_total", "得分")):
        answer, total = reading.fields.get(slot), column_sum(reading, "items", column)
        if answer and is_number(answer.value) and total is not None and float(str(answer.value)) != float(total):
            message = (
                f"{name}合计写为{_shown(answer.value)}分，各项之和为{_shown(total)}分"
                f"（共{len(reading.rows['items'])}项）。请对照原件核对。"
            )
            yield _warn("score-sum", f"fields.{slot}", message, answer)


def _shown(value: object) -> str:
    return shown(value) if isinstance(value, int | float) else str(value)


# -- 标准明细表 --------------------------------------------------------------------------------------------------------


def _standards(reading: PaperReading, read: ReadCompanion) -> Iterator[Breach]:
    """Numbers that occur twice, and levels that are not those of the numbers."""
    rows = reading.rows.get("standards", ())
    numbers = Counter(
        str(row["number"].value).replace(" ", "") for row in rows if "number" in row and row["number"].value
    )
    seen: set[str] = set()
    for place, row in enumerate(rows):
        number, level = row.get("number", Answer(None)), row.get("level", Answer(None))
        key = str(number.value).replace(" ", "")
        if numbers[key] > 1 and key in seen:
            message = f"标准编号{key}在第{place + 1}行重复列出{page_note(number.evidence)}。请核对。"
            yield _warn("standard-twice", f"rows.standards[{place}].number", message, number)
        seen.add(key)
        named, shown_by = level_by_name(level.value), level_by_number(number.value)
        if named is not None and shown_by is not None and named != shown_by:
            message = f"第{place + 1}行标准{key}的级别写为{quote(level.raw)}，按编号应为{LEVELS[shown_by]}。请核对。"
            yield _warn("level-mismatch", f"rows.standards[{place}].level", message, level)


def _counts(reading: PaperReading, read: ReadCompanion) -> Iterator[Breach]:
    """Numbers by level that are not those of the rows."""
    answer, counted = reading.fields.get("counts"), standards_by_level(reading)
    if answer and isinstance(answer.value, list) and counted and list(counted) != answer.value:
        listed = "、".join(f"{name}{count}项" for name, count in zip(LEVELS, counted, strict=True))
        message = f"文中所写各级标准数量与明细不一致，明细为{listed}。请核对。"
        yield _warn(_COUNTED, "fields.counts", message, answer)


_BY_KIND: dict[str, tuple[Callable[[PaperReading, ReadCompanion], Iterator[Breach]], ...]] = {
    "score-sheet": (_marks, _sums),
    "standards-list": (_standards, _counts),
}
