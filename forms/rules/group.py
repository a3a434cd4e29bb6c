"""Who evaluates and who rechecks (第十九条, 第二十八条, 第三十四条第（一）项)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from forms.finding import Severity
from forms.law import Practice
from forms.outside import ExpertFile
from forms.record import Answer
from forms.rules.facts import Facts, page_note
from forms.rules.rule import Answers, Breach, Unknown, rule
from forms.script import fold
from forms.statutes import RULES

_ANNEX_3 = ("annex3-evaluation-report",)
_ANNEX_6 = ("annex6-recheck-report",)
_CATEGORIES = ("标准化", "行业", "管理")
_CALLED = {"标准化": "标准化专家", "行业": "有关行业专家", "管理": "管理人员"}


@dataclass(frozen=True)
class _Member:
    """One row of the group's table; a value is ``None`` where nothing could be read."""

    index: int
    row: Mapping[str, Answer]

    def text(self, column: str) -> str | None:
        value = self.row[column].value if column in self.row else None
        return value if isinstance(value, str) and value else None

    def breach(self, column: str, code: str, severity: Severity, message: str) -> Breach:
        answer = self.row.get(column)
        return Breach(
            code,
            severity,
            f"rows.group[{self.index}].{column}" if answer else f"rows.group[{self.index}]",
            message,
            evidence=answer.evidence if answer else None,
            subject=fold(self.text("name") or ""),
        )

    @property
    def name(self) -> str:
        """第2行“张三”, as messages call a member."""
        answer = self.row.get("name")
        said = f"“{self.text('name')}”" if self.text("name") else "的成员"
        return f"第{self.index + 1}行{said}{page_note(answer.evidence if answer else None)}"


def _members(facts: Facts) -> tuple[_Member, ...]:
    return tuple(_Member(index, row) for index, row in enumerate(facts.rows("group") or ()))


def _people(facts: Facts) -> tuple[_Member, ...]:
    """The members without those who certainly stand in the table before, by name and unit: one person counts once."""
    people: list[_Member] = []
    for member in _members(facts):
        if not any(_one_person(facts, member, other) for other in people):
            people.append(member)
    return tuple(people)


def _one_person(facts: Facts, a: _Member, b: _Member) -> bool | None:
    """Whether two rows name one person; ``None`` where the names agree and a unit is not known."""
    names, units = (a.text("name"), b.text("name")), (a.text("unit"), b.text("unit"))
    if names[0] is None or names[1] is None or fold(names[0]) != fold(names[1]):
        return False
    if units[0] is None or units[1] is None:
        return None
    return facts.programme.same_unit(units[0], units[1])


@rule("R19.1", basis=RULES.art(19), strength="一般为", gravest=Severity.WARN, reads=("rows.group.name",), on=_ANNEX_3)
def evaluation_group_size(facts: Facts) -> Answers:
    """评估组成员一般为5至7人。"""
    yield from _size(facts, facts.programme.group_size)


@rule(
    "R34.1",
    basis=RULES.art(34, item=1),
    strength="一般为",
    gravest=Severity.WARN,
    reads=("rows.group.name",),
    on=_ANNEX_6,
)
def recheck_group_size(facts: Facts) -> Answers:
    """成员一般为5至7名: no least share of standardization experts is asked for here."""
    yield from _size(facts, facts.programme.recheck_group_size)


def _size(facts: Facts, usual: tuple[int, int]) -> Answers:
    count = len(_people(facts))
    if count == 0:
        yield Unknown("成员表未印出或者没有内容")
    elif not usual[0] <= count <= usual[1]:
        message = f"成员表共{count}人，一般为{usual[0]}至{usual[1]}人。请核对名单，确需如此的请说明理由。"
        yield Breach("group-size", Severity.WARN, None, message)


@rule(
    "R19.2",
    basis=RULES.art(19),
    strength="不少于",
    gravest=Severity.BLOCK,
    reads=("rows.group.expertise",),
    on=_ANNEX_3,
)
def standardization_share(facts: Facts) -> Answers:
    """其中标准化专家不少于评估组成员总数的三分之一: rounded up, so 2 of 5, 2 of 6, 3 of 7.

    A member whose category is not known may be one; one who stands in the table twice counts once.
    """
    members = _people(facts)
    if not members:
        yield Unknown("成员表未印出或者没有内容")
        return
    part, whole = facts.programme.standardization_share
    needed = -(-len(members) * part // whole)
    experts = sum(_category(member) == "标准化" for member in members)
    unknown = sum(_category(member) is None for member in members)
    if experts + unknown < needed:
        message = (
            f"评估组{len(members)}人中标准化专家{experts}人，应不少于总数的{_share(part, whole)}，即{needed}人。"
            "请核对各成员的专业类别，确实不足的请调整评估组。"
        )
        yield Breach("standardization-share", Severity.BLOCK, None, message)
    elif experts < needed:
        yield Unknown(f"有{unknown}名成员的专业类别不明")


def _share(part: int, whole: int) -> str:
    return "三分之一" if (part, whole) == (1, 3) else f"{part}/{whole}"


def _category(member: _Member) -> str | None:
    written = fold(member.text("expertise") or "")
    return next((category for category in _CATEGORIES if category in written), None)


@rule(
    "R19.3",
    basis=RULES.art(19),
    strength="由…组成",
    gravest=Severity.WARN,
    reads=("rows.group.expertise",),
    on=_ANNEX_3,
)
def group_composition(facts: Facts) -> Answers:
    """由标准化、有关行业专家和管理人员组成。"""
    members = _members(facts)
    found = {_category(member) for member in members}
    for category in _CATEGORIES:
        if not members or (None in found and category not in found):
            yield Unknown(f"不能判断是否有{_CALLED[category]}")
        elif category not in found:
            message = f"评估组成员中没有{_CALLED[category]}。请核对各成员的专业类别，确实没有的请说明或者调整。"
            yield Breach("group-composition", Severity.WARN, None, message, subject=category)


@rule(
    "R19.5",
    basis=Practice("专家应当回避本单位的评估，一人不计两次"),
    strength="—",
    gravest=Severity.WARN,
    reads=("rows.group.name", "rows.group.unit", "fields.lead_unit", "fields.unit_name"),
    on=_ANNEX_3 + _ANNEX_6,
)
def independent_members(facts: Facts) -> Answers:
    """No member works for the pilot's own unit and none stands in the table twice.

    Two of one name at different units may be two people.
    """
    members = _members(facts)
    own = (*facts.names("lead_unit"), *facts.names("unit_name"))
    if not members or not own or any(member.text("unit") is None for member in members):
        yield Unknown("成员表、成员的工作单位或者试点单位名称未全部读出")
    for member in members:
        unit = member.text("unit")
        if unit and any(facts.programme.same_unit(unit, name) for name in own):
            message = f"成员表{member.name}的工作单位就是试点单位“{unit}”，应当回避。请核对，属实的请更换成员。"
            yield member.breach("unit", "member-own-unit", Severity.WARN, message)
    yield from _twice(facts, members)


def _twice(facts: Facts, members: tuple[_Member, ...]) -> Answers:
    for place, member in enumerate(members):
        name = member.text("name")
        namesakes = [e for e in members[:place] if name and fold(e.text("name") or "") == fold(name)]
        again = next((e for e in namesakes if _one_person(facts, member, e) is not False), None)
        if again is not None:
            message = f"成员表{member.name}与第{again.index + 1}行重复。请核对名单，人数按一人计。"
            yield member.breach("name", "member-twice", Severity.WARN, message)
        elif namesakes:
            yield Unknown(f"有两名成员同名“{name}”，单位不同")


@rule(
    "R28",
    basis=RULES.art(28),
    strength="一般应当",
    gravest=Severity.WARN,
    reads=("rows.group.name", "rows.group.expertise"),
    on=_ANNEX_3 + _ANNEX_6,
)
def qualified_experts(facts: Facts) -> Answers:
    """专家一般应当具备本科以上学历和高级以上技术职称，具有较扎实的专业知识，并且从事标准化或者相关业务工作5年以上。

    Judged by the pool's files, for the members drawn from it; 管理人员 are no experts.
    """
    if facts.outside.experts is None:
        yield Unknown("未提供专家库资料")
        return
    for member, file in _experts(facts):
        if file is None:
            yield Unknown(f"{member.name}不在专家库中")
            continue
        short = _short_of(file, facts.programme.expert_years)
        if short:
            message = f"成员表{member.name}：专家库资料显示{'、'.join(short)}。请核对其资格，确需聘请的请说明理由。"
            yield member.breach("name", "expert-qualification", Severity.WARN, message)
        elif None in (file.degree, file.senior, file.years):
            yield Unknown(f"{member.name}的专家库资料不全")


def _short_of(file: ExpertFile, years: int) -> list[str]:
    short = []
    if file.degree is False:
        short.append("学历不到本科")
    if file.senior is False:
        short.append("职称不到高级")
    if file.years is not None and file.years < years:
        short.append(f"从事标准化或者相关业务工作{file.years}年，不满{years}年")
    return short


@rule("R19.4", basis=RULES.art(19), strength="可以", gravest=Severity.INFO, reads=("rows.group.name",), on=_ANNEX_3)
def drawn_from_the_pool(facts: Facts) -> Answers:
    """评估专家可以从国家级社会管理和公共服务标准化工作专家库中随机选取: worth knowing, never a fault."""
    if facts.outside.experts is None:
        yield Unknown("未提供专家库资料")
        return
    for member, file in _experts(facts):
        if file is None:
            message = f"成员表{member.name}不在专家库中。专家可以不从专家库选取，请留存其资格材料。"
            yield member.breach("name", "expert-outside-pool", Severity.INFO, message)


def _experts(facts: Facts) -> Iterator[tuple[_Member, ExpertFile | None]]:
    """The members that are no 管理人员, each with its file: by name, and by unit where both are known."""
    for member in _members(facts):
        name, unit = member.text("name"), member.text("unit")
        if name is None or _category(member) == "管理":
            continue
        same = [file for file in facts.outside.experts or () if fold(file.name) == fold(name)]
        fits = [
            file for file in same if unit is None or file.unit is None or facts.programme.same_unit(unit, file.unit)
        ]
        yield member, fits[0] if len(fits) == 1 else None
