"""Plausible answers of every kind, each with the value that it must be read as."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from forms.record import SignatureMark
from forms.types.kind import Kind
from tests.applications import _code as unified_code
from tests.variants import spellings

_PLACES = (
    "宜昌市西陵区",
    "台州市天台县",
    "濮阳市范县",
    "赣州市于都县",
    "武汉市江汉区",
    "咸阳市乾县",
    "烟台市芝罘区",
    "襄阳市谷城县",
)
_TAILS = (
    "政务服务中心",
    "人力资源和社会保障局",
    "社会福利院",
    "城市管理委员会",
    "图书馆",
    "公共交通集团有限公司",
    "妇幼保健院",
    "质量技术监督局",
    "人民政府办公室",
    "标准化研究院",
    "民政局（老龄办）",
)
_NAMES = (
    "王晓梅",
    "许钦祥",
    "欧阳志远",
    "张　三",
    "李 建国",
    "周启明",
    "余秋雨",
    "萧子涵",
    "陈国强",
    "钟楚红",
    "何丽华",
    "魏 红",
)
_SERVICES = ("政务服务", "居家养老服务", "公共文化服务", "公共交通服务", "劳动就业服务")
_TEXTS = (
    "综合协调科",
    "标准化办公室",
    "质量管理部",
    "三楼会议室",
    "教授级高工",
    "副主任/工程师",
    "启动阶段",
    "组织实施",
    "无变更",
)
_STATEMENTS = (
    "已建立由主要负责人任组长的领导小组，配备专职人员2名。",
    "制定岗位工作标准46项，覆盖率81.5%；每年安排专项经费30万元。",
    "标准体系自2016年5月发布以来运行良好，服务事项办理时限压缩了30%。",
    "定期开展培训，全员标准化意识明显增强。",
    "部分标准宣传贯彻还不够深入，一线人员对标准的理解有待加强。",
    "下一步：①完善标准体系；②加强监督检查；③持续改进。",
    "按照《关于推进服务标准化的意见》的要求，组织实施各项标准。",
)
_OPINIONS = (
    "同意申报。",
    "情况属实，同意。",
    "经审查，符合条件，同意推荐。",
    "自愿申报，所填内容属实。",
    "同意评估组意见，认真整改。",
)
_PAPERS = ("关于下达试点项目的通知", "关于公布评估合格单位名单的通知")
_CODES = ("国标委发", "鄂质监标函", "国标委服务联")

_TEXT_TRAPS = (
    "联系人",
    "单位名称",
    "意见",
    "一、总体要求",
    "电话：以公布为准",
    "标准化：起步",
    "承担单位",
    "2016年3月",
    "（一）启动",
)
_LINE_TRAPS = (
    "一、基本情况",
    "（一）组织机构健全",
    "1. 单位名称规范",
    "联系人：张三，电话：0717-6251834",
    "工作目标：建立标准体系",
    "存在问题",
    "2016年3月15日",
    "三、下一步打算",
    "由王丙乾、李昇两位同志负责。",
    "意见：尽快完成。",
)


class Answers:
    """Draws answers for one paper; ``convert`` gives its script, ``traps`` lets some look like something else."""

    def __init__(self, rng: random.Random, convert: Callable[[str], str], traps: bool) -> None:
        self.rng, self.convert, self.traps = rng, convert, traps

    def of(self, kind: Kind, slot: str = "") -> tuple[Any, str]:
        """A value of ``kind`` and how it is written, in the script of the paper."""
        value, text = getattr(self, f"_{_METHODS[kind.name]}")(kind)
        return value, self.convert(text)

    def unit(self) -> str:
        return self.rng.choice(_PLACES) + self.rng.choice(_TAILS)

    def opinion(self) -> str:
        return self.rng.choice(_OPINIONS)

    def _trapped(self) -> bool:
        return self.traps and self.rng.random() < 0.15

    # -- texts -----------------------------------------------------------------

    def _text(self, kind: Kind) -> tuple[Any, str]:
        text = self.rng.choice(_TEXT_TRAPS if self._trapped() else _TEXTS)
        if not self.traps and self.rng.random() < 0.3:
            text = f"{self.rng.choice(_PLACES)}{self.rng.choice(_SERVICES)}综合标准化试点"
        return text, text

    def _longtext(self, kind: Kind) -> tuple[Any, str]:
        lines = self.rng.sample(_STATEMENTS, self.rng.randint(1, 3))
        if self._trapped():
            lines.insert(self.rng.randint(0, len(lines)), self.rng.choice(_LINE_TRAPS))
        text = "\n".join(lines)
        return text, text

    def _org(self, kind: Kind) -> tuple[Any, str]:
        text = self.unit()
        return text, text

    def _orgs(self, kind: Kind) -> tuple[Any, str]:
        names = list(dict.fromkeys(self.unit() for _ in range(self.rng.choice((1, 1, 2, 3)))))
        return names, self.rng.choice(("、", "，", "；", "\n")).join(names)

    def _person(self, kind: Kind) -> tuple[Any, str]:
        name = self.rng.choice(_NAMES)
        return name.replace("　", "").replace(" ", ""), name

    def _address(self, kind: Kind) -> tuple[Any, str]:
        text = f"{self.rng.choice(_PLACES)}长虹路{self.rng.randint(1, 99)}号政务大厦A座{self.rng.randint(1, 20)}层"
        return text, text

    def _industry(self, kind: Kind) -> tuple[Any, str]:
        text = self.rng.choice(("公共管理、社会保障和社会组织", "卫生和社会工作", "文化、体育和娱乐业"))
        return text, text

    def _economy(self, kind: Kind) -> tuple[Any, str]:
        text = self.rng.choice(("事业单位", "机关法人", "国有", "有限责任公司"))
        return text, text

    # -- numbers and codes -------------------------------------------------------

    def _code(self, kind: Kind) -> tuple[Any, str]:
        code = unified_code(self.rng, "420502")
        spaced = f"{code[:8]} {code[8:]}"
        return code, self.rng.choice((code, code, code.lower(), spaced))

    def _phone(self, kind: Kind) -> tuple[Any, str]:
        local = str(self.rng.randint(2000000, 8999999))
        mobile = f"13{self.rng.randint(100000000, 999999999)}"
        return self.rng.choice(
            (
                (f"0717-{local}", f"0717-{local}"),
                (f"0717-{local}", f"（0717）{local}"),
                (f"0717-{local}", f"0717—{local}"),
                (mobile, mobile),
                (mobile, f"{mobile[:3]} {mobile[3:7]} {mobile[7:]}"),
                (f"0717-{local};{mobile}", f"0717-{local}、{mobile}"),
                (f"0717-{local}-806", f"0717-{local}转806"),
            )
        )

    def _postcode(self, kind: Kind) -> tuple[Any, str]:
        code = str(self.rng.randint(430000, 449999))
        return code, self.rng.choice((code, code, " ".join(code)))

    def _email(self, kind: Kind) -> tuple[Any, str]:
        text = f"{self.rng.choice(('zwzx', 'bgs_2016', 'li.ming'))}{self.rng.randint(1, 99)}@163.com"
        return text, text

    def _paper(self, kind: Kind) -> tuple[Any, str]:
        code, number = self.rng.choice(_CODES), self.rng.randint(1, 199)
        year = self.rng.randint(2013, 2021)
        value = f"{code}〔{year}〕{number}号"
        title = self.rng.choice(_PAPERS)
        return value, self.rng.choice(
            (value, f"《{title}》（{value}）", f"{code}[{year}]{number}号", f"{title}，{value}")
        )

    def _integer(self, kind: Kind) -> tuple[Any, str]:
        value = self.rng.randint(1, 40)
        return value, str(value)

    def _number(self, kind: Kind) -> tuple[Any, str]:
        value = self.rng.choice((95.5, 98, 86.25, 100, 79))
        return value, spellings.number(self.rng, value)

    def _counts(self, kind: Kind) -> tuple[Any, str]:
        numbers = [self.rng.randint(0, 90) for _ in range(4)]
        return numbers, spellings.counts(self.rng, numbers)

    def _share(self, kind: Kind) -> tuple[Any, str]:
        percent, sample = self.rng.choice((99.1, 96, 88.75)), self.rng.randint(30, 900)
        return {"percent": percent, "sample": sample}, spellings.share(self.rng, percent, sample)

    # -- times -------------------------------------------------------------------

    def _date(self, kind: Kind) -> tuple[Any, str]:
        iso = f"{self.rng.randint(2013, 2025)}-{self.rng.randint(1, 12):02}-{self.rng.randint(1, 28):02}"
        return iso, spellings.a_day(self.rng, iso)

    def _months(self, kind: Kind) -> tuple[Any, str]:
        year = self.rng.randint(2013, 2022)
        start = f"{year}-{self.rng.randint(1, 6):02}"
        end = f"{year + self.rng.randint(0, 2)}-{self.rng.randint(7, 12):02}"
        return {"start": start, "end": end}, spellings.months(self.rng, start, end)

    def _days(self, kind: Kind) -> tuple[Any, str]:
        if self.rng.random() < 0.5:
            return self._months(kind)
        month = f"{self.rng.randint(2013, 2022)}-{self.rng.randint(1, 12):02}"
        start, end = f"{month}-{self.rng.randint(1, 14):02}", f"{month}-{self.rng.randint(15, 28):02}"
        return {"start": start, "end": end}, spellings.days(self.rng, start, end)

    # -- choices -----------------------------------------------------------------

    def _option(self, kind: Kind) -> tuple[Any, str]:
        choices = getattr(kind, "choices")  # noqa: B009
        chosen = self.rng.choice(choices)
        if self.rng.random() < 0.4:
            return chosen, spellings.boxes(self.rng, choices, chosen)
        others = [word for word, meant in getattr(kind, "also") if meant == chosen]  # noqa: B009
        return chosen, self.rng.choice([chosen, chosen, *others])

    def _yes_no(self, kind: Kind) -> tuple[Any, str]:
        samples = kind.samples()
        value: Any = self.rng.choice(samples)
        yes, no = getattr(kind, "words")  # noqa: B009
        if self.rng.random() < 0.3:
            answer = self.rng.random() < 0.5
            return {"answer": answer, "text": ""}, spellings.boxes(self.rng, (yes, no), yes if answer else no)
        return value, kind.show(value)

    def _signature(self, kind: Kind) -> tuple[Any, str]:
        return SignatureMark(False).to_json(), ""


_METHODS = {
    "text": "text", "longtext": "longtext", "org": "org", "org list": "orgs", "person": "person", "address": "address",
    "text->GB/T 4754": "industry", "text->GB/T 12402": "economy", "orgcode_or_uscc": "code", "phone": "phone",
    "postcode": "postcode", "email": "email", "doc_no": "paper", "int": "integer", "number": "number",
    "int x4": "counts", "percent+sample": "share", "date": "date", "month_range": "months", "date_range": "days",
    "enum": "option", "yes_no+text": "yes_no", "signature": "signature",
}  # fmt: skip
