"""推荐项目汇总表: the pilots that an office recommends, one a row, as a Word table and as a sheet of figures.

Columns are those of the list that goes with the letter (试点名称, 承担单位, 保证单位, 试点期限); 推荐单位 is a column of
its own where several recommend, for their quotas are counted by it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from forms.types.calendar import show_day
from render.errors import RenderError
from render.papers.request import PilotFacts
from render.script import converter

TITLE = "社会管理和公共服务综合标准化试点推荐项目汇总表"
MAX_ROWS = 2_000
_HEADS = ("序号", "试点名称", "承担单位", "保证单位", "试点期限")
_RECOMMENDED_BY = "推荐单位"


@dataclass(frozen=True)
class SummaryRequest:
    """What the table lists. ``annex`` is its mark as an annex of a letter (附件1), ``""`` for a table by itself."""

    pilots: tuple[PilotFacts, ...]
    title: str = TITLE
    annex: str = ""
    script: str = "hans"


@dataclass(frozen=True)
class SummaryTable:
    """The table in words: its title, mark and heads in the letter's script, names as the records have them."""

    title: str
    annex: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    count: str
    used: tuple[str, ...] = ()


def table_of(request: SummaryRequest) -> SummaryTable:
    """The words of the table.

    Raises :class:`RenderError`: ``nothing-to-say`` without pilots; ``detail-missing`` for a pilot without name or unit,
    ``value-unconfirmed`` for values that nobody has confirmed, each naming all of them by their row.
    """
    _refuse(request)
    words = converter(request.script)
    several = any(pilot.recommended_by for pilot in request.pilots)
    heads = (*_HEADS, _RECOMMENDED_BY) if several else _HEADS
    rows = tuple(_row(number, pilot, words, several) for number, pilot in enumerate(request.pilots, start=1))
    return SummaryTable(
        words(request.title.strip() or TITLE),
        words(request.annex.strip()),
        tuple(map(words, heads)),
        rows,
        words(f"共{len(rows)}个项目。"),
        tuple(f"pilots[{n}].{place}" for n, pilot in enumerate(request.pilots) for place in pilot.used),
    )


def _row(number: int, pilot: PilotFacts, words: Callable[[str], str], several: bool) -> tuple[str, ...]:
    """A pilot's cells; what is not known stays empty."""
    period = f"{show_day(pilot.period[0])}至{show_day(pilot.period[1])}" if pilot.period else ""
    cells = (str(number), pilot.name.strip(), pilot.unit.strip(), "、".join(pilot.guarantors), words(period))
    return (*cells, pilot.recommended_by) if several else cells


def _refuse(request: SummaryRequest) -> None:
    if not request.pilots:
        raise RenderError(
            "nothing-to-say", "没有可以列入汇总表的试点，请选择试点后再生成。", {"pilots": "请选择试点。"}
        )
    if len(request.pilots) > MAX_ROWS:
        raise RenderError("output-too-large", f"汇总表最多列{MAX_ROWS}个试点，所选的有{len(request.pilots)}个。")
    lacking = {n: _lacking(pilot) for n, pilot in enumerate(request.pilots)}
    _tell("detail-missing", "没有", {n: labels for n, labels in lacking.items() if labels}, request.pilots)
    unsure = {n: pilot.unconfirmed for n, pilot in enumerate(request.pilots) if pilot.unconfirmed}
    _tell("value-unconfirmed", "尚未核对", unsure, request.pilots)


def _lacking(pilot: PilotFacts) -> tuple[str, ...]:
    held = (("试点名称", pilot.name), ("承担单位", pilot.unit))
    return tuple(label for label, text in held if not text.strip())


def _tell(code: str, what: str, found: dict[int, tuple[str, ...]], pilots: Sequence[PilotFacts]) -> None:
    if not found:
        return
    named = (
        f"第{n + 1}个{f'“{pilots[n].name}”' if pilots[n].name else ''}的{'、'.join(ls)}" for n, ls in found.items()
    )
    places = {f"pilots[{n}]": f"{'、'.join(labels)}{what}。" for n, labels in found.items()}
    raise RenderError(code, f"汇总表所列试点{what}：{'；'.join(named)}。请补充或者核对后再生成。", places)
