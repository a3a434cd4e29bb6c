"""How many projects one recommender may put forward in a batch (湖北通知第四部分第1项)."""

from __future__ import annotations

from forms.finding import Severity
from forms.outside import RecommenderKind, Stage
from forms.pilot import Package
from forms.rules.rule import Answers, Breach, Scope, Unknown, rule
from forms.statutes import HUBEI_2016

_ITEM_1 = HUBEI_2016.part("第四部分第1项")
_APPLICATION = (Stage.APPLICATION.value,)
_CITIES = {RecommenderKind.CITY_MEETING, RecommenderKind.CITY_OFFICE, RecommenderKind.CITY_BUREAU}


@rule(
    "H5",
    basis=_ITEM_1,
    strength="原则上",
    gravest=Severity.WARN,
    reads=("outside.recommender",),
    on=_APPLICATION,
    scope=Scope.PACKAGE,
    local=True,
)
def one_of_each_city(package: Package) -> Answers:
    """各市州、省直管市、神农架林区推荐项目原则上每批控制为1个。"""
    yield from _within(package, package.programme.city_quota, Severity.WARN, cities=True)


@rule(
    "H6",
    basis=_ITEM_1,
    strength="不超过",
    gravest=Severity.BLOCK,
    reads=("outside.recommender",),
    on=_APPLICATION,
    scope=Scope.PACKAGE,
    local=True,
)
def two_of_each_member(package: Package) -> Answers:
    """省联席会议成员单位推荐项目每批不超过2个。"""
    yield from _within(package, package.programme.member_quota, Severity.BLOCK, cities=False)


def _within(package: Package, quota: int, severity: Severity, *, cities: bool) -> Answers:
    known = package.outside.recommender
    if known is None or known.recommended is None:
        yield Unknown("推荐单位或者本批推荐数量不知道")
        return
    kind_counts = known.kind in _CITIES if cities else known.kind is RecommenderKind.MEMBER_UNIT
    if kind_counts and known.recommended > quota:
        message = (
            f"“{known.name}”本批推荐{known.recommended}个项目，控制数为{quota}个。请核对，超出的请推荐单位择优确定。"
        )
        yield Breach("quota-exceeded", severity, None, message)
