"""Applications with known truth: plausible answers for every slot of 附件1, drawn from a seeded generator."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from forms.record import Answer, BlockRecord, Record, SealMark, SignatureMark
from forms.spec import Form
from forms.types import Date, LongText, Org
from forms.types.kind import Composite, Kind
from forms.types.org_code import USCC_ALPHABET as ALPHABET

_PLACES = (
    ("湖北省", "宜昌市", "西陵区", "0717", "443000", "420502"),
    ("湖北省", "襄阳市", "樊城区", "0710", "441001", "420606"),
    ("湖北省", "武汉市", "江汉区", "027", "430021", "420103"),
    ("浙江省", "台州市", "天台县", "0576", "317200", "331023"),
    ("山东省", "烟台市", "芝罘区", "0535", "264001", "370602"),
    ("河南省", "濮阳市", "范县", "0393", "457500", "410926"),
    ("湖北省", "黄石市", "下陆区", "0714", "435005", "420204"),
    ("江西省", "赣州市", "于都县", "0797", "342300", "360731"),
)
_UNITS = (
    ("政务服务中心", "政务服务", "公共管理、社会保障和社会组织"),
    ("人力资源和社会保障局", "劳动就业服务", "公共管理、社会保障和社会组织"),
    ("社会福利院", "居家养老服务", "卫生和社会工作"),
    ("城市管理委员会", "城市管理", "水利、环境和公共设施管理业"),
    ("图书馆", "公共文化服务", "文化、体育和娱乐业"),
    ("公共交通集团有限公司", "公共交通服务", "交通运输、仓储和邮政业"),
    ("妇幼保健院", "公共卫生服务", "卫生和社会工作"),
)
_SURNAMES = "王李张刘陈杨黄周吴徐孙马朱胡林郭何高罗梁宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛郝顾龚邵万钱严武戴莫孔向常汤"
_GIVEN = (
    "建国",
    "晓梅",
    "启明",
    "志远",
    "芳",
    "国强",
    "文静",
    "海涛",
    "丽华",
    "俊杰",
    "秀英",
    "子涵",
    "明",
    "永红",
    "雪松",
    "家豪",
)
_OPINIONS = {
    "lead_unit": ("我单位自愿承担该试点项目，保证所填内容真实有效，按期完成各项任务。", "自愿申报，所填内容属实。"),
    "participating_unit": ("同意参加试点创建，积极配合承担单位开展标准制定与实施工作。", "同意参加。"),
    "guarantor_unit": ("同意申报。我单位将在组织、经费、人员等方面给予保障。", "同意保证，给予政策和资金支持。"),
    "guiding_unit": ("经审查，该项目符合申报条件，同意推荐。", "同意。"),
    "managing_unit": ("同意列为第二批省级试点项目。", "同意报送。"),
}
_PLAN = (
    ("启动阶段", "成立以主要负责人为组长的试点工作领导小组，编制实施方案，召开动员大会。"),
    ("建立标准体系", "梳理服务事项，收集国家标准、行业标准和地方标准，制定内部标准，编制标准明细表。"),
    ("宣传培训", "开展标准化知识宣传培训，提高全员标准化意识。"),
    ("组织实施", "组织实施各项标准，建立监督检查机制，开展标准实施评价。"),
    ("总结提升", "针对问题持续改进，创建服务品牌，整理记录并归档。"),
)


@dataclass(frozen=True)
class Truth:
    """What one application says: values as the contract gives them, and which marks stand in each block."""

    fields: dict[str, Any]
    plan: list[dict[str, Any]]
    blocks: list[dict[str, Any]] = field(default_factory=list)
    """Each with ``id``, ``opinion``, ``unit``, ``date``, ``signed`` and ``sealed``."""


def truth(form: Form, seed: int) -> Truth:
    """A complete application for ``form``, the same for the same ``seed``."""
    rng = random.Random(seed)
    province, city, county, area, post, region = rng.choice(_PLACES)
    tail, service, industry = rng.choice(_UNITS)
    unit = f"{city}{county}{tail}"
    start = rng.randint(2014, 2021)
    names = {
        "lead": [unit],
        "guarantor": [f"{city}{county}人民政府"],
        "guiding": [f"{city}质量技术监督局"],
        "managing": [f"{province}质量技术监督局"],
        "participating": [f"{city}标准化研究院", f"{city}{county}行政审批局"][: rng.randint(1, 2)],
    }
    filed = f"{start}-0{rng.randint(1, 4)}-{rng.randint(1, 28):02d}"
    fields: dict[str, Any] = {
        "pilot_name": f"{city}{county}{service}综合标准化试点",
        "pilot_period": {"start": f"{start}-06", "end": f"{start + 2}-0{rng.randint(6, 9)}"},
        "lead_unit": unit,
        "guarantor_units": names["guarantor"],
        "guiding_units": names["guiding"],
        "managing_units": names["managing"],
        "participating_units": names["participating"],
        "filed_on": filed,
        "unit_name": unit,
        "organization_code": _code(rng, region),
        "legal_representative": _person(rng),
        "registered_address": f"{province}{city}{county}东山大道{rng.randint(1, 999)}号",
        "unit_address": f"{province}{city}{county}长虹路{rng.randint(1, 99)}号政务大厦A座{rng.randint(1, 20)}层",
        "postcode": post,
        "industry": industry,
        "economic_type": rng.choice(("事业单位", "机关法人", "国有", "有限责任公司")),
        "contact_name": _person(rng),
        "contact_phone": rng.choice(
            (f"{area}-{rng.randint(2000000, 8999999)}", f"13{rng.randint(100000000, 999999999)}")
        ),
        "email": f"{rng.choice(('zwzx', 'bgs2016', 'li_ming'))}{rng.randint(1, 99)}@{rng.choice(('163.com', 'gov.cn'))}",
        "standardization_body": rng.choice(("综合协调科", "标准化办公室", "质量管理部")),
        "standardization_lead_name": _person(rng),
        "standardization_lead_phone": f"{area}-{rng.randint(2000000, 8999999)}",
        "business_scope": f"负责本辖区{service}事项的受理与办理；承担{service}的组织、协调和监督工作。",
        "incidents_last_3_years": {"answer": False, "text": rng.choice(("", "近3年来未发生质量、安全、环保事故。"))},
        "conditions": (
            f"现有工作人员{rng.randint(20, 300)}名，已制定岗位工作标准{rng.randint(20, 90)}项，初步形成{service}标准体系。"
            f"\n成立了以主要负责人为组长的标准化工作领导小组，每年安排标准化专项经费{rng.randint(10, 90)}万元，"
            "具备试点创建的组织、人员、经费等保障条件。"
        ),
    }
    printed = set(form.kinds())
    blocks = [_block(rng, block.id, name, filed) for block in form.blocks for name in names[block.id.rsplit("_", 1)[0]]]
    return Truth({slot: value for slot, value in fields.items() if slot in printed}, _plan(start, names), blocks)


def _plan(start: int, names: dict[str, list[str]]) -> list[dict[str, Any]]:
    units = [
        names["lead"] + names["guarantor"],
        names["lead"],
        names["lead"] + names["guiding"],
        names["lead"],
        names["lead"],
    ]
    months = (
        (start, 6, start, 9),
        (start, 10, start + 1, 3),
        (start + 1, 4, start + 1, 6),
        (start + 1, 7, start + 2, 3),
        (start + 2, 4, start + 2, 6),
    )
    return [
        {
            "step": step,
            "period": {"start": f"{a}-{b:02d}", "end": f"{c}-{d:02d}"},
            "work": work,
            "responsible_units": unit,
        }
        for (step, work), (a, b, c, d), unit in zip(_PLAN, months, units, strict=True)
    ]


def _block(rng: random.Random, block_id: str, unit: str, filed: str) -> dict[str, Any]:
    year, month, _ = filed.split("-")
    return {
        "id": block_id,
        "opinion": rng.choice(_OPINIONS[block_id]),
        "unit": unit,
        "date": f"{year}-{int(month) + 1:02d}-{rng.randint(1, 28):02d}",
        "signed": True,
        "sealed": True,
    }


def _person(rng: random.Random) -> str:
    return rng.choice(_SURNAMES) + rng.choice(_GIVEN)


def _code(rng: random.Random, region: str) -> str:
    """A unified code of a public institution that passes both of its check characters."""
    digits = "0123456789"
    body = "".join(rng.choice(digits) for _ in range(8))
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    check = (11 - sum(w * int(c) for w, c in zip(weights, body, strict=True)) % 11) % 11
    seventeen = f"12{region}{body}{'X' if check == 10 else check}"
    total = sum(pow(3, place, 31) * ALPHABET.index(char) for place, char in enumerate(seventeen))
    return seventeen + ALPHABET[(31 - total % 31) % 31]


def record_of(form: Form, said: Truth, convert: Callable[[str], str] = str) -> Record:
    """The record that says what ``said`` says; ``convert`` gives the script in which everything is written."""

    def answer(kind: Kind, value: Any) -> Answer:
        return Answer(value, convert(kind.show(value)))

    kinds = form.kinds()
    columns = {str(column.id): column.kind for rows in form.rows() for column in rows.columns}
    plan = tuple({slot: answer(_kind(columns[slot]), value) for slot, value in row.items()} for row in said.plan)
    blocks = tuple(
        BlockRecord(
            block["id"],
            answer(Org(), block["unit"]),
            answer(LongText(), block["opinion"]),
            answer(Date(), block["date"]),
            SignatureMark(block["signed"]),
            SealMark(block["sealed"]),
        )
        for block in said.blocks
    )
    fields = {slot: answer(kinds[slot], value) for slot, value in said.fields.items()}
    return Record(form.id, form.edition, "hans", fields, {"plan": plan}, blocks)


def _kind(kind: Kind | Composite) -> Kind:
    assert isinstance(kind, Kind)
    return kind
