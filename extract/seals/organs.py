"""Organs by the words that stand behind the place in their names: which of them a name may go on as where its end is hidden.

Those of provinces, cities and counties (《地方各级人民政府机构设置和编制管理条例》) before and after the reforms of 2014 and 2018,
courts, and what such organs have for institutions. Two that begin alike
and are equally long cannot be told by their beginning. Companies have names of their own and are not among them.
"""

from __future__ import annotations

from functools import cache

from forms.divisions import leading_place
from forms.script import simplified

_BUREAUS = (
    "质量技术监督 市场监督管理 市场和质量监督管理 食品药品监督管理 药品监督管理 工商行政管理 安全生产监督管理 应急管理 人力资源和社会保障 "
    "人力资源社会保障 住房和城乡建设 城乡建设 住房保障 住房保障和房产管理 房产管理 自然资源和规划 自然资源 国土资源 规划 "
    "城乡规划 生态环境 环境保护 水利 水务 农业 农业农村 林业 园林 园林绿化 林业和园林 畜牧兽医 粮食 粮食和物资储备 交通运输 公路管理 邮政管理 "
    "公安 司法 民政 财政 审计 统计 教育 教育体育 体育 科学技术 科技 经济和信息化 工业和信息化 商务 投资促进 文化 文化和旅游 "
    "文化旅游 文化广电新闻出版 文化广电旅游 广播电视 旅游 卫生 卫生和计划生育 卫生健康 医疗保障 民族宗教事务 信访 档案 "
    "退役军人事务 机关事务管理 行政审批 行政审批服务 政务服务管理 政务服务数据管理 城市管理 城市管理执法 城市管理行政执法 综合行政执法 "
    "城市管理综合行政执法 金融工作 地方金融监督管理 物价 税务 地方税务 国家税务 气象 地震 消防救援 知识产权 大数据 大数据管理 "
    "扶贫开发 乡村振兴 能源 海洋与渔业 煤炭工业管理 供销合作"
)
_COMMITTEES = (
    "城市管理 发展和改革 卫生健康 卫生和计划生育 住房和城乡建设 城乡建设 教育工作 经济和信息化 国有资产监督管理 民族宗教事务 标准化管理 "
    "开发区管理 机构编制 老龄工作 城乡统筹 交通运输 农业农村 科学技术"
)
_CENTRES = (
    "政务服务 政务信息 政务公开 便民服务 公共资源交易 公共交易 机关事务服务 机关事务管理 行政服务 行政审批服务 社会福利 疾病预防控制 妇幼保健 大数据管理 "
    "标准化研究 质量检验检测 检验检测 市民服务 养老服务 就业服务 人才服务 社会保险 社会保险服务 社会保险事业 婚姻登记 不动产登记 社区服务 "
    "社会服务 社会救助 城市管理 社会管理 社区服务"
)
_OTHERS = (
    "人民政府 人民政府办公室 人民政府办公厅 社会管理和公共服务标准化联席会议办公室 社会管理和公共服务标准化工作联席会议办公室 "
    "标准化工作联席会议办公室 标准化联席会议办公室 人民法院 人民医院 人民检察院 中级人民法院 高级人民法院 公安分局 "
    "标准化研究院 标准化研究所 标准化协会 标准化学会 社会福利院 社会救助站 妇幼保健院 妇幼保健所 图书馆 博物馆 档案馆 文化馆 "
    "图书城 体育馆 美术馆 中医医院 第一人民医院 社会救助局 社会保险局 社会保障局 社会工作部 社会组织局 残疾人联合会 红十字会 总工会 妇女联合会 商务厅 民政厅 财政厅 教育厅 公安厅 司法厅 水利厅 "
    "住房和城乡建设厅 人力资源和社会保障厅 自然资源厅 生态环境厅 交通运输厅 农业农村厅 文化和旅游厅 "
    "科学技术厅 经济和信息化厅 应急管理厅 审计厅 退役军人事务厅"
)

_LEAST_BEGUN = 2
_BELOW_PROVINCES = "市州县区旗"
"""How the names of places end whose organs are 局 and not 厅."""


def ends_alone(name: str, seen: int) -> bool:
    """Whether what is left of ``name`` behind its first ``seen`` characters is the only end that they can have.

    Its place has to be seen whole, and of a known organ's words two at least that no other one of the same length begins with.
    """
    plain = simplified(name)
    place = len(leading_place(plain))
    organ, begun = plain[place:], plain[place:seen]
    if seen >= len(plain):
        return True
    if not place or len(begun) < _LEAST_BEGUN or organ not in _organs():
        return False
    provincial = plain[place - 1] not in _BELOW_PROVINCES
    there = {one for one in _organs() if provincial or one[-1] != "厅"}
    return {one for one in there if len(one) == len(organ) and one.startswith(begun)} == {organ}


@cache
def _organs() -> frozenset[str]:
    made = [words + "局" for words in _BUREAUS.split()]
    made += [words + "委员会" for words in _COMMITTEES.split()]
    made += [words + "中心" for words in _CENTRES.split()]
    return frozenset((*made, *_OTHERS.split()))
