"""What a drawn form says: plausible answers for every slot of the six forms, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from forms.record import Answer, BlockRecord, Record, SealMark, SignatureMark
from forms.registry import editions
from forms.spec import Block, FilledBy, Form, Needs, Rows
from forms.types import Date, LongText, Options, Org
from forms.types.kind import Composite, Kind
from tests.applications import record_of, truth

Convert = Callable[[str], str]

_SENTENCES = (
    "现有窗口{a}个，进驻部门{b}家，年均受理事项{c}万件。",
    "制定《窗口服务规范》等内部标准{c}项，标准覆盖率达到{p}%。",
    "{y}年{m}月召开动员大会，组织全员培训{b}次，参训{c}人次。",
    "设立标准化专职人员{b}名，每年安排专项经费{a}万元。",
    "建立监督检查机制，每季度开展一次标准实施情况检查，形成记录{c}份。",
    "按照GB/T 24421《服务业组织标准化工作指南》的要求构建标准体系。",
    "服务对象满意度由{q}%提升到{p}%，投诉率下降{b}个百分点。",
    "将标准化工作纳入年度绩效考核，与评优评先挂钩。",
    "个别岗位标准的可操作性有待提高，部分记录填写不够规范。",
    "建议进一步完善标准体系，加强标准的宣传贯彻和持续改进。",
    "办理时限由{a}个工作日压缩到{b}个工作日，群众少跑{c}趟。",
    "编制了标准体系框架图和标准明细表，纳入国家标准{a}项、行业标准{b}项。",
)
_NUMBERS = ("国标委发〔{y}〕{n}号", "国标委服务联〔{y}〕{n}号", "鄂质监标函〔{y}〕{n}号", "标委办服务〔{y}〕{n}号")
_OPINIONS = {
    "unit": ("所填内容真实有效，同意申报。", "情况属实，同意。", "同意评估结论，将按建议整改。"),
    "recommender": ("材料齐全，同意推荐。", "同意推荐。"),
    "province_office": ("同意确认评估结论。", "经研究，同意。", "同意。"),
}
_DONE = ("", "已按程序进行。", "{m}月{d}日上午完成。")
_SURNAMES, _GIVEN = (
    "王李张刘陈杨黄周吴徐孙马朱胡林郭何高罗梁宋唐",
    ("建国", "晓梅", "志远", "芳", "文静", "海涛", "丽华", "明", "永红", "子涵"),
)
_TITLES = ("高级工程师", "副教授", "科长", "处长", "研究员", "主任", "工程师")
_EXPERTS = (
    "{}质量技术监督局",
    "{}标准化研究院",
    "{}行政服务中心",
    "{}人民政府办公室",
    "湖北省标准化与质量研究院",
    "武汉大学",
)


def written(form: Form, seed: int, convert: Convert = str) -> Record:
    """The record that a form of ``seed`` states, every text in the script that ``convert`` gives; marks all absent."""
    if form.annex == 1:
        said = truth(form, seed)
        for block in said.blocks:
            block["signed"] = block["sealed"] = False
        return _as_needed(form, record_of(form, said, convert))
    return _Answers(form, seed, convert).record()


def _as_needed(form: Form, record: Record) -> Record:
    """``record`` without the opinions and dates that its blocks do not ask for."""
    owners, nothing = form.blocks_of([said.id for said in record.blocks]), Answer(None)
    blocks = tuple(
        replace(
            said,
            opinion=said.opinion if Needs.OPINION in block.needs else nothing,
            date=said.date if Needs.DATE in block.needs else nothing,
        )
        for block, said in zip(owners, record.blocks, strict=True)
    )
    return replace(record, blocks=blocks)


class _Answers:
    """Answers of 附件2 to 附件6, consistent with an application of the same seed."""

    def __init__(self, form: Form, seed: int, convert: Convert) -> None:
        self.form, self.convert = form, convert
        self.rng = random.Random(f"answers-{form.annex}-{seed}")
        base = truth(editions("annex1-application")[0], seed).fields
        self.base: dict[str, Any] = {**base, "incidents": base["incidents_last_3_years"]}
        self.city = base["lead_unit"].partition("市")[0] + "市"
        self.year = int(base["pilot_period"]["end"][:4])

    def record(self) -> Record:
        fields = {slot: self.answer(kind, self.value(slot, kind)) for slot, kind in self.form.kinds().items()}
        rows = {rows.id: self.members(rows) for rows in self.form.rows()}
        blocks = tuple(self.block(block, fields) for block in self.form.blocks)
        return Record(self.form.id, self.form.edition, "hans", fields, rows, blocks)

    def answer(self, kind: Kind, value: Any) -> Answer:
        return Answer(value, self.convert(kind.show(value)))

    def value(self, slot: str, kind: Kind) -> Any:
        """An answer for one slot: the application's own where it has the slot, else one of the kind."""
        if slot in self.base and not isinstance(kind, Options):
            return self.base[slot]
        if slot == "organizing_unit":
            return f"{self.city}社会管理和公共服务标准化联席会议办公室"
        if slot in ("changes", "evaluation_place", "evaluation_basis"):
            texts = {"changes": "无变更", "evaluation_place": f"{self.city}政务服务中心三楼会议室"}
            return texts.get(slot, f"《{self.city}试点评估方案》")
        return self.of_kind(kind)

    def of_kind(self, kind: Kind) -> Any:
        rng = self.rng
        match kind.name:
            case "date":
                return self.day()
            case "date_range":
                start = self.day(1, 20)
                return {"start": start, "end": f"{start[:8]}{int(start[8:]) + rng.randint(1, 3):02d}"}
            case "doc_no":
                return rng.choice(_NUMBERS).format(y=self.year, n=rng.randint(1, 199))
            case "int x4":
                return [rng.randint(0, 90), rng.randint(0, 40), rng.randint(0, 20), rng.randint(20, 300)]
            case "number":
                return rng.choice((rng.randint(80, 99), round(rng.randint(800, 999) / 10 + 0.05, 2)))
            case "percent+sample":
                return {"percent": rng.randint(850, 999) / 10, "sample": rng.randint(30, 400)}
            case "yes_no+text":
                return {"answer": True, "text": self.fill(rng.choice(_DONE))}
            case "longtext":
                return self.prose()
        samples = kind.samples()
        return samples[0] if rng.random() < 0.7 else rng.choice(samples)

    def day(self, first: int = 1, last: int = 28) -> str:
        return f"{self.year + self.rng.randint(0, 1)}-{self.rng.randint(1, 12):02d}-{self.rng.randint(first, last):02d}"

    def fill(self, sentence: str) -> str:
        r = self.rng
        return sentence.format(
            a=r.randint(5, 60),
            b=r.randint(2, 30),
            c=r.randint(12, 180),
            p=r.randint(880, 995) / 10,
            q=r.randint(700, 860) / 10,
            y=self.year,
            m=r.randint(1, 12),
            d=r.randint(1, 28),
        )

    def prose(self) -> str:
        parts = self.rng.sample(_SENTENCES, self.rng.randint(1, 5))
        cut = self.rng.randint(1, len(parts))
        return "\n".join("".join(map(self.fill, some)) for some in (parts[:cut], parts[cut:]) if some)

    def person(self) -> str:
        return self.rng.choice(_SURNAMES) + self.rng.choice(_GIVEN)

    def members(self, rows: Rows) -> tuple[dict[str, Answer], ...]:
        kinds = {str(column.id): column.kind for column in rows.columns}
        made = []
        for number in range(1, self.rng.randint(5, 8)):
            row = self.member(number)
            made.append({slot: self.answer(_single(kinds[slot]), row[slot]) for slot in kinds})
        return tuple(made)

    def member(self, number: int) -> dict[str, Any]:
        rng = self.rng
        return {
            "sequence": number,
            "name": self.person(),
            "unit": rng.choice(_EXPERTS).format(self.city),
            "position_or_title": rng.choice(_TITLES),
            "expertise": rng.choice(("标准化", "行业", "管理")),
            "group_role": "组长" if number == 1 else "副组长" if number == 2 else "成员",
            "phone": f"1{rng.choice('35789')}{rng.randint(100000000, 999999999)}",
            "signature": SignatureMark(False).to_json(),
        }

    def block(self, block: Block, fields: dict[str, Answer]) -> BlockRecord:
        unit, opinion, day = self.block_unit(block, fields), None, self.day()
        if Needs.OPINION in block.needs:
            opinion = self.rng.choice(_OPINIONS[block.id])
        if block.filled_by is FilledBy.RECEIVING_OFFICE and self.rng.random() < 0.4:
            unit = opinion = None
            day = ""
        texts = (self.answer(Org(), unit), self.answer(LongText(), opinion), self.answer(Date(), day or None))
        return BlockRecord(block.id, *texts, SignatureMark(False), SealMark(False))

    def block_unit(self, block: Block, fields: dict[str, Answer]) -> str | None:
        if block.filled_by is FilledBy.GROUP:
            return None
        if block.filled_by is FilledBy.RECEIVING_OFFICE:
            return "湖北省社会管理和公共服务标准化联席会议办公室"
        if block.id == "recommender":
            return f"{self.city}人力资源和社会保障局"
        return str(fields["unit_name" if "unit_name" in fields else "lead_unit"].value)


def _single(kind: Kind | Composite) -> Kind:
    assert isinstance(kind, Kind)
    return kind
