"""Which characters of a unit's name its other characters give: those within the words that every such organ bears.

Another unit's name that is nearly the same differs in its place (襄阳 for 襄城) or in its last character (所 for 局).
Within 质量技术监督 no name differs in a character or two, so that one which is worn off, or lies under a signature, is known
from those around it.
"""

from __future__ import annotations

from forms.script import simplified

PHRASES = (
    "社会管理和公共服务标准化",
    "标准化工作联席会议办公室",
    "标准化联席会议办公室",
    "质量技术监督局",
    "市场监督管理局",
    "食品药品监督管理局",
    "工商行政管理局",
    "人力资源和社会保障局",
    "人力资源社会保障局",
    "住房和城乡建设局",
    "自然资源和规划局",
    "卫生和计划生育委员会",
    "卫生健康委员会",
    "发展和改革委员会",
    "机关事务管理局",
    "机关事务服务中心",
    "公共资源交易中心",
    "行政审批局",
    "政务服务中心",
    "便民服务中心",
    "人民政府办公室",
    "人民政府",
    "标准化研究院",
    "标准化管理委员会",
    "妇幼保健院",
    "社会福利院",
    "集团有限公司",
    "股份有限公司",
    "有限责任公司",
    "有限公司",
)  # fmt: skip
"""The last character of each is not given: it tells one organ from another."""
PROVINCES = [
    "河北",
    "山西",
    "辽宁",
    "吉林",
    "黑龙江",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "海南",
    "四川",
    "贵州",
    "云南",
    "陕西",
    "甘肃",
    "青海",
    "台湾",
]


def given_of(name: str) -> tuple[bool, ...]:
    """For each character of ``name`` whether the others give it."""
    plain = simplified(name)
    given = [False] * len(name)
    if len(plain) != len(name):
        return tuple(given)
    for phrase in PHRASES:
        at = plain.find(phrase)
        if at >= 0:
            given[at : at + len(phrase) - 1] = [True] * (len(phrase) - 1)
    for province in PROVINCES:
        if plain.startswith(f"{province}省"):
            given[len(province)] = True
    return tuple(given)
